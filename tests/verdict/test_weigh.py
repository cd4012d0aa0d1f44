"""The verdict layer: probabilities from what one criterion's passages and elements say, nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.checklist import load_checklist
from overenskommelse_granskning.rules.contract import ElementResult, Passage
from overenskommelse_granskning.rules.engine import RuleResult
from overenskommelse_granskning.verdict.stored import verdict_model
from overenskommelse_granskning.verdict.weigh import (
    OUTCOMES,
    RULE_BY_CRITERION,
    RULE_FEATURES,
    VerdictModel,
    expand,
    rule_features,
    rule_sign,
)
from overenskommelse_granskning.vocabulary.closed import Outcome

CRITERIA = ("bra.syfte", "lag.9_syften", "lofte.tid")
TOPICS = {"bra.syfte": "syfte", "lag.9_syften": "syfte", "lofte.tid": "period"}
TOPIC_NAMES = ("period", "syfte")
FEATURES = 4
WIDTH = FEATURES + 3 + 2 + 3


def result(outcome, elements=(), passages=0, cancelled=0):
    criterion = load_checklist("bra-2020").criterion("bra.syfte")
    p = tuple(Passage(i, i, i + 1, False) for i in range(max(passages, cancelled)))
    found = tuple(ElementResult(f"e{i}", o, ()) for i, o in enumerate(elements))
    return RuleResult(criterion, outcome, found, p[:passages], p[:cancelled])


def model(coefficients=None, **changes):
    values = {
        "criteria": CRITERIA,
        "topics": TOPICS,
        "topic_names": TOPIC_NAMES,
        "mean": np.zeros(FEATURES),
        "scale": np.ones(FEATURES),
        "coefficients": np.zeros((3, WIDTH)) if coefficients is None else coefficients,
        "intercepts": np.zeros(3),
        "temperature": 1.0,
        "review_below": 0.5,
        "few_labels": frozenset(),
    }
    return VerdictModel(**{**values, **changes})


def test_row_has_shared_features_then_who_it_is_then_trust_in_rules():
    row = expand(CRITERIA, TOPIC_NAMES, TOPICS, "lag.9_syften", np.array([1.0, 2.0, 3.0, 4.0]), -1.0)
    assert row.tolist() == [1, 2, 3, 4, 0, 1, 0, 0, 1, 0, -RULE_BY_CRITERION, 0]


def test_a_topic_that_training_never_met_is_left_out():
    row = expand(CRITERIA, ("period",), {**TOPICS, "bra.syfte": "nytt"}, "bra.syfte", np.zeros(2), 0.0)
    assert row.tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0]


@given(
    st.sampled_from(CRITERIA),
    st.lists(st.floats(-4, 4), min_size=FEATURES, max_size=FEATURES),
    st.sampled_from([-1.0, 0.0, 1.0]),
    st.integers(0, 10_000),
    st.floats(0.5, 3.0),
)
def test_probabilities_are_a_softmax(criterion, features, sign, seed, temperature):
    rng = np.random.default_rng(seed)
    made = model(rng.normal(size=(3, WIDTH)), intercepts=rng.normal(size=3), temperature=temperature)
    p = made.probabilities(criterion, features, sign)
    row = expand(CRITERIA, TOPIC_NAMES, TOPICS, criterion, np.array(features), sign)
    z = made.coefficients @ row + made.intercepts
    assert p.shape == (3,)
    assert abs(p.sum() - 1) < 1e-9
    assert (p >= 0).all()
    assert p.argmax() == z.argmax()  # temperature changes how sure, never which


def test_what_lies_further_out_than_training_reached_weighs_no_more():
    rng = np.random.default_rng(3)
    made = model(rng.normal(size=(3, WIDTH)), intercepts=rng.normal(size=3))
    far, edge = [25.0] * FEATURES, [4.0] * FEATURES
    assert (
        made.probabilities("bra.syfte", far, 0.0).tolist()
        == made.probabilities("bra.syfte", edge, 0.0).tolist()
    )


def test_temperature_makes_less_sure():
    weights = np.zeros((3, WIDTH))
    weights[2, 0] = 2.0
    cold = model(weights).probabilities("bra.syfte", [1, 0, 0, 0], 0.0)
    warm = model(weights, temperature=2.0).probabilities("bra.syfte", [1, 0, 0, 0], 0.0)
    assert cold.argmax() == warm.argmax() == 2
    assert warm.max() < cold.max()


def test_features_are_centred_and_scaled():
    weights = np.zeros((3, WIDTH))
    weights[0, 1] = 1.0
    made = model(weights, mean=np.array([0, 5.0, 0, 0]), scale=np.array([1, 2.0, 1, 1]))
    even = made.probabilities("bra.syfte", [0, 5.0, 0, 0], 0.0)
    assert np.allclose(even, 1 / 3)
    leaning = made.probabilities("bra.syfte", [0, 9.0, 0, 0], 0.0)
    assert np.allclose(np.log(leaning[0] / leaning[1]), 2.0)


def test_rules_of_one_criterion_do_not_move_another():
    weights = np.zeros((3, WIDTH))
    weights[2, FEATURES + 3 + 2] = 4.0  # trust in the rules of bra.syfte
    made = model(weights)
    assert made.probabilities("bra.syfte", [0] * 4, 1.0).argmax() == 2
    assert np.allclose(made.probabilities("lofte.tid", [0] * 4, 1.0), 1 / 3)


def test_only_criteria_that_were_trained_are_known():
    assert model().knows("lofte.tid")
    assert not model().knows("lan.egen")


@pytest.mark.parametrize(
    ("outcome", "sign"),
    [
        (Outcome.MISSING, -1.0),
        (Outcome.PARTIAL, 0.0),
        (Outcome.MET, 1.0),
        (Outcome.NOT_ASSESSABLE, 0.0),
        (Outcome.ERROR, 0.0),
    ],
)
def test_lean_of_rules(outcome, sign):
    assert rule_sign(result(outcome)) == sign


def test_rule_features_are_named_in_order():
    alone = result(Outcome.MISSING)
    found = result(
        Outcome.PARTIAL, (Outcome.MET, Outcome.PARTIAL, Outcome.MISSING, Outcome.MET), passages=1, cancelled=1
    )
    named = dict(zip(RULE_FEATURES, rule_features(alone, found), strict=True))
    assert named == {
        "regler ensamma: missing": 1.0,
        "regler ensamma: partial": 0.0,
        "regler ensamma: met": 0.0,
        "regler på funna ställen: missing": 0.0,
        "regler på funna ställen: partial": 1.0,
        "regler på funna ställen: met": 0.0,
        "andel delkrav uppfyllda": 0.5,
        "andel delkrav delvis": 0.25,
        "ställen strukna": 0.0,
    }


def test_all_struck_out_is_told_from_nothing_found():
    struck = rule_features(result(Outcome.MISSING), result(Outcome.MISSING, cancelled=2))
    silent = rule_features(result(Outcome.MISSING), result(Outcome.MISSING))
    assert (struck[-1], silent[-1]) == (1.0, 0.0)


def test_stored_arrays_become_the_model():
    rng = np.random.default_rng(3)
    arrays = {
        "mean": rng.normal(size=FEATURES).astype(np.float32),
        "scale": np.ones(FEATURES, np.float32),
        "coefficients": rng.normal(size=(3, WIDTH)).astype(np.float32),
        "intercepts": rng.normal(size=3).astype(np.float32),
    }
    card = {
        "criteria": list(CRITERIA),
        "topics": list(TOPIC_NAMES),
        "temperature": 1.5,
        "review_below": 0.6,
        "few_labels": ["lofte.tid"],
        "unseen": {"lofte.tid": ["partial"]},
    }
    made = verdict_model(arrays, card, TOPICS)
    assert made.few_labels == {"lofte.tid"}
    assert made.unseen == {"lofte.tid": {Outcome.PARTIAL}}
    assert (made.temperature, made.review_below) == (1.5, 0.6)
    assert made.coefficients.dtype == np.float64  # sums of single precision differ between platforms
    assert [o.value for o in OUTCOMES] == ["missing", "partial", "met"]
