"""Trains the kind model: multinomial logistic regression over signals and mean vectors.

Each text counts once as it is, and a little on every other surface (:mod:`.surfaces`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..classification.features import unit_features
from ..classification.kind import FILE, kind_features
from ..classification.kind_signals import SIGNAL_NAMES
from ..classification.layers import score_units
from ..classification.space import Floats, TextSpace
from ..document import Document
from ..language.analysis import analyse
from ..language.legible import legible
from ..readers import read_document
from .corpus import KindText
from .surfaces import surfaces
from .units import FittedUnits

C = 3.0  # with whole authors left out 1 gives the same log loss, .302
SURFACE_WEIGHTS = {"web": 0.3, "one_line": 0.3}
SURFACE_WEIGHT = 0.1


def train_kind(texts: Sequence[KindText], space: TextSpace, units: FittedUnits, folder: Path) -> None:
    """Fit on all texts and write the weights (rounded, so that the file is the same everywhere)."""
    from sklearn.linear_model import LogisticRegression

    x: list[Floats] = []
    kinds, weights = [], []
    for text in texts:
        other = surfaces(text.id, text.body)
        documents = [text.document()]
        documents += [read_document(o.encode("utf-8"), filename=f"{text.id}.txt") for o in other.values()]
        x += [_features(document, space, units) for document in documents]
        kinds += [text.kind] * len(documents)
        weights += [1.0, *(SURFACE_WEIGHTS.get(surface, SURFACE_WEIGHT) for surface in other)]
    model = LogisticRegression(C=C, max_iter=5000, class_weight="balanced")
    model.fit(x, kinds, sample_weight=weights)
    data = {
        "signals": list(SIGNAL_NAMES),
        "kinds": [str(k) for k in model.classes_],
        "coefficients": [[round(float(v), 4) for v in row] for row in model.coef_],
        "intercepts": [round(float(v), 4) for v in model.intercept_],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _features(document: Document, space: TextSpace, units: FittedUnits) -> Floats:
    matched, readings = legible(document)
    analysis = analyse(matched, readings=readings)
    x = unit_features(analysis, space)
    functions, topics = units.functions.astype(np.float32), units.topics.astype(np.float32)
    return kind_features(analysis, score_units(analysis, x, functions, topics))
