"""Is 0.8 right eight times in ten? Reliability tables and the expected calibration error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Statements between ``low`` and ``low + 1/BINS``: what was stated, and what was so."""

    low: float
    n: int
    stated: float
    observed: float


@dataclass(frozen=True)
class Calibration:
    """``error`` is the expected calibration error, None where nothing was stated."""

    bins: tuple[Bin, ...]
    error: float | None

    @property
    def n(self) -> int:
        return sum(b.n for b in self.bins)


def calibration(statements: Iterable[tuple[float, bool]]) -> Calibration:
    """From pairs of stated probability and whether it was so, in bins of equal width."""
    binned: dict[int, list[tuple[float, bool]]] = {}
    for stated, so in statements:
        binned.setdefault(min(int(stated * BINS), BINS - 1), []).append((stated, so))
    bins = tuple(
        Bin(i / BINS, len(part), sum(s for s, _ in part) / len(part), sum(so for _, so in part) / len(part))
        for i, part in sorted(binned.items())
    )
    total = sum(b.n for b in bins)
    if not total:
        return Calibration((), None)
    return Calibration(bins, sum(b.n * abs(b.observed - b.stated) for b in bins) / total)
