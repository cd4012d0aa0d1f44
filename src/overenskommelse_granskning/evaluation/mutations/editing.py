"""A document taken apart, changed in places, and built again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...document import Block, BlockKind, Document, DocumentBuilder, Piece
from ...language.units import UnitKind, UnitSpan

_SPACES = re.compile(r"[ \t]{2,}")
_STRAY = re.compile(r"\s+(?=[,.;:])")
Edits = Mapping[tuple[int, int], str]  # place in the text → what stands there instead


@dataclass(frozen=True)
class Part:
    """A heading, paragraph or list item, or a whole table with its rows."""

    kind: BlockKind
    text: str = ""
    level: int | None = None
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    section: int = 0
    end: int = 0  # where it ends in the document that it was taken from

    @property
    def is_heading(self) -> bool:
        return self.kind is BlockKind.HEADING


def take_apart(document: Document, edits: Edits | None = None) -> tuple[Part, ...]:
    """The document's parts in order, with the edits made. What an edit empties is left out."""
    out: list[Part] = []
    table: list[Block] = []

    def flush() -> None:
        if table:
            part = _table(document, table, edits or {})
            if len(part.rows) > part.header_rows:
                out.append(part)
            table.clear()

    for block in document.blocks:
        if block.cell is not None:
            if table and table[-1].cell and table[-1].cell.table != block.cell.table:
                flush()
            table.append(block)
            continue
        flush()
        text = _text(document, block, edits or {})
        if text or block.end == block.start:
            out.append(
                Part(block.kind, text, block.level, block.marker, section=block.section, end=block.end)
            )
    flush()
    return tuple(out)


def _table(document: Document, cells: Sequence[Block], edits: Edits) -> Part:
    rows: dict[int, list[str]] = {}
    headers: set[int] = set()
    for block in cells:
        assert block.cell is not None
        rows.setdefault(block.cell.row, []).append(_text(document, block, edits))
        if block.cell.header:
            headers.add(block.cell.row)
    kept = [r for r in sorted(rows) if r in headers or any(rows[r])]
    return Part(
        BlockKind.CELL,
        rows=tuple(tuple(rows[r]) for r in kept),
        header_rows=len(headers),
        section=cells[0].section,
        end=cells[-1].end,
    )


def _text(document: Document, block: Block, edits: Edits) -> str:
    text, end = "", block.start
    for start, stop in sorted(k for k in edits if block.start <= k[0] < block.end):
        text += document.text[end:start] + edits[start, stop]
        end = min(stop, block.end)
    text += document.text[end : block.end]
    if text == document.slice(block.span):
        return text
    text = _STRAY.sub("", _SPACES.sub(" ", text)).strip()
    return text if re.search(r"\w", text) else ""


def build(name: str, parts: Iterable[Part]) -> Document:
    """A document of the parts."""
    listed = tuple(parts)
    digest = hashlib.sha256(repr(listed).encode("utf-8")).hexdigest()
    builder = DocumentBuilder(name=name, sha256=digest, format="md")
    for part in listed:
        if part.is_heading:
            builder.heading([Piece(part.text)], part.level or 1)
        elif part.kind is BlockKind.CELL:
            rows = [[[Piece(cell)] for cell in row] for row in part.rows]
            builder.table(rows, header_rows=part.header_rows)
        elif part.kind is BlockKind.LIST_ITEM:
            builder.list_item([Piece(part.text)], marker=part.marker, level=part.level or 1)
        else:
            builder.block(part.kind, [Piece(part.text)])
    return builder.build()


def edited(document: Document, edits: Edits) -> Document:
    """The document with something else in those places."""
    return build(document.name, take_apart(document, edits))


def removal(units: Iterable[UnitSpan]) -> dict[tuple[int, int], str]:
    """The edits that take units out: a row loses every cell."""
    out: dict[tuple[int, int], str] = {}
    for unit in units:
        for cell in unit.cells:
            out[cell.start, cell.end] = ""
        if not unit.cells:
            out[unit.start, unit.end] = ""
    return out


def excerpt(document: Document, units: Sequence[UnitSpan], chosen: frozenset[int]) -> tuple[Part, ...]:
    """The parts that hold the ``chosen`` units and nothing else, each under its own heading."""
    sections = {u.section for u in units if u.id in chosen}
    tables = {u.table for u in units if u.id in chosen and u.table is not None}
    keep = {
        u.id
        for u in units
        if u.id in chosen
        or (u.kind is UnitKind.HEADING and u.section in sections)
        or (u.kind is UnitKind.HEADER_ROW and u.table in tables)
    }
    lost = removal(u for u in units if u.id not in keep)
    return tuple(
        replace(part, level=2) if part.is_heading else part
        for part in take_apart(document, lost)
        if part.section in sections
    )
