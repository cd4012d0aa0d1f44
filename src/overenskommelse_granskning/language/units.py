"""Units: the pieces of text that rules and models judge — sentences, list items, rows, headings."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ..document import Block, BlockKind, Document
from .sentences import sentence_spans

_LONGEST_ROW = 8000  # characters; a longer row is read as several


class UnitKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"  # a list item, or one sentence of a long one
    ROW = "row"  # a table row below the header
    HEADER_ROW = "header_row"


BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})  # what says something, and is no heading
HEADS = (UnitKind.HEADING, UnitKind.HEADER_ROW)


class Cell(NamedTuple):
    """A cell of a row unit with the header of its column (empty where there is none)."""

    header: str
    start: int
    end: int


class UnitSpan(NamedTuple):
    """Where a unit stands: span in the text, its block and section, its cells if it is a row."""

    id: int
    kind: UnitKind
    start: int
    end: int
    block: int
    section: int
    cells: tuple[Cell, ...] = ()
    table: int | None = None


def split_units(document: Document) -> tuple[UnitSpan, ...]:
    """Cut a document into units in text order. Every non-blank character of a block is in one."""
    out: list[UnitSpan] = []
    headers: dict[tuple[int, int], str] = {}
    row: list[Block] = []

    def flush() -> None:
        if row:
            _row_unit(row, headers, out)
            row.clear()

    for block in document.blocks:
        if block.cell is None:
            flush()
            _block_units(document, block, out)
            continue
        if (
            row
            and row[-1].cell
            and (row[-1].cell.table, row[-1].cell.row)
            != (
                block.cell.table,
                block.cell.row,
            )
        ):
            flush()
        if block.cell.header:
            headers[block.cell.table, block.cell.column] = document.slice(block.span).strip()
        row.append(block)
    flush()
    return tuple(out)


def _row_unit(
    row: list[Block],
    headers: dict[tuple[int, int], str],
    out: list[UnitSpan],
) -> None:
    filled = [b for b in row if b.end > b.start]
    while filled:
        many = 1
        while many < len(filled) and filled[many].end - filled[0].start <= _LONGEST_ROW:
            many += 1
        _cells_unit(filled[:many], headers, out)
        filled = filled[many:]


def _cells_unit(filled: list[Block], headers: dict[tuple[int, int], str], out: list[UnitSpan]) -> None:
    cells = tuple(
        Cell(
            "" if b.cell is None or b.cell.header else headers.get((b.cell.table, b.cell.column), ""),
            b.start,
            b.end,
        )
        for b in filled
    )
    first = filled[0]
    header = first.cell is not None and first.cell.header
    out.append(
        UnitSpan(
            len(out),
            UnitKind.HEADER_ROW if header else UnitKind.ROW,
            first.start,
            filled[-1].end,
            first.id,
            first.section,
            cells,
            first.cell.table if first.cell else None,
        )
    )


def _block_units(document: Document, block: Block, out: list[UnitSpan]) -> None:
    if block.end <= block.start:
        return
    if block.kind is BlockKind.HEADING:
        out.append(UnitSpan(len(out), UnitKind.HEADING, block.start, block.end, block.id, block.section))
        return
    kind = UnitKind.ITEM if block.kind is BlockKind.LIST_ITEM else UnitKind.SENTENCE
    for start, end in sentence_spans(document.text, block.start, block.end):
        out.append(UnitSpan(len(out), kind, start, end, block.id, block.section))
