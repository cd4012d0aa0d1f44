"""A paragraph that opens with a problem's name belongs to the problem, wherever it stands."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.thread.lists import build_lists

TEXT = """# Överenskommelse

## Prioriterade områden

Vi har valt tre områden:

- Trafik
- Cykelstölder
- Unga och droger

## Övrigt

{line}
"""


def belonging(line: str) -> dict[str, list[str]]:
    analysis = analysed(TEXT.replace("{line}", line))
    entries = build_lists(analysis).named("problems")
    return {e.title: [analysis.units[i].text for i in e.units[1:]] for e in entries}


@pytest.mark.parametrize("sign", [":", " –"])
def test_the_whole_paragraph_belongs_to_it(sign):
    first, second = f"Trafik{sign} det beror på vägen.", "Den är rak."
    found = belonging(f"{first} {second}")
    assert found["Trafik"] == [first, second]
    assert found["Cykelstölder"] == found["Unga och droger"] == []


def test_a_name_within_a_sentence_is_no_opening():
    assert belonging("Trafiken ökar.")["Trafik"] == []
    assert belonging("Vi talar om Trafik: den ökar.")["Trafik"] == []


def test_the_next_paragraph_is_another():
    assert belonging("Trafik: det beror på vägen.\n\nAllt annat är lugnt.")["Trafik"] == [
        "Trafik: det beror på vägen."
    ]


def test_sections_of_one_form_are_the_problems():
    table = "| Hur ser det ut | Vad ligger bakom | Vad vi vill |\n|---|---|---|\n| %s | %s | %s |"
    text = (
        "# Avtal\n\n## Vägarna\n\n"
        + table % ("40 olyckor", "Ingen buss", "Färre olyckor")
        + "\n\n## Sakerna\n\n"
        + table % ("12 stölder", "Olåsta bodar", "Låsta bodar")
        + "\n\n## Pengar\n\nEn halvtid."
    )
    lists = build_lists(analysed(text))
    assert [p.title for p in lists.problems] == ["Vägarna", "Sakerna"]
    assert len(lists.named("causes")) == 2


def test_goals_left_go_to_the_problems_left():
    text = (
        "# Avtal\n\n## Vad tar vi tag i?\n\n- Rattfylleri\n- Klotter\n\n## Hur vill vi ha det?\n\n"
        "- Rattfylleri ska bli ovanligt\n- Husväggarna ska vara hela och rena"
    )
    lists = build_lists(analysed(text))
    goals = lists.units_of("goals")
    assert all(goals & set(p.units) for p in lists.named("problems"))


def test_measures_tied_to_a_problem_are_listed():
    text = "# Avtal\n\n## Vad tar vi tag i?\n\n- Rattfylleri\n- Klotter\n\n## Rattfylleri\n\nPolisen kontrollerar nykterhet vid färjan."
    lists = build_lists(analysed(text))
    assert [e.title for e in lists.named("problem_measures")] == ["Rattfylleri"]


def test_a_number_of_the_list_is_no_part_of_the_name():
    table = "| Fokusområde | Mål | Aktivitet |\n|---|---|---|\n| %s | Färre rån | Vandringar |\n| %s | Färre brott | Träffar |"
    for first, second in (
        ("1. Torget", "2. Klotter"),
        ("A) Torget", "B) Klotter"),
        ("1 Torget", "2 Klotter"),
    ):
        lists = build_lists(analysed("# Avtal\n\n## Fokusområden\n\n" + table % (first, second)))
        assert [p.title for p in lists.problems] == ["Torget", "Klotter"]


def test_a_count_is_no_number_of_the_list():
    table = "| Problem | Åtgärd |\n|---|---|\n| 14 rån vid torget | Vandringar |\n| 31 stölder | Träffar |"
    lists = build_lists(analysed("# Avtal\n\n## Prioriterade problem\n\n" + table))
    assert [p.title for p in lists.problems] == ["14 rån vid torget", "31 stölder"]
