"""How far two pieces of text are about the same thing, and who of two lists belongs to whom.

Words count by how few of the compared texts hold them: what all have in common tells nothing apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .kinship import kinship, terms

_STEM = 4  # letters that words of kin share, at their beginning or as the end of the longer one


class Likeness:
    """Likeness of texts within a set of texts that are compared with each other.

    ``ignored`` are lemmas that say nothing of what a text is about.
    """

    def __init__(self, texts: Iterable[str], ignored: frozenset[str] = frozenset()) -> None:
        self._ignored = ignored
        self._holders: dict[str, set[int]] = defaultdict(set)
        self._count = 0
        for text in texts:
            for word in self.words(text):
                self._holders[word].add(self._count)
            self._count += 1
        # The words that can be of kin: those that begin alike, and those that one ends in.
        self._begin: dict[str, list[str]] = defaultdict(list)
        self._end: dict[str, list[str]] = defaultdict(list)
        for word in self._holders:
            self._begin[word[:_STEM]].append(word)
            for at in range(1, len(word) - _STEM + 1):
                self._end[word[at:]].append(word)
        self._weights: dict[str, float] = {}

    def words(self, text: str) -> frozenset[str]:
        """The lemmas that carry what a text is about."""
        return terms(text) - self._ignored

    def weight(self, word: str) -> float:
        """From about 1 for a word of most texts to more than 2 for a word of few."""
        if word not in self._weights:
            ends = (word[at:] for at in range(1, len(word) - _STEM + 1))
            near = {
                *self._begin.get(word[:_STEM], ()),
                *self._end.get(word, ()),
                *(e for e in ends if e in self._holders),
            }
            holders: set[int] = set().union(*(self._holders[o] for o in near if kinship(word, o)))
            self._weights[word] = 1 + math.log(max(self._count, 1) / max(len(holders), 1))
        return self._weights[word]

    def shared(self, a: str, b: str) -> tuple[float, float, float, float]:
        """The weight of the words of ``a``, of those of ``b``, and how much of each recurs in the other."""
        first, second = sorted(self.words(a)), sorted(self.words(b))
        kin = [[kinship(w, o) for o in second] for w in first]
        there = sum(self.weight(w) * max(row, default=0.0) for w, row in zip(first, kin, strict=True))
        if not there:
            return 0.0, 0.0, 0.0, 0.0
        back = sum(self.weight(o) * max(row[j] for row in kin) for j, o in enumerate(second))
        return sum(map(self.weight, first)), sum(map(self.weight, second)), there, back

    def __call__(self, a: str, b: str) -> float:
        """0–1: the shared weight against the mean of both; a short text wholly inside a long one is near 1."""
        if " ".join(a.lower().split()) == " ".join(b.lower().split()):
            return 1.0
        x, y, there, back = self.shared(a, b)
        if not there:
            return 0.0
        return max(min((there + back) / (x + y), 1.0), 0.9 * min(there / x, 1.0), 0.9 * min(back / y, 1.0))


def pairs(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Rows and columns that belong together: best first, none twice, none below ``least``; in row order."""
    ranked = sorted(
        ((-s, i, j) for i, row in enumerate(scores) for j, s in enumerate(row) if s >= least),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    out = []
    for _, i, j in ranked:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            out.append((i, j))
    return sorted(out)
