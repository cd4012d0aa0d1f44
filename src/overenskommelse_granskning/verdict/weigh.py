"""The verdict layer: elements and learned scores of the found passages → probabilities of outcomes.

A multinomial logistic regression over named features, shrunk to what all criteria share, with a
small term per criterion and per topic. It sees the passages and elements of one criterion and
nothing of the document besides. Weights are plain arrays; ``training`` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..rules.engine import RuleResult
from ..vocabulary.closed import Outcome

Floats = NDArray[np.float64]
OUTCOMES = (Outcome.MISSING, Outcome.PARTIAL, Outcome.MET)
RULE_FEATURES = (
    *(f"regler ensamma: {o.value}" for o in OUTCOMES),
    *(f"regler på funna ställen: {o.value}" for o in OUTCOMES),
    "andel delkrav uppfyllda",
    "andel delkrav delvis",
    "ställen strukna",
)


def rule_features(alone: RuleResult, found: RuleResult) -> list[float]:
    """What the rules hold, alone and on the passages that the learned finder found."""
    out = [float(alone.outcome is o) for o in OUTCOMES]
    out += [float(found.outcome is o) for o in OUTCOMES]
    n = max(len(found.elements), 1)
    out.append(sum(e.outcome is Outcome.MET for e in found.elements) / n)
    out.append(sum(e.outcome is Outcome.PARTIAL for e in found.elements) / n)
    out.append(float(bool(found.cancelled) and not found.passages))
    return out


def rule_sign(alone: RuleResult) -> float:
    """−1 missing, 0 partial or undecided, 1 met: how far the rules lean."""
    return {Outcome.MISSING: -1.0, Outcome.MET: 1.0}.get(alone.outcome, 0.0)


@dataclass(frozen=True)
class VerdictModel:
    """``coefficients`` is (3, features): shared features, criterion, topic, rule × criterion."""

    criteria: Sequence[str]
    topics: Mapping[str, str]
    topic_names: Sequence[str]
    mean: Floats
    scale: Floats
    coefficients: Floats
    intercepts: Floats
    temperature: float
    review_below: float
    few_labels: frozenset[str]  # criteria with too few labelled documents to trust
    # criterion → outcomes that (nearly) no document was labelled with
    unseen: Mapping[str, frozenset[Outcome]] = field(default_factory=dict)
    _known: dict[str, tuple[Floats, Floats]] = field(default_factory=dict, repr=False, compare=False)

    def knows(self, criterion: str) -> bool:
        return criterion in self.topics

    def probabilities(self, criterion: str, features: Sequence[float], sign: float) -> Floats:
        """Calibrated probabilities of missing, partial and met."""
        constant, trust = self._own(criterion)
        # Nothing was learned of what lies further out: many strong passages must not tip the scales.
        x = np.minimum(np.maximum((np.asarray(features) - self.mean) / self.scale, -_FURTHEST), _FURTHEST)
        z = (self.coefficients[:, : len(x)] @ x + constant + trust * sign) / self.temperature
        e = np.exp(z - z.max())
        return np.asarray(e / e.sum())

    def _own(self, criterion: str) -> tuple[Floats, Floats]:
        """What a criterion adds by itself, and its trust in rules: what :func:`expand` puts behind the features."""
        found = self._known.get(criterion)
        if found is None:
            n = len(self.mean)
            names = self.criteria, self.topic_names, self.topics
            rows = (expand(*names, criterion, np.zeros(n), sign) for sign in (0.0, 1.0))
            silent, said = (self.coefficients @ row for row in rows)
            found = self._known[criterion] = (silent + self.intercepts, said - silent)
        return found


_FURTHEST = 4.0  # standard deviations
RULE_BY_CRITERION = 0.7  # scale of the per-criterion trust in rules: less scale, more shrinkage


def expand(
    criteria: Sequence[str],
    topic_names: Sequence[str],
    topics: Mapping[str, str],
    criterion: str,
    features: Floats,
    sign: float,
) -> Floats:
    """The full row: shared features, then one-hot criterion, topic, and rule × criterion."""
    n, t = len(criteria), len(topic_names)
    row = np.zeros(len(features) + 2 * n + t)
    row[: len(features)] = features
    i = criteria.index(criterion)
    row[len(features) + i] = 1.0
    if topics[criterion] in topic_names:
        row[len(features) + n + topic_names.index(topics[criterion])] = 1.0
    row[len(features) + n + t + i] = RULE_BY_CRITERION * sign
    return row
