"""What would lift the document: the next steps, the topics it lacks, how easy it is to read."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Evidence
from ..vocabulary.closed import Level, Outcome


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
