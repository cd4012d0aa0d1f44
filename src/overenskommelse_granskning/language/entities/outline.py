"""The parts of a document that its facts stand in: title, opening, and the surroundings of a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from ...document import Block, BlockKind, Document
from ..sentences import sentence_spans
from .dates import DateMention, find_dates
from .identifiers import Identifier
from .organisations import OrgMention, find_organisations
from .periods import PeriodMention, find_periods
from .scan import Scan


class _Mention(Protocol):
    @property
    def start(self) -> int: ...


_M = TypeVar("_M", bound=_Mention)


def starts_of(mentions: Sequence[_Mention]) -> list[int]:
    """Where mentions begin, for :func:`inside`."""
    return [m.start for m in mentions]


def inside(mentions: Sequence[_M], starts: Sequence[int], start: int, end: int) -> Sequence[_M]:
    """The mentions of a sorted list that begin in ``[start, end)``; ``starts`` is where each begins."""
    first = bisect_left(starts, start)
    return mentions[first : bisect_left(starts, end, first)]


_TITLE_LINE = 160  # longer lines than this are text, not title
_HEADING_LINE = 70
_OPENING = 1500

_PROMISE = re.compile(r"l[öo]fte|l[öo]ften|lovar|utlovar", re.IGNORECASE)
_AGREEMENT = re.compile(
    r"[öo]verenskommelse|avtal|avsiktsf[öo]rklaring|partnerskap|samverkan mellan", re.IGNORECASE
)
_PLAN = re.compile(r"plan\b|planen|program|strategi|riktlinje|policy", re.IGNORECASE)


@dataclass(frozen=True)
class Outline:
    """Derived views of a document and its mentions; built once by whoever needs several of its facts."""

    document: Document

    @cached_property
    def scan(self) -> Scan:
        return Scan(self.document.text)

    @cached_property
    def dates(self) -> list[DateMention]:
        return find_dates(self.scan)

    @cached_property
    def periods(self) -> list[PeriodMention]:
        return find_periods(self.scan, dates=self.dates)

    @cached_property
    def organisations(self) -> list[OrgMention]:
        return find_organisations(self.scan)

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        return inside(self.dates, self._date_starts, start, end)

    def organisations_in(self, start: int, end: int) -> Sequence[OrgMention]:
        return inside(self.organisations, self._organisation_starts, start, end)

    def identifiers_in(self, start: int, end: int) -> Sequence[Identifier]:
        return inside(self.scan.identifiers, self._identifier_starts, start, end)

    @cached_property
    def _date_starts(self) -> list[int]:
        return starts_of(self.dates)

    @cached_property
    def _organisation_starts(self) -> list[int]:
        return starts_of(self.organisations)

    @cached_property
    def _identifier_starts(self) -> list[int]:
        return starts_of(self.scan.identifiers)

    @cached_property
    def title_blocks(self) -> tuple[Block, ...]:
        """The first heading and the short lines around it."""
        blocks = [b for b in self.document.blocks if b.end > b.start]
        first = next((i for i, b in enumerate(blocks[:12]) if b.kind is BlockKind.HEADING), 0)
        out: list[Block] = []
        for block in blocks[first : first + 4]:
            short = block.end - block.start <= _TITLE_LINE and block.kind in (
                BlockKind.HEADING,
                BlockKind.PARAGRAPH,
            )
            if out and (not short or self.document.text[block.end - 1] == "."):
                break
            if out and block.kind is BlockKind.HEADING and (block.level or 1) > (out[0].level or 1):
                break
            out.append(block)
        return tuple(out)

    @cached_property
    def title_end(self) -> int:
        """Where the title lines end; at most the first lines of a text without headings."""
        if not self.title_blocks:
            return 0
        return min(self.title_blocks[-1].end, self.title_blocks[0].start + 2 * _TITLE_LINE)

    @cached_property
    def title(self) -> str:
        start = self.title_blocks[0].start if self.title_blocks else 0
        return self.document.text[start : self.title_end]

    @cached_property
    def opening_end(self) -> int:
        start = self.title_blocks[0].start if self.title_blocks else 0
        return min(start + _OPENING, len(self.document.text))

    @cached_property
    def promise(self) -> bool:
        """The title speaks of a promise (and not of an agreement)."""
        return bool(_PROMISE.search(self.title)) and not _AGREEMENT.search(self.title)

    @cached_property
    def plan(self) -> bool:
        return bool(_PLAN.search(self.title)) and not _AGREEMENT.search(self.title)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence at ``offset``; a table row counts as one."""
        block = self.document.block_at(offset)
        if block is None:
            return offset, offset
        if block.cell is not None:
            return self._row(block)
        return next(((s, e) for s, e in self.sentences(block) if s <= offset < e), (block.start, block.end))

    def _row(self, block: Block) -> tuple[int, int]:
        assert block.cell is not None
        blocks = self.document.blocks
        first = last = block.id
        while first > 0 and _same_row(blocks[first - 1], block):
            first -= 1
        while last + 1 < len(blocks) and _same_row(blocks[last + 1], block):
            last += 1
        return blocks[first].start, blocks[last].end

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The sentences of a block, computed once."""
        cached = self._sentence_cache.get(block.id)
        if cached is None:
            cached = self._sentence_cache[block.id] = sentence_spans(
                self.document.text, block.start, block.end
            )
        return cached

    @cached_property
    def _sentence_cache(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    def heading_of(self, offset: int) -> str:
        """The heading above ``offset``: that of its section, or a short line just before its block.

        Headings without a heading style are common; empty before the first heading.
        """
        block = self.document.block_at(offset)
        if block is not None and block.kind is not BlockKind.HEADING:
            line = self._line_above(block)
            if line:
                return line
        section = self.document.section_of(offset)
        return section.title if section is not None and section.heading_block is not None else ""

    def _line_above(self, block: Block) -> str:
        for other in reversed(self.document.blocks[max(0, block.id - 4) : block.id]):
            if other.kind is BlockKind.HEADING:
                return ""
            if other.kind is BlockKind.PARAGRAPH:
                line = self.document.text[other.start : other.end]
                if len(line) <= _HEADING_LINE and line[-1:] not in (".", ":", ",", "”", '"'):
                    return line
        return ""


def _same_row(a: Block, b: Block) -> bool:
    return (
        a.cell is not None and b.cell is not None and (a.cell.table, a.cell.row) == (b.cell.table, b.cell.row)
    )
