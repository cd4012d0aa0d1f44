"""Logits as chances."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_Precision = TypeVar("_Precision", bound=np.floating[Any])


def softmax(logits: NDArray[_Precision], furthest: float = np.inf) -> NDArray[_Precision]:
    """Chances along the last axis; no logit counts as more than ``furthest`` below the highest of its row."""
    e = np.exp(np.maximum(logits - logits.max(axis=-1, keepdims=True), -furthest))
    return e / e.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]


def log_softmax(logits: NDArray[_Precision]) -> NDArray[_Precision]:
    """The logarithms of :func:`softmax`, exact also where a chance is too small to be held."""
    high = logits - logits.max(axis=-1, keepdims=True)
    return high - np.log(np.exp(high).sum(axis=-1, keepdims=True))  # type: ignore[no-any-return]
