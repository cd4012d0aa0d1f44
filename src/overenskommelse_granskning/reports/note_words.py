"""What a note says to write, told at the place itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..assessment import Edit, MissingSection
from ..document import Document, Span
from ..vocabulary.swedish import counted
from .next_view import begun, make_write, plain_rows
from .note_places import is_heading

QUOTE = 60  # characters that are shown of a passage
_CHANGES = 2  # edits that a note spells out


def edits(changes: Sequence[Edit], span: Span | None, document: Document) -> Iterator[str]:
    """The edits made for this text; at ``span`` the place of one is not named."""
    for change in changes[:_CHANGES]:
        write = make_write(change)
        lead = write.lead
        if change.place is not None and span == (change.place.start, change.place.end):
            lead = _here(change, document)
        yield from told(lead, write.lines)
    if len(changes) > _CHANGES:
        yield f"Och på samma sätt på {counted(len(changes) - _CHANGES, 'ställe', 'ställen')} till."


def told(lead: str, wording: Sequence[str]) -> Iterator[str]:
    """What to write: one paragraph in quotation marks, several and a table each on a line of their own."""
    if not wording:
        yield f"{lead}."
    elif len(wording) == 1:
        yield f"{lead}: ”{wording[0]}”"
    else:
        yield f"{lead}:"
        yield from plain_rows(wording)


def in_gap(gap: MissingSection, span: Span, document: Document) -> str:
    """Where a new section belongs, said at what it follows or precedes."""
    if begun(gap):
        return "Skriv i det här avsnittet"
    if not is_heading(span, document):
        return f"{_after(span, document)} i ett nytt avsnitt, {gap.heading}"
    return f"Skriv i ett nytt avsnitt, {gap.heading}, {'efter' if gap.after else 'före'} det här avsnittet"


def _here(change: Edit, document: Document) -> str:
    """Where to write it, said at the place itself."""
    if not change.inserts:
        return "Skriv i stället" if change.wording else "Stryk det här"
    assert change.place is not None
    span = Span(change.place.start, change.place.end)
    if change.heading:
        return f"{_after(span, document)} i ett nytt avsnitt, {change.heading}"
    return "Skriv i det här avsnittet" if is_heading(span, document) else _after(span, document)


def _after(span: Span, document: Document) -> str:
    block = document.block_at(span.start)
    return "Skriv efter tabellen" if block is not None and block.cell is not None else "Skriv härefter"
