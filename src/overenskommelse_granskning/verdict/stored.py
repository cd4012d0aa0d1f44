"""Takes up the verdict layer's arrays from the stored model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..vocabulary.closed import Outcome
from .weigh import VerdictModel


def verdict_model(
    arrays: Mapping[str, NDArray[Any]], card: Mapping[str, Any], topics: Mapping[str, str]
) -> VerdictModel:
    """``topics``: criterion → shared topic, for all of the card's criteria."""
    names = list(card["criteria"])
    return VerdictModel(
        criteria=names,
        topics=topics,
        topic_names=list(card["topics"]),
        mean=arrays["mean"].astype(np.float64),
        scale=arrays["scale"].astype(np.float64),
        coefficients=arrays["coefficients"].astype(np.float64),
        intercepts=arrays["intercepts"].astype(np.float64),
        temperature=float(card["temperature"]),
        review_below=float(card["review_below"]),
        few_labels=frozenset(card["few_labels"]),
        unseen={c: frozenset(map(Outcome, listed)) for c, listed in card["unseen"].items()},
    )
