"""Tables without vertical rules: rows of pieces that stand in columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from .markers import ends_in_page_number, is_contents_line, is_number_word, list_marker
from .model import Line, Rule, Word, line_of
from .tables import Cell, Row, Table, header_rows

_PIECE_GAP = 1.2  # of the font size: pieces of a row stand farther apart than words
_COLUMN_GAP = 0.5
_SAME_START = 4.0
_FAR = 3.0  # of the font size: rows farther apart than this are not one table


@dataclass(frozen=True)
class Stretch:
    """Rows ``start`` to ``end`` of a region that are a table."""

    start: int
    end: int
    table: Table


def stretches(rows: Sequence[Line], rules: Sequence[Rule]) -> list[Stretch]:
    """The tables among the rows of a region."""
    pieces = [_pieces(row) for row in rows]
    out: list[Stretch] = []
    i = 0
    while i < len(rows):
        if len(pieces[i]) >= 2 and not is_contents_line(rows[i].text):
            end = _extent(rows, pieces, i)
            table = _table(rows[i:end], pieces[i:end], rules)
            if table is not None:
                out.append(Stretch(i, end, table))
                i = end
                continue
        i += 1
    return out


def continuation(table: Table, rows: Sequence[Line]) -> list[Row]:
    """The rows at the top of the next page that go on with a table without rules."""
    starts = table.xs[:-1]
    out: list[Row] = []
    for line in rows:
        pieces = _pieces(line)
        cells: list[Cell] = [()] * len(starts)
        for piece in pieces:
            column = min(range(len(starts)), key=lambda i: abs(starts[i] - piece[0].x0))
            if abs(starts[column] - piece[0].x0) > _SAME_START or cells[column]:
                return out
            cells[column] = (line_of(line.page, piece),)
        if len(pieces) < 2:
            return out
        out.append(tuple(cells))
    return out


def _pieces(row: Line) -> list[list[Word]]:
    """The row cut at wide gaps; a list marker belongs to what follows it."""
    if row.gap <= _PIECE_GAP * row.size:
        return [list(row.words)]
    out: list[list[Word]] = [[]]
    for word in row.words:
        run = out[-1]
        if (
            run
            and word.x0 - run[-1].x1 > _PIECE_GAP * row.size
            and not (len(run) == 1 and len(out) == 1 and _numbers(run[0]))
        ):
            out.append([])
        out[-1].append(word)
    return out


def _numbers(word: Word) -> bool:
    return is_number_word(word.text) or list_marker([word.text, "x"]) is not None


def _columns(pieces: Sequence[list[list[Word]]], size: float) -> list[tuple[float, float]]:
    """The x ranges that the pieces cover together, where a clear gap divides them."""
    spans = sorted((p[0].x0, p[-1].x1) for row in pieces for p in row)
    out: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if out and x0 - out[-1][1] < _COLUMN_GAP * size:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _extent(rows: Sequence[Line], pieces: Sequence[list[list[Word]]], start: int) -> int:
    """How far rows go on that keep the columns apart."""
    best = len(_columns(pieces[start : start + 1], rows[start].size))
    end = start + 1
    while end < len(rows):
        if rows[end].baseline - rows[end - 1].baseline > _FAR * rows[end].size:
            break
        if is_contents_line(rows[end].text):
            break
        count = len(_columns(pieces[start : end + 1], rows[start].size))
        if count < 2 or (best > 2 and count < best - 1):
            break
        # A lone piece in the first column is the rest of a cell only when rows follow in columns.
        best = max(best, count) if len(pieces[end]) > 1 else count
        end += 1
    while end > start + 1 and len(pieces[end - 1]) == 1 and _ends_table(rows, pieces, start, end - 1):
        end -= 1
    return end


def _ends_table(rows: Sequence[Line], pieces: Sequence[list[list[Word]]], start: int, last: int) -> bool:
    """Whether the lone piece in row ``last`` is text below the table rather than a wrapped cell."""
    leading = min(
        (b.baseline - a.baseline for a, b in zip(rows[start:last], rows[start + 1 : last], strict=False)),
        default=1.3 * rows[last].size,
    )
    return rows[last].baseline - rows[last - 1].baseline > 1.2 * leading or (
        abs(pieces[last][0][0].x0 - rows[start].x0) < _SAME_START and len(pieces[last - 1]) == 1
    )


def _table(rows: Sequence[Line], pieces: Sequence[list[list[Word]]], rules: Sequence[Rule]) -> Table | None:
    tabular = [p for p in pieces if len(p) >= 2]
    size = rows[0].size
    columns = _columns(pieces, size)
    if len(tabular) < 2 or len(columns) < 2 or len(tabular) < 0.3 * len(pieces):
        return None
    if not _aligned(tabular):
        return None
    if len(columns) == 2 and sum(ends_in_page_number(r.text) for r in rows) >= 0.8 * len(rows):
        return None
    groups = _row_groups(rows, pieces, rules)
    table_rows: list[Row] = []
    for group in groups:
        cells: list[list[Line]] = [[] for _ in columns]
        for i in group:
            for piece in pieces[i]:
                column = max(c for c, span in enumerate(columns) if span[0] <= piece[0].x0 + 0.1)
                cells[column].append(line_of(rows[i].page, piece))
        table_rows.append(tuple(tuple(cell) for cell in cells))
    if len(table_rows) < 2:
        return None
    top, bottom = rows[0].top, rows[-1].bottom
    edges = (*(c[0] for c in columns), columns[-1][1])
    page = rows[0].page
    return Table(
        page,
        edges[0],
        top,
        edges[-1],
        bottom,
        edges,
        tuple(table_rows),
        _header(table_rows),
        page,
        ruled=False,
    )


def _header(rows: Sequence[Row]) -> int:
    # Without rules only a bold first row is sure to be a header.
    first: Cell = tuple(line for cell in rows[0] for line in cell)
    return header_rows(rows) if first and all(line.bold for line in first) else 0


def _aligned(tabular: Sequence[list[list[Word]]]) -> bool:
    """At least two rows have a later piece that starts, or ends, at the same place."""
    starts = [p[0].x0 for row in tabular for p in row[1:]]
    ends = [p[-1].x1 for row in tabular for p in row[1:]]
    need = max(2, round(0.6 * len(tabular)))
    return any(
        sum(1 for y in values if abs(x - y) < _SAME_START) >= need
        for values in (starts, ends)
        for x in values
    )


def _row_groups(
    rows: Sequence[Line], pieces: Sequence[list[list[Word]]], rules: Sequence[Rule]
) -> list[list[int]]:
    """Which text rows make one row of the table: by rules, by distance, or by the first column."""
    width = max(r.x1 for r in rows) - min(r.x0 for r in rows)
    left = min(r.x0 for r in rows)
    heights = [
        r.at
        for r in rules
        if r.end - r.start >= 0.5 * width and r.start < left + width and rows[0].top < r.at < rows[-1].bottom
    ]
    distances = [b.baseline - a.baseline for a, b in itertools.pairwise(rows)]
    low, high = min(distances, default=0.0), max(distances, default=0.0)
    first_column = min(p[0][0].x0 for p in pieces) + _SAME_START
    out: list[list[int]] = [[0]]
    for i in range(1, len(rows)):
        if len(heights) >= 2:
            new = any(rows[i - 1].middle < y < rows[i].middle for y in heights)
        elif high > 1.25 * low and any(len(p) == 1 for p in pieces):
            new = distances[i - 1] > 1.15 * low
        else:
            new = len(pieces[i]) >= 2 and pieces[i][0][0].x0 <= first_column
        if new:
            out.append([i])
        else:
            out[-1].append(i)
    return out
