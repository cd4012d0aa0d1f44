"""What to do next, in words: where to write, what is missing, how easy the text is to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

import report_samples as samples
from overenskommelse_granskning.assessment import Edit, LongSentence, MissingSection, NextStep, Readability
from overenskommelse_granskning.reports.next_view import make_next, plain_rows


def one(step: NextStep):
    (view,) = make_next(replace(samples.agreement(), next_steps=(step,))).steps
    return view


PLACE = samples.quote("Problemen har ökat de senaste åren.", 700, 2, "Lägesbild")


@pytest.mark.parametrize(
    ("change", "lead"),
    [
        (Edit(735, 735, "Text.", PLACE), "Skriv i avsnittet Lägesbild, efter ”Problemen har ökat de senaste åren.”"),
        (Edit(735, 735, "Text.", PLACE, "Mål", 2), "Skriv i ett nytt avsnitt, Mål, efter ”Problemen har ökat de senaste åren.”"),
        (Edit(700, 735, "Text.", PLACE), "Skriv i stället för ”Problemen har ökat de senaste åren.”"),
        (Edit(700, 735, "", PLACE), "Stryk ”Problemen har ökat de senaste åren.”"),
        (Edit(5, 5, "Text.", samples.quote("3 Mål", 0, 1, "Mål")), "Skriv i avsnittet Mål"),
        (Edit(5, 5, "Text.", samples.quote("Vi lovar.", 0, None)), "Skriv efter ”Vi lovar.”"),
        (Edit(0, 0, "Text."), "Skriv till exempel"),
        (Edit(9, 9, "Text.", samples.quote("Råd\tMöts", 0, 1, "Mål")), "Skriv i avsnittet Mål, efter tabellen med raden ”Råd | Möts”"),
        (Edit(9, 9, "Text.", samples.quote("Målen stäms av.", 0, 1, "Mål")), "Skriv i avsnittet Mål, efter ”Målen stäms av.”"),
        (Edit(1, 1, "Text.", samples.quote("–", 0, 1, "Mål")), "Skriv i avsnittet Mål"),
        (Edit(1, 1, "Text.", samples.quote("–", 0, 1, "Mål"), "Plan"), "Skriv i ett nytt avsnitt, Plan, efter avsnittet Mål"),
    ],
)  # fmt: skip
def test_the_lead_says_where(change, lead):
    (write,) = one(NextStep("bra.mal", 4.0, "Råd.", changes=(change,))).writes
    assert write.lead == lead
    assert write.lines == (("Text.",) if change.wording else ())


def test_a_table_is_told_by_its_columns_where_there_are_none():
    table = ("Så här:", "| Åtgärd | Klart |", "| [åtgärd] | [dag] |", "| [åtgärd] | [dag] |")
    assert list(plain_rows(table)) == [
        "Så här:", "En tabell med kolumnerna Åtgärd och Klart. Skriv på varje rad:", "Åtgärd: [åtgärd]", "Klart: [dag]",
    ]  # fmt: skip


def test_a_long_passage_is_told_by_its_beginning():
    place = samples.quote("Ett långt stycke " * 20, 0, 1, "Mål")
    (write,) = one(NextStep("bra.mal", 4.0, "Råd.", changes=(Edit(0, 340, "Kort.", place),))).writes
    assert len(write.lead) < 100 and "…" in write.lead


def test_gain_and_served_criteria_are_told_in_words():
    view = one(NextStep("bra.orsaker", 2.5, "Råd.", serves=("lag.13_ledning", "finns.inte")))
    assert view.gain == "+2,5 poäng" and view.serves == ("Ledande nämnd och rapportering",)
    assert view.title == "Troliga orsaker till problemen beskrivs" and view.item is not None
    assert one(NextStep("x.okand", 0.0, "Råd.")).gain == ""


def test_without_steps_the_criteria_stand_in_their_order_of_rank():
    found = make_next(replace(samples.agreement(), next_steps=()))
    assert [s.id for s in found.steps] == ["bra.orsaker", "lag.13_ledning", "bra.mal_matbara"]
    assert found.steps[0].writes[0].lines == ("[Problemet] bedöms bero på [orsak] vid [plats] under [tid].",)
    assert found.improvable == 3


def test_missing_topics_are_placed_and_those_without_advice_only_named():
    advice = (
        MissingSection("mal", "Mål", "Skriv mål.", 10, after=samples.quote("3 Lägesbild", 0, 1, "Lägesbild")),
        MissingSection("syfte", "Syfte", "Skriv syfte.", 0, before=samples.quote("Parter", 0, 1, "Parter")),
        MissingSection("resurser", "Resurser", "Skriv resurser.", 99),
    )
    labels = ("mal", "syfte", "resurser", "dialog")
    found = make_next(
        replace(samples.agreement(), missing_sections=labels, missing_section_advice=advice)
    ).missing
    assert [(m.title, m.place) for m in found] == [
        ("mål", "efter avsnittet Lägesbild"),
        ("syfte", "före avsnittet Parter"),
        ("resurser", "sist i dokumentet"),
        (found[3].title, ""),
    ]
    assert found[3].write == "" and found[3].title.startswith("dialog")


def reading(**changes: object):
    fields: dict[str, object] = {
        "lix": 41, "band": "medelsvår", "words": 300, "sentences": 20, "words_per_sentence": 15.0,
        "long_words": 0.26, "long_sentences": 0.0, "long_from": 25,
    }  # fmt: skip
    r = Readability(**{**fields, **changes})  # type: ignore[arg-type]
    found = make_next(replace(samples.promise(), readability=r)).reading
    assert found is not None
    return found


def test_readability_is_told_in_plain_sentences():
    assert reading().lines == (
        "LIX är 41, det vill säga medelsvår text (15 ord per mening, 26 % långa ord).",
        "Ingen mening har fler än 25 ord.",
    )
    assert "Texten är så kort" in " ".join(reading(words=60).lines)
    long = reading(long_sentences=0.1, longest=(LongSentence(PLACE, 31),))
    assert long.lines[1].startswith("2 av 20 meningar har fler än 25 ord.")
    assert [(q.text, n) for q, n in long.longest] == [("Problemen har ökat de senaste åren.", 31)]
    assert make_next(samples.agreement()).reading is None
