"""Which sentences and items are measures, by themselves and by the heading they stand under."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.thread.measures import find_measures

ACTS = (
    "Kommunpolisen går vaktrundor vid stationen tre kvällar i veckan från april till oktober 2025.",
    "Stadsmiljöchefen sätter upp låsbara cykelställ vid stationen senast den 1 juni 2025.",
)


def titles(heading: str, *lines: str) -> list[str]:
    text = "\n\n".join((f"# {heading}", *lines))
    return [m.title for m in find_measures(analyse(read_document(text.encode(), filename="a.md")))]


@pytest.mark.parametrize("heading", ["Åtgärder", "Åtgärder och ansvar", "Insatser och ansvariga"])
def test_who_and_when_under_a_heading_about_measures(heading):
    assert titles(heading, *ACTS) == list(ACTS)
    assert titles(heading, *(f"- {line}" for line in ACTS)) == list(ACTS)


@pytest.mark.parametrize(
    "heading", ["Ansvar", "Roller och ansvar", "Uppföljning av åtgärder", "Organisation"]
)
def test_other_headings_hold_no_measures_of_that_kind(heading):
    assert titles(heading, ACTS[0]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Kommunpolisen gick vaktrundor vid stationen 2024.",
        "Kommunen och polisen ska verka för ökad trygghet under 2025.",
        "Vaktrundor är viktiga.",
    ],
)
def test_what_was_done_or_is_only_meant_is_none(line):
    assert titles("Åtgärder och ansvar", line) == []


def test_one_who_is_named_aside_in_a_picture_of_the_situation_does_nothing():
    told = "I Norrhagen, ett område som polisen ser som utsatt, säljs sprit öppet vid Lundtorget."
    assert titles("Lägesbild", told) == []
