"""A checklist as data: what the YAML says, typed and frozen. Nothing here knows how rules work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ..errors import ConfigurationError
from ..vocabulary.closed import Kind, Level, Outcome, Place, Trap
from ..vocabulary.slots import fill_slots


@dataclass(frozen=True, slots=True)
class Condition:
    """When a combination of elements gives an outcome.

    ``all``/``any``/``none`` name elements or nest conditions; ``at_least`` counts among ``of``.
    An element counts when it is met; where the condition is that of ``partial``, also when it is
    partial.
    """

    all: tuple[Condition | str, ...] = ()
    any: tuple[Condition | str, ...] = ()
    none: tuple[Condition | str, ...] = ()
    at_least: int | None = None
    of: tuple[Condition | str, ...] = ()

    def asked(self) -> frozenset[str]:
        """Ids of the elements that speak for the outcome: those that only stand under ``none`` are left out."""
        parts = (*self.all, *self.any, *self.of)
        return frozenset().union(*({p} if isinstance(p, str) else p.asked() for p in parts))


@dataclass(frozen=True, slots=True)
class AppliesWhen:
    """A criterion applies to documents whose period ends, or that were made, on or after a day."""

    from_date: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Element:
    """One part of a criterion: ``rule`` is the rule's type, ``options`` its settings."""

    id: str
    title: str
    rule: str
    options: Mapping[str, Any]
    lacking: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the outcome it must give: the checklist author's own test.

    ``trap`` says what looks like fulfilment in it; ``todo`` marks a known failure.
    """

    name: str
    text: str
    expect: Outcome
    todo: bool = False
    trap: Trap | None = None


class Instead(StrEnum):
    """Whether the wording replaces what the text says of the matter, which it would contradict."""

    NO = ""
    FIRST = "first"  # the first passage
    ALL = "all"  # all passages


@dataclass(frozen=True)
class Criterion:
    """One requirement with its source, its parts, and what to tell the author of a document.

    ``mandatory``: a list that extends this one must give a reason to turn it off or weaken it.
    ``since`` and ``changed`` are versions of the checklist. ``own_rules``: the criterion bears the id of a
    shipped one but is decided in another way, so that nothing learned from the shipped one holds for it.
    """

    id: str
    title: str
    question: str
    step: str
    level: Level
    weight: float
    place: Place
    why: str
    sources: tuple[str, ...]
    levels: Mapping[Outcome, str]
    topics: tuple[str, ...]
    passages: Mapping[str, Any] | None
    elements: tuple[Element, ...]
    met: Condition
    partial: Condition
    silent: Outcome
    applies: AppliesWhen | None
    advice: Mapping[Outcome, str]
    template: str  # suggested wording with {slots} for what the document tells and [placeholders]
    weak_example: str
    strong_example: str
    cases: tuple[Case, ...]
    not_assessable: Condition = Condition()  # e.g. only pointed to in an annex that is absent
    mandatory: bool = False
    since: str = ""
    changed: str = ""
    own_rules: bool = field(default=False, compare=False)
    each: str = ""  # list whose lacking entries get one wording each
    amend: str = ""  # what such an entry should say instead; {text} is its own text
    instead: Instead = Instead.NO
    serves: tuple[str, ...] = ()  # other criteria that the same wording is meant to meet
    touches: tuple[str, ...] = ()  # other criteria that it may move, since they ask for part of the same

    @property
    def suggestion(self) -> str:
        """The suggested wording where no document is at hand: every slot is a placeholder."""
        return fill_slots(self.template)

    def asks(self, element: str) -> bool:
        """Whether an element speaks for some outcome; one that only speaks against it is not lacking."""
        return any(element in c.asked() for c in (self.met, self.partial, self.not_assessable))

    def allows(self, flag: str) -> bool:
        """Whether some element is answered also by what bears this flag."""
        return any(flag in e.options.get("allow", ()) for e in self.elements)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a checklist did to a criterion of the list that it extends.

    ``disabled``: it does not apply any more; otherwise ``fields`` names the keys that were given anew.
    ``weaker``: a mandatory criterion asks for less than it did, or in another way.
    """

    criterion: str
    title: str
    base: str  # id and version of the list
    mandatory: bool
    disabled: bool
    weaker: bool
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Checklist:
    """A versioned list of criteria for some kinds of document."""

    id: str
    title: str
    version: str
    description: str
    kinds: tuple[Kind, ...]
    sources: Mapping[str, str]
    tests: Mapping[str, Any]
    criteria: tuple[Criterion, ...]
    sha256: str  # of the whole list, with what it takes from others
    extends: str = ""  # id and version of the list that it builds on
    adjustments: tuple[Adjustment, ...] = ()
    file: str = field(default="", compare=False)
    text: str = field(default="", compare=False, repr=False)  # of a user's own file; empty when shipped
    # A packaged list as it stands: that its patterns come to an end is tested.
    shipped: bool = field(default=False, compare=False)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one criterion. Raises ConfigurationError for an unknown id."""
        for c in self.criteria:
            if c.id == criterion_id:
                return c
        raise ConfigurationError(f"Kriteriet {criterion_id} finns inte i checklistan {self.id}.")
