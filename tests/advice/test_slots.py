"""Slots of suggested wordings: filled from the document, else placeholders."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.advice.slots import (
    bound,
    lower_first,
    short_title,
    slot_values,
    within_sentence,
)
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.language.cues import Flag
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.vocabulary.slots import SLOTS, fill_slots, slots_of, unknown_slots

AGREEMENT = """# Överenskommelse om samverkan

Överenskommelsen ingås mellan Granholms kommun och Polismyndigheten, lokalpolisområde Västra Skogsbygden.

## Prioriterade områden

Vi har valt två problem.

### Cykelstölder vid stationen

Under 2024 anmäldes 61 cykelstölder.

### Bedrägerier mot äldre

Äldre luras på telefon.

## Giltighet

Överenskommelsen gäller från och med den 1 januari 2025 till och med den 31 december 2027.
"""


def values(text: str) -> dict[str, str]:
    analysis = analysed(text)
    return slot_values(analysis, build_lists(analysis))


def test_the_document_fills_what_it_tells():
    found = values(AGREEMENT)
    assert found["kommun"] == "Granholms kommun" and found["kommunen"] == "Granholm"
    assert found["polis"] == "Polismyndigheten, lokalpolisområde Västra Skogsbygden"
    assert found["polisenhet"] == "lokalpolisområde Västra Skogsbygden"
    assert found["period"] == "2025–2027" and found["slutdatum"] == "31 december 2027"
    assert found["problem"] == "cykelstölder vid stationen"


def test_what_it_does_not_tell_is_left_out():
    assert values("# Trygghet\n\nVi vill att fler ska känna sig trygga.") == {}
    text = "# Överenskommelse\n\nDen ingås mellan Granholms kommun och polisen och gäller tills vidare från 2025."
    assert set(values(text)) == {"kommun", "kommunen"}


def test_what_it_leaves_open_is_left_out():
    text = "# Överenskommelse\n\nDen ingås mellan Granholms kommun och lokalpolisområde XX för 2025–2027."
    assert "polisenhet" not in values(text) and values(text)["kommunen"] == "Granholm"


def test_every_slot_without_a_value_becomes_a_placeholder_that_is_recognised():
    for name in SLOTS.keys() - {"styrgrupp"}:  # which is the usual word
        text = fill_slots(f"Arbetet rör {{{name}}} i år.")
        (unit,) = analysed(text).units
        assert Flag.PLACEHOLDER in unit.flags, name


def test_filling_keeps_the_rest_and_gives_capitals_where_asked():
    assert (
        fill_slots("{Problem}: [orsak] i {kommun}.", {"problem": "rån"})
        == "Rån: [orsak] i [kommunens namn] kommun."
    )
    assert fill_slots("{Kommun} ansvarar.") == "[Kommunens namn] kommun ansvarar."
    assert slots_of("{Problem} och {kommun}") == {"problem", "kommun"}
    assert unknown_slots("{problm} {} {kommun}") == ("problm", "")


@pytest.mark.parametrize("checklist_id", available())
def test_no_shipped_wording_is_shown_with_a_bare_slot(checklist_id):
    for c in load_checklist(checklist_id).criteria:
        assert "{" not in c.suggestion and not unknown_slots(c.template), c.id
        assert not c.amend or c.each, c.id


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("  Cykelstölder\nvid stationen. ", "Cykelstölder vid stationen"),
        ("x " * 60, ""),
        ("A-traktorer", "A-traktorer"),
    ],
)
def test_titles_are_short_names(title, text):
    assert short_title(title) == text


@pytest.mark.parametrize(
    ("goal", "word"),
    [
        ("Antalet cykelstölder ska minska", "högst"),
        ("Otryggheten vid stationen ska halveras", "högst"),
        ("Andelen som vågar gå ut ska öka", "minst"),
        ("Granholm ska vara en trygg plats att bo på", "minst"),
        ("Minska brotten och öka tryggheten", ""),
        ("Trafiken ska flyta", ""),
    ],
)
def test_the_target_of_a_goal_lies_the_way_that_it_goes(goal, word):
    assert bound(goal) == word


def test_first_letter_falls_except_in_abbreviations():
    assert lower_first("Cykelstölder") == "cykelstölder"
    assert lower_first("EPA-körning") == "EPA-körning"
    assert lower_first("A-traktorer") == "a-traktorer"


def test_a_name_keeps_its_capital_within_a_sentence():
    text = "Rosenlund – nyrekrytering\n\nFritidsgården i Rosenlund lades ned. Bedrägerier mot äldre ökar."
    assert within_sentence("Rosenlund – nyrekrytering", text) == "Rosenlund – nyrekrytering"
    assert within_sentence("Bedrägerier mot äldre", text) == "bedrägerier mot äldre"


HEAD = "# Överenskommelse\n\nGranholms kommun och polisen är parter.\n\n## Organisation\n\n"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Samverkansgruppen leder arbetet. Arbetsgruppen bereder ärendena åt samverkansgruppen.",
            "samverkansgruppen",
        ),
        ("Trygghetsrådet är forum för samverkan. Rådet möts i mars.", "trygghetsrådet"),
        (
            "I Trygghetsrådet ingår kommundirektören, socialchefen och lokalpolisområdeschefen.",
            "Trygghetsrådet",
        ),
        ("Allt går genom Trygghetsrådet. Där beslutar Trygghetsrådet om inriktningen.", "Trygghetsrådet"),
        ("Styrgruppen beslutar. Trygghetsrådet leder dialogen.", None),  # the usual word
        ("Arbetsgruppen beslutar om tider.", None),  # one that prepares leads nothing
        ("Näringslivsgruppen träffas. Ungdomsrådet träffas.", None),  # it may be either
        ("Samverkansgruppen har inte utsetts.", None),
    ],
)
def test_the_leading_body_has_the_name_that_the_document_gives_it(text: str, body: str | None):
    assert values(HEAD + text).get("styrgrupp") == body


def test_the_council_has_its_name_and_one_without_a_name_is_left_to_be_named():
    assert values(HEAD + "Trygghetsrådet möts i maj. Rådet leds av Eva Ek.")["rad"] == "trygghetsrådet"
    assert "rad" not in values(HEAD + "Rådet möts i maj.")
