"""The measures of a whole run, against figures worked out by hand and against an outside scorer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import evaluation_samples as facit
from evaluation_samples import CHECKLISTS, observed
from overenskommelse_granskning.evaluation.gold import load_gold
from overenskommelse_granskning.evaluation.stored import summary, to_dict
from overenskommelse_granskning.evaluation.summary import evaluate


@pytest.fixture(scope="module")
def result():
    return evaluate("facit", observed(), CHECKLISTS, rounds=200)


def test_figures_are_those_worked_out_by_hand(result):
    got = summary(result)
    for name, value in facit.EXPECTED.items():
        assert got[name] == (pytest.approx(value, abs=5e-5) if isinstance(value, float) else value), name
    assert got["kappa"] == pytest.approx(facit.KAPPA, abs=5e-5)
    assert got["ece"] == pytest.approx(facit.ECE, abs=5e-5)


def test_figures_are_those_of_the_outside_scorer(result, repository, tmp_path):
    scorer = repository.parent / "shared" / "tools" / "score_gold.py"
    if not scorer.is_file():
        pytest.skip("det yttre mätprogrammet finns inte här")
    (tmp_path / "r").mkdir()
    (tmp_path / "t").mkdir()
    for name, report in facit.reports().items():
        (tmp_path / "r" / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
        (tmp_path / "t" / f"{name}.txt").write_text(facit.text_of(name), encoding="utf-8")
    command = [sys.executable, scorer, facit.FOLDER, tmp_path / "r", "--texts", tmp_path / "t"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = summary(result)
    assert set(facit.EXPECTED) <= set(theirs)
    for name, value in theirs.items():
        near = isinstance(value, (float, dict))
        assert ours[name] == (pytest.approx(value, abs=6e-4) if near else value), name


def test_uneven_documents_stand_apart(result):
    assert {k: (m.documents, m.n) for k, m in result.splits.items()} == {"tiered": (2, 6), "mixed": (2, 5)}
    assert result.splits["tiered"]["accuracy"] == pytest.approx(3 / 6)
    assert result.splits["mixed"]["accuracy"] == pytest.approx(2 / 5)


def test_per_checklist_and_per_criterion(result):
    assert {k: m.n for k, m in result.checklists.items()} == {"bra-2020": 8, "lag": 1, "lofte": 2}
    goal = result.criteria["bra.mal"]
    assert (goal.n, goal["accuracy"], goal["missing_r"], goal["partial_p"]) == (3, 0.0, 0.0, 0.0)
    assert goal["met_f1"] is None  # neither labelled nor called
    assert result.criteria["lofte.tid"]["kappa"] is None  # one level only
    assert list(result.criteria)[:4] == list(CHECKLISTS)


def test_macro_f1_of_a_criterion_is_over_the_levels_that_occur(result):
    follow_up = result.criteria["bra.uppfoljning"]  # partial partial, missing missing
    assert follow_up["macro_f1"] == 1.0
    assert follow_up["kappa"] == 1.0


def test_an_unreadable_document_stays_in_the_denominator(result):
    without = evaluate("x", [o for o in observed() if o.readable], CHECKLISTS, rounds=0)
    assert result.total.n == without.total.n + 2
    assert result.total["accuracy"] < without.total["accuracy"]


def test_only_some_criteria(result):
    some = evaluate("x", observed(wanted=lambda c: c.startswith("lofte.")), CHECKLISTS, rounds=0)
    assert (some.total.n, some.total["accuracy"]) == (2, 0.5)


def test_rules_and_learned_side_by_side(result):
    cells = {(c.rules.value, c.learned.value): c for c in result.layers.cells}
    assert set(cells) == {("met", "met"), ("missing", "partial"), ("met", "partial")}
    differ = cells["missing", "partial"]
    assert (differ.n, differ.rules_right, differ.learned_right, differ.review) == (1, 1, 0, 1)
    assert result.layers.total(agree=False) == (2, 1, 1, 1)
    assert result.layers.accuracy[facit.RULES] == pytest.approx(2 / 3)
    assert result.layers.differing == {"bra.mal": 1, "bra.uppfoljning": 1}


def test_reliability_of_sections(result):
    assert {b.low: (b.n, b.observed) for b in result.sections.calibration.bins} == {
        0.2: (1, 1.0),
        0.7: (1, 0.0),
        0.9: (1, 1.0),
    }


def test_same_seed_same_intervals_and_they_hold_the_figure(result):
    again = evaluate("facit", observed(), CHECKLISTS, rounds=200)
    assert to_dict(again) == to_dict(result)
    other = evaluate("facit", observed(), CHECKLISTS, rounds=200, seed=1)
    assert other.total.intervals != result.total.intervals
    low, high = result.total.intervals["accuracy"]
    assert low <= result.total["accuracy"] <= high


def test_outcomes_in_the_grounds_of_a_real_review_are_understood():
    from overenskommelse_granskning.evaluation.run import observe_all
    from overenskommelse_granskning.pipeline import Reviewer

    (one,) = observe_all(load_gold(facit.FOLDER, ["prov-a-01"]), Reviewer(["bra-2020"]))
    assert one.readable
    assert all(
        j.grounds for j in one.judged if j.criterion.startswith("bra.") and j.predicted != "not_applicable"
    )
