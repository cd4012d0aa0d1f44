"""The verdict layer: elements and learned scores of the found passages → probabilities of outcomes.

A multinomial logistic regression over named features. All criteria share its weights; each
criterion may differ a little from them, has a constant and a trust in its rules of its own, and
weighs its own elements. It sees the passages and elements of one criterion and nothing of the
document besides. Weights are plain arrays; ``training`` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..classification.chances import softmax
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


# Share of the networks in the verdict, against rules, finder and judge together. On left-out authors the log loss is
# .493 without networks and with one .424 at .35 and .423 at .45 (as tools/measure_network.py measures, with the other
# layers on the word table before it was taught); the temperature stays as it is.
READ = 0.35


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


_ELEMENT = {Outcome.MISSING: -1.0, Outcome.MET: 1.0}


def element_signs(result: RuleResult) -> dict[str, float]:
    """Element → −1 missing, 0 partial or undecided, 1 met."""
    return {e.id: _ELEMENT.get(e.outcome, 0.0) for e in result.elements}


@dataclass(frozen=True)
class CriterionWeights:
    """What the layer has learned of one criterion; K outcomes, F features in the order of training.

    ``features`` (K, F), ``constant`` (K,), ``trust`` (K,) times :func:`rule_sign`, ``elements``: id → (K, 2)
    times the element's sign by rules alone and on the found passages.
    """

    features: Floats
    constant: Floats
    trust: Floats
    elements: Mapping[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True)
class VerdictModel:
    """Weights by criterion; ``mean`` and ``scale`` (F,) of the features in training."""

    weights: Mapping[str, CriterionWeights]
    mean: Floats
    scale: Floats
    temperature: float
    review_below: float
    few_labels: frozenset[str]  # criteria with too few labelled documents to trust
    # criterion → outcomes that (nearly) no document was labelled with
    unseen: Mapping[str, frozenset[Outcome]] = field(default_factory=dict)

    def knows(self, criterion: str) -> bool:
        return criterion in self.weights

    def probabilities(
        self,
        learned: Sequence[float],
        alone: RuleResult,
        found: RuleResult,
        read: Sequence[float] | None = None,
    ) -> Floats:
        """Calibrated probabilities of missing, partial and met.

        ``learned``: features of the passages and the judge's scores; ``alone`` and ``found``: the rules
        without and with the passages that the learned finder found; ``read``: the networks' logits, where there are
        any. A criterion that is not known: KeyError.
        """
        own = self.weights[alone.criterion.id]
        features = np.array([*learned, *rule_features(alone, found)])
        # Nothing was learned of what lies further out: many strong passages must not tip the scales.
        x = np.minimum(np.maximum((features - self.mean) / self.scale, -_FURTHEST), _FURTHEST)
        z = own.features @ x + own.constant + own.trust * rule_sign(alone)
        for at, result in enumerate((alone, found)):
            for element, sign in element_signs(result).items():
                if sign and element in own.elements:
                    z = z + own.elements[element][:, at] * sign
        p = softmax(z / self.temperature, _CERTAIN)
        if read is None:
            return p
        logs = (1 - READ) * np.log(p) + READ * np.log(softmax(np.array(read), _CERTAIN))
        return softmax(logs, _CERTAIN)


_FURTHEST = 4.0  # standard deviations
_CERTAIN = 9.0  # in logits: no outcome is told to have no chance at all
