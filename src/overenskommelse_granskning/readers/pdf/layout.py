"""Reading order: columns, bands of full width above and between them, and rows within a column."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from .model import Line, line_of

_MIN_GUTTER = 6.0
_MIN_COLUMN = 0.16  # of the width of what is divided
_MAX_DEPTH = 3
_ALIGNED = 3.0
_HANG = 8.0
_MAX_ITEMS = 3000  # more pieces than this on a page are no running text


class Placed(Protocol):
    """Anything with a place on the page: a line, or an area such as a table."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


AreaT = TypeVar("AreaT", bound=Placed)


@dataclass(frozen=True)
class Region(Generic[AreaT]):
    """A column of rows, or one area. ``left`` and ``right`` are the edges that text wraps at;
    ``column`` and ``columns`` tell which column of how many it is."""

    page: int
    rows: tuple[Line, ...] = ()
    area: AreaT | None = None
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    columns: int = 1


@dataclass
class _Cut:
    """A gutter that divides a set of items: what stands left, right and across it."""

    at: float
    left: list[Placed] = field(default_factory=list)
    right: list[Placed] = field(default_factory=list)
    across: list[Placed] = field(default_factory=list)
    worth: float = 0.0


def regions(page: int, lines: Sequence[Line], areas: Sequence[AreaT]) -> list[Region[AreaT]]:
    """All lines and areas of a page in reading order."""
    items: list[Placed] = [*lines, *areas]
    out: list[Region[AreaT]] = []
    _divide(page, items, 0, (0, 1), out)
    return out


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped by baseline, top to bottom, each group left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda i: (i.middle, i.x0)):
        for row in reversed(rows[-3:]):
            if _same_row(row[0], line):
                row.append(line)
                break
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda i: i.x0)
    return rows


def merged(row: Sequence[Line]) -> Line:
    """One line from the pieces of a row."""
    if len(row) == 1:
        return row[0]
    return line_of(row[0].page, [w for piece in row for w in piece.words])


def _same_row(a: Line, b: Line) -> bool:
    low, high = min(a.size, b.size), max(a.size, b.size)
    if abs(a.baseline - b.baseline) <= 0.25 * low:
        return True
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    # A bullet or footnote mark of another size stands a little above or below the baseline.
    beside = a.x1 <= b.x0 + 0.3 * high or b.x1 <= a.x0 + 0.3 * high
    return beside and overlap >= 0.7 * min(a.bottom - a.top, b.bottom - b.top)


def _divide(
    page: int, items: list[Placed], depth: int, column: tuple[int, int], out: list[Region[AreaT]]
) -> None:
    cut = _gutter(items) if depth < _MAX_DEPTH else None
    if cut is None:
        _emit(page, items, column, out)
        return
    pending: list[Placed] = []
    for band in _bands(cut):
        if isinstance(band, list):
            pending += band
            continue
        left, right = band
        # What the gutter parts here may be the cells of a table, or stand on one side only: a
        # heading, a short last line. Only text in columns is read column by column.
        if not left or not right or not _columns_worth(left, right):
            pending += [*left, *right]
            continue
        if pending:
            _emit(page, pending, column, out)
            pending = []
        count = column[1] + 1
        _divide(page, left, depth + 1, (column[0], count), out)
        _divide(page, right, depth + 1, (column[0] + 1, count), out)
    if pending:
        _emit(page, pending, column, out)


def _emit(page: int, items: list[Placed], column: tuple[int, int], out: list[Region[AreaT]]) -> None:
    """Areas break the rows of a column into stretches."""
    lines = [i for i in items if isinstance(i, Line)]
    areas = sorted((i for i in items if not isinstance(i, Line)), key=lambda i: (i.top, i.x0))
    rows = [merged(r) for r in rows_of(lines)]
    position = 0
    for area in areas:
        start = position
        while position < len(rows) and rows[position].middle < (area.top + area.bottom) / 2:
            position += 1
        _emit_rows(page, rows[start:position], column, out)
        out.append(
            Region(page, (), area, area.x0, area.x1, *column)  # type: ignore[arg-type]
        )
    _emit_rows(page, rows[position:], column, out)


def _emit_rows(page: int, rows: list[Line], column: tuple[int, int], out: list[Region[AreaT]]) -> None:
    if rows:
        out.append(Region(page, tuple(rows), None, min(r.x0 for r in rows), max(r.x1 for r in rows), *column))


def _bands(cut: _Cut) -> list[list[Placed] | tuple[list[Placed], list[Placed]]]:
    """Full-width stretches and pairs of columns, top to bottom."""
    across = sorted(cut.across, key=lambda i: i.top)
    groups: list[list[Placed]] = []
    for item in across:
        if groups and not _between(groups[-1], item, cut):
            groups[-1].append(item)
        else:
            groups.append([item])
    out: list[list[Placed] | tuple[list[Placed], list[Placed]]] = []
    left = sorted(cut.left, key=lambda i: i.top)
    right = sorted(cut.right, key=lambda i: i.top)
    for group in groups:
        top = min(i.top for i in group)
        above_left = [i for i in left if _middle(i) < top]
        above_right = [i for i in right if _middle(i) < top]
        left, right = left[len(above_left) :], right[len(above_right) :]
        heading = _heading_below(above_left, above_right, group)
        if heading is not None:
            above_left.remove(heading)
            group = [heading, *group]
        if above_left or above_right:
            out.append((above_left, above_right))
        bottom = max(i.bottom for i in group)
        # Pieces beside a full-width item (two pieces of one row) go with it.
        beside = [i for i in (*left, *right) if _middle(i) < bottom]
        left = [i for i in left if _middle(i) >= bottom]
        right = [i for i in right if _middle(i) >= bottom]
        out.append([*group, *beside])
    if left or right:
        out.append((left, right))
    return out


def _middle(item: Placed) -> float:
    return (item.top + item.bottom) / 2


def _between(group: list[Placed], item: Placed, cut: _Cut) -> bool:
    bottom = max(i.bottom for i in group)
    return any(bottom <= _middle(i) + 1 and _middle(i) <= item.top for i in (*cut.left, *cut.right))


def _heading_below(left: list[Placed], right: list[Placed], group: list[Placed]) -> Placed | None:
    """A short line under the left column that is nearer to the full-width text below it."""
    if not left or not right:
        return None
    last = max(left, key=lambda i: i.top)
    others = [i for i in left if i is not last]
    if not isinstance(last, Line) or not others or last.top < max(i.bottom for i in right):
        return None
    above = last.top - max(i.bottom for i in others)
    below = min(i.top for i in group) - last.bottom
    return last if below < above - 1 else None


def _gutter(items: list[Placed]) -> _Cut | None:
    """The gutter that divides most text, or None where the items are one column."""
    if not 4 <= len(items) <= _MAX_ITEMS:
        return None
    left, right = min(i.x0 for i in items), max(i.x1 for i in items)
    width = right - left
    starts = sorted(i.x0 for i in items)
    best: _Cut | None = None
    last = -1.0
    for position, x in enumerate(starts):
        if x - last < _ALIGNED:
            continue
        last = x
        if not left + _MIN_COLUMN * width < x < right - _MIN_COLUMN * width:
            continue
        aligned = sum(1 for other in starts[position:] if other - x < _ALIGNED)
        if aligned < 3:
            continue
        cut = _cut(items, x)
        if cut.worth > (best.worth if best else 0.0):
            best = cut
    return best


def _cut(items: list[Placed], x: float) -> _Cut:
    cut = _Cut(x)
    for item in items:
        # The frame of a table stands a little outside the column's text.
        hang = 0.0 if isinstance(item, Line) else _HANG
        if item.x1 <= x - _MIN_GUTTER + hang:
            cut.left.append(item)
        elif item.x0 >= x - 1.0 - hang:
            cut.right.append(item)
        else:
            cut.across.append(item)
    if len(cut.left) < 2 or len(cut.right) < 2:
        return cut
    for band in _bands(cut):
        if isinstance(band, tuple):
            cut.worth += _columns_worth(*band)
    return cut


def _columns_worth(left: list[Placed], right: list[Placed]) -> float:
    """How much text stands in two columns here: 0 where it is a table, a list or a few labels."""
    a = [i for i in left if isinstance(i, Line)]
    b = [i for i in right if isinstance(i, Line)]
    if len(a) < 2 or len(b) < 2:
        return 0.0
    top, bottom = max(a[0].top, b[0].top), min(a[-1].bottom, b[-1].bottom)
    together = [sum(1 for i in side if top - 1 <= i.middle <= bottom + 1) for side in (a, b)]
    if min(together) < 1:
        return 0.0
    in_turn = max(i.start for i in a) < min(i.start for i in b)
    running = _running(a) and _running(b)
    if in_turn and running:
        return float(len(a) + len(b))
    if in_turn and min(len(a), len(b)) >= 2 and not _aligned_rows(a, b):
        return 0.5 * (len(a) + len(b))
    if running and min(len(a), len(b)) >= 5 and not _cells(a, b):
        return float(len(a) + len(b))
    return 0.0


def _running(lines: list[Line]) -> bool:
    """Running text: most lines hold several words and reach far into the column."""
    if len(lines) < 2:
        return False
    left, right = min(i.x0 for i in lines), max(i.x1 for i in lines)
    wide = sum(1 for i in lines if i.x1 - left >= 0.6 * (right - left))
    words = sum(len(i.words) for i in lines) / len(lines)
    return wide >= 0.5 * len(lines) and words >= 2.5


def _aligned_rows(a: list[Line], b: list[Line]) -> bool:
    baselines = [i.baseline for i in a]
    hits = sum(1 for i in b if any(abs(i.baseline - y) < 1.5 for y in baselines))
    return hits >= 0.8 * min(len(a), len(b))


def _cells(a: list[Line], b: list[Line]) -> bool:
    """True when the blocks of both sides start at the same heights, as the rows of a table do."""
    starts = [_block_starts(side) for side in (a, b)]
    if min(map(len, starts)) < 2:
        return False
    hits = sum(1 for y in starts[0] if any(abs(y - z) < 3.0 for z in starts[1]))
    return hits >= 0.6 * min(map(len, starts))


def _block_starts(lines: list[Line]) -> list[float]:
    distances = sorted(b.baseline - a.baseline for a, b in itertools.pairwise(lines))
    if not distances:
        return [lines[0].baseline]
    usual = distances[len(distances) // 4]
    return [lines[0].baseline] + [
        b.baseline for a, b in itertools.pairwise(lines) if b.baseline - a.baseline > 1.25 * usual
    ]
