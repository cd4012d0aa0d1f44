"""How far two pieces of text are about the same thing, and who of two lists belongs to whom.

Words count by how few of the compared texts hold them: what all have in common tells nothing apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ..thread.words import content_words, related


class Likeness:
    """Likeness of texts within a set of texts that are compared with each other."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._sets = [content_words(t) for t in texts]

    def weight(self, word: str) -> float:
        """From about 1 for a word of most texts to more than 2 for a word of few."""
        holders = sum(any(related(word, other) for other in words) for words in self._sets)
        return 1 + math.log(max(len(self._sets), 1) / max(holders, 1))

    def shared(self, a: str, b: str) -> tuple[float, float, float]:
        """The weight of the words of ``a``, of those of ``b``, and of what they share."""
        first, second = content_words(a), content_words(b)
        common = [w for w in sorted(first) if any(related(w, o) for o in second)]
        return (
            sum(self.weight(w) for w in sorted(first)),
            sum(self.weight(w) for w in sorted(second)),
            sum(self.weight(w) for w in common),
        )

    def __call__(self, a: str, b: str) -> float:
        """0–1: the shared weight against the mean of both; a short text wholly inside a long one is near 1."""
        if " ".join(a.lower().split()) == " ".join(b.lower().split()):
            return 1.0
        x, y, common = self.shared(a, b)
        if not common:
            return 0.0
        dice = min(2 * common / (x + y), 1.0)
        return max(dice, 0.9 * min(common / min(x, y), 1.0))


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
