"""Lines that work as headings though they are none: a line that announces a list, a word that opens a paragraph.

"Det vi ska nå:" over a list, and "Resurser." or "Mål:" at the beginning of a paragraph, say what follows is about
more closely than the heading above does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Protocol

from .headings import heading_topics
from .units import UnitKind

_LONGEST_LEAD = 9  # words
_OPENS = re.compile(r"^[\W\d]*([A-ZÅÄÖ][^\W\d]+(?: [^\W\d]+){0,2})(?:\.(?=\s*$)|:(?=\s))")


class _Unit(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> UnitKind: ...
    @property
    def text(self) -> str: ...
    @property
    def block(self) -> int: ...
    @property
    def section(self) -> int: ...


def labelled_topics(units: Sequence[_Unit]) -> Mapping[int, frozenset[str]]:
    """Unit id → what the line above it or the word before it says that it is about."""
    out: dict[int, frozenset[str]] = {}
    lead: frozenset[str] = frozenset()
    at: tuple[int, int] = (-1, -1)  # section and unit that the lead speaks for
    for _, group in groupby(units, key=lambda u: u.block):
        block = list(group)
        first = block[0]
        if first.kind is UnitKind.ITEM:
            if lead and at == (first.section, first.id - 1):
                out.update({u.id: lead for u in block})
                at = (first.section, block[-1].id)
            continue
        lead = frozenset()
        if first.kind is not UnitKind.SENTENCE:
            continue
        own = _opened(block)
        if own:
            out.update({u.id: own for u in block})
        last = block[-1].text.rstrip()
        if last.endswith(":") and len(last.split()) <= _LONGEST_LEAD:
            lead, at = frozenset(heading_topics(last)), (first.section, block[-1].id)
    return out


def _opened(block: Sequence[_Unit]) -> frozenset[str]:
    """What the first word of a paragraph announces, where it stands before a stop or a colon."""
    label = _OPENS.match(block[0].text)
    if label is None or (len(block) == 1 and label.end() >= len(block[0].text.rstrip())):
        return frozenset()
    return frozenset(heading_topics(label[1]))
