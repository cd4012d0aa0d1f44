"""What wrong verdicts and chance alone would give: what is larger is called a change."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt

_Z = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Shares:
    """How documents stand on a criterion: counts of those that were judged."""

    met: int
    partial: int
    missing: int

    @property
    def judged(self) -> int:
        return self.met + self.partial + self.missing

    @property
    def share(self) -> float | None:
        """The share that meets it."""
        return self.met / self.judged if self.judged else None


def error_alone(net: int, pairs: int, wrong: float) -> float:
    """How probable wrong verdicts alone make a net change as large as this, either way.

    They push both ways alike. Counted out: few pairs are far from a normal distribution.
    """
    import numpy as np

    spread = np.ones(1)
    for _ in range(pairs):
        spread = np.convolve(spread, (wrong / 2, 1 - wrong, wrong / 2))
    return min(2 * float(spread[pairs + abs(net) :].sum()), 1.0)


def chance_alone(up: int, down: int) -> float:
    """How probable it is that chance alone makes as many of the changes go one way: the exact sign test.

    Documents change for many reasons. Where these push both ways alike, a change is up as often as down, so
    fewer than six changes never tell which way a criterion went.
    """
    n = up + down
    return min(2 * sum(comb(n, k) for k in range(max(up, down), n + 1)) / (1 << n), 1.0)


def chance_between(before: Shares, after: Shares) -> float:
    """How probable chance alone makes shares as far apart as these, of documents of their own: Fisher's exact test."""
    n, met, drawn = before.judged + after.judged, before.met + after.met, before.judged
    ways = [comb(met, k) * comb(n - met, drawn - k) for k in range(drawn + 1)]
    return sum(w for w in ways if w <= ways[before.met]) / comb(n, drawn)


def share_difference(before: Shares, after: Shares) -> tuple[float | None, tuple[float, float] | None]:
    """Newcombe's interval for the difference of two shares, from Wilson's for each."""
    if before.share is None or after.share is None:
        return None, None
    a, b = before.share, after.share
    a_low, a_high = _wilson(before.met, before.judged)
    b_low, b_high = _wilson(after.met, after.judged)
    d = b - a
    return d, (d - sqrt((b - b_low) ** 2 + (a_high - a) ** 2), d + sqrt((b_high - b) ** 2 + (a - a_low) ** 2))


def _wilson(hits: int, n: int) -> tuple[float, float]:
    p, z2 = hits / n, _Z**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return middle - half, middle + half
