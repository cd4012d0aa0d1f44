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
from ..vocabulary.closed import Kind, Level, Outcome, Place, Remark, Stage
from .chain import GoalAssessment, ThreadRow


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
class Municipality:
    """Four-digit code, None for a municipality that is not in the register."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """``end`` is None when open-ended or unknown; both with an end and open-ended, it goes on by itself after it."""

    start: date | None
    end: date | None
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who has signed, by what title and for which party; None for what the document does not say."""

    name: str | None
    role: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a bundle. ``start``/``end``: where its text stands in the joint one; None where it
    could not be read."""

    path: str
    sha256: str
    format: str
    pages: int | None
    words: int
    status: str = "read"  # read | unreadable
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class AnnexReference:
    """An annex that the text names: ``supplied`` tells that it was there to be read, in ``file`` of a
    bundle or (None) in the document itself."""

    name: str
    number: str | None
    supplied: bool
    file: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document is: file, kind, parties, period, stage.

    Of a bundle ``path``, ``sha256``, ``format``, ``pages`` and ``words`` are those of the document itself.
    """

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
    annex_references: tuple[AnnexReference, ...] = ()
    unfilled: tuple[Evidence, ...] = ()  # what is still to be filled in or written
    files: tuple[SourceFile, ...] = ()  # of a bundle, the document itself first; empty for a single file


@dataclass(frozen=True, slots=True)
class SectionFinding:
    """Whether the document has substance on one of the 22 topics."""

    label: str
    present: bool
    probability: float | None
    page: int | None = None
    heading: str | None = None
    file: str | None = None  # the annex of a bundle where it stands


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
    places: tuple[Evidence, ...] = ()
    quantities: tuple[PromiseQuantity, ...] = ()
    time: Evidence | None = None
    years: tuple[int, int] | None = None  # the first and the last year it is given for


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the text: ``wording`` instead of ``start``–``end``, or as new paragraphs at ``start``.

    Each line of the wording is a paragraph; an item of a list where it begins with "- ", a row of a table
    (the first its header) where it begins with "|". What stands in square brackets only the authors know.
    ``place`` is the passage that is replaced or that the wording follows (None in an empty document);
    ``heading`` that of a new section to put over it, of heading level ``level``; empty where the
    wording belongs in the section that is there.
    """

    start: int
    end: int
    wording: str
    place: Evidence | None = None
    heading: str = ""
    level: int = 0

    @property
    def inserts(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class NextStep:
    """A change that would lift the document: gain in points of its checklist.

    ``serves``: criteria that the same wording is meant to meet too; ``touches``: those that it may
    lift, since they ask for part of the same. ``problem`` and ``links`` are set
    where the step mends the chain of one problem (then the criterion may be met already).
    """

    criterion: str
    gain: float
    advice: str
    title: str = ""
    checklist: str = ""
    level: Level = Level.SHALL
    outcome: Outcome = Outcome.MISSING
    changes: tuple[Edit, ...] = ()
    serves: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    problem: Evidence | None = None
    links: tuple[str, ...] = ()

    @property
    def suggestion(self) -> str:
        """All that is to be written."""
        return "\n".join(c.wording for c in self.changes)


@dataclass(frozen=True, slots=True)
class MissingSection:
    """Advice on an expected topic that the document lacks: what to write and where it belongs.

    ``after`` is the heading of the section that it belongs after, or ``before`` that of the one it
    belongs before (both None where the document has no headings); ``offset`` is the place in the text.
    ``criteria`` are those of the applied checklists that ask for the topic and are not met.
    """

    label: str
    heading: str
    write: str
    offset: int
    after: Evidence | None = None
    before: Evidence | None = None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A long sentence and how many words it has."""

    evidence: Evidence
    words: int


@dataclass(frozen=True, slots=True)
class Readability:
    """How easy the text is to read; says nothing of its content. Shares are 0–1.

    ``lix`` is the mean words per sentence plus the percentage of words of more than six letters;
    a long sentence has more than ``long_from`` words.
    """

    lix: int
    band: str
    words: int
    sentences: int
    words_per_sentence: float
    long_words: float
    long_sentences: float
    long_from: int
    longest: tuple[LongSentence, ...] = ()


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
