"""Goals, what they can be measured by, and plans of measures."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.thread.goals import Goal, find_goals
from overenskommelse_granskning.thread.measurable import Trait, has_level
from overenskommelse_granskning.thread.measures import find_measures
from overenskommelse_granskning.training.corpus import document_from_source


def goals_in(text: str) -> tuple[Goal, ...]:
    return find_goals(analyse(document_from_source("prov", text)))


@pytest.mark.parametrize(
    "text",
    [
        "Målet är att cykelstölderna ska minska.",
        "Antalet anmälda rån vid torget ska vara högst tio under 2027.",
        "Senast i maj 2026 ska medelfarten på Ringgatan ha sjunkit till 40 km/tim.",
        "| Problem | Mål |\n|---|---|\n| Rån | Färre än tio rån om året |",
    ],
)
def test_goals(text: str) -> None:
    assert len(goals_in(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Under 2023 anmäldes 40 cykelstölder, fler än året före.",
        "Syftet är att öka tryggheten i kommunen.",
        "Styrgruppen ska träffas minst fyra gånger per år.",
        "Målet om 300 samtal har utgått.",
        "I motionen föreslogs att brotten ska minska med 20 procent.",
        "Målen framgår av bilaga 2.",
        "Enligt handboken ska målen vara mätbara.",
        "Hur ska inbrotten minska?",
    ],
)
def test_what_is_no_goal(text: str) -> None:
    assert goals_in(text) == ()


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("Målet är att rånen ska minska.", set()),
        ("Målet är att rånen ska vara högst fem om året.", {Trait.MEASURABLE}),
        ("Målet är att rånen ska vara högst fem under 2027.", {Trait.MEASURABLE, Trait.DATED}),
        ("Målet är att rånen ska bli färre än under 2023.", {Trait.BASE_REFERENCE}),
        (
            "Målet är att rånen ska ned från 31 under 2023 till högst 15 under 2026.",
            {Trait.MEASURABLE, Trait.DATED, Trait.BASE_VALUE},
        ),
        ("Målet är att antalet anmälda rån ska minska.", {Trait.INDICATOR}),
    ],
)
def test_traits(text: str, traits: set[Trait]) -> None:
    (goal,) = goals_in(text)
    assert goal.traits == traits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("högst 20 fall", True),
        ("nio av tio elever", True),
        ("ned till 15 procent", True),
        ("elever i årskurs 9", False),
        ("rån mot personer under 18 år", False),
        ("senast den 31 december 2026", False),
        ("efter klockan 18", False),
    ],
)
def test_levels(text: str, expected: bool) -> None:
    assert has_level(text) is expected


def test_a_plan_is_known_by_what_stands_in_its_columns() -> None:
    text = (
        "| Vad händer? | Vem fixar det? | När? |\n|---|---|---|\n"
        "| Nya lampor i tunneln | Gatuenheten | Oktober 2025 |\n| Kontroller | Polisen | Varje månad |"
    )
    found = find_measures(analyse(document_from_source("prov", text)))
    assert [m.parts for m in found] == [{"what", "who", "when"}] * 2


def test_a_table_of_meetings_is_no_plan() -> None:
    text = "| Forum | Ordförande | Möts |\n|---|---|---|\n| Styrgrupp | Kommundirektören | Varje kvartal |"
    assert find_measures(analyse(document_from_source("prov", text))) == ()
