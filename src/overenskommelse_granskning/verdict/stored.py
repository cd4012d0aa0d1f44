"""Takes up the verdict layer's arrays from the stored model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..vocabulary.closed import Outcome
from .weigh import CriterionWeights, VerdictModel


def verdict_model(arrays: Mapping[str, NDArray[Any]], card: Mapping[str, Any]) -> VerdictModel:
    """The layer as it was stored: ``arrays`` and ``card`` of a :class:`StoredModel`."""
    names = list(card["criteria"])
    features, constant, trust, elements = (
        arrays[name].astype(np.float64) for name in ("features", "constant", "trust", "elements")
    )
    of: dict[str, dict[str, NDArray[np.float64]]] = {name: {} for name in names}
    stored = [(c, e) for c, listed in sorted(card["elements"].items()) for e in listed]
    for (criterion, element), weights in zip(stored, elements, strict=True):
        of[criterion][element] = weights
    return VerdictModel(
        {
            name: CriterionWeights(features[i], constant[i], trust[i], of[name])
            for i, name in enumerate(names)
        },
        mean=arrays["mean"].astype(np.float64),
        scale=arrays["scale"].astype(np.float64),
        temperature=float(card["temperature"]),
        review_below=float(card["review_below"]),
        few_labels=frozenset(card["few_labels"]),
        unseen={c: frozenset(map(Outcome, listed)) for c, listed in card["unseen"].items()},
    )
