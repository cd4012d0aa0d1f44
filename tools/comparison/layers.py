"""The project's own layers, taken apart: finder and judge, rules, both, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from overenskommelse_granskning.classification.chances import softmax
from overenskommelse_granskning.classification.estimators import PassageJudge
from overenskommelse_granskning.classification.features import unit_features
from overenskommelse_granskning.classification.pooling import Found, evidence_units, penalties
from overenskommelse_granskning.rules.contract import Layers
from overenskommelse_granskning.rules.engine import RuleResult
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.topics import PRESENT_FROM
from overenskommelse_granskning.training import fit
from overenskommelse_granskning.training.calibrate import out_of_author
from overenskommelse_granskning.training.model import unseen
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.training.presence import (
    document_features,
    fit_presence,
    presence_examples,
    seen,
)
from overenskommelse_granskning.training.silence import Silenced, silent_rows
from overenskommelse_granskning.training.units import (
    SECTIONS,
    LabelledPassage,
    UnitView,
    fit_units,
    unit_view,
)
from overenskommelse_granskning.training.verdict_layer import fit_verdict
from overenskommelse_granskning.training.weighing import fit_weighing
from overenskommelse_granskning.verdict.decide import Learned, decide_verdict
from overenskommelse_granskning.verdict.sections import presence
from overenskommelse_granskning.verdict.weigh import OUTCOMES, VerdictModel

from .setting import Key
from .vectors import Space


class Engines(fit.Engines):
    """The rule engines; what the rules hold alone is the same in every split and kept."""

    def __init__(self) -> None:
        super().__init__()
        self._alone: dict[str, tuple[RuleResult, ...]] = {}

    def run(self, p: fit.Prepared, found: Mapping[str, Found]) -> dict[str, tuple[RuleResult, RuleResult]]:
        if p.kind not in self._made:
            ids = fit.checklists_for(fit.Kind(p.kind))
            self._made[p.kind] = [fit.RuleEngine(fit.load_checklist(i)) for i in ids]
        name, analysis = p.labelled.text.id, p.labelled.analysis
        if name not in self._alone:
            self._alone[name] = tuple(r for e in self._made[p.kind] for r in e.run(analysis, p.lists))
        layers = Layers(finder={c: evidence_units(f) for c, f in found.items()})
        with_functions = analysis.with_functions(p.functions)
        assisted = (r for e in self._made[p.kind] for r in e.run(with_functions, p.lists, layers))
        return {a.criterion.id: (a, b) for a, b in zip(self._alone[name], assisted, strict=True)}


@dataclass
class Workshop:
    """What does not change between splits: rules alone, lists, penalties."""

    passages: Mapping[str, Sequence[LabelledPassage]]
    engines: Engines = field(default_factory=Engines)
    _kept: dict[str, tuple[np.ndarray, object]] = field(default_factory=dict)

    def prepare(self, texts: Sequence[LabelledText], space: Space) -> list[fit.Prepared]:
        for t in texts:
            if t.text.id not in self._kept:
                self._kept[t.text.id] = (penalties(t.analysis), build_lists(t.analysis))
        return [
            fit.Prepared(t, unit_features(t.analysis, space)[:].astype(np.float64), *self._kept[t.text.id])
            for t in texts
        ]


@dataclass
class Fitted:
    """Rows of a split with everything the verdict layer may see."""

    names: list[str]
    train: list[fit.Row]
    test: list[fit.Row]
    judged: np.ndarray
    judged_test: np.ndarray
    silenced: Silenced
    judge: PassageJudge
    ready: list[fit.Prepared]
    ready_test: list[fit.Prepared]
    passages: Mapping[str, Sequence[LabelledPassage]]
    views: Mapping[str, UnitView]
    views_test: Mapping[str, UnitView]


def fit_rows(
    work: Workshop,
    train: Sequence[LabelledText],
    test: Sequence[LabelledText],
    space: Space,
    rules: bool = True,
) -> Fitted:
    """Finder, judge and unit layers, for training rows never fitted on the row's author."""
    ready, ready_test = work.prepare(train, space), work.prepare(test, space)
    passages = {k: v for k, v in work.passages.items() if not v[0].locked}
    units, views = fit_units(ready, passages)
    views_test = {p.labelled.text.id: unit_view(p, units) for p in ready_test}
    for p in (*ready, *ready_test):
        name = p.labelled.text.id
        p.functions = (views if name in views else views_test)[name].chosen
    criteria = fit.criteria_by_kind(ready)
    engines = work.engines if rules else None
    finder_for = fit.finder_without(ready, criteria)
    rows = fit.rows_of(ready, criteria, finder_for, engines)
    silent = silent_rows(ready, criteria, finder_for)
    judged, judged_silent = fit.judge_out_of_author(rows, silent)
    whole = fit.fit_finder(ready, criteria)
    tested = fit.rows_of(ready_test, criteria, lambda _: whole, engines)
    judge = fit.fit_judge(rows)
    return Fitted(
        sorted({c for listed in criteria.values() for c in listed}),
        rows,
        tested,
        judged,
        fit.judge(tested, judge),
        Silenced(silent, fit.features_of(silent, judged_silent)),
        judge,
        ready,
        ready_test,
        passages,
        views,
        views_test,
    )


def verdicts(f: Fitted, use: str) -> dict[Key, str]:
    """``use``: "finder" (no rules), "rules" (alone), "trusting" (weighed by the labelled rows alone),
    "all" (weighed), "shown" (after the hard caps)."""
    if use == "rules":
        return {(r.document, r.criterion): r.alone.outcome.value for r in f.test if r.alone is not None}
    x, z = fit.features_of(f.train, f.judged), fit.features_of(f.test, f.judged_test)
    train, test = f.train, f.test
    if use == "finder":
        keep = len(f.train[0].found.features) + 3
        x, z = x[:, :keep], z[:, :keep]
        train, test = [_without_rules(r) for r in train], [_without_rules(r) for r in test]
    if use in ("all", "shown"):
        fitted = fit_weighing(train, x, f.names, f.silenced)
    else:
        fitted = fit_verdict(train, x, f.names)
    if use == "shown":
        return _shown(f, fitted)
    best = fitted.logits(test, z).argmax(axis=1) if test else ()
    return {(r.document, r.criterion): OUTCOMES[i].value for r, i in zip(test, best, strict=True)}


def _without_rules(r: fit.Row) -> fit.Row:
    return fit.Row(r.document, r.author, r.criterion, r.outcome, r.found, None, None, r.unread)


def _shown(f: Fitted, fitted: fit.FittedVerdict) -> dict[Key, str]:
    model = VerdictModel(
        fitted.weights(), fitted.mean, fitted.scale, 1.0, 0.0, frozenset(), unseen(f.train, f.names)
    )
    analyses = {p.labelled.text.id: p.labelled.analysis for p in f.ready_test}
    out: dict[Key, str] = {}
    for row, judged in zip(f.test, f.judged_test, strict=True):
        if row.alone is None:
            continue
        seen = Learned(
            row.found.units, row.found.scores, list(map(float, row.found.features)), list(map(float, judged))
        )
        verdict = decide_verdict(row.alone, analyses[row.document], row.assisted, seen, model)
        out[row.document, row.criterion] = verdict.outcome.value
    return out


def sections(f: Fitted) -> dict[Key, bool]:
    """Section presence as the product decides it."""
    x = fit.features_of(f.train, f.judged)
    chances = softmax(out_of_author(f.train, x, f.names, f.silenced).rows)
    weights = fit_presence(presence_examples(f.ready, f.views, f.train, f.judged, chances, f.passages))
    fitted = fit_weighing(f.train, x, f.names, f.silenced)
    tested = (
        softmax(fitted.logits(f.test, fit.features_of(f.test, f.judged_test))) if f.test else np.zeros((0, 3))
    )
    out: dict[Key, bool] = {}
    for p in f.ready_test:
        name = p.labelled.text.id
        if not p.labelled.text.labels.get("sections"):
            continue
        found = {
            r.criterion: seen(r, j, c)
            for r, j, c in zip(f.test, f.judged_test, tested, strict=True)
            if r.document == name
        }
        told = presence(document_features(p, f.views_test[name], found), weights)
        out |= {(name, s): bool(c >= PRESENT_FROM) for s, c in zip(SECTIONS, told, strict=True)}
    return out
