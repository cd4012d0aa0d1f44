"""The formulas, against scikit-learn's on random verdicts, and at their edges."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_recall_fscore_support

from overenskommelse_granskning.evaluation.bootstrap import difference, draws, intervals
from overenskommelse_granskning.evaluation.calibration import calibration
from overenskommelse_granskning.evaluation.metrics import measures, table

LEVELS = ["missing", "partial", "met"]
PAIRS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=1, max_size=60)


@settings(deadline=None)
@given(PAIRS)
def test_measures_are_those_of_scikit_learn(pairs):
    gold, called = zip(*pairs, strict=True)
    got = measures(table(pairs))
    assert got["accuracy"] == pytest.approx(accuracy_score(gold, called))
    p, r, f, _ = precision_recall_fscore_support(gold, called, labels=LEVELS, zero_division=0)
    for i, level in enumerate(LEVELS):
        assert [got[f"{level}_{m}"] for m in ("p", "r", "f1")] == pytest.approx([p[i], r[i], f[i]])
    assert got["macro_f1"] == pytest.approx(
        f1_score(gold, called, labels=LEVELS, average="macro", zero_division=0)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = cohen_kappa_score(gold, called, labels=LEVELS)
        weighted = cohen_kappa_score(gold, called, labels=LEVELS, weights="quadratic")
    assert got["kappa"] == pytest.approx(1.0 if np.isnan(plain) else plain)
    assert got["weighted_kappa"] == pytest.approx(1.0 if np.isnan(weighted) else weighted)


def test_any_other_verdict_is_wrong_and_the_far_end():
    got = measures(table([("met", "absent"), ("missing", "missing"), ("missing", "missing")]))
    same = measures(table([("met", "missing"), ("missing", "missing"), ("missing", "missing")]))
    assert got["accuracy"] == same["accuracy"] == pytest.approx(2 / 3)
    assert got["weighted_kappa"] == same["weighted_kappa"]
    assert got["missing_p"] == 1.0 > same["missing_p"]


@settings(deadline=None)
@given(st.lists(PAIRS, min_size=1, max_size=5))
def test_a_stack_of_tables_is_measured_like_each(runs):
    stacked = measures(np.stack([table(pairs) for pairs in runs]))
    for i, pairs in enumerate(runs):
        for name, value in measures(table(pairs)).items():
            assert stacked[name][i] == pytest.approx(value), name


def test_every_draw_has_as_many_documents():
    drawn = draws(7, 50, seed=3)
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert (draws(7, 50, seed=3) == drawn).all()


def test_intervals_need_documents():
    one = table([("met", "met")])
    assert intervals(np.stack([one, one])) == {}
    assert intervals(np.stack([one] * 4))["accuracy"] == (1.0, 1.0)
    assert intervals(np.stack([one] * 4), rounds=0) == {}
    for name in ("missing_p", "missing_r", "missing_f1", "partial_f1", "met_f1"):
        low, high = intervals(np.stack([one] * 4))[name]
        assert 0 <= low <= high <= 1


def test_documents_that_differ_widen_the_interval():
    good, bad = table([("met", "met")] * 5), table([("met", "missing")] * 5)
    low, high = intervals(np.stack([good, bad] * 5))["accuracy"]
    assert low < 0.4 and high > 0.6


def test_difference_is_paired():
    good, bad = table([("met", "met")] * 5), table([("met", "missing")] * 5)
    before = np.stack([good, bad] * 5)
    assert difference(before, before)["accuracy"] == (0.0, 0.0)
    low, _ = difference(np.stack([bad] * 10), np.stack([good] * 10))["accuracy"]
    assert low == 1.0


def test_calibration_error_of_what_is_stated_well_is_nought():
    well = calibration([(0.75, True)] * 3 + [(0.75, False)])
    assert well.error == pytest.approx(0.0)
    assert calibration([(0.75, False)] * 4).error == pytest.approx(0.75)
    assert calibration([]).error is None
    assert [b.low for b in calibration([(0.0, False), (1.0, True)]).bins] == [0.0, 0.9]
