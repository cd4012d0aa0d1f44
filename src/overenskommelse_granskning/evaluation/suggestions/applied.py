"""A document with the changes of a step made in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...assessment import Change
from ...document import BlockKind, Document
from ..mutations.editing import Part, build, take_apart

_ITEM = "- "  # what begins so in a wording is an item of a list


def applied(document: Document, changes: Sequence[Change]) -> Document:
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


def _paragraphs(change: Change) -> Iterator[Part]:
    if change.heading:
        yield Part(BlockKind.HEADING, change.heading, change.level or 1)
    for line in change.wording.split("\n"):
        item = line.startswith(_ITEM)
        kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
        yield Part(kind, line.removeprefix(_ITEM), 1 if item else None, _ITEM.strip() if item else "")
