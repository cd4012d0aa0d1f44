"""pdfplumber's view of a page's tables, asked only where our own grid is not made of rectangles.

It costs some fifty times what PDFium's paths cost, so it sees single pages.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence

from .grid import Grid, GridCell, positions
from .model import PageContent

_LOG = logging.getLogger(__name__)


def plumber_grids(data: bytes, page: PageContent) -> list[Grid]:
    """The grids that pdfplumber finds on a page; none where it fails or the text runs sideways."""
    if page.turn or page.ocr:
        return []
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page.number]) as document:
            sheet = document.pages[0]
            left, top = sheet.bbox[0], sheet.bbox[1]
            found = [
                [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells]
                for table in sheet.find_tables()
            ]
            sheet.close()
    except Exception as error:  # a second opinion must never cost the document
        _LOG.debug("pdfplumber failed on page %d: %s", page.number, error)
        return []
    return [grid for cells in found if (grid := _grid(cells)) is not None]


def _grid(cells: Sequence[tuple[float, float, float, float]]) -> Grid | None:
    xs = positions([x for cell in cells for x in (cell[0], cell[2])])
    ys = positions([y for cell in cells for y in (cell[1], cell[3])])
    if len(xs) < 3 or len(ys) < 2:
        return None
    out = []
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    for x0, y0, x1, y1 in cells:
        c0, c1 = _nearest(xs, x0), _nearest(xs, x1)
        r0, r1 = _nearest(ys, y0), _nearest(ys, y1)
        if c1 > c0 and r1 > r0:
            out.append(GridCell(r0, c0, r1 - r0, c1 - c0, x0, y0, x1, y1))
            free -= {(r, c) for r in range(r0, r1) for c in range(c0, c1)}
    # pdfplumber leaves out what is no rectangle; the text there must not be lost.
    out += [GridCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1]) for r, c in free]
    out.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(xs), tuple(ys), tuple(out))


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda i: abs(values[i] - value))
