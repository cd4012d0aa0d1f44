"""Decisions over a reader's flow: run-in structure apart, headings found, typed numbers as list items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..document import BlockKind
from ..errors import unreadable
from .flow import Cutter, Grid, Item, Para
from .headings import promote
from .options import Limits
from .runin import RunInSplitter
from .structure import is_contents_line, list_marker, may_be_heading


def arrange(items: Iterable[Item], limits: Limits | None = None, *, plain: bool = True) -> list[Item]:
    """Split and promote. ``plain`` allows headings to be guessed from words alone."""
    out = promote(_split(items, (limits or Limits()).blocks), plain=plain)
    return [_as_list_item(item) for item in out]


def _split(items: Iterable[Item], blocks: int) -> list[Item]:
    splitter = RunInSplitter()
    out: list[Item] = []
    for item in items:
        if isinstance(item, Grid) or item.fixed or item.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            out.append(item)
            continue
        head, item = _bold_first_line(item)
        if head is not None:
            out.append(head)
        marked = item.kind is BlockKind.LIST_ITEM
        if not marked and "\n" not in item.text:
            found = list_marker(item.text)
            if found and not found.numbered:
                item = _sub(item, found.end, len(item.text), BlockKind.LIST_ITEM, 1, found.text)
                marked = True
        parts = [] if item.all_bold else splitter.split(item.text, item=marked)
        if len(parts) < 2 and not (parts and parts[0].marker):
            out.append(item)
            continue
        if len(parts) + len(out) > blocks:
            raise unreadable("R013")
        cutter = Cutter(item.pieces)
        for number, part in enumerate(parts):
            level, marker = part.level, part.marker
            if part.kind is BlockKind.LIST_ITEM and marked:
                level, marker = item.level, item.marker if number == 0 else part.marker
            new = _sub(item, part.start, part.end, part.kind, level, marker, cutter)
            out.append(replace(new, fixed=part.kind is BlockKind.HEADING))
    return out


def _bold_first_line(item: Para) -> tuple[Para | None, Para]:
    """A bold line broken off from its body by a line break, as web pages write headings."""
    line = item.text.find("\n")
    if item.kind is not BlockKind.PARAGRAPH or not 0 < line <= item.bold < len(item.text.rstrip()):
        return None, item
    if not may_be_heading(item.text[:line]) or item.text[item.bold :].strip() == "":
        return None, item
    head = _sub(item, 0, line, item.kind, None, "")
    return head, _sub(item, line + 1, len(item.text), item.kind, None, "")


def _sub(
    item: Para,
    start: int,
    end: int,
    kind: BlockKind,
    level: int | None,
    marker: str,
    cutter: Cutter | None = None,
) -> Para:
    bold = max(0, min(item.bold, end) - start)
    pieces = (cutter or Cutter(item.pieces)).cut(start, end)
    return Para(pieces, item.text[start:end], kind, level, marker, bold, item.size)


def _as_list_item(item: Item) -> Item:
    """A paragraph that opens with a typed number or letter is a list item, once it is no heading."""
    if isinstance(item, Grid) or item.fixed or item.kind is not BlockKind.PARAGRAPH:
        return item
    found = list_marker(item.text) if "\n" not in item.text else None
    if found is None or is_contents_line(item.text):
        return item
    return _sub(item, found.end, len(item.text), BlockKind.LIST_ITEM, 1, found.text)
