"""The comparison of two reviews, frozen: this is what every report of it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..assessment import (
    Assessment,
    CriterionAssessment,
    ElementAssessment,
    Promise,
    PromiseQuantity,
    Scores,
    SectionFinding,
    ThreadRow,
)
from ..document import Evidence


class Change(StrEnum):
    """What happened to a thing from the first review to the second."""

    GAINED = "gained"  # more of it is there
    LOST = "lost"  # less of it is there
    MIXED = "mixed"  # some parts gained, others lost
    CHANGED = "changed"  # both there and not the same, without a direction
    UNCHANGED = "unchanged"
    ADDED = "added"  # only in the second
    REMOVED = "removed"  # only in the first
    OTHER = "other"  # both there, but one of them could not be judged: no direction


@dataclass(frozen=True, slots=True)
class Note:
    """Something that limits what the comparison can say: a stable code and a Swedish sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ElementChange:
    """One part of a criterion; ``before`` or ``after`` is None where that review lacks the part."""

    id: str
    title: str
    change: Change
    before: ElementAssessment | None
    after: ElementAssessment | None


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion. ``elements`` are those that differ; ``requoted``: same outcome, other words behind it."""

    change: Change
    before: CriterionAssessment | None
    after: CriterionAssessment | None
    elements: tuple[ElementChange, ...] = ()
    requoted: bool = False

    @property
    def either(self) -> CriterionAssessment:
        """The criterion as the later review has it, else as the earlier."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class ChecklistChange:
    """One checklist that both reviews applied."""

    id: str
    title: str
    versions: tuple[str, str]
    before: Scores
    after: Scores
    criteria: tuple[CriterionChange, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One topic; gained where only the second has substance on it."""

    label: str
    change: Change
    before: SectionFinding | None
    after: SectionFinding | None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One link of a chain, such as ``cause``."""

    name: str
    change: Change
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True, slots=True)
class ChainChange:
    """One problem and its chain; added and removed problems have only one side. ``likeness`` 0–1."""

    change: Change
    before: ThreadRow | None
    after: ThreadRow | None
    links: tuple[LinkChange, ...]
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of a promise that reads otherwise: actor, activity, place, quantity or time; None where it is not said."""

    name: str
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """One promise of two medborgarlöften; added and removed promises have only one side."""

    change: Change
    before: Promise | None
    after: Promise | None
    parts: tuple[PartChange, ...] = ()
    likeness: float | None = None


class Status(StrEnum):
    """What a follow-up says became of a promise."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    CONFLICT = "conflict"  # it says two things that cannot both be true, or retells the promise wrongly
    UNCLEAR = "unclear"  # it is mentioned, but not what came of it
    NOT_MENTIONED = "not_mentioned"


@dataclass(frozen=True, slots=True)
class PromiseOutcome:
    """One promise and what the follow-up says of it.

    ``promised`` is the number that was compared, ``reached`` the one that the follow-up gives in its
    unit. ``restated`` are the places where the follow-up retells the promise, ``evidence`` those that say
    what came of it; both stand in the follow-up's text. ``likeness`` (0–1) is that of the best of them.
    """

    promise: Promise
    status: Status
    reason: str
    promised: PromiseQuantity | None = None
    reached: float | None = None
    evidence: tuple[Evidence, ...] = ()
    restated: tuple[Evidence, ...] = ()
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up page promise by promise. ``years`` are those it is about, None where it names none;
    ``others`` are results that it tells and that belong to no promise."""

    years: tuple[int, int] | None
    outcomes: tuple[PromiseOutcome, ...]
    others: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two reviews, and the reviews themselves."""

    before: Assessment
    after: Assessment
    notes: tuple[Note, ...] = ()
    checklists: tuple[ChecklistChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    thread: tuple[ChainChange, ...] = ()
    promises: tuple[PromiseChange, ...] = ()
    follow_up: FollowUp | None = None

    @property
    def readable(self) -> bool:
        return self.before.readable and self.after.readable
