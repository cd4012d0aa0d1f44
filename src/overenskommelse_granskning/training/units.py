"""Sentence functions and section topics: labels per unit from ``passages.jsonl``, and their fit."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..classification.features import dead_units, with_place
from ..classification.layers import aggregate, chosen_functions, live_scores, topic_chances
from ..vocabulary.closed import FUNCTIONS as FUNCTIONS
from ..vocabulary.sections import SECTION_LABELS
from .fit import Prepared

SECTIONS = tuple(str(s) for s in SECTION_LABELS)
ALPHA = 3.0
TOPIC_C = 1.0


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """One labelled unit of a corpus text: span in the document built from its source."""

    id: str
    document: str
    start: int
    end: int
    functions: tuple[str, ...]
    topics: tuple[str, ...]
    locked: bool


def load_passages(path: Path) -> dict[str, list[LabelledPassage]]:
    """Passages by document, in text order."""
    out: dict[str, list[LabelledPassage]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        p = json.loads(line)
        out[p["document"]].append(
            LabelledPassage(
                p["id"], p["document"], p["start"], p["end"],
                tuple(p["functions"]), tuple(p["topics"]), p["split"] == "locked",
            )
        )  # fmt: skip
    for listed in out.values():
        listed.sort(key=lambda p: p.start)
    return dict(out)


def unit_targets(p: Prepared, passages: Sequence[LabelledPassage]) -> np.ndarray:
    """(units, functions + topics): 1 where the unit's labelled passage says so."""
    y = np.zeros((len(p.x), len(FUNCTIONS) + len(SECTIONS)))
    starts = [q.start for q in passages]
    for i, unit in enumerate(p.labelled.analysis.units):
        at = bisect_right(starts, unit.start) - 1
        if at < 0 or unit.start >= passages[at].end:
            continue
        for f in passages[at].functions:
            if f in FUNCTIONS:
                y[i, FUNCTIONS.index(f)] = 1.0
        for t in passages[at].topics:
            y[i, len(FUNCTIONS) + SECTIONS.index(t)] = 1.0
    return y


@dataclass
class FittedUnits:
    """Linear weights (features, names); those of topics also see the unit's place."""

    functions: np.ndarray
    topics: np.ndarray


@dataclass(frozen=True)
class UnitView:
    """What the unit layers see in one document: see ``classification.layers.LearnedView``.

    ``topic_chances`` and ``function_scores``: unit by unit, (units, names).
    """

    chosen: dict[int, frozenset[str]]
    topic_chances: np.ndarray
    function_scores: np.ndarray

    @property
    def aggregates(self) -> np.ndarray:
        """(topics, features): how strongly the best units are about each topic."""
        return aggregate(self.topic_chances)

    @property
    def functions(self) -> dict[str, float]:
        """Function → score of the unit that has it most."""
        return dict(zip(FUNCTIONS, map(float, self.function_scores.max(axis=0)), strict=True))

    def without(self, units: Sequence[int]) -> UnitView:
        """The same view of a document where these units say nothing."""
        topics, scores = self.topic_chances.copy(), self.function_scores.copy()
        topics[units] = scores[units] = 0.0
        return UnitView(self.chosen, topics, scores)


def unit_view(p: Prepared, units: FittedUnits) -> UnitView:
    """What given unit weights see in one text."""
    analysis = p.labelled.analysis
    functions = live_scores(analysis, (p.x @ units.functions).astype(np.float32))
    return UnitView(
        chosen_functions(analysis, functions, FUNCTIONS),
        topic_chances(analysis, p.x, units.topics),
        functions,
    )


def fit_weights(texts: Sequence[Prepared], passages: Mapping[str, Sequence[LabelledPassage]]) -> FittedUnits:
    """Functions by ridge regression over all units of ``texts``.

    Topics by one logistic regression each over the units with substance: most topics stand in few
    units, which is why the two classes weigh the same.
    """
    from sklearn.linear_model import LogisticRegression, Ridge

    chosen = [p for p in texts if p.labelled.text.id in passages]
    y = np.vstack([unit_targets(p, passages[p.labelled.text.id]) for p in chosen])
    functions = Ridge(alpha=ALPHA, fit_intercept=False).fit(
        np.vstack([p.x for p in chosen]), y[:, : len(FUNCTIONS)]
    )
    live = np.ones(len(y), dtype=bool)
    start = 0
    for p in chosen:
        live[[start + i for i in dead_units(p.labelled.analysis)]] = False
        start += len(p.x)
    x = np.vstack([with_place(p.labelled.analysis, p.x) for p in chosen])[live]
    topics = np.zeros((x.shape[1], len(SECTIONS)))
    for j in range(len(SECTIONS)):
        gold = y[live, len(FUNCTIONS) + j] > 0
        if gold.any() and not gold.all():
            model = LogisticRegression(
                C=TOPIC_C, class_weight="balanced", fit_intercept=False, max_iter=500, tol=1e-3
            )
            topics[:, j] = model.fit(x, gold).coef_[0]
        else:
            topics[-1, j] = 9.0 if gold.any() else -9.0
    return FittedUnits(np.asarray(functions.coef_.T), topics)


def fit_units(
    texts: Sequence[Prepared], passages: Mapping[str, Sequence[LabelledPassage]], folds: int = 5
) -> tuple[FittedUnits, dict[str, UnitView]]:
    """The weights fitted on all ``texts``, and for each text a view that never saw its author."""
    authors = sorted({p.author for p in texts})
    views: dict[str, UnitView] = {}
    for k in range(min(folds, len(authors))):
        held = set(authors[k::folds])
        weights = fit_weights([p for p in texts if p.author not in held], passages)
        for p in texts:
            if p.author in held:
                views[p.labelled.text.id] = unit_view(p, weights)
    return fit_weights(texts, passages), views
