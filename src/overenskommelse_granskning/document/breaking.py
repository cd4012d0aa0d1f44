"""Bounds what counts as one word and one paragraph.

Whoever reads the text looks at words whole, at their beginnings and ends, and at what lies between; in a
run of a million signs without a blank that never ends. No language has such words, so a blank is put in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .normalise import to_source

LONGEST = 1000  # characters without white space; web addresses and lines of dots are shorter

LONGEST_BLOCK = 10_000  # characters of a paragraph, item or cell: some four pages without a break
LONGEST_HEADING = 2000

_RUN = re.compile(r"\S+")
_ENDLESS = re.compile(rf"\S{{{LONGEST + 1}}}")

_Shifts = tuple[tuple[int, int], ...]


def is_endless(texts: Sequence[str]) -> bool:
    """Whether the joined texts have a run that is too long."""
    return sum(map(len, texts)) > LONGEST and _ENDLESS.search("".join(texts)) is not None


def breaks(texts: Sequence[str]) -> list[list[int]]:
    """Per text the places before which a blank is to stand, for runs that may go on from text to text."""
    out: list[list[int]] = []
    run = 0  # of the run that the text before ended with
    for text in texts:
        places: list[int] = []
        for match in _RUN.finditer(text):
            start, end = match.span()
            run = run if start == 0 else 0
            places += range(start + LONGEST - run, end, LONGEST)
            run = (run + end - start - 1) % LONGEST + 1
        if not text or text[-1].isspace():
            run = run if not text else 0
        out.append(places)
    return out


def broken(text: str, shifts: _Shifts, places: Sequence[int]) -> tuple[str, _Shifts]:
    """A text with blanks put in before the given places, and where it then runs parallel to the source."""
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    at = 0
    old = list(shifts)
    for n, place in enumerate(places):
        while old and old[0][0] < place:
            moved.append((old[0][0] + n, old.pop(0)[1]))
        parts.append(text[at:place])
        moved.append((place + n + 1, to_source(place, shifts)))
        if old and old[0][0] == place:
            old.pop(0)
        at = place
    moved += [(clean + len(places), source) for clean, source in old]
    return " ".join([*parts, text[at:]]), tuple(moved)


def portions(text: str) -> list[tuple[int, int]]:
    """A long text in portions of a bounded length, divided at the last line or blank where there is one."""
    out: list[tuple[int, int]] = []
    at = 0
    while len(text) - at > LONGEST_BLOCK:
        limit = at + LONGEST_BLOCK
        cut = max(text.rfind("\n", at + 1, limit), text.rfind(". ", at + 1, limit) + 1)
        if cut <= at + LONGEST_BLOCK // 2:
            cut = text.rfind(" ", at + 1, limit)
        cut = cut if cut > at else limit
        out.append((at, cut))
        at = cut
    return [*out, (at, len(text))]
