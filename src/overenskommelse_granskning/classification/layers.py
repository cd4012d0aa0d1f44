"""The learned layers at review time: passages per criterion, sentence functions, section topics.

Linear weights from arrays; nothing of scikit-learn is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..language.analysis import Analysis
from ..language.units import UnitKind
from .features import unit_features
from .pooling import Found, penalties, pool
from .space import Floats, TextSpace

FUNCTION_THRESHOLD = 0.35
_HEADINGS = (UnitKind.HEADING, UnitKind.HEADER_ROW)


@dataclass(frozen=True)
class TopicFinding:
    """Presence of one section topic: probability, and the unit that bears it best."""

    label: str
    probability: float
    unit: int | None


@dataclass(frozen=True)
class LearnedView:
    """What the layers see in one document."""

    found: Mapping[str, Found]
    judged: Mapping[str, Floats]  # criterion → scores of missing, partial, met from its passages
    functions: Mapping[int, frozenset[str]]
    topics: tuple[TopicFinding, ...]


@dataclass(frozen=True)
class LearnedLayers:
    """Weights. ``finder`` and ``judge``: criterion → (features, 3); ``judge_prior``: (3,)."""

    space: TextSpace
    finder: Mapping[str, Floats]
    judge: Mapping[str, Floats]
    judge_prior: Floats
    function_names: Sequence[str]
    function_weights: Floats
    topic_names: Sequence[str]
    topic_weights: Floats
    presence_weights: Floats  # (topics, aggregates + 1): logistic over the best unit scores
    version: str
    sha256: str

    def view(self, analysis: Analysis, criteria: Sequence[str]) -> LearnedView:
        """Apply all layers to one document."""
        if not analysis.units:
            return LearnedView({}, {}, {}, tuple(TopicFinding(n, 0.0, None) for n in self.topic_names))
        x = unit_features(analysis, self.space)
        penalty = penalties(analysis)
        found = {c: pool(c, x @ self.finder[c], penalty, x) for c in criteria if c in self.finder}
        judged = {c: f.pooled @ self.judge[c] + self.judge_prior for c, f in found.items()}
        return LearnedView(found, judged, self._functions(analysis, x), self._topics(analysis, x))

    def _functions(self, analysis: Analysis, x: Floats) -> dict[int, frozenset[str]]:
        scores = x @ self.function_weights
        names = self.function_names
        out: dict[int, frozenset[str]] = {}
        for unit, row in zip(analysis.units, scores, strict=True):
            if unit.kind in _HEADINGS:
                continue
            chosen = {names[i] for i in np.flatnonzero(row >= FUNCTION_THRESHOLD)}
            chosen.add(names[int(row.argmax())])
            out[unit.id] = frozenset(chosen)
        return out

    def _topics(self, analysis: Analysis, x: Floats) -> tuple[TopicFinding, ...]:
        scores = topic_scores(analysis, x @ self.topic_weights)
        chances = presence(aggregate(scores), self.presence_weights)
        best = scores.argmax(axis=0)
        return tuple(
            TopicFinding(str(n), float(chances[i]), analysis.units[int(best[i])].id)
            for i, n in enumerate(self.topic_names)
        )


def topic_scores(analysis: Analysis, scores: Floats) -> Floats:
    """Scores of body units; headings and cancelled units never make a topic present."""
    from ..language.cues import CANCELLING

    out = scores.copy()
    for i, unit in enumerate(analysis.units):
        if unit.kind in _HEADINGS or unit.flags & CANCELLING:
            out[i] = 0.0
    return out


def aggregate(scores: Floats) -> Floats:
    """(topics, 4): best, second, mean of third and fourth, log of the summed positive scores."""
    ordered = np.sort(scores, axis=0)[::-1]
    padded = np.vstack([ordered, np.zeros((4, scores.shape[1]), dtype=scores.dtype)])
    total = np.log1p(np.clip(scores, 0, None).sum(axis=0))
    return np.stack([padded[0], padded[1], padded[2:4].mean(axis=0), total], axis=1).astype(np.float32)


def presence(aggregates: Floats, weights: Floats) -> Floats:
    """Probability of presence per topic from the aggregates."""
    z = (aggregates * weights[:, :-1]).sum(axis=1) + weights[:, -1]
    return (1.0 / (1.0 + np.exp(-z))).astype(np.float32)
