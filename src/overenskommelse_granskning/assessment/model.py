"""The assessment: every outcome, score and fact about one document, frozen.

This is what the library hands out and what every report is made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..checklist import Adjustment
from ..document import Evidence, Notice, Original
from ..errors import ConfigurationError
from ..vocabulary.closed import Kind, Level, Outcome, Stage


@dataclass(frozen=True, slots=True)
class ElementAssessment:
    """One part of a criterion: ``lacking`` is a Swedish phrase, empty when nothing is lacking."""

    id: str
    title: str
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Evidence of absence: the sections looked through and the nearest passage found."""

    sections: tuple[str, ...] = ()
    nearest: Evidence | None = None


@dataclass(frozen=True, slots=True)
class CriterionAssessment:
    """The verdict on one criterion. ``confidence`` 0–1; ``grounds`` says what each layer held."""

    id: str
    title: str
    level: Level
    weight: float
    outcome: Outcome
    reason: str
    confidence: float
    needs_review: bool
    elements: tuple[ElementAssessment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    searched: Searched = Searched()
    advice: str = ""
    suggestion: str = ""
    step: str = ""  # heading of the group in the checklist, e.g. ”Steg 3 – Gemensamma förberedelser”
    waived: str | None = None
    grounds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Omfattning, styrka, röd tråd and täckning, each 0–1, or None where nothing can be counted."""

    comprehensiveness: float | None
    strength: float | None
    consistency: float | None
    coverage: float | None
    points: float
    max_points: float
    weakest_link: str | None = None  # the link of the thread that breaks most often


@dataclass(frozen=True, slots=True)
class ChecklistAssessment:
    """All criteria of one checklist, in the checklist's order.

    ``extends`` names the list that it builds on, ``adjustments`` what it changed in that list's criteria.
    """

    id: str
    title: str
    version: str
    sha256: str
    scores: Scores
    criteria: tuple[CriterionAssessment, ...]
    extends: str = ""
    adjustments: tuple[Adjustment, ...] = ()

    def criterion(self, criterion_id: str) -> CriterionAssessment:
        """Return one criterion's assessment. Raises ConfigurationError for an unknown id."""
        for c in self.criteria:
            if c.id == criterion_id:
                return c
        raise ConfigurationError(f"Kriteriet {criterion_id} finns inte i checklistan {self.id}.")


@dataclass(frozen=True, slots=True)
class Municipality:
    """Four-digit code, None for a municipality that is not in the register."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """``end`` is None when open-ended or unknown."""

    start: date | None
    end: date | None
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str | None
    role: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document is: file, kind, parties, period, stage."""

    path: str
    sha256: str
    format: str
    pages: int | None
    words: int
    status: str  # read | unreadable
    kind: Kind | None
    kind_confidence: float | None
    municipalities: tuple[Municipality, ...] = ()
    parties: tuple[str, ...] = ()
    police_units: tuple[str, ...] = ()
    period: Period | None = None
    stage: Stage | None = None
    signatories: tuple[Signatory, ...] = ()
    diary_numbers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionFinding:
    """Whether the document has substance on one of the 22 topics."""

    label: str
    present: bool
    probability: float | None
    page: int | None = None
    heading: str | None = None


THREAD_LINKS = ("cause", "goal", "measure", "responsible", "time", "follow_up")


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

    @property
    def lacking(self) -> tuple[str, ...]:
        """The links that the document does not tie to the problem, in the order of the chain."""
        return tuple(link for link in THREAD_LINKS if getattr(self, link) is None)

    @property
    def whole(self) -> bool:
        return not self.lacking


@dataclass(frozen=True, slots=True)
class PromiseActor:
    """Who a promise binds. ``party``: police, municipality, both, other, or empty where it is not said."""

    evidence: Evidence
    party: str


@dataclass(frozen=True, slots=True)
class PromiseQuantity:
    """A number in a promise. ``kind``: count, percent, money, duration or frequency; ``bound``: min, max,
    below, above or empty; ``months_between`` is set for what is promised so and so often."""

    evidence: Evidence
    value: float
    unit: str
    kind: str
    bound: str = ""
    upper: float | None = None
    approximate: bool = False
    months_between: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a medborgarlöfte. A part that the text does not state is None or empty."""

    evidence: Evidence
    actor: PromiseActor | None = None
    activity: Evidence | None = None
    place: Evidence | None = None
    quantities: tuple[PromiseQuantity, ...] = ()
    time: Evidence | None = None
    years: tuple[int, int] | None = None  # the first and the last year it is given for


@dataclass(frozen=True, slots=True)
class NextStep:
    """A change that would lift the document: gain in points of its checklist."""

    criterion: str
    gain: float
    advice: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything about one document. ``as_of`` is the date judged by."""

    document: DocumentFacts
    as_of: date
    checklists: tuple[ChecklistAssessment, ...] = ()
    sections: tuple[SectionFinding, ...] = ()
    missing_sections: tuple[str, ...] = ()
    thread: tuple[ThreadRow, ...] = ()
    promises: tuple[Promise, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    tool_version: str = ""
    model: tuple[str, str] | None = None  # version, sha256
    text: str = field(default="", repr=False)
    original: Original | None = field(default=None, repr=False, compare=False)  # where it was asked for

    def checklist(self, checklist_id: str) -> ChecklistAssessment:
        """Return one checklist's assessment. Raises ConfigurationError for one not applied."""
        for c in self.checklists:
            if c.id == checklist_id:
                return c
        raise ConfigurationError(f"Checklistan {checklist_id} tillämpades inte på dokumentet.")

    def __iter__(self) -> Iterator[CriterionAssessment]:
        for checklist in self.checklists:
            yield from checklist.criteria

    @property
    def readable(self) -> bool:
        return self.document.status == "read"

    def to_dict(self) -> dict[str, Any]:
        """The JSON report, as the schema ``report`` describes it."""
        from .serialise import to_dict

        return to_dict(self)
