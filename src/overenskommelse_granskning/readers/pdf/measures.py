"""What is usual in this document: size of the running text, line distance, weight."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from .model import Line, PageContent

_DEFAULT_LEADING = 1.25
_SPACE = 0.32  # of the font size


@dataclass(frozen=True, slots=True)
class Measures:
    """``body_size`` of most characters, ``leading`` the distance of its lines per size. ``spaced``:
    paragraphs stand apart, so that a line break without distance rarely ends one."""

    body_size: float
    leading: float
    bold_is_usual: bool
    spaced: bool = False


def body_size(pages: Sequence[PageContent]) -> float:
    """The font size of most characters, with sizes within half a point counted together."""
    weights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            weights[round(line.size * 2) / 2] += len(line.text)
    if not weights:
        return 11.0
    # Recognised text has many sizes around the real one: let neighbours add up.
    return max(weights, key=lambda s: (weights[s] + weights[s - 0.5] + weights[s + 0.5], weights[s]))


def measures(size: float, stretches: Iterable[tuple[Sequence[Line], float, float]]) -> Measures:
    """Measures from stretches of rows with the edges of their columns."""
    distances: list[float] = []
    bold = total = 0
    stretches = list(stretches)
    for rows, left, right in stretches:
        for line in rows:
            length = len(line.text)
            total += length
            bold += length if line.bold else 0
        distances += _distances(rows, left, right, size)
    leading = median(distances) / size if len(distances) >= 3 else _DEFAULT_LEADING
    apart = close = 0
    for rows, left, right in stretches:
        for a, b in itertools.pairwise(rows):
            if abs(a.size - size) < 0.8 and abs(b.size - size) < 0.8 and fits(a, b, left, right):
                if b.baseline - a.baseline > 1.2 * leading * size:
                    apart += 1
                else:
                    close += 1
    return Measures(size, leading, bold > 0.5 * total, apart >= 3 and apart >= 2 * close)


def local_leading(rows: Sequence[Line], left: float, right: float, found: Measures) -> float:
    """The leading of a stretch that is set wider or closer than the rest."""
    own = _distances(rows, left, right, found.body_size)
    if len(own) < 3:
        return found.leading
    return max(median(own) / found.body_size, found.leading)


def _distances(rows: Sequence[Line], left: float, right: float, size: float) -> list[float]:
    """Distances between lines where the first was full, so that the second belongs to it."""
    return [
        b.baseline - a.baseline
        for a, b in itertools.pairwise(rows)
        if abs(a.size - size) < 0.8
        and abs(b.size - size) < 0.8
        and not fits(a, b, left, right)
        and 0.8 * size < b.baseline - a.baseline < 2.6 * size
    ]


def fits(a: Line, b: Line, left: float, right: float, spare: float = 0.0) -> bool:
    """Whether the first word of ``b`` would have had room at the end of ``a``, and ``spare`` more.

    If so, the author ended the line there, and the line break is more than wrapping.
    """
    room = right - a.x1
    indent = a.x0 - left
    if indent > 1.5 * a.size and abs(indent - room) < 0.15 * (right - left):
        room += indent  # centred
    first = b.words[0]
    need = first.x1 - first.x0 + _SPACE * a.size
    return room > need + 0.05 * a.size + spare
