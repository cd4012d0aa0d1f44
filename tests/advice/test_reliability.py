"""How far a suggested wording is to be trusted in this document: by what it did elsewhere, and what hangs here."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from overenskommelse_granskning.advice import reliability
from overenskommelse_granskning.advice.reliability import FEW, Tried, chance, exactness, shaky, tried_wordings
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.verdict.model import Verdict
from overenskommelse_granskning.vocabulary.closed import Outcome

TRIED = {
    "p.a": Tried(20, 1.0, 0.8, {"p.b": (0.0, 0.1), "p.c": (0.05, 0.0)}),
    "p.often": Tried(20, 0.5, 1.0),
    "p.new": Tried(FEW - 1, 0.0, 0.0),
}


@pytest.fixture(autouse=True)
def tried(monkeypatch):
    monkeypatch.setattr(reliability, "tried_wordings", lambda: TRIED)


def verdict(name: str, outcome: Outcome, confidence: float, there: float | None = 0.5) -> Verdict:
    one = next(c for c in load_checklist(available()[0]).criteria)
    made = replace(one, id=name)
    return Verdict(made, outcome, "", confidence, False, (), (), (), None, (), there=there)


def test_a_verdict_that_hangs_in_the_balance_makes_the_wording_less_exact():
    sure, loose = (shaky([verdict("p.b", Outcome.MISSING, c)]) for c in (0.95, 0.45))
    assert exactness("p.a", loose) < 0.7 < 0.98 < exactness("p.a", sure) < 1.0


def test_what_the_wording_may_move_by_its_promise_takes_nothing_from_it():
    loose = shaky([verdict("p.b", Outcome.MISSING, 0.45)])
    assert exactness("p.a", loose, ("p.b",)) == 1.0


def test_a_met_verdict_is_held_against_what_met_ones_lose():
    met, missing = (shaky([verdict("p.c", o, 0.5)]) for o in (Outcome.MET, Outcome.MISSING))
    assert exactness("p.a", met) < exactness("p.a", missing) == 1.0


def test_a_wording_that_is_not_always_enough_and_one_hardly_tried():
    others = shaky([verdict("p.b", Outcome.MISSING, 0.9)])
    assert exactness("p.often", others) == chance("p.often") == 0.5
    assert exactness("p.new", others) == chance("p.new") == exactness("p.unknown", others) == 1.0


def test_where_rules_alone_decide_the_share_of_all_texts_counts():
    assert shaky([verdict("p.b", Outcome.MISSING, 0.4, there=None)]) == {}
    assert exactness("p.a", {}) == pytest.approx(0.8)


def test_shipped_losses_are_of_other_criteria_and_between_nothing_and_all():
    ids = {c.id for i in available() for c in load_checklist(i).criteria}
    shipped = tried_wordings()
    assert shipped
    assert any(t.lost for t in shipped.values())
    for criterion, found in shipped.items():
        assert set(found.lost) <= ids - {criterion}
        assert all(0.0 <= v < 1.0 and math.isfinite(v) for pair in found.lost.values() for v in pair)
