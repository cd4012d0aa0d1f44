"""From scores of units to what the verdict sees: the best passages of one criterion, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..language.analysis import Analysis
from ..language.cues import CANCELLING
from ..language.units import UnitKind
from .space import Floats

POOLED = 4  # passages that are pooled
SHARPNESS = 0.08  # softmax temperature of the pooling: lower looks at fewer passages
HEADING_PENALTY = 0.15
CANCELLED_PENALTY = 0.30
FEATURES = (
    "top1",
    "top2-3",
    "top4-6",
    "over .25",
    "over .4",
    "met",
    "partial",
    "met - partial of the best",
    "met - partial",
)


@dataclass(frozen=True)
class Found:
    """One criterion in one document: unit ids best first, their scores, features, pooled vector."""

    criterion: str
    units: tuple[int, ...]
    scores: tuple[float, ...]
    features: Floats
    pooled: Floats


def penalties(analysis: Analysis) -> Floats:
    """What is taken off a unit's score: headings say little, cancelled units nothing."""
    out = np.zeros(len(analysis.units), dtype=np.float32)
    for i, unit in enumerate(analysis.units):
        if unit.kind in (UnitKind.HEADING, UnitKind.HEADER_ROW):
            out[i] += HEADING_PENALTY
        if unit.flags & CANCELLING:
            out[i] += CANCELLED_PENALTY
    return out


def pool(criterion: str, scores: Floats, penalty: Floats, x: Floats) -> Found:
    """``scores`` is (units, 3): is evidence, is evidence of met, is evidence of partial."""
    any_score = scores[:, 0] - penalty
    order = np.argsort(-any_score, kind="stable")[:6]
    top = any_score[order]

    def mean(a: int, b: int) -> float:
        return float(top[a:b].mean()) if len(top) > a else 0.0

    first = order[:POOLED]
    weight = np.exp((top[:POOLED] - top[0]) / SHARPNESS)
    pooled = (weight / weight.sum()) @ x[first]
    met, partial = scores[order[:3], 1], scores[order[:3], 2]
    features = np.array(
        [
            top[0],
            mean(1, 3),
            mean(3, 6),
            (any_score > 0.25).sum() / 4,
            (any_score > 0.4).sum() / 3,
            met.max(),
            partial.max(),
            met[0] - partial[0],
            met.max() - partial.max(),
        ],
        dtype=np.float32,
    )
    pooled = pooled / max(float(np.linalg.norm(pooled)), 1e-9)
    return Found(
        criterion,
        tuple(int(i) for i in order),
        tuple(float(s) for s in top),
        features,
        pooled.astype(np.float32),
    )


FINDER_EVIDENCE = 0.25  # a unit scored higher is handed to the rules as a found passage


def evidence_units(found: Found) -> tuple[int, ...]:
    """Units whose score is high enough to be taken for a passage of the criterion."""
    return tuple(u for u, s in zip(found.units, found.scores, strict=True) if s >= FINDER_EVIDENCE)
