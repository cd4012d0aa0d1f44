"""Builds a :class:`Document` from the pieces a reader delivers.

The builder owns the text: it cleans every piece, joins the pieces of a block, puts separators
between blocks, and records provenance, pages and sections, so that readers cannot get offsets wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import reading_message
from .breaking import LONGEST_BLOCK, LONGEST_HEADING, breaks, broken, is_endless, portions
from .lookalikes import as_latin, has_foreign
from .model import (
    Block,
    BlockKind,
    CellRef,
    Document,
    Furniture,
    FurnitureRole,
    Notice,
    Page,
    Segment,
)
from .normalise import clean, to_source
from .sections import section_tree
from .spans import Box

_LONGEST_WORD = 40  # characters of a word that are shown
_SPACES = re.compile(r"[ \t]{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of raw text with its provenance; pieces of one block are joined without separator."""

    text: str
    page: int | None = None
    box: Box | None = None
    source: str | None = None
    source_start: int = 0


class DocumentBuilder:
    """Collects blocks in reading order. ``build`` may be called once."""

    def __init__(self, *, name: str, sha256: str, format: str) -> None:
        self._name, self._sha256, self._format = name, sha256, format
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._segments: list[Segment] = []
        self._furniture: list[Furniture] = []
        self._notices: list[Notice] = []
        self._page_facts: dict[int, Page] = {}
        self._properties: dict[str, str] = {}
        self._tables = 0
        self._lookalikes: list[str] = []
        self._turned_seen = False
        self._turned_page: int | None = None

    def _emit(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _separate(self, kind: BlockKind, cell: CellRef | None) -> None:
        if not self._blocks:
            return
        before = self._blocks[-1]
        if cell and before.cell and before.cell.table == cell.table:
            self._emit("\t" if before.cell.row == cell.row else "\n")
        elif kind is BlockKind.LIST_ITEM and before.kind is BlockKind.LIST_ITEM:
            self._emit("\n")
        else:
            self._emit("\n\n")

    def block(
        self,
        kind: BlockKind,
        pieces: Iterable[Piece],
        *,
        level: int | None = None,
        marker: str = "",
        cell: CellRef | None = None,
    ) -> None:
        """Add a block; one whose text is only white space is dropped, except a table cell."""
        cleaned: list[tuple[Piece, str, tuple[tuple[int, int], ...]]] = []
        for piece in pieces:
            text, shifts = clean(piece.text)
            if text:
                cleaned.append((piece, text, shifts))
            if not piece.text.isascii():
                self._suspect(piece)
        cleaned = _broken(self._latin(_trim(cleaned)))
        if not cleaned and cell is None:
            return
        length = sum(len(text) for _, text, _ in cleaned)
        if kind is BlockKind.HEADING and length > LONGEST_HEADING:
            kind, level = BlockKind.PARAGRAPH, None
        if length <= LONGEST_BLOCK:
            self._put(kind, cleaned, level, marker, cell)
            return
        for n, part in enumerate(_portioned(cleaned)):
            if n and cell is None:
                kind, level, marker = BlockKind.PARAGRAPH, None, ""
            self._put(kind, part, level, marker, cell)

    def _put(
        self, kind: BlockKind, cleaned: list[_Cleaned], level: int | None, marker: str, cell: CellRef | None
    ) -> None:
        """Add a block of cleaned pieces."""
        self._separate(kind, cell)
        marker = clean(marker)[0].strip()
        if marker:
            self._emit(marker + " ")
        start = self._length
        page: int | None = None
        for piece, text, shifts in cleaned:
            if page is None:
                page = piece.page
            # A cell keeps its line breaks as blanks: a row is one line of the text.
            if cell is not None:
                text = text.replace("\n", " ").replace("\t", " ")
            self._segments.append(
                Segment(
                    self._length,
                    self._length + len(text),
                    piece.page,
                    piece.box,
                    piece.source,
                    piece.source_start,
                    shifts,
                )
            )
            self._emit(text)
        if page is None and self._blocks and cell is not None:
            page = self._blocks[-1].page
        self._blocks.append(Block(len(self._blocks), kind, start, self._length, page, level, marker, cell))

    def _suspect(self, piece: Piece) -> None:
        """Note where the direction of writing is turned: a reader then sees other words than these."""
        if not self._turned_seen and ("\u202e" in piece.text or "\u202d" in piece.text):
            self._turned_seen, self._turned_page = True, piece.page

    def _latin(self, cleaned: list[_Cleaned]) -> list[_Cleaned]:
        """Words that mix in lookalikes of other alphabets, made Latin; over all pieces of a block together."""
        if not any(has_foreign(text) for _, text, _ in cleaned):
            return cleaned
        whole, words = as_latin("".join(text for _, text, _ in cleaned))
        if not words:
            return cleaned
        self._lookalikes += words
        out: list[_Cleaned] = []
        at = 0
        for piece, text, shifts in cleaned:
            out.append((piece, whole[at : at + len(text)], shifts))
            at += len(text)
        return out

    def heading(self, pieces: Iterable[Piece], level: int) -> None:
        self.block(BlockKind.HEADING, pieces, level=max(1, min(level, 9)))

    def paragraph(self, pieces: Iterable[Piece]) -> None:
        self.block(BlockKind.PARAGRAPH, pieces)

    def list_item(self, pieces: Iterable[Piece], *, marker: str = "-", level: int = 1) -> None:
        self.block(BlockKind.LIST_ITEM, pieces, level=level, marker=marker)

    def table(self, rows: Sequence[Sequence[Sequence[Piece]]], *, header_rows: int = 1) -> None:
        """Add a table: rows of cells, each cell a sequence of pieces."""
        number = self._tables
        self._tables += 1
        for r, row in enumerate(rows):
            for c, pieces in enumerate(row):
                self.block(BlockKind.CELL, pieces, cell=CellRef(number, r, c, r < header_rows))

    def furniture(self, text: str, role: FurnitureRole, page: int | None = None) -> None:
        cleaned = _SPACES.sub(" ", clean(text)[0]).strip()
        if cleaned:
            self._furniture.append(Furniture(cleaned, role, page))

    def notice(self, code: str, message: str, page: int | None = None) -> None:
        self._notices.append(Notice(code, message, page))

    def page(
        self,
        number: int,
        *,
        width: float = 0.0,
        height: float = 0.0,
        ocr: bool = False,
        confidence: float | None = None,
        known: float | None = None,
        unread: bool = False,
    ) -> None:
        """Declare a page (also an empty one)."""
        self._page_facts[number] = Page(number, 0, 0, width, height, ocr, confidence, known, unread)

    def add_property(self, key: str, value: str) -> None:
        if value.strip():
            self._properties[key] = clean(value)[0].strip()

    @property
    def is_empty(self) -> bool:
        return not any(b.end > b.start for b in self._blocks)

    def build(self) -> Document:
        text = "".join(self._parts)
        if self._lookalikes:
            count, word = len(self._lookalikes), self._lookalikes[0]
            self.notice("R021", reading_message("R021", count=count, word=word[:_LONGEST_WORD]))
        if self._turned_seen:
            self.notice("R022", reading_message("R022"), self._turned_page)
        blocks, sections = section_tree(text, self._blocks)
        return Document(
            name=self._name,
            sha256=self._sha256,
            format=self._format,
            text=text,
            blocks=tuple(blocks),
            segments=tuple(self._segments),
            pages=tuple(self._pages()),
            sections=tuple(sections),
            furniture=tuple(self._furniture),
            notices=tuple(self._notices),
            properties=tuple(sorted(self._properties.items())),
        )

    def _pages(self) -> list[Page]:
        spans: dict[int, tuple[int, int]] = {}
        for s in self._segments:
            if s.page is not None:
                first, last = spans.get(s.page, (s.start, s.end))
                spans[s.page] = (min(first, s.start), max(last, s.end))
        numbers = set(spans) | set(self._page_facts)
        out: list[Page] = []
        position = 0
        for n in range(1, max(numbers, default=0) + 1):
            start, end = spans.get(n, (position, position))
            position = end
            facts = self._page_facts.get(n, Page(n, 0, 0))
            out.append(replace(facts, start=start, end=end))
        return out


_Cleaned = tuple[Piece, str, tuple[tuple[int, int], ...]]


def _portioned(cleaned: list[_Cleaned]) -> Iterator[list[_Cleaned]]:
    """The pieces of a block without end, as several blocks'."""
    for start, end in portions("".join(text for _, text, _ in cleaned)):
        part: list[_Cleaned] = []
        at = 0
        for piece, text, shifts in cleaned:
            first, last = max(start - at, 0), min(end - at, len(text))
            at += len(text)
            if first < last:
                part.append(_stretch(piece, text[first:last], shifts, first))
        if part := _trim(part):
            yield part


def _stretch(piece: Piece, text: str, shifts: tuple[tuple[int, int], ...], first: int) -> _Cleaned:
    """What of a piece begins at ``first`` of its cleaned text."""
    source = to_source(first, shifts)
    moved = tuple((c - first, s - source) for c, s in shifts if c > first)
    return Piece(piece.text, piece.page, piece.box, piece.source, piece.source_start + source), text, moved


def _broken(cleaned: list[_Cleaned]) -> list[_Cleaned]:
    """Runs of signs that are no word divided."""
    texts = [text for _, text, _ in cleaned]
    if not is_endless(texts):
        return cleaned
    return [
        (piece, *broken(text, shifts, places))
        for (piece, text, shifts), places in zip(cleaned, breaks(texts), strict=True)
    ]


def _trim(cleaned: list[_Cleaned]) -> list[_Cleaned]:
    """Drop white space at both ends of a block, keeping provenance right."""
    while cleaned and not cleaned[0][1].strip():
        cleaned.pop(0)
    while cleaned and not cleaned[-1][1].strip():
        cleaned.pop()
    if not cleaned:
        return []
    piece, text, shifts = cleaned[-1]
    cleaned[-1] = (piece, text.rstrip(), shifts)
    piece, text, shifts = cleaned[0]
    lead = len(text) - len(text.lstrip())
    if lead:
        at = 0
        for clean_offset, source_offset in shifts:
            if clean_offset <= lead:
                at = source_offset - clean_offset
        moved = tuple((c - lead, s - lead - at) for c, s in shifts if c > lead)
        piece = Piece(piece.text, piece.page, piece.box, piece.source, piece.source_start + lead + at)
        cleaned[0] = (piece, text[lead:], moved)
    return cleaned
