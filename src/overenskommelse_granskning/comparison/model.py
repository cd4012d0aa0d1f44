"""The comparison of two reviews, frozen: this is what every report of it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..assessment import (
    Assessment,
    CriterionAssessment,
    ElementAssessment,
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
class Comparison:
    """Everything that differs between two reviews, and the reviews themselves."""

    before: Assessment
    after: Assessment
    notes: tuple[Note, ...] = ()
    checklists: tuple[ChecklistChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    thread: tuple[ChainChange, ...] = ()

    @property
    def readable(self) -> bool:
        return self.before.readable and self.after.readable
