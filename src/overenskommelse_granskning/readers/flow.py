"""The flow of paragraphs and tables that a reader found.

Readers of formats with paragraphs (DOCX, ODT, HTML, text) collect :class:`Para` and :class:`Grid` in
reading order, let :func:`.arrange.arrange` decide what needs the whole document, and hand the result
to the builder with :func:`emit`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..document import BlockKind, DocumentBuilder, Piece


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


class Cutter:
    """Takes stretches out of the joined text of pieces; made once where many are taken."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts = [0, *accumulate(len(piece.text) for piece in pieces)]

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of ``[start, end)``, with provenance moved along."""
        out: list[Piece] = []
        n = max(bisect_right(self._starts, start) - 1, 0)
        while n < len(self._pieces) and self._starts[n] < end:
            piece, position = self._pieces[n], self._starts[n]
            first, last = max(start - position, 0), min(end - position, len(piece.text))
            if first < last:
                text = piece.text[first:last]
                out.append(Piece(text, piece.page, piece.box, piece.source, piece.source_start + first))
            n += 1
        return tuple(out)


def cut(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """One stretch of the joined text of ``pieces``."""
    return Cutter(pieces).cut(start, end)


def joined_pieces(items: Iterable[Item]) -> Iterator[Piece]:
    """The content of a cell or note as one run of pieces, with a line feed between its blocks."""
    first = True
    for item in items:
        if isinstance(item, Grid):
            cells = [cell for row in item.rows for cell in row]
        else:
            cells = [(Piece(f"{item.marker} "), *item.pieces) if item.marker else item.pieces]
        for pieces in cells:
            if any(piece.text.strip() for piece in pieces):
                if not first:
                    yield Piece("\n")
                first = False
                yield from pieces


def emit(builder: DocumentBuilder, items: Iterable[Item]) -> None:
    """Hand the flow to the builder in order."""
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
