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
from ..classification.space import Floats, TextSpace
from ..language.analysis import analyse
from ..readers import read_document
from .fit import Prepared
from .surfaces import surfaces

C = 3.0  # lowest log loss with whole authors left out; flat between 1 and 5
# How much a text counts on another surface. With authors left out, of 631 instruments among 757 texts are lost, where
# all surfaces count a tenth and where these two count more: on one line 27 and 16, as web pages 36 and 33, cut off 42 and
# 38, clean 10 and 8, brief 62 and 65, scanned 16 and 16. Where all count much, texts of other kinds near the line suffer.
SURFACE_WEIGHTS = {"web": 0.3, "one_line": 1.0}
SURFACE_WEIGHT = 0.1


def train_kind(texts: Sequence[Prepared], space: TextSpace, folder: Path) -> None:
    """Fit on all texts and write the weights (rounded, so that the file is the same everywhere)."""
    from sklearn.linear_model import LogisticRegression

    x: list[Floats] = []
    kinds, weights = [], []
    for p in texts:
        vectors = p.x[:, : space.dimensions].astype(np.float32)
        other = _on_surfaces(p, space)
        x += [kind_features(p.labelled.analysis.document, vectors), *other.values()]
        kinds += [p.kind] * (1 + len(other))
        weights += [1.0, *(SURFACE_WEIGHTS.get(name, SURFACE_WEIGHT) for name in other)]
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


def _on_surfaces(text: Prepared, space: TextSpace) -> dict[str, Floats]:
    out = {}
    for name, other in surfaces(text.labelled.text.id, text.labelled.text.body).items():
        document = read_document(other.encode("utf-8"), filename=f"{text.labelled.text.id}.txt")
        vectors = unit_features(analyse(document), space)[:, : space.dimensions]
        out[name] = kind_features(document, vectors.astype(np.float32))
    return out
