"""Walks the blocks of a Word document and collects them as a flow of paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from ...document import BlockKind, Piece
from ...errors import unreadable
from ..flow import Grid, Item, Para, joined_pieces
from ..options import ReadOptions
from ..structure import header_rows
from .inline import Inline, InlineReader, PageCounter
from .names import (
    ALTERNATE,
    CHOICE,
    CUSTOM_XML,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    P,
    W,
    integer,
    is_on,
    value,
)
from .notes import Notes
from .numbering import Numbering
from .styles import ParagraphLook, Styles

_WRAPPERS = frozenset((CUSTOM_XML, INS, DEL, MOVE_TO, MOVE_FROM, W + "smartTag"))
_MAX_PADDING = 20_000
_MAX_COLUMNS = 64  # Word's own limit; a larger gridSpan is damage


@dataclass(slots=True)
class _Carried:
    """The content of paragraphs whose mark was deleted: it opens the next paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    bold: int = 0

    def add(self, pieces: list[Piece], bold: int) -> None:
        if self.bold == self.length:
            self.bold += bold
        self.pieces += pieces
        self.length += sum(len(piece.text) for piece in pieces)

    def para(self) -> Para:
        return Para(tuple(self.pieces), "".join(p.text for p in self.pieces), bold=self.bold)


class BodyReader:
    """Reads one story (body, note, header) into a flow; counters and fields run on between calls."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        inline: InlineReader,
        pages: PageCounter,
        notes: Notes,
        *,
        options: ReadOptions,
    ) -> None:
        self._styles, self._numbering, self._inline = styles, numbering, inline
        self._limits = options.limits
        original = options.revisions == "original"
        self._pages, self._notes = pages, notes
        self._gone = (INS, MOVE_TO) if original else (DEL, MOVE_FROM)
        self._sources: dict[etree._Element, str] = {}
        self._padding_left = _MAX_PADDING
        self._waiting: list[Para] = []  # footnotes that must not break a list or a table apart

    def story(self, container: etree._Element, name: str) -> list[Item]:
        """All blocks of a story; sources are ``name/p{n}`` with n in the story's document order."""
        sources, waiting = self._sources, self._waiting
        if sum(1 for _ in container.iter(P, TC)) > self._limits.blocks:
            raise unreadable("R013")
        self._sources = {p: f"{name}/p{n}" for n, p in enumerate(container.iter(P))}
        self._waiting = []
        out = [*self._blocks(container), *self._release()]
        self._sources, self._waiting = sources, waiting
        return out

    def _blocks(self, container: etree._Element) -> list[Item]:
        out: list[Item] = []
        carried = _Carried()
        for element in self._flat(container):
            if element.tag == P:
                carried = self._paragraph(element, carried, out)
                continue
            if carried.pieces:  # a deleted paragraph mark before a table joins nothing
                out.append(carried.para())
                carried = _Carried()
            out += self._table(element)
        if carried.pieces:
            out.append(carried.para())
        return out

    def _flat(self, container: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables, looking through content controls and other wrappers."""
        for child in container:
            tag = child.tag
            if tag in (P, TBL):
                yield child
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    yield from self._flat(content)
            elif tag in _WRAPPERS:
                if tag not in self._gone:
                    yield from self._flat(child)
            elif tag == ALTERNATE:
                choice = child.find(CHOICE)
                yield from self._flat(child if choice is None else choice)

    def _mark_gone(self, properties: etree._Element) -> bool:
        mark = properties.find(RPR)
        return mark is not None and any(mark.find(tag) is not None for tag in self._gone)

    def _paragraph(self, element: etree._Element, carried: _Carried, out: list[Item]) -> _Carried:
        """Append the paragraph to ``out``, or return it to be joined with the next one."""
        properties = element.find(PPR)
        style = value(properties, W + "pStyle")
        look = self._styles.paragraph(style)
        inline = self._inline.read(element, look)
        pieces = _pieces(inline, self._sources.get(element))
        bold = inline.bold
        gone = properties is not None and self._mark_gone(properties)
        if gone or carried.pieces:
            carried.add(pieces, bold)
            if gone:
                return carried
            pieces, bold = carried.pieces, carried.bold
        text = inline.text if len(pieces) == 1 else "".join(p.text for p in pieces)
        in_list = False
        if text and not text.isspace():
            para = self._para(tuple(pieces), text, bold, inline.size, properties, style, look)
            in_list = para.kind is BlockKind.LIST_ITEM
            if self._waiting and not in_list:
                out += self._release()
            out.append(para)
        for kind, note in inline.notes:
            self._note(kind, note)
        if self._waiting and not in_list:
            out += self._release()
        for box in inline.boxes:
            out += self._blocks(box)
        return _Carried()

    def _para(
        self,
        pieces: tuple[Piece, ...],
        text: str,
        bold: int,
        size: float,
        properties: etree._Element | None,
        style: str | None,
        look: ParagraphLook,
    ) -> Para:
        heading, heading_like = look.heading, look.heading_like
        outline = None if look.toc else integer(value(properties, W + "outlineLvl"))
        if outline is not None:
            heading = outline + 1 if 0 <= outline <= 8 else None
            heading_like = False
        marker, index, bullet = self._marker(properties, style, look)
        if heading is not None:
            return Para(pieces, text, BlockKind.HEADING, heading, marker)
        if look.toc or look.caption:
            return Para(pieces, text, fixed=True)
        if heading_like:
            bold = len(text)
        if marker:
            # A numbered paragraph may still turn out to be a heading; a bullet may not.
            depth = max(index, look.depth) + 1
            return Para(pieces, text, BlockKind.LIST_ITEM, depth, marker, 0 if bullet else bold, size)
        return Para(pieces, text, bold=bold, size=size)

    def _marker(
        self, properties: etree._Element | None, style: str | None, look: ParagraphLook
    ) -> tuple[str, int, bool]:
        number, index = look.number, look.level
        direct = None if properties is None else properties.find(W + "numPr")
        if direct is not None:
            own = integer(value(direct, W + "numId"))
            number = number if own is None else own
            level = integer(value(direct, W + "ilvl"))
            index = index if level is None else level
        if not number or look.toc:
            return "", 0, False
        if index is None:
            index = self._numbering.level_of_style(number, style)
        found = self._numbering.marker(number, index)
        return (found[0], index, found[1]) if found else ("", 0, False)

    def _note(self, kind: str, identity: str) -> None:
        found = self._notes.take(kind, identity)
        if found is None:
            return
        label, element, name = found
        pieces = tuple(joined_pieces(self.story(element, name)))
        note = Para(pieces, "".join(p.text for p in pieces), BlockKind.FOOTNOTE, marker=label, fixed=True)
        (self._notes.endnotes if kind == "endnotes" else self._waiting).append(note)

    def _release(self) -> list[Para]:
        out, self._waiting = self._waiting, []
        return out

    def _table(self, table: etree._Element) -> list[Item]:
        rows: list[list[list[Item]]] = []
        headers = 0
        for row in self._wrapped(table, TR):
            properties = row.find(TRPR)
            if properties is not None and any(properties.find(tag) is not None for tag in self._gone):
                continue
            if properties is not None and is_on(properties.find(W + "tblHeader")) and headers == len(rows):
                headers += 1
            rows.append(self._row(row, properties))
        out: list[Item] = []
        if max((len(row) for row in rows), default=0) <= 1:
            # A frame around text, not a table: its content stands in the flow.
            for cells in rows:
                for cell in cells:
                    out += cell
            return [*out, *self._release()]
        joined = [tuple(tuple(joined_pieces(cell)) for cell in row) for row in rows]
        kept = tuple(row for row in joined if any(p.text.strip() for cell in row for p in cell))
        if kept:
            texts = [["".join(p.text for p in cell) for cell in row] for row in kept]
            out.append(Grid(kept, headers or header_rows(texts)))
        return [*out, *self._release()]

    def _row(self, row: etree._Element, properties: etree._Element | None) -> list[list[Item]]:
        before = integer(value(properties, W + "gridBefore")) or 0
        out = self._padding(before)
        first = last = self._pages.now
        for cell in self._wrapped(row, TC):
            cell_properties = cell.find(TCPR)
            self._pages.now = first  # every cell of a row that crosses a page repeats the break
            content = self._blocks(cell)
            if first is not None and self._pages.now is not None:
                last = max(last or first, self._pages.now)
            merged = False
            if cell_properties is not None:
                for tag in ("vMerge", "hMerge"):
                    merge = cell_properties.find(W + tag)
                    merged |= merge is not None and merge.get(W + "val", "continue") != "restart"
            out.append([] if merged else content)
            span = integer(value(cell_properties, W + "gridSpan")) or 1
            out += self._padding(span - 1)
        self._pages.now = last
        return out

    def _padding(self, columns: int) -> list[list[Item]]:
        """Empty cells where one reaches over columns; few enough that a hostile file stays small."""
        columns = max(0, min(columns, _MAX_COLUMNS, self._padding_left))
        self._padding_left -= columns
        return [[] for _ in range(columns)]

    def _wrapped(self, parent: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Rows or cells, looking through content controls and custom XML."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    yield from self._wrapped(content, tag)
            elif child.tag in _WRAPPERS and child.tag not in self._gone:
                yield from self._wrapped(child, tag)


def _pieces(inline: Inline, source: str | None) -> list[Piece]:
    """One piece per page that the paragraph touches."""
    text = inline.text
    if len(inline.pages) == 1:
        return [Piece(text, inline.pages[0][1], None, source, 0)] if text else []
    edges = [*inline.pages, (len(text), None)]
    out: list[Piece] = []
    for (start, page), (end, _) in pairwise(edges):
        if end > start:
            out.append(Piece(text[start:end], page, None, source, start))
    return out
