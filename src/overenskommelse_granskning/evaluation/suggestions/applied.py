"""A document with the changes of a step made in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...assessment import Edit
from ...document import BlockKind, Document
from ..mutations.editing import Part, build, take_apart

_ITEM, _ROW = "- ", "|"  # what a line of a wording begins with where it is an item or a row


def applied(document: Document, changes: Sequence[Edit]) -> Document:
    """The document with the wordings written in: passages replaced, new paragraphs put in their places."""
    replaced = {(c.start, c.end): c.wording for c in changes if not c.inserts}
    waiting = sorted((c for c in changes if c.inserts), key=lambda c: c.start)
    out: list[Part] = []

    def put(until: int) -> None:
        while waiting and waiting[0].start <= until:
            out.extend(_paragraphs(waiting.pop(0)))

    put(0)
    for part in take_apart(document, replaced):
        out.append(part)
        put(part.end)
    put(len(document.text))
    return build(document.name, out)


def _paragraphs(change: Edit) -> Iterator[Part]:
    if change.heading:
        yield Part(BlockKind.HEADING, change.heading, change.level or 1)
    for table, lines in groupby(change.wording.split("\n"), key=lambda line: line.startswith(_ROW)):
        if table:
            rows = tuple(tuple(cell.strip() for cell in line.strip(_ROW).split(_ROW)) for line in lines)
            yield Part(BlockKind.CELL, rows=rows, header_rows=1)
            continue
        for line in lines:
            item = line.startswith(_ITEM)
            kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
            yield Part(kind, line.removeprefix(_ITEM), 1 if item else None, _ITEM.strip() if item else "")
