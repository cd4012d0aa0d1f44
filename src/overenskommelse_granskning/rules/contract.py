"""What a rule gets and what it gives. One rule type per module; the engine runs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, CAPPING, Flag
from ..thread.lists import Lists
from ..vocabulary.closed import Outcome
from .ground import Ground, UnitTest


class Passage(NamedTuple):
    """A place that bears on a criterion. ``capped``: counts as partial at most."""

    start: int
    end: int
    unit: int
    capped: bool = False
    weight: float = 0.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ElementResult:
    """What a rule found: ``passages`` bear the outcome, best first; ``note`` explains an error, or says what falls
    short in the rule's own words, which then stand in place of the element's ``lacking``.

    ``detail`` says, where the rule judges every entry of a list, which of them fall short.
    """

    id: str
    outcome: Outcome
    passages: tuple[Passage, ...] = ()
    note: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Layers:
    """Learned layers, handed in by the pipeline; empty where no model is in use.

    ``finder``: criterion id → unit ids, best first. (Learned sentence functions stand on the units.)
    """

    finder: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """Everything a rule may look at: the analysis, the lists, the criterion's own passages.

    Tests are asked through ``ground``, which holds the units of ``analysis``.
    """

    analysis: Analysis
    lists: Lists
    layers: Layers
    ground: Ground
    passages: tuple[Passage, ...] = ()

    def with_passages(self, passages: tuple[Passage, ...]) -> Context:
        return Context(self.analysis, self.lists, self.layers, self.ground, passages)


class Short(str):
    """What falls short of an element, in place of the words that its checklist has for all cases."""

    __slots__ = ()


# The third, if any, is a detail beside the element's own words, or a Short in place of them.
Answer = tuple[Outcome, tuple[Passage, ...]] | tuple[Outcome, tuple[Passage, ...], str]


class Rule(Protocol):
    """A compiled rule: a function from a context to an outcome with its passages, and a detail if any."""

    def __call__(self, context: Context, /) -> Answer: ...


class RuleType(Protocol):
    """A module with the rule's name, its options and how to compile it."""

    TYPE: str
    OPTIONS: frozenset[str]

    def compile_rule(self, options: Mapping[str, Any], tests: TestCompiler) -> Rule: ...


class TestCompiler(Protocol):
    """Turns a test from YAML into a function on sets of units."""

    def __call__(self, test: Any, /) -> UnitTest: ...


def usable(unit: Unit, allow: frozenset[Flag] = frozenset()) -> bool:
    """Whether a unit may bear evidence: no cancelling flag that is not expressly allowed."""
    return not (unit.flags & CANCELLING) - allow


def capped(unit: Unit, allow: frozenset[Flag] = frozenset()) -> bool:
    """Whether evidence in the unit counts as partial at most."""
    return bool((unit.flags & CAPPING) - allow)


def passage(unit: Unit, allow: frozenset[Flag] = frozenset(), weight: float = 0.0) -> Passage:
    """A passage of the whole unit, capped where the unit is."""
    return Passage(unit.start, unit.end, unit.id, capped(unit, allow), weight)


def outcome_of(passages: Sequence[Passage]) -> Outcome:
    """met when some passage is not capped, partial when all are, missing when there is none."""
    if not passages:
        return Outcome.MISSING
    return Outcome.PARTIAL if all(p.capped for p in passages) else Outcome.MET
