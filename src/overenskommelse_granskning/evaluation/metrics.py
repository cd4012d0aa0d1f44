"""Measures from counts of (label, verdict), for one table of counts or a stack of them.

A table is 3 × 4: labelled missing, partial, met against called missing, partial, met, or anything
else (not assessable, no report …), which is always wrong. All formulas work on the last two axes, so
that a thousand bootstrap tables cost one call.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .gold import LEVELS

Floats = NDArray[np.float64]
_OTHER = len(LEVELS)
_PLACE = {level.value: i for i, level in enumerate(LEVELS)}
_DISTANCE = np.array([[(i - j) ** 2 for j in range(3)] for i in range(3)], dtype=np.float64)


def table(pairs: Iterable[tuple[str, str]]) -> Floats:
    """Count pairs of label and verdict; the labels are among the three levels."""
    out = np.zeros((3, 4))
    for gold, predicted in pairs:
        out[_PLACE[gold], _PLACE.get(predicted, _OTHER)] += 1
    return out


def _share(part: Floats, whole: Floats, empty: float = 0.0) -> Floats:
    """``part / whole``, and ``empty`` where there is nothing to divide by."""
    out: Floats = np.full(np.broadcast(part, whole).shape, empty)
    np.divide(part, whole, out=out, where=whole != 0)
    return out


def measures(t: Floats) -> dict[str, Floats]:
    """All measures of each table; precision, recall and F1 are 0 where undefined, κ then 1."""
    n = t.sum(axis=(-2, -1))
    right = np.stack([t[..., i, i] for i in range(3)], axis=-1)
    called, labelled = t[..., :3].sum(axis=-2), t.sum(axis=-1)
    out = {"accuracy": _share(right.sum(axis=-1), n)}
    p, r = _share(right, called), _share(right, labelled)
    f1 = _share(2 * p * r, p + r)
    out["macro_f1"] = f1.mean(axis=-1)
    for i, level in enumerate(LEVELS):
        out |= {f"{level}_p": p[..., i], f"{level}_r": r[..., i], f"{level}_f1": f1[..., i]}
    out["kappa"] = _kappa(right.sum(axis=-1), called, labelled, n)
    out["weighted_kappa"] = _weighted_kappa(t, n)
    return out


def _kappa(right: Floats, called: Floats, labelled: Floats, n: Floats) -> Floats:
    # A verdict outside the levels never agrees, not even by chance.
    expected = _share((called * labelled).sum(axis=-1), n**2)
    return _share(_share(right, n) - expected, 1 - expected, empty=1.0)


def _weighted_kappa(t: Floats, n: Floats) -> Floats:
    """Quadratic weights on missing < partial < met; any other verdict counts as the far end."""
    ranked = t[..., :3].copy()
    for gold, far in ((0, 2), (1, 0), (2, 0)):
        ranked[..., gold, far] += t[..., gold, _OTHER]
    observed = _share((ranked * _DISTANCE).sum(axis=(-2, -1)), n)
    chance = ranked.sum(axis=-1)[..., :, None] * ranked.sum(axis=-2)[..., None, :]
    expected = _share((chance * _DISTANCE).sum(axis=(-2, -1)), n**2)
    return 1 - _share(observed, expected, empty=0.0)


def precision_recall_f1(both: int, extra: int, lost: int) -> tuple[float, float, float]:
    """From counts of found rightly, found wrongly and not found."""
    p = both / (both + extra) if both + extra else 0.0
    r = both / (both + lost) if both + lost else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
