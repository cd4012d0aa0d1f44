"""Lines that work as headings though they are none: a line that announces a list, a word that opens a paragraph.

"Det vi ska nå:" over a list, and "Resurser." or "Mål:" at the beginning of a paragraph, say what follows is about
more closely than the heading above does. So do headings that were typed as plain paragraphs: "§ 7 Uppföljning",
"7.2 Uppföljning", "UPPFÖLJNING", and lines of a few words where several are.
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
_TYPED = re.compile(r"^\W{0,2}(?:(?:§ ?\d+|\d+(?:\.\d+)*)[.):]? (?=[A-ZÅÄÖ])|(?=[A-ZÅÄÖ][A-ZÅÄÖ ,-]{2,}$))")
_PLAIN = re.compile(r"^[A-ZÅÄÖ][^\W\d]*(?: [^\W\d]+){0,4}$")  # words and nothing else
_LONGEST_TYPED = 7  # words
_FEWEST_TYPED = 3  # lines of that form: one alone may be anything


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
    blocks = [list(group) for _, group in groupby(units, key=lambda u: u.block)]
    typed = _typed_headings(blocks)
    under: frozenset[str] = frozenset()  # what the typed heading above is about
    section = -1
    for n, block in enumerate(blocks):
        first = block[0]
        if _stands_alone(blocks, n) and not (n and blocks[n - 1][0].id in typed):
            under = frozenset()
        if first.section != section or first.kind is UnitKind.HEADING:
            under, section = frozenset(), first.section
        if first.id in typed:
            under, lead = typed[first.id], frozenset()
            continue
        if under:
            out.update({u.id: under for u in block})
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


def _typed_headings(blocks: Sequence[Sequence[_Unit]]) -> Mapping[int, frozenset[str]]:
    """Unit id → topics of each paragraph that is a heading but for its style; none where few have that form."""
    lines = [block[0] for block in blocks if len(block) == 1 and block[0].kind is UnitKind.SENTENCE]
    found = {u.id: heading for u in lines if (heading := _typed(u.text.strip()))}
    plain = {u.id: u.text.strip() for u in lines if _PLAIN.match(u.text.strip())}
    if sum(bool(heading_topics(h)) for h in plain.values()) >= _FEWEST_TYPED:
        found = plain | found
    return {i: frozenset(heading_topics(h)) for i, h in found.items()} if len(found) >= _FEWEST_TYPED else {}


def _stands_alone(blocks: Sequence[Sequence[_Unit]], n: int) -> bool:
    """Whether a block is a short line without a stop, no one of several items: what it opens is something new."""
    first = blocks[n][0]
    words = first.text.split()
    if len(blocks[n]) > 1 or len(words) > _LONGEST_LEAD or first.text.rstrip()[-1:] in (*".:;,?!", ""):
        return False
    if first.kind is not UnitKind.ITEM:
        return first.kind is UnitKind.SENTENCE
    beside = (*blocks[max(0, n - 1) : n], *blocks[n + 1 : n + 2])
    return all(b[0].kind is not UnitKind.ITEM for b in beside)


def _typed(text: str) -> str:
    """The words of a typed heading; empty where the line is none."""
    mark = _TYPED.match(text)
    if mark is None or text[-1] in ".:;,?!" or len(text.split()) > _LONGEST_TYPED:
        return ""
    words = text[mark.end() :]
    return words.capitalize() if words.isupper() else words


def _opened(block: Sequence[_Unit]) -> frozenset[str]:
    """What the first word of a paragraph announces, where it stands before a stop or a colon."""
    label = _OPENS.match(block[0].text)
    if label is None or (len(block) == 1 and label.end() >= len(block[0].text.rstrip())):
        return frozenset()
    return frozenset(heading_topics(label[1]))
