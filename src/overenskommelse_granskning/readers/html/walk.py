"""Walks a web page and collects its text as a flow of paragraphs and tables, without recursion."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from lxml import etree

from ...document import BlockKind, Piece
from ..flow import Grid, Item, Para, joined_pieces
from ..numerals import numeral
from ..structure import header_rows, is_web_widget
from ..words import words
from . import tables
from .parts import PageParts

_SKIPPED = words(
    """
    script style noscript template svg iframe object head select datalist audio video canvas map
    textarea title meta link
    """
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = words(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form header hgroup hr legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul
    """
) | frozenset(_HEADINGS)
_BOLD_TAGS = frozenset(("b", "strong", "dt", "th", "summary", "legend"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SIZE_STYLE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px|em|rem|%)", re.I)
_SCALE = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEFAULT_SIZE = 12.0  # 16 px, what browsers show where a page says nothing


@dataclass(slots=True)
class _List:
    ordered: bool
    kind: str
    count: int


def part_text(element: etree._Element, without: Collection[etree._Element] = ()) -> str:
    """All text below an element, but not in those ``without``, in one line; what stands in blocks is kept apart."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and inner in without:
            walk.skip_subtree()
            continue
        if inner.tag in _BLOCKS or inner.tag == "br":
            parts.append(" ")
        parts.append((inner.text if event == "start" else inner.tail if inner is not element else "") or "")
    return " ".join("".join(parts).split())


class PageReader:
    """Reads one element's subtree into items; ``widgets`` gathers what was set aside."""

    def __init__(self, parts: PageParts | None) -> None:
        self._parts = parts
        self.widgets: list[str] = []

    def read(self, root: etree._Element) -> list[Item]:
        return _Walk(self, root).items()

    def sets_aside(self, element: etree._Element) -> bool:
        if self._parts is None or not self._parts.is_machinery(element):
            return False
        self.widgets.append(part_text(element))
        return True


class _Walk:
    """The state of one walk: open lists, weight and size, and the paragraph being filled."""

    def __init__(self, page: PageReader, root: etree._Element) -> None:
        self._page, self._root = page, root
        self._out: list[Item] = []
        self._text: list[tuple[str, bool]] = []
        self._bold = 0
        self._pre = 0
        self._sizes: list[float] = [_DEFAULT_SIZE]
        self._size = 0.0
        self._heading = 0
        self._lists: list[_List] = []
        self._marker: str | None = None
        self._in_item: int | None = None  # index of the item that the current <li> opened
        self._line = 0

    def items(self) -> list[Item]:
        skipping: etree._Element | None = None
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    continue
                skipping = element
                walk.skip_subtree()
            else:
                if element is skipping:
                    skipping = None
                else:
                    self._end(element)
                if element is not self._root and element.tail:
                    self._add(element.tail)
        self._flush()
        return self._out

    def _start(self, element: etree._Element) -> bool:
        """Enter an element; False to leave its subtree out."""
        tag = str(element.tag)
        if tag == "br":
            self._break()
            return True
        if tag in _SKIPPED:
            return False
        if element is not self._root and self._page.sets_aside(element):
            self._flush()
            return False
        if tag == "button" and not self._heading and _is_widget(element):
            self._page.widgets.append(part_text(element))
            return False
        if tag == "table" and self._table(element):
            return False
        if tag in _BLOCKS:
            self._open_block(tag, element)
        self._pre += tag == "pre"
        self._bold += _is_bold(tag, element)
        if (size := _size(tag, element)) or tag in _BLOCKS:
            self._sizes.append(size or self._sizes[-1])
        if element.text:
            self._add(element.text)
        return True

    def _open_block(self, tag: str, element: etree._Element) -> None:
        self._flush()
        self._line = cast("int | None", element.sourceline) or 0
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu", "dir"):
            start = element.get("start", "1")
            count = int(start) - 1 if start.lstrip("-").isdecimal() and len(start) < 6 else 0
            self._lists.append(_List(tag == "ol", _LIST_TYPES.get(element.get("type", ""), "decimal"), count))
        elif tag == "li":
            self._in_item = None
            self._marker = self._item_marker(element)

    def _item_marker(self, element: etree._Element) -> str:
        current = self._lists[-1] if self._lists else None
        if current is None or not current.ordered:
            return "-"
        value = element.get("value", "")
        current.count = int(value) if value.isdecimal() and len(value) < 6 else current.count + 1
        return f"{numeral(current.count, current.kind)}."

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            return
        if tag in _BLOCKS:
            self._flush()
            if tag in _HEADINGS:
                self._heading = 0
            elif tag in ("ul", "ol", "menu", "dir") and self._lists:
                self._lists.pop()
                self._in_item = None
            elif tag == "li":
                self._marker, self._in_item = None, None
        self._pre -= tag == "pre"
        self._bold -= _is_bold(tag, element)
        if _size(tag, element) or tag in _BLOCKS:
            self._sizes.pop()

    def _add(self, text: str) -> None:
        if not self._pre:
            text = _SPACE.sub(" ", text)
        if text.strip():
            self._size = max(self._size, self._sizes[-1])
        self._text.append((text, self._bold > 0))

    def _break(self) -> None:
        # A second break in a row parts paragraphs.
        for text, _ in reversed(self._text):
            if text == "\n":
                self._flush()
                return
            if text.strip():
                break
        self._text.append(("\n", self._bold > 0))

    def _flush(self) -> None:
        """Close the paragraph that was being filled."""
        raw, size = self._text, self._size
        self._text, self._size = [], 0.0
        text, bold = _collapsed(raw)
        if not text:
            return
        pieces = (Piece(text, None, None, f"line{self._line}", 0),)
        item = Para(pieces, text, bold=bold, size=size)
        if is_web_widget(text) and not self._heading and self._marker is None:
            self._page.widgets.append(text)
            return
        if self._heading:
            self._marker = None
            item = replace(item, kind=BlockKind.HEADING, level=self._heading)
        elif self._marker is not None:
            depth = max(len(self._lists), 1)
            item = replace(item, kind=BlockKind.LIST_ITEM, level=depth, marker=self._marker)
            self._marker = None
            self._in_item = len(self._out)
        elif self._goes_on(item):
            return
        self._out.append(item)

    def _goes_on(self, item: Para) -> bool:
        """Join a further paragraph of a list item to it."""
        if self._in_item is None or self._in_item != len(self._out) - 1:
            return False
        before = self._out[self._in_item]
        if isinstance(before, Para):
            pieces = (*before.pieces, Piece("\n"), *item.pieces)
            self._out[self._in_item] = replace(before, pieces=pieces, text=f"{before.text}\n{item.text}")
        return True

    def _table(self, table: etree._Element) -> bool:
        """Append a data table; False for a layout table, whose content stands in the flow."""
        grid = tables.data_cells(table)
        if grid is None:
            return False
        contents = [[() if c is None else tuple(self._cell(c)) for c in row] for row in grid]
        texts = [["".join(p.text for p in cell) for cell in row] for row in contents]
        if any(len(text) > tables.LONGEST_CELL for row in texts for text in row):
            return False
        self._flush()
        caption = table.find("caption")
        if caption is not None:
            self._out += PageReader(None).read(caption)
        kept = [
            (row, text) for row, text in zip(contents, texts, strict=True) if any(t.strip() for t in text)
        ]
        if kept:
            headers = 1 if tables.is_titled(table) else header_rows([text for _, text in kept])
            self._out.append(Grid(tuple(tuple(row) for row, _ in kept), headers))
        return True

    def _cell(self, cell: etree._Element) -> Iterator[Piece]:
        return joined_pieces(PageReader(None).read(cell))


def _collapsed(raw: list[tuple[str, bool]]) -> tuple[str, int]:
    """The paragraph's text with single blanks, and how many leading characters are bold."""
    out: list[str] = []
    last = "\n"
    bold = length = 0
    in_bold = True
    for text, is_bold in raw:
        if last in " \n":
            text = text.lstrip(" ")
        if text[:1] == "\n" and last == " " and out:
            shorter = out[-1].rstrip(" ")
            length -= len(out[-1]) - len(shorter)
            out[-1] = shorter
        if not text:
            continue
        if in_bold and not is_bold and text.strip():
            in_bold, bold = False, length
        out.append(text)
        length += len(text)
        last = text[-1]
    joined = "".join(out)
    lead = len(joined) - len(joined.lstrip())
    joined = joined.strip()
    return joined, len(joined) if in_bold and joined and raw else max(bold - lead, 0)


def _is_widget(button: etree._Element) -> bool:
    """Looks at a few strings only, so that nested buttons cost no more than flat ones."""
    strings = [str(text) for text in islice(button.itertext(), 20)]
    return len(strings) < 20 and is_web_widget(" ".join("".join(strings).split()))


def _is_bold(tag: str, element: etree._Element) -> bool:
    return tag in _BOLD_TAGS or bool(_BOLD_STYLE.search(element.get("style", "")))


def _size(tag: str, element: etree._Element) -> float:
    """The font size that an element sets, in points; 0 where it sets none."""
    found = _SIZE_STYLE.search(element.get("style", ""))
    if found:
        try:
            return float(found.group(1)) * _SCALE[found.group(2).lower()]
        except ValueError:
            return 0.0
    return _FONT_SIZES.get(element.get("size", ""), 0.0) if tag == "font" else 0.0
