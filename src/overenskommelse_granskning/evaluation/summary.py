"""From observed documents to the whole measurement: in all, per group, checklist and criterion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from . import bootstrap
from .calibration import Calibration, calibration
from .gold import LEVELS, splits
from .layers import Layers, layers
from .metrics import Floats, measures, precision_recall_f1, table
from .observe import Judged, Observed
from .thread import ThreadCounts

FEWEST_LABELS = 5  # a criterion with fewer is left out of the median over criteria


@dataclass(frozen=True)
class Measure:
    """Measures over one group of verdicts. ``values``: name → number, None where undefined."""

    documents: int
    n: int
    values: Mapping[str, float | None]
    intervals: Mapping[str, bootstrap.Interval] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float | None:
        return self.values.get(name)


@dataclass(frozen=True)
class SectionMeasure:
    """Section topics: both classes, the mean over labels, and F1 of each label."""

    n: int
    missing: tuple[float, float, float]
    present: tuple[float, float, float]
    macro_f1: float | None
    labels: Mapping[str, tuple[int, float, float]]  # label → documents that have it, F1 present, F1 missing
    calibration: Calibration


@dataclass(frozen=True)
class Evaluation:
    """Everything measured on one folder of labelled documents."""

    name: str
    documents: tuple[str, ...]
    unreadable: tuple[str, ...]
    kinds: Mapping[str, tuple[int, int]]  # kind → documents, rightly named
    total: Measure
    splits: Mapping[str, Measure]
    checklists: Mapping[str, Measure]
    criteria: Mapping[str, Measure]
    undecidable_right: float | None
    without_evidence: int
    quote_valid: float | None
    sections: SectionMeasure
    thread: ThreadCounts
    calibration: Calibration
    layers: Layers
    judged: tuple[Judged, ...]

    @property
    def kind_accuracy(self) -> float:
        return sum(right for _, right in self.kinds.values()) / len(self.documents)

    @property
    def median_criterion_kappa(self) -> float | None:
        """Over criteria with at least five labels of more than one level."""
        levels: dict[str, set[str]] = defaultdict(set)
        for j in self.judged:
            if j.counted:
                levels[j.criterion].add(j.gold)
        values = sorted(
            m["kappa"] or 0.0 for c, m in self.criteria.items() if m.n >= FEWEST_LABELS and len(levels[c]) > 1
        )
        return values[len(values) // 2] if values else None

    @property
    def wrong(self) -> tuple[Judged, ...]:
        return tuple(j for j in self.judged if j.counted and not j.right)


def evaluate(
    name: str,
    observed: Sequence[Observed],
    checklist_of: Mapping[str, str],
    *,
    rounds: int = bootstrap.ROUNDS,
    seed: int = bootstrap.SEED,
) -> Evaluation:
    """Measure. ``checklist_of``: criterion → checklist; others go by the first part of their id."""
    judged = tuple(j for o in observed for j in o.judged)
    apart = splits([o.name for o in observed])

    def measure(chosen: Iterable[Judged]) -> Measure:
        return _measure(tuple(chosen), rounds, seed)

    by_checklist: dict[str, list[Judged]] = defaultdict(list)
    by_criterion: dict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        by_checklist[checklist_of.get(j.criterion, j.criterion.partition(".")[0])].append(j)
        by_criterion[j.criterion].append(j)
    order = {c: i for i, c in enumerate(checklist_of)}
    undecidable = [j.predicted for j in judged if not j.counted]
    shown = sum(o.quotes_shown for o in observed)
    return Evaluation(
        name=name,
        documents=tuple(o.name for o in observed),
        unreadable=tuple(o.name for o in observed if not o.readable),
        kinds=_kinds(observed),
        total=measure(judged),
        splits={k: measure(j for j in judged if j.document in names) for k, names in apart.items()},
        checklists={k: measure(v) for k, v in by_checklist.items()},
        criteria={
            c: _plain(measure(by_criterion[c]), by_criterion[c])
            for c in sorted(by_criterion, key=lambda c: (order.get(c, len(order)), c))
        },
        undecidable_right=(
            sum(p in ("not_assessable", "not_applicable") for p in undecidable) / len(undecidable)
            if undecidable
            else None
        ),
        without_evidence=sum(j.shown and not j.quotes for j in judged if j.counted),
        quote_valid=sum(o.quotes_valid for o in observed) / shown if shown else None,
        sections=_sections(observed),
        thread=sum((o.thread for o in observed), ThreadCounts()),
        calibration=calibration(
            (j.confidence, j.right) for j in judged if j.counted and j.confidence is not None
        ),
        layers=layers(judged),
        judged=judged,
    )


def tables(judged: Iterable[Judged]) -> Floats:
    """(documents, 3, 4): one table of counts per document, in order of first appearance."""
    by_document: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for j in judged:
        if j.counted:
            by_document[j.document].append((j.gold, j.predicted))
    return np.array([table(pairs) for pairs in by_document.values()]).reshape(-1, 3, 4)


def _measure(judged: Sequence[Judged], rounds: int, seed: int) -> Measure:
    counted = [j for j in judged if j.counted]
    per_document = tables(counted)
    if not counted:
        return Measure(0, 0, {})
    values: dict[str, float | None] = {k: float(v) for k, v in measures(per_document.sum(axis=0)).items()}
    hits = [j.hit for j in counted if j.hit is not None]
    sure = [j.right for j in counted if not j.needs_review]
    values["evidence_hit"] = sum(hits) / len(hits) if hits else None
    values["decided_share"] = len(sure) / len(counted)
    values["accuracy_where_sure"] = sum(sure) / len(sure) if sure else None
    return Measure(
        len(per_document), len(counted), values, bootstrap.intervals(per_document, rounds=rounds, seed=seed)
    )


def _plain(measure: Measure, judged: Sequence[Judged]) -> Measure:
    """A criterion often has labels of one or two levels only: what cannot be measured is None.

    The mean F1 is that of the levels that occur, as labels or as verdicts.
    """
    labelled = {j.gold for j in judged if j.counted}
    occurring = labelled | {j.predicted for j in judged if j.counted}
    values = dict(measure.values)
    for level in LEVELS:
        if level not in occurring:
            values |= dict.fromkeys((f"{level}_p", f"{level}_r", f"{level}_f1"))
    told = [f for level in LEVELS if (f := values.get(f"{level}_f1")) is not None]
    values["macro_f1"] = sum(told) / len(told) if told else None
    if len(labelled) < 2:
        values |= {"kappa": None, "weighted_kappa": None}
    kept = {k: v for k, v in measure.intervals.items() if k != "macro_f1" and values.get(k) is not None}
    return Measure(measure.documents, measure.n, values, kept)


def _kinds(observed: Sequence[Observed]) -> dict[str, tuple[int, int]]:
    n = Counter(o.kind for o in observed)
    right = Counter(o.kind for o in observed if o.kind == o.predicted_kind)
    return {k: (n[k], right[k]) for k in sorted(n)}


def _sections(observed: Sequence[Observed]) -> SectionMeasure:
    pairs = [s for o in observed for s in o.sections]
    labels: dict[str, tuple[int, float, float]] = {}
    for label in dict.fromkeys(s.label for s in pairs):
        own = [(s.gold, s.predicted) for s in pairs if s.label == label]
        there = sum(g for g, _ in own)
        labels[label] = (there, _class(own, True)[2], _class(own, False)[2])
    told = [f1 for there, f1, _ in labels.values() if there]
    both = [(s.gold, s.predicted) for s in pairs]
    return SectionMeasure(
        n=len(pairs),
        missing=_class(both, False),
        present=_class(both, True),
        macro_f1=sum(told) / len(told) if told else None,
        labels=labels,
        calibration=calibration((s.probability, s.gold) for s in pairs if s.probability is not None),
    )


def _class(pairs: Sequence[tuple[bool, bool]], wanted: bool) -> tuple[float, float, float]:
    return precision_recall_f1(
        sum(g == p == wanted for g, p in pairs),
        sum(p == wanted != g for g, p in pairs),
        sum(g == wanted != p for g, p in pairs),
    )
