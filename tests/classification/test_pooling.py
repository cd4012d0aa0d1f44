"""Pooling: only a criterion's best passages count, and what cancels a passage pushes it back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from overenskommelse_granskning.classification.pooling import (
    BLANK_PENALTY,
    CANCELLED_PENALTY,
    FEATURES,
    FINDER_EVIDENCE,
    HEADING_PENALTY,
    POOLED,
    blanks,
    evidence_units,
    penalties,
    pool,
    stacked,
)
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.training.corpus import document_from_source

SCORES = arrays(np.float32, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(-1, 1, width=32))


def found(scores, penalty=None, x=None):
    scores = np.asarray(scores, dtype=np.float32)
    x = np.eye(len(scores), dtype=np.float32) if x is None else x
    penalty = np.zeros(len(scores), np.float32) if penalty is None else penalty
    return pool(["bra.mal"], [scores], penalty, x)["bra.mal"]


@given(SCORES)
def test_units_come_best_first_and_each_once(scores):
    f = found(scores)
    assert list(f.scores) == sorted(f.scores, reverse=True)
    assert len(set(f.units)) == len(f.units) == min(6, len(scores))
    assert f.features.shape == (len(FEATURES),)
    assert abs(float(np.linalg.norm(f.pooled)) - 1) < 1e-5


@given(SCORES, st.integers(1, 30))
def test_more_text_that_says_nothing_of_it_changes_nothing_pooled(scores, more):
    """The rest of the document must not decide: weaker units leave the pooled passages alone."""
    scores = np.vstack([scores, scores[:1] + np.array([[2.0, 0, 0]])]).astype(np.float32)
    filler = np.full((more, 3), -3.0, dtype=np.float32)
    x = np.random.default_rng(0).normal(size=(len(scores) + more, 5)).astype(np.float32)
    short, long = found(scores, x=x[: len(scores)]), found(np.vstack([scores, filler]), x=x)
    if len(scores) >= POOLED:
        assert np.allclose(short.pooled, long.pooled, atol=1e-5)
    assert short.units[0] == long.units[0]


def test_equal_scores_keep_the_order_of_the_text():
    assert found([[0.5, 0, 0]] * 4).units == (0, 1, 2, 3)


def test_features_say_what_their_names_say():
    f = found([[0.9, 0.1, 0.6], [0.5, 0.7, 0.2], [0.3, 0.0, 0.1], [0.1, 0.9, 0.9]])
    named = dict(zip(FEATURES, map(float, f.features), strict=True))
    assert abs(named["top1"] - 0.9) < 1e-6
    assert abs(named["top2-3"] - 0.4) < 1e-6
    assert abs(named["over .25"] - 3 / 4) < 1e-6
    assert abs(named["over .4"] - 2 / 3) < 1e-6
    assert abs(named["met"] - 0.7) < 1e-6  # the fourth best is not looked at
    assert abs(named["met - partial of the best"] - (0.1 - 0.6)) < 1e-6


def test_only_high_scores_are_handed_to_the_rules():
    f = found([[FINDER_EVIDENCE, 0, 0], [FINDER_EVIDENCE - 0.01, 0, 0], [0.8, 0, 0]])
    assert evidence_units(f) == (2, 0)


def test_a_penalty_pushes_a_unit_back():
    assert found([[0.5, 0, 0], [0.45, 0, 0]], np.array([0.3, 0.0], np.float32)).units[0] == 1


def test_headings_and_cancelled_units_are_penalised():
    source = (
        "## Uppföljning\n\nNågon uppföljning är inte planerad.\n\n"
        "Säkerhetssamordnaren går igenom läget varje kvartal.\n\n[Skriv här hur arbetet följs upp]\n"
    )
    analysis = analyse(document_from_source("x", source))
    by_text = {u.text: float(p) for u, p in zip(analysis.units, penalties(analysis), strict=True)}
    assert by_text["Uppföljning"] == np.float32(HEADING_PENALTY)
    assert by_text["Säkerhetssamordnaren går igenom läget varje kvartal."] == 0.0
    assert by_text["Någon uppföljning är inte planerad."] == np.float32(CANCELLED_PENALTY)
    assert by_text["[Skriv här hur arbetet följs upp]"] == np.float32(CANCELLED_PENALTY)


def test_blanks_and_headings_over_nothing_but_blanks_are_put_out_of_reach():
    source = "## Uppföljning\n\n[Funktion] följer upp i [månad].\n\n## Mål\n\nFärre stölder.\n\n[Skriv fler mål här]\n\n## Slut\n"
    analysis = analyse(document_from_source("x", source))
    found = {u.text: float(p) for u, p in zip(analysis.units, blanks(analysis), strict=True)}
    blank = {"Uppföljning", "[Funktion] följer upp i [månad].", "[Skriv fler mål här]"}
    assert {t for t, p in found.items() if p == BLANK_PENALTY} == blank
    assert {p for t, p in found.items() if t not in blank} == {0.0}


def test_criteria_pooled_together_are_as_pooled_alone():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(9, 5)).astype(np.float32)
    weights = {c: rng.normal(size=(5, 3)).astype(np.float32) for c in ("bra.mal", "bra.syfte", "lag.x")}
    penalty = rng.random(9).astype(np.float32)
    together = pool(list(weights), [x @ stacked(weights, list(weights))], penalty, x)
    assert list(together) == list(weights)
    for c, f in together.items():
        alone = pool([c], [x @ weights[c]], penalty, x)[c]
        assert (f.criterion, f.units) == (c, alone.units)
        assert np.allclose(f.features, alone.features, atol=1e-5)
        assert np.allclose(f.pooled, alone.pooled, atol=1e-5)


@given(st.integers(1, 40), st.integers(1, 9), st.booleans())
def test_units_pooled_in_blocks_are_as_pooled_at_once(units, block, by_criterion):
    rng = np.random.default_rng(units)
    criteria = ["bra.mal", "bra.syfte"]
    scores = rng.integers(-3, 4, size=(units, 6)).astype(np.float32) / 4  # many are equal
    penalty = rng.integers(0, 2, size=(units, 2) if by_criterion else units).astype(np.float32)
    x = rng.normal(size=(units, 5)).astype(np.float32)
    parts = [scores[i : i + block] for i in range(0, units, block)]
    at_once, in_blocks = pool(criteria, [scores], penalty, x), pool(criteria, parts, penalty, x)
    for c in criteria:
        assert (at_once[c].units, at_once[c].scores) == (in_blocks[c].units, in_blocks[c].scores)
        assert np.array_equal(at_once[c].features, in_blocks[c].features)
        assert np.array_equal(at_once[c].pooled, in_blocks[c].pooled)


def test_no_criteria_give_no_passages():
    assert (
        pool([], [np.zeros((2, 0), np.float32)], np.zeros(2, np.float32), np.zeros((2, 5), np.float32)) == {}
    )
