"""Table grids from ruling lines: which cells there are, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Rule, Rulings, Word

_NEAR = 3.5  # lines closer than this are one (double borders, line widths)
_REACH = 4.0  # how far a line may stop before the one it meets
_COVERED = 0.6  # share of a cell's side that a rule must cover to close it
_MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its row and column in the grid, how many it spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells in reading order. ``regular`` is false where cells are not rectangles."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    regular: bool = True

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def holds(self, word: Word) -> bool:
        """Whether a word stands in the grid: its middle, or most of it where the page ends first."""
        x, y = word.center
        if not self.ys[0] <= y <= self.ys[-1]:
            return False
        return self.xs[0] <= x <= self.xs[-1] or (word.x0 < self.xs[-1] - 2.0 < self.xs[-1] < x)


def grids(rulings: Rulings) -> list[Grid]:
    """The grids on a page, top to bottom; frames with a single cell are none."""
    horizontal, vertical = rulings.horizontal, rulings.vertical
    if len(vertical) < 2 or len(horizontal) < 2 or max(len(horizontal), len(vertical)) > _MAX_LINES:
        return []
    out = []
    for h, v in _connected(horizontal, vertical):
        grid = _grid(h, v)
        if grid is not None:
            out.append(grid)
    return sorted(_outermost(out), key=lambda g: (g.top, g.x0))


def _meets(h: Rule, v: Rule) -> bool:
    return h.start - _REACH <= v.at <= h.end + _REACH and v.start - _REACH <= h.at <= v.end + _REACH


def _connected(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    shift = len(horizontal)
    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical):
            if _meets(h, v):
                parent[root(i)] = root(shift + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(shift + j), ([], []))[1].append(v)
    return [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 1]


def positions(values: Iterable[float]) -> list[float]:
    """Values that lie close together as one, in order."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= _NEAR:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def _grid(h: list[Rule], v: list[Rule]) -> Grid | None:
    # Borders may be missing at the sides: the ends of the other lines tell where they would be.
    xs = positions([r.at for r in v])
    ys = positions([r.at for r in h])
    left, right = min(r.start for r in h), max(r.end for r in h)
    top, bottom = min(r.start for r in v), max(r.end for r in v)
    open_left, open_right = left < xs[0] - 2 * _REACH, right > xs[-1] + 2 * _REACH
    open_top, open_bottom = top < ys[0] - 2 * _REACH, bottom > ys[-1] + 2 * _REACH
    xs = [*([left] if open_left else []), *xs, *([right] if open_right else [])]
    ys = [*([top] if open_top else []), *ys, *([bottom] if open_bottom else [])]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    parent = list(range(columns * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _wall(v, xs[c + 1], ys[r], ys[r + 1]):
                parent[root(r * columns + c)] = root(r * columns + c + 1)
            if r + 1 < rows and not _wall(h, ys[r + 1], xs[c], xs[c + 1]):
                parent[root(r * columns + c)] = root((r + 1) * columns + c)
    members: dict[int, list[int]] = {}
    for i in range(columns * rows):
        members.setdefault(root(i), []).append(i)
    cells: list[GridCell] = []
    regular = True
    for group in members.values():
        r0, r1 = min(i // columns for i in group), max(i // columns for i in group)
        c0, c1 = min(i % columns for i in group), max(i % columns for i in group)
        if len(group) == (r1 - r0 + 1) * (c1 - c0 + 1):
            cells.append(_cell(r0, c0, r1, c1, xs, ys))
        else:
            regular = False
            cells += [_cell(i // columns, i % columns, i // columns, i % columns, xs, ys) for i in group]
    if len(cells) < 2:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(xs), tuple(ys), tuple(cells), regular)


def _cell(r0: int, c0: int, r1: int, c1: int, xs: list[float], ys: list[float]) -> GridCell:
    return GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])


def _wall(rules: list[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)


def _outermost(found: list[Grid]) -> list[Grid]:
    """Without grids that lie within a cell of another one."""
    out: list[Grid] = []
    for grid in found:
        inside = any(
            other is not grid
            and other.x0 - 1 <= grid.x0
            and grid.x1 <= other.x1 + 1
            and other.top - 1 <= grid.top
            and grid.bottom <= other.bottom + 1
            and (other.x1 - other.x0) * (other.bottom - other.top)
            > (grid.x1 - grid.x0) * (grid.bottom - grid.top)
            for other in found
        )
        if not inside:
            out.append(grid)
    return out
