"""Fits every learned layer from the corpus, author by author left out where it must be honest.

A training row must look like a row at review time: its passages were found, and judged, by models
that never saw its author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..checklist import checklists_for, load_checklist
from ..classification.estimators import PassageFinder, PassageJudge
from ..classification.features import unit_features, unit_text
from ..classification.pooling import Found, evidence_units, penalties, pool, stacked
from ..classification.space import TextSpace
from ..rules.contract import Layers
from ..rules.engine import RuleEngine, RuleResult
from ..thread.lists import Lists, build_lists
from ..verdict.weigh import OUTCOMES, RULE_FEATURES, rule_features
from ..vocabulary.closed import Kind
from .passages import LabelledText
from .space import fit_space

LEVELS = {o.value: i for i, o in enumerate(OUTCOMES)}
TARGETS = 3  # evidence, evidence of met, evidence of partial


@dataclass
class Prepared:
    """A labelled text with its features and lists."""

    labelled: LabelledText
    x: np.ndarray
    penalty: np.ndarray
    lists: Lists
    functions: Mapping[int, frozenset[str]] = field(default_factory=dict)  # from a model without the author

    @property
    def author(self) -> str:
        return self.labelled.text.author

    @property
    def kind(self) -> str:
        return self.labelled.text.kind


@dataclass(frozen=True)
class Row:
    """One labelled verdict with everything the verdict layer may see."""

    document: str
    author: str
    criterion: str
    outcome: int
    found: Found
    alone: RuleResult | None
    assisted: RuleResult | None
    unread: bool = False  # by an author whom nobody read who wrote rules


def prepare(texts: Sequence[LabelledText], space: TextSpace) -> list[Prepared]:
    """Features, penalties and lists of every text."""
    return [
        Prepared(
            t,
            unit_features(t.analysis, space)[:].astype(np.float64),
            penalties(t.analysis),
            build_lists(t.analysis),
        )
        for t in texts
    ]


def make_space(texts: Sequence[LabelledText], words: Sequence[str], table: np.ndarray) -> TextSpace:
    """The text space fitted on all units of the texts."""
    return fit_space([unit_text(t.analysis, u) for t in texts for u in t.analysis.units], words, table)


def criteria_by_kind(texts: Iterable[Prepared]) -> dict[str, list[str]]:
    """Kind of document → the criteria labelled for it, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for p in texts:
        found[p.kind].update(p.labelled.evidence)
    return {k: sorted(v) for k, v in found.items() if v}


def targets(p: Prepared, criteria: Sequence[str]) -> np.ndarray:
    """(units, 3 × criteria): bears evidence; bears evidence of met; of partial."""
    y = np.zeros((len(p.x), TARGETS * len(criteria)))
    for j, criterion in enumerate(criteria):
        outcome, hits = p.labelled.evidence.get(criterion, ("missing", {}))
        for unit, weight in hits.items():
            y[unit, TARGETS * j] = weight
            if outcome == "met":
                y[unit, TARGETS * j + 1] = weight
            elif outcome == "partial":
                y[unit, TARGETS * j + 2] = weight
    return y


def fit_finder(texts: Sequence[Prepared], criteria: Mapping[str, Sequence[str]]) -> dict[str, np.ndarray]:
    """criterion → (features, 3), one ridge per kind of document."""
    out: dict[str, np.ndarray] = {}
    for kind, names in criteria.items():
        chosen = [p for p in texts if p.kind == kind]
        if not chosen:
            continue
        model = PassageFinder().fit(
            np.vstack([p.x for p in chosen]), np.vstack([targets(p, names) for p in chosen])
        )
        for j, name in enumerate(names):
            out[name] = model.coef_[TARGETS * j : TARGETS * (j + 1)].T
    return out


def finder_without(
    texts: Sequence[Prepared], criteria: Mapping[str, Sequence[str]]
) -> Callable[[str], dict[str, np.ndarray]]:
    """For each author a finder that never saw that author."""
    made: dict[str, dict[str, np.ndarray]] = {}

    def get(author: str) -> dict[str, np.ndarray]:
        if author not in made:
            made[author] = fit_finder([p for p in texts if p.author != author], criteria)
        return made[author]

    return get


class Engines:
    """The rule engines of the shipped checklists, made once."""

    def __init__(self) -> None:
        self._made: dict[str, list[RuleEngine]] = {}

    def run(self, p: Prepared, found: Mapping[str, Found]) -> dict[str, tuple[RuleResult, RuleResult]]:
        """criterion → rules alone, rules on the found passages."""
        if p.kind not in self._made:
            self._made[p.kind] = [RuleEngine(load_checklist(i)) for i in checklists_for(Kind(p.kind))]
        finder = {c: evidence_units(f) for c, f in found.items()}
        with_functions = p.labelled.analysis.with_functions(p.functions)
        out: dict[str, tuple[RuleResult, RuleResult]] = {}
        for engine in self._made[p.kind]:
            alone = engine.run(p.labelled.analysis, p.lists)
            assisted = engine.run(with_functions, p.lists, Layers(finder=finder))
            for a, b in zip(alone, assisted, strict=True):
                out[a.criterion.id] = (a, b)
        return out


def rows_of(
    texts: Sequence[Prepared],
    criteria: Mapping[str, Sequence[str]],
    finder_for: Callable[[str], Mapping[str, np.ndarray]],
    engines: Engines | None,
) -> list[Row]:
    """All labelled verdicts of ``texts`` as rows (missing, partial, met only)."""
    out: list[Row] = []
    for p in texts:
        finder = finder_for(p.author)
        known = [c for c in criteria.get(p.kind, ()) if c in finder]
        found = pool(known, [p.x @ stacked(finder, known)], p.penalty, p.x) if known else {}
        rules = engines.run(p, found) if engines is not None and found else {}
        for criterion, f in found.items():
            outcome = p.labelled.evidence.get(criterion, ("", {}))[0]
            if outcome not in LEVELS:
                continue
            alone, assisted = rules.get(criterion, (None, None))
            text = p.labelled.text
            out.append(Row(text.id, p.author, criterion, LEVELS[outcome], f, alone, assisted, text.unread))
    return out


def judge_out_of_author(
    rows: Sequence[Row], others: Sequence[Row] = (), folds: int = 5
) -> tuple[np.ndarray, np.ndarray]:
    """(rows, 3) and (others, 3): each row judged by a model that never saw its author; fitted on ``rows`` alone."""
    authors = sorted({r.author for r in rows})
    out, more = np.zeros((len(rows), 3)), np.zeros((len(others), 3))
    for k in range(min(folds, len(authors))):
        left_out = set(authors[k::folds])
        seen = [r for r in rows if r.author not in left_out]
        if not seen or len(seen) == len(rows):
            continue
        model = fit_judge(seen)
        for asked, told in ((rows, out), (others, more)):
            held = [i for i, r in enumerate(asked) if r.author in left_out]
            if held:
                told[held] = judge([asked[i] for i in held], model)
    return out, more


def fit_judge(rows: Sequence[Row]) -> PassageJudge:
    """The judge fitted on all rows."""
    return PassageJudge().fit(
        np.stack([r.found.pooled for r in rows]),
        np.array([r.outcome for r in rows]),
        [r.criterion for r in rows],
    )


def judge(rows: Sequence[Row], model: PassageJudge) -> np.ndarray:
    """(rows, 3): what a judge says of rows."""
    if not rows:
        return np.zeros((0, 3))
    return np.asarray(
        model.decision_function(np.stack([r.found.pooled for r in rows]), [r.criterion for r in rows])
    )


def shared_features(row: Row, judged: np.ndarray) -> list[float]:
    """The features of the verdict layer, in a fixed order; those of a row without rules are 0."""
    out = [*map(float, row.found.features), *map(float, judged)]
    if row.alone is not None and row.assisted is not None:
        return out + rule_features(row.alone, row.assisted)
    return out + [0.0] * len(RULE_FEATURES)


def features_of(rows: Sequence[Row], judged: np.ndarray) -> np.ndarray:
    """(rows, features) of judged rows."""
    return np.array([shared_features(r, j) for r, j in zip(rows, judged, strict=True)])
