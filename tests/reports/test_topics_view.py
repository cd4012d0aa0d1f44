"""Topics say what the text is about; where the criteria on the same matter say otherwise, the line explains it."""

from __future__ import annotations

from dataclasses import replace

import report_samples as samples
from overenskommelse_granskning.assessment import SectionFinding
from overenskommelse_granskning.reports import Style, html
from overenskommelse_granskning.reports.next_view import make_next
from overenskommelse_granskning.reports.view import make_view
from overenskommelse_granskning.vocabulary.closed import Outcome

THERE = (SectionFinding("uppfoljning", True, 0.9, 3, "Uppföljning"),)


def reviewed(*outcomes: Outcome, there: bool = True):
    names = ("bra.uppfoljning", "lofte.uppfoljning")
    criteria = [samples.criterion(i, o, title="Uppföljning") for i, o in zip(names, outcomes, strict=False)]
    return replace(
        samples.agreement(),
        checklists=(samples.checklist(*criteria),),
        sections=THERE if there else (),
        missing_sections=() if there else ("uppfoljning",),
        missing_section_advice=(),
        next_steps=(),
    )


def present(*outcomes: Outcome) -> str:
    (topic,) = make_view(reviewed(*outcomes)).topics
    assert (topic.title, topic.place) == ("uppföljning", "s. 3, avsnittet Uppföljning")
    return topic.note


def absent(*outcomes: Outcome) -> str:
    (topic,) = make_next(reviewed(*outcomes, there=False)).missing
    return topic.note


def test_a_topic_that_is_there_while_its_criterion_is_missing_says_so():
    assert present(Outcome.MISSING) == (
        "Texten kommer in på ämnet, men det som kriteriet ”Uppföljning” kräver saknas."
    )
    assert "kriterierna ”Uppföljning” och ”Uppföljning”" in present(Outcome.MISSING, Outcome.MISSING)


def test_nothing_is_explained_where_topic_and_criterion_agree():
    assert present(Outcome.MET) == present(Outcome.PARTIAL) == present(Outcome.NOT_APPLICABLE) == ""
    assert present(Outcome.MISSING, Outcome.PARTIAL) == ""
    assert absent(Outcome.MISSING) == absent(Outcome.NOT_ASSESSABLE) == ""


def test_a_topic_that_is_missing_while_its_criterion_found_something_says_where():
    assert absent(Outcome.PARTIAL) == (
        "Kriteriet ”Uppföljning” är ändå delvis uppfyllt (s. 2, avsnittet Lägesbild): läs det stället och "
        "avgör om ämnet behöver mer."
    )
    assert "är ändå uppfyllt (" in absent(Outcome.MISSING, Outcome.MET)


def test_a_topic_whose_criteria_are_all_met_is_not_said_to_be_missing():
    assert make_next(reviewed(Outcome.MET, there=False)).missing == ()
    assert make_next(reviewed(Outcome.MET, Outcome.NOT_APPLICABLE, there=False)).missing == ()


def test_the_page_shows_the_explanation_and_no_sign_of_a_verdict_at_a_topic():
    page = html.render([reviewed(Outcome.MISSING)], Style())
    topics = page[page.index("Vad texten handlar om") : page.index("Alla kriterier")]
    assert "Texten kommer in på ämnet, men det som kriteriet" in topics
    assert "#i-met" not in topics


def test_of_a_promise_what_the_text_has_is_not_said_to_be_missing():
    met = samples.criterion("lofte.avsandare", Outcome.MET, title="Avsändare")
    text = replace(
        samples.promise(),
        checklists=(samples.checklist(met),),
        missing_sections=("parter", "atgarder", "medborgarlofte", "lagesbild"),
        missing_section_advice=(),
        next_steps=(),
    )
    assert text.promises
    assert [m.title for m in make_next(text).missing] == ["lägesbild"]
