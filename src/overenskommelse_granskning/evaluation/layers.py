"""Rules against the learned verdict: where they part, and who is right there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..vocabulary.closed import Outcome
from .observe import Judged


@dataclass(frozen=True)
class Cell:
    """Verdicts where the rules held one outcome and the learned layer another (or the same)."""

    rules: Outcome
    learned: Outcome
    n: int
    rules_right: int
    learned_right: int
    review: int

    @property
    def agree(self) -> bool:
        return self.rules is self.learned


@dataclass(frozen=True)
class Layers:
    """``accuracy``: each layer by itself; ``differing``: criterion → how often the two differ."""

    cells: tuple[Cell, ...]
    accuracy: dict[str, float]
    differing: dict[str, int]

    def total(self, *, agree: bool) -> tuple[int, int, int, int]:
        """n, rules right, learned right and flagged for review where they agree, or do not."""
        chosen = [c for c in self.cells if c.agree is agree]
        return (
            sum(c.n for c in chosen),
            sum(c.rules_right for c in chosen),
            sum(c.learned_right for c in chosen),
            sum(c.review for c in chosen),
        )


def layers(judged: Iterable[Judged]) -> Layers:
    """From the grounds of the verdicts: the first is the rules' own, the last the learned verdict.

    Verdicts with one layer only are left out.
    """
    counts: dict[tuple[Outcome, Outcome], Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for j in judged:
        if not j.counted or len(j.grounds) < 2:
            continue
        for layer, outcome in j.grounds:
            n[layer] += 1
            right[layer] += outcome == j.gold
        rules, learned = j.grounds[0][1], j.grounds[-1][1]
        counts[rules, learned] += Counter(
            n=1,
            rules_right=int(rules == j.gold),
            learned_right=int(learned == j.gold),
            review=int(j.needs_review),
        )
        differing[j.criterion] += rules is not learned
    order = list(Outcome)
    cells = tuple(
        Cell(*key, c["n"], c["rules_right"], c["learned_right"], c["review"])
        for key, c in sorted(counts.items(), key=lambda kv: [order.index(o) for o in kv[0]])
    )
    return Layers(
        cells,
        {layer: right[layer] / n[layer] for layer in n},
        {c: k for c, k in sorted(differing.items(), key=lambda kv: (-kv[1], kv[0])) if k},
    )
