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
    RULE_FEATURES,
    CriterionWeights,
    VerdictModel,
    element_signs,
    rule_features,
    rule_sign,
)
from overenskommelse_granskning.vocabulary.closed import Outcome

CRITERIA = ("bra.syfte", "lag.9_syften", "lofte.tid")
LISTS = {"bra.syfte": "bra-2020", "lag.9_syften": "lag-2023-196", "lofte.tid": "medborgarlofte"}
LEARNED = 4  # features of passages and judge
FEATURES = LEARNED + len(RULE_FEATURES)


def result(outcome, elements=(), passages=0, cancelled=0, criterion="bra.syfte"):
    asked = load_checklist(LISTS[criterion]).criterion(criterion)
    p = tuple(Passage(i, i, i + 1, False) for i in range(max(passages, cancelled)))
    found = tuple(ElementResult(f"e{i}", o, ()) for i, o in enumerate(elements))
    return RuleResult(asked, outcome, found, p[:passages], p[:cancelled])


UNDECIDED = result(Outcome.PARTIAL)


def weights(**changes):
    values = {"features": np.zeros((3, FEATURES)), "constant": np.zeros(3), "trust": np.zeros(3)}
    return CriterionWeights(**{**values, **changes})


def model(own=None, **changes):
    """``own``: what is not nothing, by criterion."""
    values = {
        "weights": {c: weights() for c in CRITERIA} | (own or {}),
        "mean": np.zeros(FEATURES),
        "scale": np.ones(FEATURES),
        "temperature": 1.0,
        "review_below": 0.5,
        "few_labels": frozenset(),
    }
    return VerdictModel(**{**values, **changes})


def drawn(seed):
    rng = np.random.default_rng(seed)
    return weights(
        features=rng.normal(size=(3, FEATURES)),
        constant=rng.normal(size=3),
        trust=rng.normal(size=3),
        elements={"e0": rng.normal(size=(3, 2))},
    )


@given(
    st.sampled_from(CRITERIA),
    st.lists(st.floats(-4, 4), min_size=LEARNED, max_size=LEARNED),
    st.sampled_from([Outcome.MISSING, Outcome.PARTIAL, Outcome.MET]),
    st.integers(0, 10_000),
    st.floats(0.5, 3.0),
)
def test_probabilities_are_a_softmax(criterion, learned, outcome, seed, temperature):
    own = drawn(seed)
    alone = result(outcome, [outcome], criterion=criterion)
    p = model({criterion: own}, temperature=temperature).probabilities(learned, alone, alone)
    z = own.features @ [*learned, *rule_features(alone, alone)] + own.constant
    z = z + (own.trust + own.elements["e0"].sum(axis=1)) * rule_sign(alone)
    assert p.shape == (3,)
    assert abs(p.sum() - 1) < 1e-9
    assert (p >= 0).all()
    assert p.argmax() == z.argmax()  # temperature changes how sure, never which


def test_what_lies_further_out_than_training_reached_weighs_no_more():
    made = model({"bra.syfte": drawn(3)})
    far, edge = (made.probabilities([v] * LEARNED, UNDECIDED, UNDECIDED) for v in (25.0, 4.0))
    assert far.tolist() == edge.tolist()


def leaning(outcome, feature, weight):
    features = np.zeros((3, FEATURES))
    features[outcome, feature] = weight
    return {"bra.syfte": weights(features=features)}


def test_temperature_makes_less_sure():
    own = leaning(2, 0, 2.0)
    cold = model(own).probabilities([1, 0, 0, 0], UNDECIDED, UNDECIDED)
    warm = model(own, temperature=2.0).probabilities([1, 0, 0, 0], UNDECIDED, UNDECIDED)
    assert cold.argmax() == warm.argmax() == 2
    assert warm.max() < cold.max()


def test_features_are_centred_and_scaled():
    mean, scale = np.zeros(FEATURES), np.ones(FEATURES)
    mean[1], scale[1] = 5.0, 2.0
    made = model(leaning(0, 1, 1.0), mean=mean, scale=scale)
    even = made.probabilities([0, 5.0, 0, 0], UNDECIDED, UNDECIDED)
    assert np.allclose(even, 1 / 3)
    away = made.probabilities([0, 9.0, 0, 0], UNDECIDED, UNDECIDED)
    assert np.allclose(np.log(away[0] / away[1]), 2.0)


def test_rules_of_one_criterion_do_not_move_another():
    made = model({"bra.syfte": weights(trust=np.array([0.0, 0.0, 4.0]))})
    met, other = result(Outcome.MET), result(Outcome.MET, criterion="lofte.tid")
    assert made.probabilities([0] * 4, met, met).argmax() == 2
    assert np.allclose(made.probabilities([0] * 4, other, other), 1 / 3)


def test_an_element_weighs_by_itself_alone_and_on_found_passages():
    both = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 3.0]])
    made = model({"bra.syfte": weights(elements={"e1": both})})
    lacks = result(Outcome.PARTIAL, [Outcome.MET, Outcome.MISSING])
    holds = result(Outcome.PARTIAL, [Outcome.MET, Outcome.MET])
    p = made.probabilities([0] * 4, lacks, holds)
    assert np.log(p[2] / p[0]) == pytest.approx(3.0 - 1.0)
    unknown = result(Outcome.PARTIAL, [Outcome.MET])  # an element that training never saw weighs nothing
    assert np.allclose(made.probabilities([0] * 4, unknown, unknown), 1 / 3)


def test_only_criteria_that_were_trained_are_known():
    assert model().knows("lofte.tid")
    assert not model().knows("lan.egen")


def test_signs_of_elements():
    found = result(Outcome.PARTIAL, [Outcome.MET, Outcome.MISSING, Outcome.PARTIAL, Outcome.ERROR])
    assert element_signs(found) == {"e0": 1.0, "e1": -1.0, "e2": 0.0, "e3": 0.0}


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
        "features": rng.normal(size=(3, 3, FEATURES)).astype(np.float32),
        "constant": rng.normal(size=(3, 3)).astype(np.float32),
        "trust": rng.normal(size=(3, 3)).astype(np.float32),
        "elements": rng.normal(size=(2, 3, 2)).astype(np.float32),
    }
    card = {
        "criteria": list(CRITERIA),
        "elements": {"lofte.tid": ["dag"], "bra.syfte": ["e0"]},
        "temperature": 1.5,
        "review_below": 0.6,
        "few_labels": ["lofte.tid"],
        "unseen": {"lofte.tid": ["partial"]},
    }
    made = verdict_model(arrays, card)
    assert made.few_labels == {"lofte.tid"}
    assert made.unseen == {"lofte.tid": {Outcome.PARTIAL}}
    assert (made.temperature, made.review_below) == (1.5, 0.6)
    own = made.weights["lofte.tid"]
    assert own.features.dtype == np.float64  # sums of single precision differ between platforms
    assert own.elements.keys() == {"dag"}
    assert own.elements["dag"].tolist() == arrays["elements"][1].tolist()
    assert made.weights["lag.9_syften"].elements == {}
    assert [o.value for o in OUTCOMES] == ["missing", "partial", "met"]
