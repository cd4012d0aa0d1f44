"""The verdict layer as it is fitted and as it is stored say the same of every row."""

from __future__ import annotations

import numpy as np
import pytest

from overenskommelse_granskning.checklist import load_checklist
from overenskommelse_granskning.classification.chances import softmax
from overenskommelse_granskning.classification.pooling import Found
from overenskommelse_granskning.rules.contract import ElementResult
from overenskommelse_granskning.rules.engine import RuleResult
from overenskommelse_granskning.training.fit import Row
from overenskommelse_granskning.training.verdict_layer import fit_verdict
from overenskommelse_granskning.verdict.weigh import OUTCOMES, RULE_FEATURES, VerdictModel, rule_features

CRITERIA = ["bra.syfte", "bra.mal", "lag.9_syften"]


def _result(criterion, outcome, elements):
    checklist = load_checklist("bra-2020" if criterion.startswith("bra.") else "lag-2023-196")
    made = tuple(ElementResult(name, OUTCOMES[o]) for name, o in elements)
    return RuleResult(checklist.criterion(criterion), OUTCOMES[outcome], made, (), ())


@pytest.fixture(scope="module")
def sample():
    """Of ``bra.syfte`` the first element tells the outcome, of the others the first feature."""
    random = np.random.default_rng(5)
    rows: list[Row] = []
    x: list[list[float]] = []
    for i in range(180):
        criterion, outcome = CRITERIA[i % 3], (i // 3) % 3
        told = outcome if criterion == "bra.syfte" else int(random.integers(3))
        held = int(random.integers(3))
        result = _result(criterion, held, [("a", told), ("b", int(random.integers(3)))])
        rows.append(Row(f"d{i}", "x", criterion, outcome, Found.__new__(Found), result, result))
        signal = 0.0 if criterion == "bra.syfte" else float(outcome)
        x.append([signal + random.normal(scale=0.3), random.normal(), *rule_features(result, result)])
    return rows, np.array(x)


def test_stored_weights_say_what_the_fitted_layer_says(sample):
    rows, x = sample
    fitted = fit_verdict(rows, x, CRITERIA)
    model = VerdictModel(fitted.weights(), fitted.mean, fitted.scale, 1.0, 0.5, frozenset())
    told = softmax(fitted.logits(rows, x))
    for row, features, p in zip(rows, x, told, strict=True):
        learned = features[: -len(RULE_FEATURES)].tolist()
        assert model.probabilities(learned, row.alone, row.assisted) == pytest.approx(p, abs=1e-9)


def test_each_criterion_learns_what_tells_it(sample):
    rows, x = sample
    weights = fit_verdict(rows, x, CRITERIA).weights()
    spread = {c: w.features[2, 0] - w.features[0, 0] for c, w in weights.items()}
    assert spread["bra.mal"] > spread["bra.syfte"]
    first = {c: (w.elements["a"][2] - w.elements["a"][0]).sum() for c, w in weights.items()}
    assert first["bra.syfte"] > max(first["bra.mal"], first["lag.9_syften"])
    assert set(weights["bra.syfte"].elements) == {"a", "b"}


def test_a_criterion_without_rows_has_what_all_share(sample):
    rows, x = sample
    weights = fit_verdict(rows, x, [*CRITERIA, "lofte.tid"]).weights()["lofte.tid"]
    shared = fit_verdict(rows, x, [*CRITERIA, "lofte.tid"]).coefficients[:, : x.shape[1]]
    assert weights.features.tolist() == shared.tolist()
    assert weights.elements == {}
    assert not weights.trust.any()


def test_light_rows_pull_by_their_weight(sample):
    rows, x = sample
    more = [Row("s", "y", "bra.mal", 0, Found.__new__(Found), r.alone, r.assisted) for r in rows[:60]]
    asked = np.full((1, x.shape[1]), 0.5)

    def missing(weight):
        layer = fit_verdict([*rows, *more], np.vstack([x, x[:60]]), CRITERIA, light=60, weight=weight)
        return softmax(layer.logits(rows[1:2], asked))[0, 0]

    assert missing(0.1) < missing(1.0) < missing(4.0)


def test_order_of_criteria_does_not_matter(sample):
    rows, x = sample
    one, other = fit_verdict(rows, x, CRITERIA), fit_verdict(rows, x, CRITERIA[::-1])
    assert one.coefficients.tolist() == other.coefficients.tolist()
