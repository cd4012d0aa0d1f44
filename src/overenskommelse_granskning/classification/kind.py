"""What kind of document it is: a linear model over nameable signals, from stored weights."""

from __future__ import annotations

import json
import math
from functools import cache

from ..document import Document
from ..resources import model_folder
from ..vocabulary.closed import Kind
from .kind_signals import SIGNAL_NAMES, signals

FILE = "kind.json"


@cache
def _weights() -> tuple[tuple[Kind, ...], list[list[float]], list[float]]:
    data = json.loads((model_folder() / FILE).read_text(encoding="utf-8"))
    if tuple(data["signals"]) != SIGNAL_NAMES:
        raise ValueError("the stored kind model does not fit this version; train it again")
    return tuple(Kind(k) for k in data["kinds"]), data["coefficients"], data["intercepts"]


def classify_kind(document: Document) -> tuple[Kind, float]:
    """The most probable kind and its probability (0–1)."""
    kinds, coefficients, intercepts = _weights()
    x = signals(document)
    scores = [
        sum(w * v for w, v in zip(row, x, strict=True)) + b
        for row, b in zip(coefficients, intercepts, strict=True)
    ]
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    best = max(range(len(kinds)), key=lambda i: (exps[i], -i))
    return kinds[best], exps[best] / sum(exps)
