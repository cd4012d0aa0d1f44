"""Tables: words into the cells of a grid, header rows, and tables that go on over a page break."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .grid import Grid, GridCell
from .layout import merged, rows_of
from .model import Line, Word, line_of

Cell = tuple[Line, ...]
Row = tuple[Cell, ...]

_SAME_EDGE = 4.0
_NARROW = 10.0
_LONG_HEADER = 60  # characters; a header cell is a label
_FRAME_LINES = 15  # a cell with more lines, and most of the text, is a frame around running text
_FRAME_SHARE = 0.75
_MANY_CELLS = 60
_DRAWING_SHARE = 0.1


@dataclass(frozen=True)
class Table:
    """A table's cells as lines. ``xs`` are the edges of its columns (where they start, for a table
    that is not ``ruled``); ``page`` the first page, ``last_page`` that of its last row."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    xs: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int = 1
    last_page: int = 0
    ruled: bool = True


def table_from_grid(page: int, grid: Grid, lines: Sequence[Line]) -> Table | None:
    """The table of a grid, or None where the grid holds no table (a frame, a drawing)."""
    by_place = _places(grid)
    parts: dict[GridCell, list[Line]] = {}
    for line in lines:
        if line.bottom < grid.top or line.top > grid.bottom:
            continue
        run: list[Word] = []
        here: GridCell | None = None
        for word in line.words:
            cell = _cell_of(grid, by_place, word)
            if cell is not here and run:
                _add(parts, here, page, run)
                run = []
            here = cell
            run.append(word)
        _add(parts, here, page, run)
    if not parts or _is_frame(parts) or _is_drawing(grid, parts):
        return None
    if len({cell.column for cell in parts}) < 2:
        return None
    # An empty column of some width stays, so that the next page's part of the table has as many.
    columns = sorted(
        {cell.column for cell in parts} | {cell.column for cell in grid.cells if cell.x1 - cell.x0 >= _NARROW}
    )
    rows = sorted({cell.row for cell in parts})
    content = {
        (cell.row, cell.column): tuple(merged(row) for row in rows_of(found)) for cell, found in parts.items()
    }
    table_rows = tuple(tuple(content.get((r, c), ()) for c in columns) for r in rows)
    edges = (*(grid.xs[c] for c in columns), grid.xs[-1])
    return Table(
        page,
        grid.x0,
        grid.top,
        grid.x1,
        grid.bottom,
        edges,
        table_rows,
        header_rows(table_rows),
        page,
    )


def outside(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    """What of the lines stands outside the grid."""
    out: list[Line] = []
    for line in lines:
        if line.bottom < grid.top or line.top > grid.bottom:
            out.append(line)
            continue
        run: list[Word] = []
        for word in line.words:
            if not grid.holds(word):
                run.append(word)
            elif run:
                out.append(line_of(line.page, run))
                run = []
        if len(run) == len(line.words):
            out.append(line)
        elif run:
            out.append(line_of(line.page, run))
    return out


def _places(grid: Grid) -> dict[tuple[int, int], GridCell]:
    return {
        (r, c): cell
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rows)
        for c in range(cell.column, cell.column + cell.columns)
    }


def _cell_of(grid: Grid, by_place: dict[tuple[int, int], GridCell], word: Word) -> GridCell | None:
    if not grid.holds(word):
        return None
    x, y = word.center
    row = min(bisect_right(grid.ys, y), len(grid.ys) - 1) - 1
    column = min(bisect_right(grid.xs, x), len(grid.xs) - 1) - 1
    return by_place.get((max(row, 0), max(column, 0)))


def _add(parts: dict[GridCell, list[Line]], cell: GridCell | None, page: int, run: list[Word]) -> None:
    if cell is not None and run:
        parts.setdefault(cell, []).append(line_of(page, run))


def _is_frame(parts: dict[GridCell, list[Line]]) -> bool:
    sizes = {cell: sum(len(w.text) for i in found for w in i.words) for cell, found in parts.items()}
    largest = max(sizes, key=lambda cell: sizes[cell])
    return len(parts[largest]) > _FRAME_LINES and sizes[largest] > _FRAME_SHARE * sum(sizes.values())


def _is_drawing(grid: Grid, parts: dict[GridCell, list[Line]]) -> bool:
    """A chart: many boxes, hardly any text. (An empty form still has its headings.)"""
    return len(grid.cells) > _MANY_CELLS and len(parts) < _DRAWING_SHARE * len(grid.cells)


def cell_text(cell: Cell) -> str:
    """The text of a cell, roughly: for comparing, not for the document."""
    return " ".join(line.text for line in cell)


def header_rows(rows: Sequence[Row]) -> int:
    """1 where the first row is a row of labels, 0 where the table has none (a form, a list)."""
    if len(rows) < 2:
        return 0
    first, second = rows[0], rows[1]
    filled = [cell for cell in first if cell]
    if not filled or not first[-1] or len(filled) < len(first) / 2:
        return 0
    if any(len(cell_text(cell)) > _LONG_HEADER for cell in filled):
        return 0
    if all(_bold(cell) for cell in filled):
        return 1 if not all(_bold(cell) for cell in second if cell) or len(rows) > 2 else 0
    # A bold first column alone means labels at the side.
    if len(first) == 2 and (_bold(first[0]) or cell_text(first[0]).endswith(":")):
        return 0
    texts = [cell_text(cell) for cell in filled]
    return int(not any(t.endswith((".", ",")) or any(c.isdigit() for c in t) for t in texts))


def _bold(cell: Cell) -> bool:
    return bool(cell) and all(line.bold for line in cell)


def same_columns(a: Table, b: Table) -> bool:
    """True when both tables have the same column edges."""
    return len(a.xs) == len(b.xs) and all(abs(x - y) <= _SAME_EDGE for x, y in zip(a.xs, b.xs, strict=True))


def joined(a: Table, b: Table) -> Table:
    """One table from a table and its continuation on the next page.

    A repeated header is dropped, and a row that the page break cut in two becomes whole.
    """
    rows = list(b.rows)
    header = [[cell_text(c) for c in row] for row in a.rows[: a.header_rows]]
    repeated = bool(header) and [[cell_text(c) for c in row] for row in rows[: len(header)]] == header
    if repeated:
        rows = rows[len(header) :]
    before = list(a.rows)
    if rows and before and _goes_on(before[-1], rows[0]):
        before[-1] = tuple((*x, *y) for x, y in zip(before[-1], rows[0], strict=True))
        rows = rows[1:]
    return replace(a, rows=(*before, *rows), last_page=b.last_page)


def _goes_on(last: Row, first: Row) -> bool:
    """Whether ``first`` is the rest of the row ``last``: cells that go on in mid-sentence."""
    filled = [(x, y) for x, y in zip(last, first, strict=True) if y]
    if not filled or any(not x for x, _ in filled):
        return False
    if len(filled) == len(first) and first[0] and not _starts_low(first[0]):
        return False
    return any(_starts_low(y) and not cell_text(x).endswith((".", "!", "?")) for x, y in filled) and (
        not first[0] or _starts_low(first[0])
    )


def _starts_low(cell: Cell) -> bool:
    return cell_text(cell)[:1].islower()
