"""The mark to beat: likeness to labelled passages in a latent space, and one logistic regression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from overenskommelse_granskning.classification.features import unit_text
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.vocabulary.closed import Outcome

from .setting import LEVELS, Key, criteria, labelled_verdicts
from .vectors import Space

_NONE = 0.4  # likeness where training has no labelled passage of an outcome


def nearest_passages(
    train: Sequence[LabelledText],
    test: Sequence[LabelledText],
    space: Space,
    stored: dict[str, Any] | None = None,
) -> dict[Key, str]:
    """Features: how near the sentences come to the criterion's wording and to its labelled passages."""
    placed = {t.text.id: _units(t, space) for t in (*train, *test)}
    names = sorted(criteria())
    wording = {c: space.vectors([wording_of(c)])[0] for c in names}
    found: dict[str, list[tuple[str, bool, np.ndarray]]] = defaultdict(list)
    for t in train:
        for criterion, (outcome, hits) in t.evidence.items():
            found[criterion] += [(t.text.author, outcome == "met", placed[t.text.id][u]) for u in hits]
    passages = {c: Passages.of(found[c]) for c in names}

    def rows(texts: Sequence[LabelledText], own: bool) -> tuple[list[Key], list[str], np.ndarray]:
        keys, gold, x = [], [], []
        for t, criterion, outcome in labelled_verdicts(texts):
            keys.append((t.text.id, criterion))
            gold.append(outcome)
            likeness = passages[criterion].likeness(placed[t.text.id], t.text.author if own else "")
            x.append([*_best(placed[t.text.id] @ wording[criterion], 6), *likeness])
        return keys, gold, np.array(x)

    _, gold, x = rows(train, own=True)
    train_names = [c for _, c, _ in labelled_verdicts(train)]
    keys, _, z = rows(test, own=False)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.5, max_iter=4000, class_weight="balanced")
    model.fit(np.hstack([(x - mean) / scale, _onehot(train_names, names)]), [LEVELS.index(g) for g in gold])
    if stored is not None:
        vectors = np.vstack([p.x for p in passages.values() if len(p.x)])
        stored |= {"passages": vectors.astype(np.float16), "coefficients": model.coef_.astype(np.float32)}
    if not keys:
        return {}
    predicted = model.predict(np.hstack([(z - mean) / scale, _onehot([c for _, c in keys], names)]))
    return {k: LEVELS[p] for k, p in zip(keys, predicted, strict=True)}


def _units(t: LabelledText, space: Space) -> np.ndarray:
    x = space.vectors([unit_text(t.analysis, u) for u in t.analysis.units])
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)


def wording_of(criterion: str) -> str:
    """What a criterion asks for, in the checklist's words."""
    c = criteria()[criterion][1]
    return f"{c.question} {c.levels.get(Outcome.MET, '')}"


@dataclass
class Passages:
    """The labelled passages of a criterion, with their authors and whether they bear met."""

    x: np.ndarray
    authors: np.ndarray
    met: np.ndarray

    @classmethod
    def of(cls, found: Sequence[tuple[str, bool, np.ndarray]]) -> Passages:
        """From (author, met, vector)."""
        return cls(
            np.array([v for *_, v in found]),
            np.array([a for a, *_ in found], dtype=str),
            np.array([m for _, m, _ in found], dtype=bool),
        )

    def likeness(self, units: np.ndarray, leave: str) -> list[float]:
        """How near the units come to passages of met, of partial and of either, but not ``leave``'s."""
        out: list[float] = []
        others = self.authors != leave
        for wanted in (others & self.met, others & ~self.met, others):
            if wanted.any():
                chosen = self.x[wanted]
                centre = chosen.mean(axis=0)
                out += _best((units @ chosen.T).max(axis=1), 3)
                out += _best(units @ (centre / max(float(np.linalg.norm(centre)), 1e-9)), 3)
            else:
                out += [_NONE] * 4
        return out


def _best(values: np.ndarray, depth: int) -> list[float]:
    """The highest value, the mean of the next two, and with depth 6 that of the three after them."""
    top = np.sort(values)[::-1]
    out = [float(top[0]) if len(top) else 0.0]
    out += [float(top[a : a + n].mean()) if len(top) > a else 0.0 for a, n in ((1, 2), (3, 3))[: depth // 3]]
    return out


def _onehot(values: Sequence[str], names: Sequence[str]) -> np.ndarray:
    place: Mapping[str, int] = {n: i for i, n in enumerate(names)}
    return np.eye(len(names))[[place[v] for v in values]]
