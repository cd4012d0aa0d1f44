"""PDF files drawn with reportlab so that tests hold exactly what they test.

:class:`Sheet` sets text as a word processor does: words are wrapped at the right edge of a column and
the column goes on below. Coordinates are points from the top left corner.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from overenskommelse_granskning.document import BlockKind, Document
from overenskommelse_granskning.readers.options import Limits, ReadOptions
from overenskommelse_granskning.readers.pdf import read as read_pdf

A4 = (595.0, 842.0)
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
LEFT, RIGHT, TOP = 72.0, 523.0, 90.0

PROSE = (
    "Kommunen och lokalpolisområdet har tagit fram en gemensam lägesbild som bygger på anmälda brott och på "
    "samtal med föreningar och skolor i hela kommunen. Den visar att skadegörelsen kring skolorna ökar."
)
MORE = (
    "Parterna är överens om att arbetet ska vara kunskapsbaserat och långsiktigt, och att resultatet ska "
    "redovisas för kommunstyrelsen varje år i november månad."
)


class Sheet:
    """Pages under construction. ``y`` is the baseline of the last line set."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        self._buffer = io.BytesIO()
        self.canvas = canvas.Canvas(self._buffer, pagesize=size, **options)
        self.width, self.height = size
        self.y = TOP

    def line(self, x: float, y: float, text: str, font: str = REGULAR, size: float = 11) -> None:
        """One piece of text with its baseline at ``y``."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        self.y = y

    def heading(self, text: str, size: float = 14, font: str = BOLD, x: float = LEFT) -> None:
        self.line(x, self.y + 2 * size, text, font, size)
        self.y += 4

    def flow(
        self,
        text: str,
        *,
        x: float = LEFT,
        right: float = RIGHT,
        before: float = 8,
        size: float = 11,
        font: str = REGULAR,
        hanging: float = 0,
        first: float = 0,
        leading: float = 1.3,
    ) -> None:
        """A paragraph, wrapped. ``first`` indents its first line, ``hanging`` all others."""
        self.y += before
        for i, words in enumerate(wrapped(text, right - x, font, size, hanging, first)):
            indent = first if i == 0 else hanging
            self.line(x + indent, self.y + leading * size, words, font, size)

    def item(self, sign: str, text: str, *, x: float = LEFT, before: float = 2) -> None:
        """A list item with its sign at ``x`` and its text 14 points in."""
        self.y += before
        for i, words in enumerate(wrapped(text, RIGHT - x - 14, REGULAR, 11, 0, 0)):
            self.line(x + 14, self.y + 14.3, words)
            if i == 0:
                self.canvas.drawString(x, self.height - self.y, sign)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def table(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        cells: dict[tuple[int, int], str],
        *,
        header: bool = True,
        rules: str = "grid",
    ) -> None:
        """Cells by row and column, each line of a text on its own line; ``rules``: grid, rows, none."""
        if rules != "none":
            for y in ys:
                self.rule(xs[0], y, xs[-1], y)
        if rules == "grid":
            for x in xs:
                self.rule(x, ys[0], x, ys[-1])
        for (row, column), text in cells.items():
            font = BOLD if header and row == 0 else REGULAR
            for n, words in enumerate(text.split("\n")):
                self.line(xs[column] + 4, ys[row] + 13 + 12 * n, words, font, 10)
        self.y = ys[-1] + 4

    def page(self) -> None:
        """A new page."""
        self.canvas.showPage()
        self.y = TOP

    def data(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()


def wrapped(text: str, width: float, font: str, size: float, hanging: float, first: float) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in text.split():
        room = width - (hanging if lines else first)
        longer = f"{current} {word}".strip()
        if current and stringWidth(longer, font, size) > room:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current]


def read(data: bytes, **options: object) -> Document:
    """What the reader makes of a file. OCR is off unless asked for."""
    limits = options.pop("limits", Limits())
    chosen = ReadOptions(ocr=options.pop("ocr", "off"), limits=limits)  # type: ignore[arg-type]
    assert not options
    return read_pdf(data, name="prov.pdf", sha256=hashlib.sha256(data).hexdigest(), options=chosen)


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.slice(b.span) for b in document.blocks if b.kind is kind]


def paragraphs(document: Document) -> list[str]:
    return texts(document, BlockKind.PARAGRAPH)


def headings(document: Document) -> list[tuple[int | None, str]]:
    return [(b.level, document.slice(b.span)) for b in document.blocks if b.kind is BlockKind.HEADING]


def items(document: Document) -> list[tuple[str, int | None, str]]:
    return [
        (b.marker, b.level, document.slice(b.span)) for b in document.blocks if b.kind is BlockKind.LIST_ITEM
    ]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    """The cells of a table as text."""
    out: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.cell is not None and block.cell.table == table:
            out.setdefault(block.cell.row, []).append(document.slice(block.span))
    return [out[r] for r in sorted(out)]


def header_cells(document: Document) -> list[str]:
    return [document.slice(b.span) for b in document.blocks if b.cell is not None and b.cell.header]
