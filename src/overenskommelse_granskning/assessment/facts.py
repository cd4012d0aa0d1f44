"""What the document is: file, kind, parties, period, stage, who has signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..document import Evidence, Notice
from ..vocabulary.closed import Kind, Stage


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
