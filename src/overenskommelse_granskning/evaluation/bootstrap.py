"""Intervals by drawing documents anew: verdicts within one document depend on each other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .metrics import Floats, measures

ROUNDS = 1000
SEED = 20
WIDTH = 0.95
MEASURED = (
    "accuracy", "macro_f1", "missing_p", "missing_r", "missing_f1", "partial_f1", "met_f1", "kappa", "weighted_kappa",
)  # fmt: skip
FEWEST = 3  # documents; from fewer an interval says nothing

Interval = tuple[float, float]


def draws(documents: int, rounds: int, seed: int) -> Floats:
    """(rounds, documents): how often each document is drawn. The same seed gives the same draws."""
    generator = np.random.default_rng(seed)
    chosen = generator.integers(documents, size=(rounds, documents))
    return np.stack([np.bincount(row, minlength=documents) for row in chosen]).astype(np.float64)


def intervals(tables: Floats, rounds: int = ROUNDS, seed: int = SEED) -> dict[str, Interval]:
    """``tables`` is (documents, 3, 4). Empty for too few documents or no rounds."""
    if len(tables) < FEWEST or not rounds:
        return {}
    drawn = measures(np.einsum("rd,dij->rij", draws(len(tables), rounds, seed), tables))
    return {name: _ends(drawn[name]) for name in MEASURED}


def difference(
    before: Floats, after: Floats, rounds: int = ROUNDS, seed: int = SEED
) -> Mapping[str, Interval]:
    """Intervals of after − before, each draw taking the same documents of both runs."""
    if len(before) < FEWEST or not rounds:
        return {}
    drawn = draws(len(before), rounds, seed)
    a, b = (measures(np.einsum("rd,dij->rij", drawn, t)) for t in (before, after))
    return {name: _ends(b[name] - a[name]) for name in MEASURED}


def _ends(values: Floats) -> Interval:
    low, high = np.quantile(values, [(1 - WIDTH) / 2, (1 + WIDTH) / 2])
    return float(low), float(high)
