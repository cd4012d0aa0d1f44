"""From scores of units to what the verdict sees: the best passages of one criterion, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import HEADS, UnitKind
from .features import UnitFeatures
from .space import Floats

POOLED = 4  # passages that are pooled
SHARPNESS = 0.08  # softmax temperature of the pooling: lower looks at fewer passages
HEADING_PENALTY = 0.15
CANCELLED_PENALTY = 0.30
BLANK_PENALTY = 1.0
_KEPT = 6  # of the best passages
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
        if unit.kind in HEADS:
            out[i] += HEADING_PENALTY
        if unit.flags & CANCELLING:
            out[i] += CANCELLED_PENALTY
    return out


def blanks(analysis: Analysis) -> Floats:
    """What is taken off besides in a review: a blank to be filled in says nothing, however well it is worded,
    nor does a heading over nothing but blanks. (Finished texts, which training reads, have none.)"""
    out = np.zeros(len(analysis.units), dtype=np.float32)
    for i, unit in enumerate(analysis.units):
        if Flag.PLACEHOLDER in unit.flags or (unit.kind is UnitKind.HEADING and _over_blanks(analysis, unit)):
            out[i] = BLANK_PENALTY
    return out


def _over_blanks(analysis: Analysis, heading: Unit) -> bool:
    """Whether all that stands under a heading are blanks to be filled in."""
    below = [u for u in analysis.by_section[heading.section] if u.kind not in HEADS]
    return bool(below) and all(Flag.PLACEHOLDER in u.flags for u in below)


def stacked(weights: Mapping[str, Floats], criteria: Sequence[str]) -> Floats:
    """The weights (features, 3) of several criteria beside each other: (features, 3 × criteria)."""
    return np.concatenate([weights[c] for c in criteria], axis=1)


def pool(
    criteria: Sequence[str], scores: Iterable[Floats], penalty: Floats, x: Floats | UnitFeatures
) -> dict[str, Found]:
    """The best passages of every criterion.

    ``scores``, of one block of units after the other, are (units, 3 × criteria): is evidence, is evidence of met, is
    evidence of partial. ``penalty`` is (units,) or (units, criteria), of all units.
    """
    if not criteria:
        return {}
    none = np.zeros((0, len(criteria)), dtype=np.float32)
    best, over = none, np.zeros((2, len(criteria)), dtype=np.int64)
    units, levels = none.astype(np.int64), np.zeros((0, len(criteria), 2), dtype=np.float32)
    first = 0
    for block in scores:
        by_criterion = block.reshape(len(block), len(criteria), 3)
        off = penalty[first : first + len(block)]
        evidence = by_criterion[:, :, 0] - (off if off.ndim > 1 else off[:, None])
        over += [(evidence > 0.25).sum(axis=0), (evidence > 0.4).sum(axis=0)]
        numbers = np.repeat(np.arange(first, first + len(block))[:, None], len(criteria), axis=1)
        best, units = np.concatenate([best, evidence]), np.concatenate([units, numbers])
        levels = np.concatenate([levels, by_criterion[:, :, 1:]])
        order = np.argsort(-best, axis=0, kind="stable")[:_KEPT]
        best, units = np.take_along_axis(best, order, 0), np.take_along_axis(units, order, 0)
        levels = np.take_along_axis(levels, order[:, :, None], 0)
        first += len(block)
    order, top = np.ascontiguousarray(units.T), np.ascontiguousarray(best.T)  # (criteria, best six)
    nothing = np.zeros(len(criteria), dtype=top.dtype)

    def mean(a: int, b: int) -> Floats:
        return top[:, a:b].mean(axis=1) if top.shape[1] > a else nothing

    weight = np.exp((top[:, :POOLED] - top[:, :1]) / SHARPNESS)
    weight /= weight.sum(axis=1, keepdims=True)
    pooled = np.matmul(weight[:, None, :], x[order[:, :POOLED]])[:, 0, :]
    pooled = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
    met, partial = levels[:3, :, 0].T, levels[:3, :, 1].T
    features = np.stack(
        [
            top[:, 0],
            mean(1, 3),
            mean(3, 6),
            over[0] / 4,
            over[1] / 3,
            met.max(axis=1),
            partial.max(axis=1),
            met[:, 0] - partial[:, 0],
            met.max(axis=1) - partial.max(axis=1),
        ],
        axis=1,
    ).astype(np.float32)
    pooled = pooled.astype(np.float32)
    ids, values = order.tolist(), top.tolist()
    return {
        c: Found(c, tuple(ids[i]), tuple(values[i]), features[i], pooled[i]) for i, c in enumerate(criteria)
    }


FINDER_EVIDENCE = 0.25  # a unit scored higher is handed to the rules as a found passage


def evidence_units(found: Found) -> tuple[int, ...]:
    """Units whose score is high enough to be taken for a passage of the criterion."""
    return tuple(u for u, s in zip(found.units, found.scores, strict=True) if s >= FINDER_EVIDENCE)
