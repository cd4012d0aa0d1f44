"""Fits the presence of section topics from views and rows that never saw the document's author.

In the corpus a topic is mostly there, so a layer fitted on the documents as they are would learn to
expect it and to ask for little. So each document that has a topic also teaches as it would look
without what it says on it: see :func:`silenced`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classification.topics import topic
from ..verdict.sections import FEATURES, RELATED, Seen, fact_signals, presence, presence_features
from ..verdict.weigh import rule_sign
from ..vocabulary.closed import Kind
from ..vocabulary.standing import SAME
from .calibrate import reliability
from .fit import LEVELS, Prepared, Row
from .units import FUNCTIONS, SECTIONS, LabelledPassage, UnitView, unit_targets

PRESENCE_C = 3.0
# A silenced document weighs less than a real one: the more it weighs, the more is asked for before a
# topic is said to be there. On left-out authors, .1 finds 64 % of the silenced topics gone, .3 finds 70 % and
# .6 finds 76 %; F1 of what is there falls from .890 to .888 and .887, that of what is missing rises a little.
SILENCED_WEIGHT = 0.6
_MISSING = LEVELS["missing"]
_OPEN = "not_assessable"  # how a criterion is labelled that silence does not decide


def seen(row: Row, judged: np.ndarray, chances: np.ndarray) -> Seen:
    """What the layers hold of the criterion of one row."""
    return Seen(
        float(row.found.features[0]),
        [float(v) for v in judged],
        rule_sign(row.assisted) if row.assisted is not None else 0.0,
        1.0 - float(chances[0]),
    )


def document_features(
    p: Prepared,
    view: UnitView,
    criteria: Mapping[str, Seen],
    facts: Mapping[str, float] | None = None,
) -> np.ndarray:
    """(22, features) of one document; ``criteria``: what is seen of each of its criteria."""
    if facts is None:
        facts = fact_signals(p.labelled.analysis, p.lists)
    topics = {c: topic(c) for c in criteria}
    return presence_features(view.aggregates, view.functions, criteria, topics, Kind(p.kind), facts)


@dataclass(frozen=True)
class Example:
    """One topic of one document, as it is or silenced (``weight`` below 1)."""

    section: int
    x: np.ndarray
    there: bool
    weight: float
    author: str


def presence_examples(
    texts: Sequence[Prepared],
    views: Mapping[str, UnitView],
    rows: Sequence[Row],
    judged: np.ndarray,
    chances: np.ndarray,
    passages: Mapping[str, Sequence[LabelledPassage]],
) -> list[Example]:
    """All that the layer is fitted on.

    ``judged`` and ``chances`` (of missing, partial, met): rows as seen by layers without their author.
    """
    found = [seen(row, j, c) for row, j, c in zip(rows, judged, chances, strict=True)]
    of: dict[str, dict[str, Seen]] = defaultdict(dict)
    lacking: dict[str, list[tuple[str, Seen | None]]] = defaultdict(list)
    for row, one in zip(rows, found, strict=True):
        of[row.document][row.criterion] = one
        if row.outcome == _MISSING:
            lacking[row.criterion].append((row.author, one))
    for p in texts:
        for criterion, (outcome, _) in p.labelled.evidence.items():
            if outcome == _OPEN:
                lacking[criterion].append((p.author, None))
    out: list[Example] = []
    random = np.random.default_rng(0)
    for p in texts:
        name = p.labelled.text.id
        sections = p.labelled.text.labels.get("sections") or {}
        if not sections:
            continue
        x = document_features(p, views[name], of[name])
        out += [Example(j, x[j], bool(sections[s]), 1.0, p.author) for j, s in enumerate(SECTIONS)]
        for j, less in silenced(p, views[name], of[name], lacking, passages.get(name, ()), random):
            if sections[SECTIONS[j]]:
                out.append(Example(j, less, False, SILENCED_WEIGHT, p.author))
    return out


def fit_presence(examples: Sequence[Example]) -> np.ndarray:
    """(22, features + 1): one logistic regression per topic, the last column its intercept."""
    from sklearn.linear_model import LogisticRegression

    out = np.zeros((len(SECTIONS), FEATURES + 1))
    for j in range(len(SECTIONS)):
        own = [e for e in examples if e.section == j]
        gold = np.array([e.there for e in own])
        if gold.all() or not gold.any():
            out[j, -1] = 3.0 if gold.any() else -3.0
            continue
        model = LogisticRegression(C=PRESENCE_C, max_iter=3000)
        model.fit(np.array([e.x for e in own]), gold, sample_weight=[e.weight for e in own])
        out[j, :-1], out[j, -1] = model.coef_[0], model.intercept_[0]
    return out


def presence_metrics(examples: Sequence[Example], folds: int = 5) -> dict[str, Any]:
    """How right and how calibrated presence is on left-out authors; the silenced rows apart."""
    authors = sorted({e.author for e in examples})
    stated: list[float] = []
    told: list[Example] = []
    for k in range(min(folds, len(authors))):
        held = set(authors[k::folds])
        weights = fit_presence([e for e in examples if e.author not in held])
        for e in examples:
            if e.author in held:
                told.append(e)
                stated.append(float(presence(e.x[None], weights[e.section][None])[0]))
    p, real = np.array(stated), np.array([e.weight == 1.0 for e in told])
    gold, section = np.array([e.there for e in told]), np.array([e.section for e in told])
    here = p >= 0.5

    def f1(wanted: bool, where: np.ndarray) -> float:
        both = ((here == wanted) & (gold == wanted))[where].sum()
        either = (here == wanted)[where].sum() + (gold == wanted)[where].sum()
        return float(2 * both / either) if either else 1.0

    each = [[f1(w, real & (section == j)) for w in (True, False)] for j in range(len(SECTIONS))]
    return {
        "present_f1": round(f1(True, real), 3),
        "missing_f1": round(f1(False, real), 3),
        "macro_f1": round(float(np.mean(each)), 3),
        "silenced_missing": round(float((~here[~real]).mean()), 3) if (~real).any() else None,
        "reliability": reliability(p[real], gold[real], 10),
    }


def silenced(
    p: Prepared,
    view: UnitView,
    criteria: Mapping[str, Seen],
    lacking: Mapping[str, Sequence[tuple[str, Seen | None]]],
    passages: Sequence[LabelledPassage],
    random: np.random.Generator,
) -> list[tuple[int, np.ndarray]]:
    """(topic, features) of the document without the units that are labelled with the topic.

    The criteria that ask for the same thing then look as they do in another document that lacks them
    (``lacking``: criterion → author and what is seen there; None where it is not judged). Topics whose criteria nobody lacks are
    left out: nothing is known of how that looks.
    """
    if not passages:
        return []
    about = unit_targets(p, passages)[:, len(FUNCTIONS) :]
    facts = fact_signals(p.labelled.analysis, p.lists)
    out: list[tuple[int, np.ndarray]] = []
    for j, section in enumerate(SECTIONS):
        gone = np.flatnonzero(about[:, j]).tolist()
        if not gone:
            continue
        same = set(SAME.get(section, ()))
        asked = same | set(RELATED[section])
        changed = dict(criteria)
        for criterion in criteria:
            if topic(criterion) not in asked:
                continue
            others = [one for author, one in lacking.get(criterion, ()) if author != p.author]
            if others:
                lent = others[int(random.integers(len(others)))]
                if lent is None:
                    del changed[criterion]
                else:
                    changed[criterion] = lent
            elif topic(criterion) in same:
                break
        else:
            less = {**facts, section: 0.0}
            out.append((j, document_features(p, view.without(gone), changed, less)[j]))
    return out
