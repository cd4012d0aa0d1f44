"""What a law or a guide asks for is marked as a demand; what the parties do themselves is not."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.agents import agents
from overenskommelse_granskning.language.analysis import Unit, analyse
from overenskommelse_granskning.language.cues import Flag
from overenskommelse_granskning.training.corpus import document_from_source


def units_of(text: str) -> list[Unit]:
    analysis = analyse(document_from_source("prov", text))
    return [u for u in analysis.units if u.kind.value != "heading"]


@pytest.mark.parametrize(
    "text",
    [
        "Enligt 9 § lagen om kommuners ansvar ska en överenskommelse vara skriftlig.",
        "Handboken lyfter fram att parterna ska enas om mål.",
        "Målen ska enligt handboken vara mätbara.",
        "Av 8 § framgår att kommunen ska ta ett samordningsansvar.",
        "I lagen står det att planen ska följas upp.",
    ],
)
def test_demands_are_marked(text: str) -> None:
    assert all(Flag.DEMAND in u.flags for u in units_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Säkerhetschefen följer upp målen i mars varje år.",
        "Rådet är kommunens råd enligt 10 § och möts fyra gånger per år.",
        "Där står vad som hände och vad det kostade.",
    ],
)
def test_own_arrangements_are_not(text: str) -> None:
    assert not any(Flag.DEMAND in u.flags for u in units_of(text))


def test_a_demand_runs_on_within_its_paragraph_until_the_parties_speak() -> None:
    first, second, third = units_of(
        "Lagen ställer krav på kommunen. Lägesbilden ska uppdateras. Kommunpolisen lämnar siffror i maj."
    )
    assert Flag.DEMAND in first.flags
    assert Flag.DEMAND in second.flags
    assert Flag.DEMAND not in third.flags


def test_a_section_that_retells_demands() -> None:
    told, own = units_of(
        "# Överenskommelse\n\n## Vad lagen kräver\n\nEn styrgrupp leder arbetet.\n\n## Styrning\n\nEn styrgrupp leder arbetet."
    )
    assert Flag.DEMAND in told.flags
    assert Flag.DEMAND not in own.flags


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Styrgruppen följer upp målen.", True),
        ("Målen följs upp av kommunpolisen.", True),
        ("Målen följs upp i styrgruppen.", True),
        ("Resultatet redovisas för styrgruppen.", False),
        ("Resultatet lämnas till styrgruppen.", False),
        ("Styrgruppen hålls underrättad.", False),
    ],
)
def test_who_acts(text: str, acts: bool) -> None:
    (unit,) = units_of(text)
    assert bool(agents(unit, frozenset({"role", "body", "board"}))) is acts
