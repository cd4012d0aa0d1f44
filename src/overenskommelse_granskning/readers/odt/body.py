"""Walks the blocks of an OpenDocument text and collects them as a flow of paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...document import BlockKind
from ...errors import unreadable
from ..flow import Grid, Item, Para, joined_pieces
from ..options import ReadOptions
from ..structure import header_rows
from ..xmltree import content_of
from .inline import OdtInline, outer_boxes
from .names import CHANGES, LEFT_OUT, SOFT_BREAK, TABLE, TEXT, TEXT_BOX, H, P, count
from .styles import Look, OdtLists, OdtStyles

_LIST, _ITEM, _LIST_HEADER = TEXT + "list", TEXT + "list-item", TEXT + "list-header"
_TABLE, _ROW, _CELL, _COVERED = (
    TABLE + n for n in ("table", "table-row", "table-cell", "covered-table-cell")
)
_HEADER_ROWS = TABLE + "table-header-rows"
# Containers whose content is the document's own.
_THROUGH = frozenset(
    (
        TEXT + "section",
        TEXT + "table-of-content",
        TEXT + "index-body",
        TEXT + "index-title",
        TEXT + "alphabetical-index",
        TEXT + "illustration-index",
        TEXT + "numbered-paragraph",
    )
)
_INDEXES = frozenset((TEXT + "table-of-content", TEXT + "alphabetical-index", TEXT + "illustration-index"))
_MAX_REPEAT = 64
_MAX_PADDING = 20_000  # cells of a document that only repeat another


class OdtBody:
    """Reads a story into a flow; list counters, pages and change ranges run on through it."""

    def __init__(self, styles: OdtStyles, options: ReadOptions) -> None:
        self._styles = styles
        self._lists = OdtLists(styles)
        self._inline = OdtInline(styles, options)
        self._sources: dict[etree._Element, str] = {}
        self._padding_left = _MAX_PADDING
        self._blocks_allowed = options.limits.blocks
        self._list_number = 0
        self._notes = 0
        self._waiting: list[Para] = []
        self.endnotes: list[Para] = []
        self._keys: dict[str, str] = {}  # list style → the counter its latest list used
        self._seen_text = False

    @property
    def page(self) -> int | None:
        """The last page, None where the file tells of none."""
        return self._inline.page

    @property
    def changes(self) -> int:
        return self._inline.changes

    def story(self, container: etree._Element, name: str) -> list[Item]:
        if sum(1 for _ in container.iter(P, H, _CELL)) > self._blocks_allowed:
            raise unreadable("R013")
        self._sources = {p: f"{name}/p{n}" for n, p in enumerate(container.iter(P, H))}
        if self._styles.breaks_pages or next(container.iter(SOFT_BREAK), None) is not None:
            self._inline.page = 1
        tracked = container.find(TEXT + "tracked-changes")
        if tracked is not None:
            self._inline.read_changes(tracked)
        return [*self._blocks(container), *self._release()]

    def _blocks(self, container: etree._Element, *, fixed: bool = False) -> list[Item]:
        out: list[Item] = []
        for child in container:
            tag = child.tag
            if tag in (P, H):
                out += self._paragraph(child, fixed=fixed)
            elif tag == _LIST:
                out += self._list(child, 1, "", "")
            elif tag == _TABLE:
                out += self._table(child)
            elif tag in _THROUGH:
                if child.get(TEXT + "display") != "none":
                    out += self._blocks(child, fixed=fixed or tag in _INDEXES)
            elif tag == SOFT_BREAK:
                self._inline.turn_page()
            elif tag in CHANGES:
                self._inline.change(child)
            elif tag not in LEFT_OUT and next(child.iter(TEXT_BOX), None) is not None:
                for box in outer_boxes(child):
                    out += self._blocks(box)
        return out

    def _paragraph(
        self, element: etree._Element, *, marker: str = "", depth: int = 0, fixed: bool = False
    ) -> list[Item]:
        look = self._styles.look("paragraph", element.get(TEXT + "style-name"))
        if look.break_before and self._seen_text:
            self._inline.turn_page()
        inline = self._inline.read(element, look)
        text = inline.text
        out: list[Item] = []
        if text.strip():
            self._seen_text = True
            pieces = tuple(inline.pieces(self._sources.get(element)))
            item = Para(pieces, text, bold=inline.bold, size=inline.size)
            item = self._kind(element, look, item, marker, depth, fixed)
            if item.kind is not BlockKind.LIST_ITEM:
                out += self._release()
            out.append(item)
        for note in inline.notes:
            self._note(note)
        if not marker:
            out += self._release()
        for box in inline.boxes:
            out += self._blocks(box)
        return out

    def _kind(
        self, element: etree._Element, look: Look, item: Para, marker: str, depth: int, fixed: bool
    ) -> Para:
        if fixed:
            return Para(item.pieces, item.text, fixed=True)
        if element.tag == H or look.title:
            number = count(element.get(TEXT + "outline-level"), most=9)
            if element.tag == H and element.get(TEXT + "is-list-header") != "true":
                marker = marker or self._lists.marker("outline", "", number)[0]
            return Para(item.pieces, item.text, BlockKind.HEADING, number, marker)
        if look.outline:
            return Para(item.pieces, item.text, BlockKind.HEADING, look.outline, marker)
        if marker:
            return Para(item.pieces, item.text, BlockKind.LIST_ITEM, depth, marker, item.bold, item.size)
        return item

    def _list(self, element: etree._Element, depth: int, style: str, key: str) -> list[Item]:
        style = element.get(TEXT + "style-name") or style
        if depth == 1:
            self._list_number += 1
            follows = element.get(TEXT + "continue-numbering") == "true" or element.get(
                TEXT + "continue-list"
            )
            key = f"{style}#{self._list_number}"
            key = self._keys.get(style, key) if follows else key
            self._keys[style] = key
        else:
            self._lists.restart(key, depth)
        out: list[Item] = []
        for item in element:
            if item.tag not in (_ITEM, _LIST_HEADER):
                continue
            marker = ""
            if item.tag == _ITEM and (item.find(P) is not None or item.find(H) is not None):
                start = item.get(TEXT + "start-value")
                marker, bullet = self._lists.marker(key, style, depth, count(start) if start else None)
                marker = marker or ("•" if bullet else "")
            for child in item:
                if child.tag in (P, H):
                    out += self._paragraph(child, marker=marker, depth=depth)
                    marker = ""
                elif child.tag == _LIST:
                    out += self._list(child, depth + 1, style, key)
        return out

    def _table(self, table: etree._Element) -> list[Item]:
        rows: list[list[list[Item]]] = []
        headers = 0
        for row, is_header in _rows(table):
            cells: list[list[Item]] = []
            for cell in row:
                if cell.tag not in (_CELL, _COVERED):
                    continue
                content = self._blocks(cell) if cell.tag == _CELL else []
                times = count(cell.get(TABLE + "number-columns-repeated"), most=_MAX_REPEAT)
                times = min(times, self._padding_left + 1)
                self._padding_left -= times - 1
                cells += [content if n == 0 else [] for n in range(times)]
            if is_header and headers == len(rows):
                headers += 1
            rows.append(cells)
        out: list[Item] = []
        if max((len(row) for row in rows), default=0) <= 1:
            for contents in rows:
                for content in contents:
                    out += content
            return [*out, *self._release()]
        joined = [tuple(tuple(joined_pieces(cell)) for cell in row) for row in rows]
        kept = tuple(row for row in joined if any(p.text.strip() for cell in row for p in cell))
        if kept:
            texts = [["".join(p.text for p in cell) for cell in row] for row in kept]
            out.append(Grid(kept, headers or header_rows(texts)))
        return [*out, *self._release()]

    def _note(self, note: etree._Element) -> None:
        body = note.find(TEXT + "note-body")
        if body is None:
            return
        citation = note.find(TEXT + "note-citation")
        self._notes += 1
        label = ("" if citation is None else content_of(citation)[:20]) or str(self._notes)
        waiting, self._waiting = self._waiting, []
        pieces = tuple(joined_pieces(self._blocks(body)))
        self._waiting = waiting
        item = Para(pieces, "".join(p.text for p in pieces), BlockKind.FOOTNOTE, marker=label, fixed=True)
        endnote = note.get(TEXT + "note-class") == "endnote"
        (self.endnotes if endnote else self._waiting).append(item)

    def _release(self) -> list[Para]:
        out, self._waiting = self._waiting, []
        return out


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    for child in table:
        if child.tag == _ROW:
            yield child, False
        elif child.tag == _HEADER_ROWS:
            for row in child.iterchildren(_ROW):
                yield row, True
        elif child.tag in (TABLE + "table-rows", TABLE + "table-row-group"):
            yield from _rows(child)
