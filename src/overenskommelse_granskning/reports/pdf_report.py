"""The report as a PDF for A4, with bookmarks: printed, or read where no browser is at hand.

It is set in the standard fonts that every PDF program has. They hold the letters of western European
languages; other signs are written with what comes closest.
"""

from __future__ import annotations

from ..assessment import Assessment
from ..vocabulary.closed import Outcome
from .escape import printable
from .labels import SIGNS
from .paper import Grid, Heading, Text, Words, make_paper
from .pdf_file import Element
from .pdf_layout import CM, MARGIN, WIDTH, Colour, Line, Pages, Span, broken

_INK: dict[Outcome, Colour] = {
    Outcome.MET: (0.11, 0.37, 0.13),
    Outcome.PARTIAL: (0.48, 0.31, 0.0),
    Outcome.MISSING: (0.64, 0.11, 0.11),
}
_FAINT: Colour = (0.35, 0.35, 0.35)
_SIZES = {1: 20.0, 2: 15.0, 3: 12.5, 4: 11.0}
_BEFORE = {1: 0.0, 2: 14.0, 3: 9.0, 4: 7.0}
_SIZE, _LEADING = 10.0, 13.0
_CELL, _CELL_LEADING, _PADDING = 9.5, 12.0, 3.0
_INDENT = 0.75 * CM


def pdf_report(assessment: Assessment) -> bytes:
    """The report of one document as the bytes of a PDF."""
    pages = Pages("Gjord med granska")
    level = -1
    for block in make_paper(assessment):
        if isinstance(block, Heading):
            level = _heading(pages, block, level)
        elif isinstance(block, Text):
            _text(pages, block)
        else:
            _grid(pages, block)
    return pages.finish(printable(f"Granskning av {assessment.document.path}"))


def _heading(pages: Pages, block: Heading, above: int) -> int:
    """Write a heading where something of what follows has room too; the level of its bookmark."""
    size = _SIZES[block.level]
    lines = broken([Span(block.text, bold=True)], WIDTH, size)
    pages.skip(_BEFORE[block.level])
    pages.need(len(lines) * size * 1.25 + 4 * _LEADING)
    level = min(block.level - 1, above + 1)
    pages.bookmark(block.text, level)
    element = pages.file.document.below(f"H{block.level}")
    for line in lines:
        pages.y -= size * 1.25
        pages.put(line, MARGIN, pages.y + size * 0.25, size, element)
    pages.y -= 3
    return level


def _text(pages: Pages, block: Text) -> None:
    indent = _INDENT if block.quoted or block.item else 0.0
    lines = broken(_spans(block.words), WIDTH - indent, _SIZE)
    element = pages.file.document.below("BlockQuote" if block.quoted else "P")
    if block.leads:
        pages.need((len(lines) + 2) * _LEADING)
    for n, line in enumerate(lines):
        # No single line of a paragraph alone on a page.
        pages.need(_LEADING * (2 if n in (0, len(lines) - 2) and len(lines) > 1 else 1))
        pages.y -= _LEADING
        if n == 0 and block.item:
            pages.put([Span(block.item)], MARGIN, pages.y + 3, _SIZE, element)
        if block.quoted:
            pages.rule(
                MARGIN + _INDENT / 2, pages.y - 0.5, MARGIN + _INDENT / 2, pages.y + _LEADING - 0.5, 1.5
            )
        pages.put(line, MARGIN + indent, pages.y + 3, _SIZE, element)
    pages.skip(4)


def _grid(pages: Pages, block: Grid) -> None:
    head = tuple((Words(title, bold=True),) for title in block.header)
    top = _row(block, head) if head else []
    table = pages.file.document.below("Table")
    for n, row in enumerate(block.rows):
        cells = _row(block, row)
        height = _height(cells)
        turned = pages.need(height + (_height(top) if n == 0 else 0.0))
        first = n == 0 or turned
        if top and first:
            # Said once: where the head is repeated on a new page it is for the eye only.
            _put_row(pages, block, top, table.below("TR") if n == 0 else None, True, "TH")
        _put_row(pages, block, cells, table.below("TR"), first and not top)
    pages.skip(8)


def _row(block: Grid, row: tuple[tuple[Words, ...], ...]) -> list[list[Line]]:
    return [
        broken(_spans(words), WIDTH * share - 2 * _PADDING, _CELL)
        for words, share in zip(row, block.widths, strict=True)
    ]


def _height(cells: list[list[Line]]) -> float:
    return max((len(lines) for lines in cells), default=0) * _CELL_LEADING + 2 * _PADDING


def _put_row(
    pages: Pages, block: Grid, cells: list[list[Line]], row: Element | None, first: bool, kind: str = "TD"
) -> None:
    """A row with a rule below (and above, where it is the first); one that no page holds goes on over the break."""
    if first:
        pages.rule(MARGIN, pages.y, MARGIN + WIDTH, pages.y)
    pages.y -= _PADDING
    elements = [row.below(kind) if row is not None else None for _ in cells]
    for n in range(max(len(lines) for lines in cells)):
        pages.need(_CELL_LEADING + _PADDING)
        pages.y -= _CELL_LEADING
        x = MARGIN
        for lines, share, element in zip(cells, block.widths, elements, strict=True):
            if n < len(lines):
                pages.put(lines[n], x + _PADDING, pages.y + 3, _CELL, element)
            x += WIDTH * share
    pages.y -= _PADDING
    pages.rule(MARGIN, pages.y, MARGIN + WIDTH, pages.y)


def _spans(words: tuple[Words, ...]) -> list[Span]:
    out: list[Span] = []
    for part in words:
        if part.outcome is None:
            out.append(Span(part.text, part.bold, _FAINT) if part.faint else Span(part.text, part.bold))
        elif part.outcome in _INK:
            out.append(Span(f"{SIGNS[part.outcome]} {part.text}", True, _INK[part.outcome]))
        else:
            out.append(Span(f"{SIGNS[part.outcome]} {part.text}", True))
    return out
