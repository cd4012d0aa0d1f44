"""The document: one text, its blocks, and where every piece of it came from.

Everything here is frozen. Readers make a :class:`Document` through
:class:`~overenskommelse_granskning.document.builder.DocumentBuilder`; nobody changes it afterwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from .normalise import to_source
from .spans import Box, Evidence, Span


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"
    FOOTNOTE = "footnote"


class FurnitureRole(StrEnum):
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True)
class CellRef:
    """Place of a cell: table number in the document, row and column from 0."""

    table: int
    row: int
    column: int
    header: bool = False  # stands in the table's header row


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell or footnote: a unit of layout.

    ``start``/``end`` are code points of the document's text and never include the list marker
    (kept in ``marker``; it stands in the text just before ``start``). ``level`` is the heading
    level from 1, or the list depth from 1, else None. ``section`` is the id of the section.
    """

    id: int
    kind: BlockKind
    start: int
    end: int
    page: int | None
    level: int | None = None
    marker: str = ""
    cell: CellRef | None = None
    section: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Segment:
    """Provenance of a run of text: usually one line of a PDF or one run of a Word paragraph.

    ``source`` names the place in the input in the reader's own terms (``"p12"``: paragraph 12 of
    the Word body; ``"page3"``), ``source_start`` the code point there that ``start`` came from.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    source: str | None = None
    source_start: int = 0
    shifts: tuple[tuple[int, int], ...] = ()

    def source_offset(self, offset: int) -> int:
        """The position in the source that corresponds to ``offset`` in the document's text."""
        return self.source_start + to_source(offset - self.start, self.shifts)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that ``[start, end)``, cut to the segment, came from.

        From the first of the first character to the first of the last one: signs that the last
        character was composed of, and invisible ones after it, are not counted in.
        """
        start, end = max(start, self.start), min(end, self.end)
        return self.source_offset(start), self.source_offset(end - 1) + 1


_SURE = 0.75  # mean word confidence of a page that OCR read well
_KNOWN = 0.8  # share of known words of a page that is read right
_GARBLED = 0.6  # of one that is not from OCR


def is_poor(ocr: bool, confidence: float | None, known: float | None) -> bool:
    """Whether a page was read badly: OCR was unsure, or few of the words are words."""
    if not ocr:
        return known is not None and known < _GARBLED
    return (confidence is not None and confidence < _SURE) or (known is not None and known < _KNOWN)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: number from 1, its span of text, size in points (0 where unknown)."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    ocr: bool = False
    confidence: float | None = None  # mean word confidence of the OCR, 0–1
    known: float | None = None  # share of its words that are in a word list, where that was asked
    unread: bool = False  # it holds an image that was not read

    @property
    def poor(self) -> bool:
        """Whether what was read here is too uncertain to go by."""
        return is_poor(self.ocr, self.confidence, self.known)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running headers, footers, page numbers and web menus: kept, but outside the text."""

    text: str
    role: FurnitureRole
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it. Section 0 is the text before the first heading.

    ``start``/``end`` cover heading and body without the sections below it that are listed apart
    only by ``parent``; ``body_start`` is where the heading ends.
    """

    id: int
    title: str
    level: int
    start: int
    body_start: int
    end: int
    parent: int | None
    heading_block: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader or a later stage must tell: a code from ``errors``, a Swedish sentence."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True)
class DocumentPart:
    """One file of a bundle: its own document, and where its text stands in the joint one.

    ``name`` is the file's name, made distinct where two files share it.
    """

    name: str
    start: int
    document: Document

    @property
    def end(self) -> int:
        return self.start + len(self.document.text)


@dataclass(frozen=True)
class Document:
    """One text with its structure and provenance. All offsets are code points of ``text``.

    ``name`` is the file's name without folders, ``sha256`` of the bytes read, ``format`` the
    reader's name (``docx``, ``pdf``, …), ``scanned`` true when any page was read by OCR. ``parts`` are the
    files of a bundle (:func:`~overenskommelse_granskning.document.bundle.join_documents`), the document
    itself first and its annexes after it; empty for a single file.
    """

    name: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notices: tuple[Notice, ...] = ()
    properties: tuple[tuple[str, str], ...] = field(default=())
    parts: tuple[DocumentPart, ...] = ()

    @cached_property
    def word_count(self) -> int:
        return sum(len(line.split()) for line in self.text.split("\n"))  # all at once take many megabytes

    @property
    def page_count(self) -> int | None:
        return len(self.pages) or None

    @property
    def scanned(self) -> bool:
        return any(page.ocr for page in self.pages)

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [s.start for s in self.segments]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.start for b in self.blocks]

    @property
    def main(self) -> Document:
        """The document itself, without the annexes of a bundle. Its offsets are the same."""
        return self.parts[0].document if self.parts else self

    @property
    def annex_files(self) -> tuple[DocumentPart, ...]:
        """The files of a bundle beside the document itself."""
        return self.parts[1:]

    def annex_file_of(self, offset: int) -> str | None:
        """The name of the annex that holds ``offset``; None in the document itself."""
        return next((p.name for p in reversed(self.annex_files) if p.start <= offset), None)

    def slice(self, span: Span | tuple[int, int]) -> str:
        return self.text[span[0] : span[1]]

    def segments_in(self, span: Span | tuple[int, int]) -> tuple[Segment, ...]:
        """The provenance of a span, in text order."""
        first = max(bisect_right(self._segment_starts, span[0]) - 1, 0)
        last = bisect_left(self._segment_starts, span[1])
        start, end = span
        return tuple([s for s in self.segments[first:last] if s.end > start and s.start < end])

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``, or None between blocks."""
        i = bisect_right(self._block_starts, offset) - 1
        if i < 0 or offset >= self.blocks[i].end:
            return None
        return self.blocks[i]

    def blocks_in(self, span: Span | tuple[int, int]) -> tuple[Block, ...]:
        first = max(bisect_right(self._block_starts, span[0]) - 1, 0)
        last = bisect_left(self._block_starts, span[1])
        return tuple(b for b in self.blocks[first:last] if b.end > span[0] and b.start < span[1])

    def page_of(self, offset: int) -> int | None:
        found = self.segments_in((offset, offset + 1))
        if found and found[0].page is not None:
            return found[0].page
        block = self.block_at(offset)
        return block.page if block else None

    def section_of(self, offset: int) -> Section | None:
        block = self.block_at(offset)
        if block is None:
            i = bisect_right(self._block_starts, offset) - 1
            if i < 0:
                return self.sections[0] if self.sections else None
            block = self.blocks[i]
        return self.sections[block.section] if self.sections else None

    def evidence(self, span: Span | tuple[int, int]) -> Evidence:
        """A quote of ``span``, trimmed of white space, with page, section and box."""
        start, end = span
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        end = start + len(quote)
        box: Box | None = None
        page = self.page_of(start)
        for segment in self.segments_in((start, end)):
            if segment.box is not None and segment.page == page:
                box = segment.box if box is None else box.union(segment.box)
        section = self.section_of(start)
        title = section.title if section and section.heading_block is not None else None
        return Evidence(quote, start, end, page, title or None, box, self.annex_file_of(start))


@dataclass(frozen=True, slots=True)
class Original:
    """A file's bytes beside the document that was read from them, for what writes in a copy of the file.

    ``revisions`` says how tracked changes were read (``accepted`` or ``original``): the places in the
    source that segments name are counted in that form of the text.
    """

    data: bytes
    document: Document
    revisions: str = "accepted"
