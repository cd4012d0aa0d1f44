"""Two runs beside each other, and measurements kept as files."""

from __future__ import annotations

import pytest

import evaluation_samples as facit
from evaluation_samples import CHECKLISTS, observed
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.evaluation import stored
from overenskommelse_granskning.evaluation.compare import compare
from overenskommelse_granskning.evaluation.measured import measured_dict
from overenskommelse_granskning.evaluation.render import render, render_comparison
from overenskommelse_granskning.evaluation.summary import evaluate


def better():
    """The same reports with one verdict gained (lag.9_skriftlig) and one lost (lofte.tid)."""
    reports = facit.reports()
    reports["prov-a-01"]["checklists"][0]["criteria"][4]["outcome"] = "met"
    reports["prov-a-02"]["checklists"][0]["criteria"][0]["outcome"] = "met"
    return reports


@pytest.fixture(scope="module")
def before():
    return evaluate("facit", observed(), CHECKLISTS, rounds=100)


@pytest.fixture(scope="module")
def after():
    return evaluate("facit", observed(better()), CHECKLISTS, rounds=100)


def test_a_saved_run_can_be_read_again(before, tmp_path):
    path = tmp_path / "m.json"
    path.write_text(stored.dump(stored.to_dict(before)), encoding="utf-8")
    saved = stored.load(path)
    key = [(j.document, j.criterion, j.gold, j.predicted, j.needs_review) for j in before.judged]
    assert [(j.document, j.criterion, j.gold, j.predicted, j.needs_review) for j in saved.judged] == key


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99, "set": "x", "verdicts": []}'])
def test_what_is_no_saved_run_is_refused(content, tmp_path):
    path = tmp_path / "m.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="kan läsas"):
        stored.load(path)
    with pytest.raises(ConfigurationError, match="finns inte"):
        stored.load(tmp_path / "borta.json")


def test_gains_and_losses(before, after):
    c = compare("förra", before.judged, after.judged, rounds=100)
    assert c.shared == 11
    assert c.per_criterion == {"lofte.tid": (0, 1), "lag.9_skriftlig": (1, 0)}
    assert [(x.after.criterion, x.gained, x.lost) for x in c.changes] == [
        ("lag.9_skriftlig", True, False),
        ("lofte.tid", False, True),
    ]
    assert c.totals["accuracy"].before == c.totals["accuracy"].after == pytest.approx(5 / 11)
    assert not c.totals["accuracy"].certain
    text = render_comparison(c, errors=True)
    assert "lofte.tid" in text and "saknas → uppfyllt (facit saknas)" in text


def test_verdicts_that_only_one_run_has_are_not_compared(before, after):
    c = compare("förra", [j for j in before.judged if j.document != "prov-a-02"], after.judged, rounds=0)
    assert (c.shared, c.only_before, c.only_after) == (9, 0, 2)
    assert c.per_criterion == {"lag.9_skriftlig": (1, 0)}


def test_a_changed_label_is_not_compared(before, after):
    from dataclasses import replace

    changed = [replace(j, gold="partial") if j.criterion == "lofte.tid" else j for j in before.judged]
    assert compare("förra", changed, after.judged, rounds=0).per_criterion == {"lag.9_skriftlig": (1, 0)}


def test_the_shipped_figures_say_what_can_be_said(before):
    figures = measured_dict(before)
    assert (figures["set"], figures["documents"]) == ("facit", 4)
    assert figures["criteria"]["bra.parter"] == {"n": 3, "accuracy": 0.667, "missing_f1": None, "kappa": 0.4}
    assert figures["criteria"]["lofte.tid"] == {"n": 1, "accuracy": 1.0, "missing_f1": 1.0, "kappa": None}
    assert "bra.medarbetardialog" not in figures["criteria"]


def test_the_text_has_missing_first_and_shows_errors_with_quotes(before):
    text = render(before, errors=True)
    assert text.index("sakn p") < text.index("delv p") < text.index("uppf p")
    assert "Kunde inte läsas och räknas som fel: prov-q-02." in text
    assert "blandade dokument" in text
    assert "Facit saknas, blev delvis: 1" in text
    assert "visat: ”Badhuset är öppet sent”" in text
    assert "facit: ”Vi vill att färre ungdomar dricker.”" in text
    assert "Facit delvis, blev inget omdöme: 1" in text
    assert "    facit:" not in render(before)
