"""Document facts of county agreements and of agreements on support to those who leave gangs."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.rules.contract import Context, Layers
from overenskommelse_granskning.rules.document_facts import FACTS
from overenskommelse_granskning.rules.ground import Ground
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.vocabulary.closed import Flag, Outcome

PARTIES = "Överenskommelsen gäller mellan Länsstyrelsen i Granlands län och {police}."
SIGNED = """# Överenskommelse
Parter är Länsstyrelsen i Granlands län och Polisområde Granland.

Granstad den 3 december 2024

Eva Malm, landshövding, Länsstyrelsen i Granlands län
"""
SECOND = """
Granstad den 4 december 2024

Ola Berg, polisområdeschef, Polisområde Granland
"""


def outcome(fact: str, text: str) -> Outcome:
    analysis = analysed(text)
    lists = build_lists(analysis)
    return FACTS[fact](Context(analysis, lists, Layers(), Ground(analysis.units, lists)))[0]


@pytest.mark.parametrize(
    ("police", "expected"), [("Polisområde Granland", Outcome.MET), ("polisen", Outcome.PARTIAL)]
)
def test_the_police_area_makes_the_county_parties(police: str, expected: Outcome) -> None:
    assert outcome("lansparter", PARTIES.format(police=police)) is expected


def test_no_party_named() -> None:
    assert outcome("lansparter", "Vi hjälps åt i länet.") is Outcome.MISSING


def test_an_open_ended_validity_is_a_validity() -> None:
    text = "Överenskommelsen gäller från och med den 1 mars 2025 och tills vidare."
    assert outcome("giltighet", text) is Outcome.MET
    assert outcome("giltighet", "Samordnaren håller kontakten.") is Outcome.MISSING


def test_both_sides_must_sign_for_the_county() -> None:
    assert outcome("lansunderskrift", SIGNED + SECOND) is Outcome.MET
    assert outcome("lansunderskrift", SIGNED) is Outcome.PARTIAL
    assert outcome("lansunderskrift", "Vi hjälps åt i länet.") is Outcome.MISSING


def test_one_signer_of_two() -> None:
    assert outcome("tva_undertecknare", SIGNED + SECOND) is Outcome.MET
    assert outcome("tva_undertecknare", SIGNED) is Outcome.PARTIAL


def test_a_table_row_that_ends_in_a_figure_is_no_line_of_contents() -> None:
    rows = [
        u for u in analysed("| Mål | Nu | 2027 |\n| Kommuner med plan | 6 | 10 |").units if "plan" in u.text
    ]
    assert rows and all(Flag.CONTENTS not in u.flags for u in rows)
