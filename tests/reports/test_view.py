"""The view model: order of importance, Swedish numbers, places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_samples as samples
from overenskommelse_granskning.assessment import SectionFinding
from overenskommelse_granskning.reports.labels import number, percent
from overenskommelse_granskning.reports.view import make_view, rank
from overenskommelse_granskning.vocabulary.closed import Kind, Level, Outcome


def ranked(*criteria):
    assessment = replace(samples.agreement(), checklists=(samples.checklist(*criteria),))
    return [c.id for c in rank(assessment)]


def test_skall_before_bor_then_missing_before_partial_then_weight():
    assert ranked(
        samples.criterion("bra.bor_missing", Outcome.MISSING, level=Level.SHOULD, weight=9.0),
        samples.criterion("bra.skall_partial", Outcome.PARTIAL),
        samples.criterion("bra.skall_missing", Outcome.MISSING),
        samples.criterion("bra.skall_missing_heavy", Outcome.MISSING, weight=3.0),
    ) == ["bra.skall_missing_heavy", "bra.skall_missing", "bra.skall_partial", "bra.bor_missing"]


def test_met_waived_and_undecided_are_nothing_to_improve():
    assert (
        ranked(
            samples.criterion("bra.a", Outcome.MET),
            samples.criterion("bra.b", Outcome.MISSING, waived="beslutat"),
            samples.criterion("bra.c", Outcome.NOT_ASSESSABLE),
            samples.criterion("bra.d", Outcome.NOT_APPLICABLE),
            samples.criterion("bra.e", Outcome.ERROR),
        )
        == []
    )


@given(st.lists(st.sampled_from(list(Outcome)), max_size=30))
def test_important_is_a_beginning_of_all_that_can_be_improved(outcomes):
    criteria = [samples.criterion(f"bra.k{i}", o) for i, o in enumerate(outcomes)]
    view = make_view(replace(samples.agreement(), checklists=(samples.checklist(*criteria),)))
    lacking = sum(o in (Outcome.MISSING, Outcome.PARTIAL) for o in outcomes)
    assert view.improvable == lacking
    assert len(view.important) == min(lacking, 10)


def test_criteria_keep_the_order_of_the_checklist_within_their_step():
    view = make_view(samples.agreement())
    assert [g.title[:6] for g in view.checklists[0].groups] == ["Steg 1", "Steg 3", "Steg 4", "Steg 5"]
    assert [i.id for i in view.checklists[0].groups[0].items] == ["bra.parter", "bra.resurser"]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.43, "43 %"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.999, "99 %"),
        (0.001, "1 %"),
        (0.125, "13 %"),
        (None, "–"),
    ],
)
def test_percent(share, text):
    assert percent(share) == text


@given(st.floats(0, 1))
def test_percent_never_hides_a_lack_or_a_find(share):
    shown = int(percent(share).removesuffix(" %"))
    assert (shown == 100) == (share == 1)
    assert (shown == 0) == (share == 0)


@pytest.mark.parametrize(("value", "text"), [(41.0, "41"), (41.5, "41,5"), (0.0, "0")])
def test_number(value, text):
    assert number(value) == text


def test_quote_tells_page_and_section_where_they_are_known():
    quotes = {
        (None, None): "",
        (3, None): "s. 3",
        (None, "Mål"): "avsnittet Mål",
        (3, "Mål"): "s. 3, avsnittet Mål",
    }
    for (page, section), place in quotes.items():
        c = samples.criterion("bra.mal", Outcome.MET, evidence=(samples.quote("x", 0, page, section),))
        view = make_view(replace(samples.agreement(), checklists=(samples.checklist(c),)))
        assert view.checklists[0].groups[0].items[0].quotes[0].place == place


@pytest.mark.parametrize("kind", list(Kind))
def test_headline_names_every_kind(kind):
    view = make_view(replace(samples.agreement(), document=samples.facts(kind=kind)))
    assert view.headline.startswith("Dokumentet ")


def test_doubtful_kind_is_said_to_be_doubtful():
    view = make_view(replace(samples.agreement(), document=samples.facts(kind_confidence=0.5)))
    assert "troligen" in view.headline and "%" not in view.headline


def test_a_list_of_which_nothing_applies_says_why_once():
    none = [
        replace(samples.criterion(f"lag.k{i}", Outcome.NOT_APPLICABLE), reason="Lagen är yngre.")
        for i in range(3)
    ]
    view = make_view(replace(samples.agreement(), checklists=(samples.checklist(*none),)))
    assert view.checklists[0].groups == ()
    assert view.checklists[0].adjustments[0] == "Gäller inte det här dokumentet. Lagen är yngre."
    none[0] = replace(none[0], reason="Ett annat skäl.")
    view = make_view(replace(samples.agreement(), checklists=(samples.checklist(*none),)))
    assert sum(len(g.items) for g in view.checklists[0].groups) == 3


def test_unknown_section_label_is_shown_as_it_is():
    found = (SectionFinding("lagesbild", True, 0.9), SectionFinding("nytt_amne", True, 0.9))
    view = make_view(replace(samples.agreement(), sections=found))
    assert [t.title for t in view.topics] == ["lägesbild", "nytt_amne"]


def test_cells_of_a_row_do_not_run_into_one_another():
    row = samples.quote("Byt lampor\t\tGatuchefen \t i mars", 0, 3)
    c = samples.criterion("bra.mal", Outcome.MET, evidence=(row,))
    view = make_view(replace(samples.agreement(), checklists=(samples.checklist(c),)))
    assert view.checklists[0].groups[0].items[0].quotes[0].text == "Byt lampor | Gatuchefen | i mars"


def test_outcomes_are_counted_in_the_number_that_they_have():
    outcomes = (Outcome.MET, Outcome.MET, Outcome.PARTIAL, Outcome.NOT_ASSESSABLE)
    listed = samples.checklist(*(samples.criterion(f"bra.{i}", o) for i, o in enumerate(outcomes)))
    (shown,) = make_view(replace(samples.agreement(), checklists=(listed,))).checklists
    assert shown.counts == (("uppfyllda", 2), ("delvis", 1), ("ej bedömbart", 1))
