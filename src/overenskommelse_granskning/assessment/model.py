"""The assessment: every outcome, score and fact about one document, frozen.

This is what the library hands out and what every report is made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..checklist import Adjustment, available
from ..document import Evidence, Notice, Original
from ..errors import ConfigurationError, UnreadableDocument
from ..vocabulary.closed import Level, Outcome, Place, Remark
from .chain import GoalAssessment, ThreadRow
from .facts import DocumentFacts
from .improvement import MissingSection, NextStep, Readability
from .promise import Promise


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
    place: Place = Place.DOCUMENT  # where the criterion can be judged
    remarks: tuple[Remark, ...] = ()
    pointer: Evidence | None = None  # the words that point to an annex which is not there


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
    scores_waived: Scores | None = None  # without the waived criteria; None where none is waived

    @property
    def shipped(self) -> bool:
        """Whether it is a packaged list, or builds on one."""
        return bool(self.extends) or self.id in available()

    def criterion(self, criterion_id: str) -> CriterionAssessment:
        """Return one criterion's assessment. Raises ConfigurationError for an unknown id."""
        for c in self.criteria:
            if c.id == criterion_id:
                return c
        raise ConfigurationError(f"Kriteriet {criterion_id} finns inte i checklistan {self.id}.")


@dataclass(frozen=True, slots=True)
class SectionFinding:
    """Whether the document has substance on one of the 22 topics."""

    label: str
    present: bool
    probability: float | None
    page: int | None = None
    heading: str | None = None
    file: str | None = None  # the annex of a bundle where it stands


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Assessment:
    """Everything about one document. ``as_of`` is the date judged by."""

    document: DocumentFacts
    as_of: date
    checklists: tuple[ChecklistAssessment, ...] = ()
    sections: tuple[SectionFinding, ...] = ()
    missing_sections: tuple[str, ...] = ()
    missing_section_advice: tuple[MissingSection, ...] = ()
    thread: tuple[ThreadRow, ...] = ()
    goals: tuple[GoalAssessment, ...] = ()
    promises: tuple[Promise, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    readability: Readability | None = None  # of a medborgarlöfte only
    tool_version: str = ""
    model: tuple[str, str] | None = None  # version, sha256
    text: str = field(default="", repr=False)
    original: Original | None = field(default=None, repr=False, compare=False)  # where it was asked for

    @property
    def in_general(self) -> bool:
        """Whether reports tell what holds of such documents in general: the topics expected, the chain of problems.

        It rests on the packaged lists; who has chosen lists of their own alone has not asked for it.
        """
        return not self.checklists or any(c.shipped for c in self.checklists)

    def checklist(self, checklist_id: str) -> ChecklistAssessment:
        """Return one checklist's assessment.

        Raises ConfigurationError for one not applied, UnreadableDocument where nothing was.
        """
        for c in self.checklists:
            if c.id == checklist_id:
                return c
        if not self.readable:
            (why,) = self.document.notices[:1] or (Notice("R000", "Dokumentet kunde inte läsas."),)
            raise UnreadableDocument(why.message, code=why.code)
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
