"""Den röda tråden and the goals of a document, as the assessment holds them."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Evidence
from ..vocabulary.closed import LINK_TITLES, Outcome


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the thread: how firm its words are, and who commits to it.

    ``strength``: binding, plain or weak; ``words`` show it. ``by``: municipality, police, both, other or
    None where the text does not say.
    """

    evidence: Evidence
    strength: str
    words: Evidence | None = None
    by: str | None = None
    actors: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalAssessment:
    """A goal of the document taken apart; ``reason`` is a Swedish sentence.

    ``kind``: effekt, process or produktion. ``measurability``: met, partial or missing.
    """

    evidence: Evidence
    kind: str
    measurability: Outcome
    reason: str
    object: Evidence | None = None
    direction: Evidence | None = None
    quantity: Evidence | None = None
    indicator: Evidence | None = None
    baseline: Evidence | None = None
    time: Evidence | None = None

    @property
    def measurable(self) -> bool:
        return self.measurability is Outcome.MET


THREAD_LINKS = tuple(LINK_TITLES)


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One prioritised problem followed through the document."""

    problem: Evidence
    cause: Evidence | None = None
    goal: Evidence | None = None
    goal_measurable: bool = False
    measure: Evidence | None = None
    responsible: Evidence | None = None
    time: Evidence | None = None
    follow_up: Evidence | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The links that the document does not tie to the problem, in the order of the chain."""
        return tuple(link for link in THREAD_LINKS if getattr(self, link) is None)

    @property
    def whole(self) -> bool:
        return not self.lacking
