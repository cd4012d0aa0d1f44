"""The flow of paragraphs and tables a reader found, and the decisions that need the whole document.

Readers of formats with paragraphs (DOCX, ODT, HTML, text) collect :class:`Para` and :class:`Grid` in
reading order; :func:`arrange` cuts run-in structure apart and finds the headings that carry no
heading style; :func:`emit` hands the result to the builder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..document import BlockKind, DocumentBuilder, Piece
from .runin import RunInSplitter
from .structure import (
    ends_openly,
    heading_number,
    is_capitals,
    is_contents_line,
    is_known_heading,
    list_marker,
    looks_like_heading,
    looks_like_name,
    may_be_heading,
)

_LARGER = 1.12  # a font this much larger than the body's marks a heading
_TITLE_ZONE = 3  # an emphasised line this early may be the title alone


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph as the reader saw it. ``text`` is the joined text of ``pieces``.

    ``bold`` counts the leading characters that are bold, ``size`` is the font size in points (0 where
    unknown). ``fixed`` says that the format itself gave the kind, so that no heuristics apply.
    """

    pieces: tuple[Piece, ...]
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    marker: str = ""
    bold: int = 0
    size: float = 0.0
    fixed: bool = False

    @property
    def all_bold(self) -> bool:
        return 0 < len(self.text.rstrip()) <= self.bold


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each a tuple of pieces."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    header_rows: int = 0


Item = Para | Grid


def para(text: str, source: str | None = None, *, page: int | None = None) -> Para:
    """A plain paragraph of one piece."""
    return Para((Piece(text, page, None, source, 0),), text)


def cut(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of ``[start, end)`` of their joined text, with provenance moved along."""
    out: list[Piece] = []
    position = 0
    for piece in pieces:
        first, last = max(start - position, 0), min(end - position, len(piece.text))
        if first < last:
            out.append(
                Piece(piece.text[first:last], piece.page, piece.box, piece.source, piece.source_start + first)
            )
        position += len(piece.text)
    return tuple(out)


def arrange(items: Iterable[Item], *, plain: bool = True) -> list[Item]:
    """Split and promote. ``plain`` allows headings to be guessed from words alone."""
    out = _promote(_split(items), plain)
    return [_as_list_item(item) for item in out]


def emit(builder: DocumentBuilder, items: Iterable[Item]) -> None:
    for item in items:
        if isinstance(item, Grid):
            builder.table(item.rows, header_rows=item.header_rows)
        elif item.kind is BlockKind.HEADING:
            level = max(1, min(item.level or 1, 9))
            builder.block(BlockKind.HEADING, item.pieces, level=level, marker=item.marker)
        elif item.kind is BlockKind.LIST_ITEM:
            builder.list_item(item.pieces, marker=item.marker, level=item.level or 1)
        else:
            builder.block(item.kind, item.pieces, marker=item.marker)


def _split(items: Iterable[Item]) -> list[Item]:
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
        parts = splitter.split(item.text, item=marked)
        if len(parts) < 2 and not (parts and parts[0].marker):
            out.append(item)
            continue
        for number, part in enumerate(parts):
            level, marker = part.level, part.marker
            if part.kind is BlockKind.LIST_ITEM and marked:
                level, marker = item.level, item.marker if number == 0 else part.marker
            new = _sub(item, part.start, part.end, part.kind, level, marker)
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


def _sub(item: Para, start: int, end: int, kind: BlockKind, level: int | None, marker: str) -> Para:
    bold = max(0, min(item.bold, end) - start)
    return Para(cut(item.pieces, start, end), item.text[start:end], kind, level, marker, bold, item.size)


def _as_list_item(item: Item) -> Item:
    """A paragraph that opens with a typed number or letter is a list item, once it is no heading."""
    if isinstance(item, Grid) or item.fixed or item.kind is not BlockKind.PARAGRAPH:
        return item
    found = list_marker(item.text) if "\n" not in item.text else None
    if found is None or is_contents_line(item.text):
        return item
    return _sub(item, found.end, len(item.text), BlockKind.LIST_ITEM, 1, found.text)


def _promote(items: list[Item], plain: bool) -> list[Item]:
    styled = [i for i, item in enumerate(items) if _is_heading(item)]
    chosen = _emphasised(items)
    by_style = any(not _run_in(items[i]) for i in styled if i >= _TITLE_ZONE)
    if plain and not by_style and not any(i >= _TITLE_ZONE for i in chosen):
        chosen |= _plain(items, titled=bool(chosen or styled))
    return _levelled(items, chosen)


def _is_heading(item: Item) -> bool:
    return isinstance(item, Para) and item.kind is BlockKind.HEADING


def _run_in(item: Item) -> bool:
    """A heading cut out of its paragraph; it says nothing about how the others are set."""
    return isinstance(item, Para) and item.kind is BlockKind.HEADING and item.fixed


def _emphasised(items: list[Item]) -> set[int]:
    """Indices of paragraphs that stand out as headings by bold or size."""
    sizes: Counter[float] = Counter()
    total = bold_total = 0
    for item in items:
        if isinstance(item, Para) and item.kind is not BlockKind.HEADING:
            sizes[item.size] += len(item.text)
            total += len(item.text)
            bold_total += min(item.bold, len(item.text))
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    bold_tells = bold_total * 2 <= total
    out: set[int] = set()
    for i, item in enumerate(items[:-1]):
        if not _open(item):
            continue
        stands_out = (bold_tells and item.all_bold) or (body > 0 and item.size >= body * _LARGER)
        if not stands_out or not may_be_heading(item.text, emphasised=True):
            continue
        follower = items[i + 1]
        if isinstance(follower, Para):
            in_list = follower.kind is BlockKind.LIST_ITEM
            if in_list and ends_openly(item.text):
                continue
            # A bold signatory above his title.
            short = len(follower.text) < 60 and not follower.text.endswith(".")
            if i >= _TITLE_ZONE and short and not in_list and looks_like_name(item.text):
                continue
        out.add(i)
    return out


def _open(item: Item) -> bool:
    """Whether heuristics may make ``item`` a heading (numbered list items included)."""
    if isinstance(item, Grid) or item.fixed:
        return False
    numbered = item.kind is BlockKind.LIST_ITEM and item.marker[:1].isdigit()
    return item.kind is BlockKind.PARAGRAPH or numbered


def _plain(items: list[Item], *, titled: bool) -> set[int]:
    """Indices of short isolated lines that read as headings; in runs of short lines only the edges."""
    out: set[int] = set()
    i = 0
    while i < len(items):
        if not _short(items[i]):
            i += 1
            continue
        end = i
        while end < len(items) and _short(items[end]):
            end += 1
        run = range(i, end)
        if end < len(items) and _is_body(items[end]):
            out |= _heads_of_run(items, run, titled)
        i = end
    return out


def _heads_of_run(items: list[Item], run: range, titled: bool) -> set[int]:
    texts = {i: _text(items[i]) for i in run}
    good = {i for i in run if looks_like_heading(texts[i])}
    out: set[int] = set()
    if run.start == 0 and not titled and run.start in good:
        out.add(run.start)
    last = run[-1]
    sure = is_known_heading(texts[last]) or is_capitals(texts[last]) or heading_number(texts[last])
    if last in good and (len(run) <= 3 or sure):
        out.add(last)
    # "4 Områden" above "4.1 Narkotika": a number whose child follows is a heading as well.
    for i in run[:-1]:
        own, following = heading_number(texts[i]), heading_number(texts[i + 1])
        if i in good and own and following and following[1] == own[1] + 1 and i + 1 in out:
            out.add(i)
    return out


def _short(item: Item) -> bool:
    if isinstance(item, Grid) or item.fixed or item.kind is not BlockKind.PARAGRAPH:
        return False
    text = item.text.strip()
    if list_marker(text) and not heading_number(text):
        return False
    return len(text) <= 90 and text[-1:] not in ".:;!" and not is_contents_line(text)


def _is_body(item: Item) -> bool:
    return isinstance(item, Grid) or not _is_heading(item)


def _text(item: Item) -> str:
    return item.text.strip() if isinstance(item, Para) else ""


def _levelled(items: list[Item], chosen: set[int]) -> list[Item]:
    """The items with the chosen ones as headings, whose level follows number, size and capitals."""
    looks = {(_size(items[i]), is_capitals(_text(items[i]))) for i in chosen}
    rank = {look: n for n, look in enumerate(sorted(looks, reverse=True), start=1)}
    out: list[Item] = []
    above = 0  # level of the styled heading that a found one stands under
    for i, item in enumerate(items):
        if isinstance(item, Para) and item.kind is BlockKind.HEADING:
            above = item.level or 1
        elif isinstance(item, Para) and i in chosen:
            text = f"{item.marker} {item.text}" if item.marker else item.text
            number = heading_number(text)
            level = number[1] if number else rank[_size(item), is_capitals(item.text.strip())]
            item = replace(item, kind=BlockKind.HEADING, level=min(above + level, 9))
        out.append(item)
    return out


def _size(item: Item) -> float:
    return round(item.size, 1) if isinstance(item, Para) else 0.0
