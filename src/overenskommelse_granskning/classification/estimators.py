"""The trainable parts as scikit-learn estimators (imported for training only)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.linear_model import Ridge
from sklearn.utils import Tags
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from .topics import topic

Array = NDArray[np.float64]


class PassageFinder(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Ridge regression from unit features to "bears this criterion".

    The negatives are all other units of documents of the same kind, so the nearest wrong sentences
    are the hard negatives. ``alpha``: the penalty; 3 was best of 0.3, 1, 3 and 10.
    """

    def __init__(self, alpha: float = 3.0) -> None:
        self.alpha = alpha

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags

    def fit(self, X: ArrayLike, y: ArrayLike) -> PassageFinder:
        """``X`` (units, features), ``y`` (units,) or (units, targets) with weights 0–1."""
        rows, targets = validate_data(self, X, y, multi_output=True, y_numeric=True)
        self._ridge = Ridge(alpha=self.alpha, fit_intercept=False).fit(rows, targets)
        self.coef_ = self._ridge.coef_
        return self

    def predict(self, X: ArrayLike) -> Array:
        """Scores of every unit, same shape as ``y``."""
        check_is_fitted(self, "coef_")
        return np.asarray(self._ridge.predict(validate_data(self, X, reset=False)))


class PassageJudge(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Kernel ridge from a criterion's pooled passages to its outcome, shared between criteria.

    The kernel of two rows is their likeness times (``shared`` + ``same_topic`` where the criteria
    share a topic + ``same_criterion`` where they are one). As the likeness is linear, the model
    collapses to one weight matrix per criterion (:meth:`weights`).
    """

    def __init__(
        self,
        penalty: float = 1.0,
        shared: float = 0.3,
        same_topic: float = 0.5,
        same_criterion: float = 1.0,
    ) -> None:
        self.penalty = penalty
        self.shared = shared
        self.same_topic = same_topic
        self.same_criterion = same_criterion

    def fit(self, X: ArrayLike, y: ArrayLike, criteria: Sequence[str] | None = None) -> PassageJudge:
        """``X`` (rows, features) pooled passages, ``y`` outcomes, ``criteria`` the row's criterion."""
        rows, outcomes = validate_data(self, X, y)
        check_classification_targets(outcomes)
        names = np.asarray(list(criteria) if criteria is not None else ["all"] * len(rows))
        topics = np.asarray([topic(c) for c in names])
        self.classes_, index = np.unique(outcomes, return_inverse=True)
        target = np.eye(len(self.classes_))[index]
        self.prior_ = target.mean(axis=0)
        kernel = (rows @ rows.T) * (
            self.shared
            + self.same_topic * (topics[:, None] == topics[None])
            + self.same_criterion * (names[:, None] == names[None])
        )
        kernel[np.diag_indices_from(kernel)] += self.penalty
        dual = np.linalg.solve(kernel, target - self.prior_)
        self.shared_ = rows.T @ dual
        self.topic_ = {str(t): rows[topics == t].T @ dual[topics == t] for t in np.unique(topics)}
        self.criterion_ = {str(c): rows[names == c].T @ dual[names == c] for c in np.unique(names)}
        return self

    def weights(self, criterion: str = "all") -> Array:
        """(features, classes) for one criterion; unseen ones fall back on topic and shared part."""
        check_is_fitted(self, "shared_")
        none = np.zeros_like(self.shared_)
        return np.asarray(
            self.shared * self.shared_
            + self.same_topic * self.topic_.get(topic(criterion), none)
            + self.same_criterion * self.criterion_.get(criterion, none)
        )

    def decision_function(self, X: ArrayLike, criteria: Sequence[str] | None = None) -> Array:
        """Scores (rows, classes); in ``classes_`` order."""
        check_is_fitted(self, "shared_")
        rows = validate_data(self, X, reset=False)
        names = list(criteria) if criteria is not None else ["all"] * len(rows)
        cached: dict[str, Any] = {c: self.weights(c) for c in set(names)}
        return np.stack([row @ cached[c] + self.prior_ for row, c in zip(rows, names, strict=True)])

    def predict(self, X: ArrayLike, criteria: Sequence[str] | None = None) -> NDArray[Any]:
        """The outcome with the highest score."""
        check_is_fitted(self, "shared_")
        return np.asarray(self.classes_[self.decision_function(X, criteria).argmax(axis=1)])
