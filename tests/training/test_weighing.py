"""Imagined verdicts: for every criterion and outcome rules and passages that agree; what is rare can be said."""

from __future__ import annotations

import numpy as np

from overenskommelse_granskning.classification.chances import softmax
from overenskommelse_granskning.classification.pooling import Found
from overenskommelse_granskning.rules.engine import RuleResult
from overenskommelse_granskning.training.doubt import doubted
from overenskommelse_granskning.training.fit import Row
from overenskommelse_granskning.training.silence import Silenced
from overenskommelse_granskning.training.verdict_layer import fit_verdict
from overenskommelse_granskning.training.weighing import COPIES, fit_weighing, imagined
from overenskommelse_granskning.verdict.weigh import OUTCOMES, RULE_FEATURES

OWN = 2  # features that are not the rules'
CRITERIA = ["bra.mal", "bra.syfte"]
NOTHING = Silenced([], np.zeros((0, OWN)))


def _rows():
    """Of ``bra.syfte`` all outcomes, of ``bra.mal`` only met, mostly against its rules."""
    random = np.random.default_rng(3)
    rows: list[Row] = []
    x: list[list[float]] = []
    for i in range(120):
        criterion = CRITERIA[i % 2]
        outcome = 2 if criterion == "bra.mal" else (i // 2) % 3
        held = 0 if criterion == "bra.mal" and i % 4 else outcome  # the rules of bra.mal miss half
        result = RuleResult(None, OUTCOMES[held], (), (), ())
        rows.append(Row(f"d{i}", f"a{i % 5}", criterion, outcome, Found.__new__(Found), result, result))
        said = np.zeros(len(RULE_FEATURES))
        said[[held, 3 + held]] = 1.0
        x.append([outcome + random.normal(scale=0.3), random.normal(), *said])
    return rows, np.array(x)


def test_every_criterion_gets_every_outcome_that_occurs():
    rows, x = _rows()
    made, y = imagined(rows, x, CRITERIA, copies=2)
    assert y.shape == (len(CRITERIA) * len(OUTCOMES) * 2, x.shape[1])
    assert sorted({(r.criterion, r.outcome) for r in made}) == [(c, o) for c in CRITERIA for o in range(3)]
    for row, features in zip(made, y, strict=True):
        assert row.alone.outcome is row.assisted.outcome is OUTCOMES[row.outcome]
        assert features[OWN : OWN + 6].nonzero()[0].tolist() == [row.outcome, 3 + row.outcome]
    first = [f[0] for r, f in zip(made, y, strict=True) if r.outcome == 0]
    last = [f[0] for r, f in zip(made, y, strict=True) if r.outcome == 2]
    assert max(first) < min(last)


def test_unknown_criteria_and_outcomes_that_never_occur_are_left_out():
    rows, x = _rows()
    met = [i for i, r in enumerate(rows) if r.outcome == 2]
    made, y = imagined([rows[i] for i in met], x[met], ["bra.mal", "okand.sak"])
    assert {(r.criterion, r.outcome) for r in made} == {("bra.mal", 2)}
    assert len(made) == len(y) == COPIES


def test_the_labelled_rows_are_not_changed():
    rows, x = _rows()
    before = x.copy()
    imagined(rows, x, CRITERIA)
    assert (x == before).all()


def test_what_was_never_labelled_missing_can_be_missing():
    rows, x = _rows()
    plain = fit_verdict(*doubted(rows, x), CRITERIA)
    fitted = fit_weighing(rows, x, CRITERIA, NOTHING)
    missing = RuleResult(None, OUTCOMES[0], (), (), ())
    asked = Row("d", "a", "bra.mal", 0, Found.__new__(Found), missing, missing)
    said = np.zeros(len(RULE_FEATURES))
    said[[0, 3]] = 1.0
    seen = np.array([[1.5, 0.0, *said]])
    before, after = (softmax(layer.logits([asked], seen))[0, 0] for layer in (plain, fitted))
    assert after > before
