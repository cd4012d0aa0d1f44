"""What is read as a measure against a problem, and what is only told of it."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.thread.chains import find_thread
from overenskommelse_granskning.thread.columns import Link
from overenskommelse_granskning.thread.goal_words import verb_of
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.training.corpus import document_from_source
from thread_samples import thread

TOLD = """
## Prioriterade problem

### Skadegörelse på Björkskolan

{told}

### Cykelstölder vid stationen

Låsbara ställ sätts upp av tekniska förvaltningen under 2025.
"""


@pytest.mark.parametrize(
    "told",
    [
        "Rån och skadegörelse mot elever på väg till skolan i Ekby kommun.",  # "elever" is no verb
        "Fastighetskontoret har sammanlagt bytt 40 rutor.",
    ],
)
def test_a_statement_without_a_verb_of_doing_is_no_measure(told: str) -> None:
    assert thread(TOLD.format(told=told))["Skadegörelse på Björkskolan"]["measure"] is None


@pytest.mark.parametrize("function", ["statistik", "problem", "bakgrund"])
def test_what_is_known_to_tell_something_else_is_no_measure(function: str) -> None:
    analysis = analyse(
        document_from_source("prov", TOLD.format(told="Ungdomsgården stänger tidigare på fredagar."))
    )
    lists = build_lists(analysis)
    closing = next(u.id for u in analysis.units if u.text.startswith("Ungdomsgården"))
    told = analysis.with_functions({closing: frozenset({function})})
    assert Link.MEASURE in find_thread(analysis, lists)[0].parts
    assert Link.MEASURE not in find_thread(told, lists)[0].parts


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Väktare rondar i väntsalen.", "rondar"),
        ("Parter är kommunen och polisen.", "vara"),
        ("Trasiga lås byts av hyresvärden.", "byta"),
        ("Rån mot elever på väg till skolans gård.", None),
        ("Kommunen ska belysa gången.", "ska"),
    ],
)
def test_the_first_verb_of_a_sentence(text: str, verb: str | None) -> None:
    assert verb_of(text) == verb


LEFT = """
## Prioriterade problem

### Fylleri på Torgplan

Gäster blir sittande ute efter stängning.

### Buller vid Lillviken

Motorerna hörs över hela sjön.

## Mål

- Färre ska ligga kvar berusade på bänkarna när 2026 är slut.
- Klagomålen till miljökontoret ska vara högst fem per sommar.
"""


def test_goals_left_over_are_those_of_the_problems_left_over_in_order() -> None:
    rows = thread(LEFT)
    assert (rows["Fylleri på Torgplan"]["goal"] or "").startswith("Färre ska ligga kvar")
    assert (rows["Buller vid Lillviken"]["goal"] or "").startswith("Klagomålen")
