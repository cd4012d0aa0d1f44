"""Fits the presence of section topics from views and rows that never saw the document's author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..classification.topics import topic
from ..verdict.sections import FEATURES, Seen, fact_signals, presence_features
from ..verdict.weigh import rule_sign
from ..vocabulary.closed import Kind
from .fit import Prepared, Row
from .units import SECTIONS, UnitView

PRESENCE_C = 3.0


def document_features(
    p: Prepared, view: UnitView, rows: Sequence[Row], judged: Sequence[np.ndarray], chances: Sequence[Any]
) -> np.ndarray:
    """(22, features) of one document; ``rows``, ``judged`` and ``chances`` are those of its criteria."""
    seen = {
        r.criterion: Seen(
            float(r.found.features[0]),
            [float(v) for v in j],
            rule_sign(r.assisted) if r.assisted is not None else 0.0,
            1.0 - float(chance[0]),
        )
        for r, j, chance in zip(rows, judged, chances, strict=True)
    }
    topics = {r.criterion: topic(r.criterion) for r in rows}
    return presence_features(
        view.aggregates,
        view.functions,
        seen,
        topics,
        Kind(p.kind),
        fact_signals(p.labelled.analysis, p.lists),
    )


def fit_presence(
    texts: Sequence[Prepared],
    views: Mapping[str, UnitView],
    rows: Sequence[Row],
    judged: np.ndarray,
    chances: np.ndarray,
) -> np.ndarray:
    """(22, features + 1): one logistic regression per topic, the last column its intercept.

    ``judged`` and ``chances`` (of missing, partial, met): rows as seen by layers without their author.
    """
    from sklearn.linear_model import LogisticRegression

    of: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        of.setdefault(row.document, []).append(i)
    x, y = [], []
    for p in texts:
        sections = p.labelled.text.labels.get("sections") or {}
        if not sections:
            continue
        mine = of.get(p.labelled.text.id, [])
        x.append(
            document_features(
                p,
                views[p.labelled.text.id],
                [rows[i] for i in mine],
                [judged[i] for i in mine],
                [chances[i] for i in mine],
            )
        )
        y.append([bool(sections[s]) for s in SECTIONS])
    features, gold = np.array(x), np.array(y)
    out = np.zeros((len(SECTIONS), FEATURES + 1))
    for j in range(len(SECTIONS)):
        if gold[:, j].all() or not gold[:, j].any():
            out[j, -1] = 3.0 if gold[:, j].any() else -3.0
            continue
        model = LogisticRegression(C=PRESENCE_C, max_iter=3000).fit(features[:, j], gold[:, j])
        out[j, :-1], out[j, -1] = model.coef_[0], model.intercept_[0]
    return out
