"""Trains the kind model: multinomial logistic regression over signals and mean vectors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..classification.kind import FILE, kind_features
from ..classification.kind_signals import SIGNAL_NAMES
from .fit import Prepared

C = 3.0  # lowest log loss with whole authors left out; flat between 1 and 5


def train_kind(texts: Sequence[Prepared], dimensions: int, folder: Path) -> None:
    """Fit on all texts and write the weights (rounded, so that the file is the same everywhere).

    ``dimensions``: how many of the leading features are the text vector.
    """
    from sklearn.linear_model import LogisticRegression

    x = [kind_features(p.labelled.analysis.document, p.x[:, :dimensions].astype(np.float32)) for p in texts]
    model = LogisticRegression(C=C, max_iter=5000, class_weight="balanced").fit(x, [p.kind for p in texts])
    data = {
        "signals": list(SIGNAL_NAMES),
        "kinds": [str(k) for k in model.classes_],
        "coefficients": [[round(float(v), 4) for v in row] for row in model.coef_],
        "intercepts": [round(float(v), 4) for v in model.intercept_],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
