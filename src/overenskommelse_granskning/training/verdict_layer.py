"""Fits the verdict layer: one logistic regression for all criteria, each with a little of its own.

A row stands in it as: the features, which all criteria share; the same features once more in columns
of its criterion; the criterion; its topic; the lean of the rules and the signs of the elements, in
columns of the criterion. What is one criterion's own is scaled down, so that it is shrunk the more:
few documents are labelled with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from ..classification.topics import topic
from ..verdict.weigh import OUTCOMES, CriterionWeights, element_signs, rule_sign
from .fit import Row

# On authors whom nobody read, left out in turn: .787 right with C .2 and OWN .2, .789 with .15 and .3, .789 with .1 and .4.
VERDICT_C = 0.15
TRUST = 0.7  # scale of the lean of the rules
OWN = 0.3  # scale of a criterion's own features and elements
Element = tuple[str, str]  # criterion, element


@dataclass
class FittedVerdict:
    """The regression with its scaling, before calibration. F features, C criteria, T topics, E elements.

    ``coefficients`` (3, F + C + T + C + C·F + 2·E), ``intercepts`` (3,).
    """

    criteria: list[str]
    topic_names: list[str]
    elements: list[Element]
    mean: np.ndarray
    scale: np.ndarray
    coefficients: np.ndarray
    intercepts: np.ndarray

    def logits(self, rows: Sequence[Row], features: np.ndarray) -> np.ndarray:
        """(rows, 3)."""
        return np.asarray(self.matrix(rows, features) @ self.coefficients.T + self.intercepts)

    @property
    def _starts(self) -> list[int]:
        """Where each block of columns begins, and the width."""
        f, c, t = len(self.mean), len(self.criteria), len(self.topic_names)
        return [0, *np.cumsum([f, c, t, c, c * f, 2 * len(self.elements)]).tolist()]

    def matrix(self, rows: Sequence[Row], features: np.ndarray) -> csr_matrix:
        """The rows as the regression sees them."""
        n, f = features.shape
        z = (features - self.mean) / self.scale
        known = {c: i for i, c in enumerate(self.criteria)}
        topics = {t: i for i, t in enumerate(self.topic_names)}
        _, criterion, subject, trust, own, elements, width = self._starts
        which = np.array([known[r.criterion] for r in rows], dtype=np.int64)
        every = np.arange(n)
        places = {e: elements + 2 * i for i, e in enumerate(self.elements)}
        at: list[int] = []
        column: list[int] = []
        value: list[float] = []
        for i, row in enumerate(rows):
            about = topics.get(topic(row.criterion))
            if about is not None:
                at.append(i)
                column.append(subject + about)
                value.append(1.0)
            for side, result in enumerate((row.alone, row.assisted)):
                if result is None:
                    continue
                for element, sign in element_signs(result).items():
                    place = places.get((row.criterion, element))
                    if sign and place is not None:
                        at.append(i)
                        column.append(place + side)
                        value.append(OWN * sign)
        lean = np.array([rule_sign(r.alone) if r.alone is not None else 0.0 for r in rows])
        columns = np.arange(f)[None]
        data = np.concatenate([z.ravel(), np.ones(n), TRUST * lean, OWN * z.ravel(), value])
        line = np.concatenate([np.repeat(every, f), every, every, np.repeat(every, f), at])
        place_of = np.concatenate(
            [
                np.repeat(columns, n, axis=0).ravel(),
                criterion + which,
                trust + which,
                (own + which[:, None] * f + columns).ravel(),
                column,
            ]
        )
        return csr_matrix((data, (line.astype(np.int64), place_of.astype(np.int64))), shape=(n, width))

    def weights(self) -> dict[str, CriterionWeights]:
        """What the layer holds of each criterion, all blocks added up."""
        _, criterion, subject, trust, own, elements, _ = self._starts
        f, w = len(self.mean), self.coefficients
        out: dict[str, CriterionWeights] = {}
        for i, name in enumerate(self.criteria):
            constant = self.intercepts + w[:, criterion + i]
            if topic(name) in self.topic_names:
                constant = constant + w[:, subject + self.topic_names.index(topic(name))]
            first = own + i * f
            out[name] = CriterionWeights(
                w[:, :f] + OWN * w[:, first : first + f],
                constant,
                TRUST * w[:, trust + i],
                {
                    e: OWN * w[:, elements + 2 * j : elements + 2 * j + 2]
                    for j, (c, e) in enumerate(self.elements)
                    if c == name
                },
            )
        return out


def fit_verdict(
    rows: Sequence[Row],
    features: np.ndarray,
    criteria: Sequence[str],
    light: int = 0,
    weight: float = 1.0,
) -> FittedVerdict:
    """Multinomial logistic regression. ``criteria``: all that get columns, in any order.

    Outcomes weigh the same whatever their number. The last ``light`` rows are outside that: they weigh
    ``weight`` each.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.utils.class_weight import compute_sample_weight

    names = sorted(criteria)
    fitted = FittedVerdict(
        names,
        sorted({topic(c) for c in names}),
        sorted(
            {
                (r.criterion, e.id)
                for r in rows
                for result in (r.alone, r.assisted)
                if result is not None
                for e in result.elements
            }
        ),
        features.mean(axis=0),
        features.std(axis=0) + 1e-6,
        np.zeros((len(OUTCOMES), 1)),
        np.zeros(len(OUTCOMES)),
    )
    y = np.array([r.outcome for r in rows])
    heavy = len(rows) - light
    weights = np.concatenate([compute_sample_weight("balanced", y[:heavy]), np.full(light, weight)])
    model = LogisticRegression(C=VERDICT_C, max_iter=4000)
    model.fit(fitted.matrix(rows, features), y, sample_weight=weights)
    fitted.coefficients, fitted.intercepts = model.coef_, model.intercept_
    return fitted
