"""What the cells of a row give to the problem of their table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from ..language.analysis import Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import Cell
from .columns import Link, link_of
from .part_details import PLAIN, Details, Given
from .part_labels import EMPTY
from .ties import Tied

CANCELS = CANCELLING | {Flag.EARLIER}
_NO_LONGER = re.compile(r"upphäv|utgår|utgått|ingår inte|inget mål|inte sat|stryk", re.IGNORECASE)
_LABEL_WORDS = 7


class Rows:
    """Reads the parts off the rows of one document."""

    def __init__(self, tied: Tied, details: Details) -> None:
        self.tied = tied
        self.details = details

    def given(self, row: Unit, problem: int) -> Iterator[Given]:
        """The parts that a row gives to a problem of its table."""
        table = row.table if row.table is not None else -1
        sides = self.tied.sides.get(table, {})
        links = self.tied.columns.get(table, {})
        label = _said(row, row.cells[0])
        short = len(label.split()) <= _LABEL_WORDS
        named = link_of(label) if short and (len(row.cells) == 2 or sides) else None
        if named is not None and named is not Link.PROBLEM:
            for cell in row.cells[1:]:
                if sides.get(cell.header, problem) == problem:
                    yield from self._cell(row, cell, named)
            return
        for cell in row.cells:
            link = links.get(cell.header)
            if link is None or link is Link.PROBLEM or sides.get(cell.header, problem) != problem:
                continue
            yield from self._cell(row, cell, link, Link.RESPONSIBLE not in links.values())

    def _cell(self, row: Unit, cell: Cell, link: Link, alone: bool = True) -> Iterator[Given]:
        """A cell's part; of a goal or measure also the time in it, and who where no column says it."""
        if EMPTY.match(_said(row, cell)) or _cancelled(row, cell, link):
            return
        span = Span(cell.start, cell.end)
        yield Given(link, span, row.id, PLAIN)
        if link in (Link.GOAL, Link.MEASURE):
            yield from self.details.inside(row, span, link, actors=alone and link is Link.MEASURE)


def _cancelled(row: Unit, cell: Cell, link: Link) -> bool:
    """A placeholder or a refusal in the cell; that somebody is lacking may well be a cause."""
    cancels = CANCELS - {Flag.NEGATED} if link in (Link.CAUSE, Link.GOAL) else CANCELS
    if link is Link.GOAL and _NO_LONGER.search(_said(row, cell)):
        return True
    return any(c.flag in cancels and cell.start <= c.start < cell.end for c in row.cues)


def _said(row: Unit, cell: Cell) -> str:
    return row.said(cell).strip()
