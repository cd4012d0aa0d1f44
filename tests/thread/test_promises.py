"""The list of single promises: what is one, what is not, and what leads into them."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers.entry import read_document
from overenskommelse_granskning.thread.lists import build_lists


def promises(text: str) -> list[str]:
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    return [entry.title for entry in build_lists(analysis).named("promises")]


def test_items_under_a_lead_are_promises_and_what_people_said_is_not() -> None:
    text = """# Löfte för Tallnäs

## Ni berättade

- Det är mörkt vid torget
- Mopeder kör på gångbanan

## Det här lovar vi

- Polisen fotpatrullerar torget
- Kommunen byter lamporna
"""
    assert promises(text) == ["Polisen fotpatrullerar torget", "Kommunen byter lamporna"]


def test_numbers_that_only_head_bullets_are_not_counted() -> None:
    text = """Kommunen lovar:

1. Runt skolan

- fältare på rasterna
- nya lampor

2. Vid torget

- bänkarna lagas
"""
    assert promises(text) == ["fältare på rasterna", "nya lampor", "bänkarna lagas"]


def test_an_enumeration_in_a_sentence_makes_several() -> None:
    found = promises("Kommunen lovar att byta lamporna i parken, klippa buskarna och verka för trivsel.")
    assert found == ["byta lamporna i parken", "klippa buskarna", "verka för trivsel."]


def test_only_the_newest_year_counts() -> None:
    text = """# Medborgarlöften

## 2024

- Nattvandring varje fredag
- Nya lampor i parken

## 2023

- Sex trafikkontroller
- Fyra vandringar
"""
    assert promises(text) == ["Nattvandring varje fredag", "Nya lampor i parken"]


@pytest.mark.parametrize(
    "text",
    [
        "Löftet ska följas upp.",
        "Förra året lovade vi tio vandringar. Det blev åtta.",
        "Kontakta kommunpolisen på 114 14.",
        "Kommunen och polisen har tagit fram löftet.",
        "I mars svarade 214 personer på vår enkät.",
        "## Det här kan du göra\n\n- Lås cykeln\n- Hälsa på grannen",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert promises(text) == []


def test_lead_tells_who_promises() -> None:
    text = "# Löfte\n\n## Polisen lovar\n\n- fotpatrull på Storgatan\n- kontroller vid skolan\n"
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    entry = build_lists(analysis).named("promises")[0]
    assert analysis.units[entry.lead[0]].text == "Polisen lovar"
