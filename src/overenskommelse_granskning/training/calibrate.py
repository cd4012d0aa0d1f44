"""How sure is sure: temperature and review threshold from authors that the verdict layer never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classification.chances import softmax
from .doubt import doubted
from .fit import LEVELS, Row
from .silence import Silenced, lend
from .weighing import fit_weighing

FOLDS = 6
# Share of verdicts on unseen authors that go without review. The corpus is more uneven than what comes
# in, so that about three quarters and more are decided in use.
DECIDED_SHARE = 0.72


@dataclass(frozen=True)
class Calibration:
    """``temperature`` divides the logits; verdicts surer than ``review_below`` need no review."""

    temperature: float
    review_below: float
    metrics: dict[str, Any]


@dataclass(frozen=True)
class LeftOut:
    """Logits from layers that never saw the row's author.

    ``rows`` (rows, 3) of the rows as they are; ``doubted`` (rows, 3) with rule results doubted as in training:
    otherwise the stated certainty would be that on texts which the authors of the rules had read;
    ``silenced`` (silenced rows, 3).
    """

    rows: np.ndarray
    doubted: np.ndarray
    silenced: np.ndarray


def out_of_author(
    rows: Sequence[Row], features: np.ndarray, criteria: Sequence[str], silenced: Silenced
) -> LeftOut:
    """What the layer says of rows of authors that it was not fitted on."""
    authors = sorted({r.author for r in rows})
    plain, doubting = np.zeros((len(rows), 3)), np.zeros((len(rows), 3))
    silent = [np.zeros((0, 3))]
    for k in range(FOLDS):
        left_out = set(authors[k::FOLDS])
        held = np.array([r.author in left_out for r in rows])
        if not held.any():
            continue
        seen = [r for r, h in zip(rows, held, strict=True) if not h]
        unseen = [r for r, h in zip(rows, held, strict=True) if h], features[held]
        layer = fit_weighing(seen, features[~held], criteria, silenced.of(left_out, others=True))
        plain[held] = layer.logits(*unseen)
        doubting[held] = layer.logits(*doubted(*unseen, rounds=1, seed=1, weight=1))
        quiet = lend(silenced.of(left_out), *unseen)
        if quiet[0]:
            silent.append(layer.logits(*quiet))
    return LeftOut(plain, doubting, np.concatenate(silent))


def calibrate(rows: Sequence[Row], told: LeftOut) -> Calibration:
    """Temperature by log loss; the threshold leaves :data:`DECIDED_SHARE` of the verdicts decided.

    ``told``: what :func:`out_of_author` gave for the rows.
    """
    logits = told.doubted
    y = np.array([r.outcome for r in rows])
    grid = np.linspace(0.6, 3.0, 49)
    losses = [-np.log(softmax(logits / t)[np.arange(len(y)), y] + 1e-12).mean() for t in grid]
    temperature = float(grid[int(np.argmin(losses))])
    p = softmax(logits / temperature)
    sure = p.max(axis=1)
    threshold = float(np.quantile(sure, 1 - DECIDED_SHARE))
    right = p.argmax(axis=1) == y
    decided = sure >= threshold
    return Calibration(
        temperature,
        threshold,
        {
            "accuracy": round(float(right.mean()), 3),
            "accuracy_decided": round(float(right[decided].mean()), 3),
            "decided": round(float(decided.mean()), 3),
            "silenced_missing": _share_missing(told.silenced),
            "reliability": reliability(sure, right),
        },
    )


def _share_missing(logits: np.ndarray) -> float | None:
    """How often what was silenced is told missing."""
    return round(float((logits.argmax(axis=1) == LEVELS["missing"]).mean()), 3) if len(logits) else None


def reliability(sure: np.ndarray, right: np.ndarray, bins: int = 6) -> list[dict[str, float]]:
    """Stated against observed accuracy in bins of equal size."""
    order = np.argsort(sure)
    return [
        {
            "stated": round(float(sure[part].mean()), 3),
            "right": round(float(right[part].mean()), 3),
            "n": len(part),
        }
        for part in np.array_split(order, bins)
        if len(part)
    ]
