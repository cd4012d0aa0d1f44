"""TF-IDF methods: the sentence most like a labelled passage, judged by logistic regression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from overenskommelse_granskning.classification.features import unit_text
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.training.units import SECTIONS

from .setting import Key, criteria, labelled_sections, labelled_verdicts

WORDS = ({"analyzer": "word", "ngram_range": (1, 2)},)
CHARACTERS = ({"analyzer": "char_wb", "ngram_range": (3, 5), "max_features": 24_000},)
BOTH = WORDS + CHARACTERS
SETTINGS: Mapping[str, Any] = {"C": 10.0, "max_iter": 300, "tol": 1e-3, "class_weight": "balanced"}


class Space:
    """TF-IDF over the units of the training texts; several vectorizers stand side by side."""

    def __init__(self, train: Sequence[LabelledText], kinds: Sequence[Mapping[str, Any]]) -> None:
        units = [unit_text(t.analysis, u) for t in train for u in t.analysis.units]
        self._made = [TfidfVectorizer(min_df=2, sublinear_tf=True, **k).fit(units) for k in kinds]

    def units(self, t: LabelledText) -> sparse.csr_matrix:
        return self(unit_text(t.analysis, u) for u in t.analysis.units)

    def __call__(self, texts: Any) -> sparse.csr_matrix:
        listed = list(texts)
        return sparse.hstack([v.transform(listed) for v in self._made]).tocsr() / np.sqrt(len(self._made))

    @property
    def names(self) -> list[str]:
        return [g for v in self._made for g in v.vocabulary_]


def best_sentence(
    train: Sequence[LabelledText],
    test: Sequence[LabelledText],
    kinds: Sequence[Mapping[str, Any]],
    stored: dict[str, Any] | None = None,
) -> dict[Key, str]:
    """One logistic regression per criterion on the sentence that is most like a labelled passage.

    ``stored`` is filled with what a program that does this would have to carry.
    """
    space = Space(train, kinds)
    placed = {t.text.id: space.units(t) for t in (*train, *test)}
    out: dict[Key, str] = {}
    wanted = sorted({c for t in train for c in t.evidence if c in criteria()})
    weights: list[np.ndarray] = []
    places: list[np.ndarray] = []
    for criterion in wanted:
        passages = _passages(train, placed, criterion)
        rows = [(t, o) for t, c, o in labelled_verdicts(train) if c == criterion]
        asked = [t for t, c, _ in labelled_verdicts(test) if c == criterion]
        if not asked and stored is None:
            continue
        x = sparse.vstack([passages.row(t, placed[t.text.id], t.text.author) for t, _ in rows]).tocsr()
        model = LogisticRegression(**SETTINGS)
        if len({o for _, o in rows}) < 2:
            out |= {(t.text.id, criterion): rows[0][1] for t in asked}
            continue
        used = np.unique(x.indices)  # the penalty keeps the weights of all other columns at nought
        model.fit(x[:, used], [o for _, o in rows])
        weights.append(model.coef_.astype(np.float32).ravel())
        places.append(used)
        for t in asked:
            row = passages.row(t, placed[t.text.id], leave="")
            out[t.text.id, criterion] = str(model.predict(row[:, used])[0])
    if stored is not None:
        stored |= {"names": space.names, "weights": np.hstack(weights), "places": np.hstack(places)}
    return out


@dataclass
class Passages:
    """The labelled passages of a criterion: one row of ``x`` each, with its author and outcome."""

    x: sparse.csr_matrix
    authors: np.ndarray
    met: np.ndarray

    def row(self, t: LabelledText, units: sparse.csr_matrix, leave: str) -> sparse.csr_matrix:
        """The best sentence's vector, and how like labelled passages of met and of partial it is."""
        chosen = self.authors != leave
        if not chosen.any() or not units.shape[0]:
            return sparse.csr_matrix((1, units.shape[1] + 3))
        like = (units @ self.x.T).toarray()[:, chosen]
        best, met = int(like.max(axis=1).argmax()), self.met[chosen]
        extra = [like[best].max(), _top(like[best][met]), _top(like[best][~met])]
        return sparse.hstack([units[best], sparse.csr_matrix([extra])]).tocsr()


def _passages(
    train: Sequence[LabelledText], placed: Mapping[str, sparse.csr_matrix], criterion: str
) -> Passages:
    found = [
        (t.text.author, outcome == "met", placed[t.text.id][unit])
        for t in train
        for outcome, hits in [t.evidence.get(criterion, ("", {}))]
        for unit in hits
    ]
    width = next(iter(placed.values())).shape[1]
    return Passages(
        sparse.vstack([x for *_, x in found]).tocsr() if found else sparse.csr_matrix((0, width)),
        np.array([author for author, *_ in found], dtype=str),
        np.array([met for _, met, _ in found], dtype=bool),
    )


def _top(values: np.ndarray) -> float:
    return float(values.max()) if len(values) else 0.0


def whole_document(
    train: Sequence[LabelledText], test: Sequence[LabelledText], kinds: Sequence[Mapping[str, Any]]
) -> dict[Key, bool]:
    """Sections: one logistic regression per topic over the TF-IDF of the whole text."""
    space = Space(train, kinds)
    x = space(t.analysis.document.text for t in train if t.text.labels.get("sections"))
    y = space(t.analysis.document.text for t in test if t.text.labels.get("sections"))
    gold: dict[str, list[bool]] = defaultdict(list)
    for _, section, there in labelled_sections(train):
        gold[section].append(there)
    out: dict[Key, bool] = {}
    names = [t.text.id for t in test if t.text.labels.get("sections")]
    for section in SECTIONS if names else ():
        model = LogisticRegression(**SETTINGS).fit(x, gold[section])
        out |= {(n, section): bool(p) for n, p in zip(names, model.predict(y), strict=True)}
    return out
