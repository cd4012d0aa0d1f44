"""Goals, what they can be measured by, and plans of measures."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.thread.goal_details import GoalDetail
from overenskommelse_granskning.thread.goal_parts import GoalPart
from overenskommelse_granskning.thread.goals import Goal, find_goals
from overenskommelse_granskning.thread.lists import build_lists
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


_TABLE = "## Mål\n\n| Mål | Mäts genom | Utgångsläge | Målnivå 2027 |\n|---|---|---|---|\n| {row} |"


def detail_of(row: str) -> tuple[GoalDetail, str]:
    analysis = analyse(document_from_source("prov", _TABLE.replace("{row}", row)))
    (found,) = build_lists(analysis).goals
    return found, analysis.document.text


def test_the_year_in_the_header_of_a_filled_column_dates_the_goal() -> None:
    goal, text = detail_of("Andelen otrygga ska minska | Enkäten | 31 % | högst 25 %")
    when = goal.parts[GoalPart.TIME]
    assert Trait.DATED in goal.traits
    assert text[when.start : when.end] == "2027"


@pytest.mark.parametrize("level", ["", "Fastställs våren 2026"])
def test_an_empty_or_postponed_level_dates_nothing(level: str) -> None:
    goal, _ = detail_of(f"Andelen otrygga ska minska | Enkäten | 31 % | {level}")
    assert Trait.DATED not in goal.traits
    assert GoalPart.TIME not in goal.parts


def test_a_start_that_is_put_off_is_no_start() -> None:
    goal, _ = detail_of("Fler utsatta ska söka stöd | Statistik från jouren | Mäts hösten 2025 | ")
    assert not goal.measurable
    assert GoalPart.BASELINE not in goal.parts
    assert Trait.BASE_VALUE not in goal.traits


def test_a_column_of_target_values_is_no_start() -> None:
    text = "## Mål\n\n| Mål | Målvärde 2027 |\n|---|---|\n| Andelen otrygga elever ska minska | 12 % |"
    (goal,) = build_lists(analyse(document_from_source("prov", text))).goals
    assert GoalPart.BASELINE not in goal.parts
    assert goal.measurable


BLANKS = """## Mål

| Område | Mål | Ansvarig |
|---|---|---|
| Torget | Andelen otrygga ska vara högst 20 procent 2027 | [namn] |
| Skolan | Antalet slagsmål ska minska med XX % | Rektorn |

## Underskrifter

| Kommunen | Polisen |
|---|---|
| [namn] | [namn] |
"""


def test_a_goal_with_a_blank_is_told_as_unfinished() -> None:
    lists = build_lists(analyse(document_from_source("prov", BLANKS)))
    assert [g.measurable for g in lists.goals] == [True]  # the blank in another column is not the goal's
    (left,) = lists.unfinished_goals
    assert left.title.startswith("Skolan")
    assert "ifyllt" in left.reason
    assert lists.blanks("goals") == 1


@pytest.mark.parametrize("line", ["Dnr: [fylls i]", "För kommunen: ____________", "Kontakt: [namn, telefon]"])
def test_a_blank_that_is_no_goal_is_none_unfinished(line: str) -> None:
    text = f"# Avtal\n\nMålet är att antalet rån ska vara högst fem under 2027.\n\n{line}"
    lists = build_lists(analyse(document_from_source("prov", text)))
    assert len(lists.goals) == 1
    assert lists.unfinished_goals == ()


@pytest.mark.parametrize("heading", ["Mål", "Vad vi vill nå", "Syfte och mål"])
def test_a_level_to_reach_is_a_goal_under_a_heading_of_purpose_and_goals(heading: str) -> None:
    text = (
        f"# Överenskommelse\n\n## {heading}\n\nSyftet är att öka tryggheten.\n\n"
        "Bedrägerier mot äldre ska vara högst 25 under 2027 (57 år 2024).\n\nKommunen ska bli tryggare."
    )
    assert [g.title for g in goals_in(text)][:1] == [
        "Bedrägerier mot äldre ska vara högst 25 under 2027 (57 år 2024)."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi ska ner till hälften så många inbrott på en vinter.",
        "Körningen ska, räknat i anmälningar, vara av mindre omfattning än 2023.",
        "Vid utgången av 2026 ska butiksstölderna inte ligga över samma tal.",
        "Bilstölderna får inte bli fler än i fjol.",
    ],
)
def test_a_state_told_by_comparison_is_a_goal(sentence):
    assert len(goals_in(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Gruppen ska inte bestå av fler än åtta personer.",
        "Protokollet ska vara klart inom högst tre veckor.",
        "Stölderna var färre än hälften så många som 2019.",
        "Under 2025 ska inga möten hållas digitalt.",
        "Under 2026 ska alla medarbetare kunna använda systemet.",
    ],
)
def test_levels_of_the_work_itself_and_of_the_past_are_no_goals(sentence):
    assert not goals_in(sentence)


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("Antalet anmälda fall av hot mot förare ska vara högst 12 år 2028 (2024: 31).", {Trait.MEASURABLE, Trait.DATED, Trait.BASE_VALUE}),
        ("Stölderna från lagren ska år 2029 inte överstiga 40 (2024: 88).", {Trait.MEASURABLE, Trait.DATED, Trait.BASE_VALUE}),
        ("Skadegörelsen på skolorna ska gå ned med en femtedel.", {Trait.MEASURABLE}),
        ("Senast hösten 2026 ska hälften av gatorna vara med i grannsamverkan.", {Trait.MEASURABLE, Trait.DATED}),
        ("Före utgången av 2028 ska cyklister åter våga ta tunneln.", {Trait.DATED}),
        ("# Vad vi vill\n\nAntalet larm i loggen ska halveras från 120.", {Trait.MEASURABLE, Trait.BASE_VALUE}),
    ],
)  # fmt: skip
def test_goals_told_with_their_start_their_time_or_as_a_state(text: str, traits: set[Trait]) -> None:
    (goal,) = goals_in(text)
    assert goal.traits == traits


def test_a_column_of_where_to_come_down_to_holds_goals() -> None:
    table = "| | 2023 | 2025 | Ska ned till 2027 |\n|---|---|---|---|\n| Stölder vid bryggan | 31 | 42 | 12 |"
    (goal,) = build_lists(analyse(document_from_source("prov", table))).goals
    assert goal.measurable and Trait.DATED in goal.traits
    assert GoalPart.OBJECT in goal.parts and GoalPart.BASELINE in goal.parts


def test_what_the_parties_want_with_the_agreement_is_no_goal() -> None:
    assert goals_in("Parterna vill med överenskommelsen åstadkomma att färre utsätts för brott.") == ()
