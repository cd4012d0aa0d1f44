"""Tables of web pages: which hold data, and where their cells stand."""

from __future__ import annotations

from lxml import etree

LONGEST_CELL = 1500  # characters; a cell that holds more is a page laid out with a table
_MAX_SPAN = 50
_MAX_PADDING = 5_000  # cells of a table that others reach over


def data_cells(table: etree._Element) -> list[list[etree._Element | None]] | None:
    """The cells of a data table row by row, None where a cell reaches over; None for layout tables."""
    if table.get("role") in ("presentation", "none"):
        return None
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) < 2:
        return None
    if any(next(cell.iter("h1", "h2", "h3"), None) is not None for row in rows for cell in row):
        return None
    return _spread(rows)


def is_titled(table: etree._Element) -> bool:
    """Whether the first row consists of header cells."""
    first = next(table.iter("tr"), None)
    cells = [] if first is None else [c.tag for c in first if c.tag in ("td", "th")]
    return bool(cells) and set(cells) == {"th"}


def _spread(rows: list[list[etree._Element]]) -> list[list[etree._Element | None]]:
    """Cells at their columns; None where a cell above or to the left reaches over."""
    reach: dict[int, int] = {}
    left = _MAX_PADDING
    out: list[list[etree._Element | None]] = []
    for row in rows:
        line: list[etree._Element | None] = []

        def covered(line: list[etree._Element | None] = line) -> None:
            nonlocal left
            while reach.get(len(line), 0) > 0 and left > 0:
                reach[len(line)] -= 1
                line.append(None)
                left -= 1

        for cell in row:
            covered()
            across, down = min(_span(cell, "colspan"), left + 1), _span(cell, "rowspan")
            left -= across - 1
            for n in range(across):
                reach[len(line)] = down - 1
                line.append(cell if n == 0 else None)
        covered()
        out.append(line)
    return out


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return max(1, min(int(text), _MAX_SPAN)) if text.isdecimal() and len(text) < 6 else 1
