"""Which list of a document is its problems: told in many ways, and not every list is one."""

from __future__ import annotations

import json

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.resources import problem_weights_file
from overenskommelse_granskning.thread.problem_choice import SIGNS, best_group
from overenskommelse_granskning.thread.problem_groups import find_groups
from overenskommelse_granskning.thread.problem_mentions import Mentions
from overenskommelse_granskning.thread.problem_scoring import Problem
from overenskommelse_granskning.thread.problems import find_problems

REST = """

## Mål

Cykelstölderna ska halveras till 2027. Klottret i tunneln ska vara borta inom ett dygn.

## Åtgärder

Ramlås mot cykelstölder lånas ut av parkchefen. Fastighetsbolaget sanerar klottret i tunneln.
"""


def titles(text: str) -> list[str]:
    return [p.title for p in find_problems(analyse(read_document(text.encode(), filename="a.md")))]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Vi har valt två saker: cykelstölder och klotter i tunneln.", ["cykelstölder", "klotter i tunneln"]),
        (
            "Cykelstölder och klotter i tunneln har valts för att de kostar mest.",
            ["Cykelstölder", "klotter i tunneln"],
        ),
        (
            "Två problem har valts, cykelstölder samt klotter i tunneln, det senare efter boendes klagomål.",
            ["cykelstölder", "klotter i tunneln"],
        ),
        (
            "Vi har begränsat oss till två problem. Det ena är cykelstölder. Det andra är klotter i tunneln.",
            ["cykelstölder", "klotter i tunneln"],
        ),
        (
            "Enligt lägesbilden är det två saker som sticker ut, nämligen cykelstölder och klotter i tunneln.",
            ["cykelstölder", "klotter i tunneln"],
        ),
    ],
)
def test_ways_to_name_what_was_chosen(told: str, expected: list[str]) -> None:
    assert titles(f"# Överenskommelse\n\n## Det här väljer vi\n\n{told}{REST}") == expected


def test_paragraphs_of_the_state_of_things_that_the_document_comes_back_to() -> None:
    text = """# Överenskommelse

## Lägesbild

Cykelstölderna vid stationen har ökat sedan 2023. De sker på vardagar.

Klottret i tunneln syns mest under loven. Boende ringer om det varje vecka.
"""
    assert titles(text + REST) == ["Cykelstölderna vid stationen", "Klottret i tunneln"]


def test_a_list_of_what_will_be_counted_is_not_the_problems() -> None:
    text = """# Överenskommelse

## Uppföljning

I december ser vi efter:

- om sakerna blev gjorda
- om folk har märkt någon skillnad
- vad det har kostat
"""
    assert titles(text) == []


def test_a_table_without_a_named_column_for_problems() -> None:
    text = """# Överenskommelse

## Arbetet

| Tema | Mål | Åtgärd | Ansvarig |
|---|---|---|---|
| Våld | Högst 220 anmälda fall per år | Medling vid tre skolor | Socialtjänsten |
| Våld | Högst 220 anmälda fall per år | Närvaro vid hallarna | Polisen |
| Droger | Färre prövar narkotika | Gemensam information | Skolan |
"""
    assert titles(text) == ["Våld", "Droger"]


def test_coming_back_is_counted_outside_the_list_and_by_words_of_its_own() -> None:
    analysis = analyse(
        read_document(("# A\n\nVi väljer stölder och buller och annat.\n" + REST).encode(), filename="a.md")
    )
    mentions = Mentions(analysis)
    assert mentions.share([Problem("cykelstölder", (1,)), Problem("klottret", (1,))]) == 1.0
    assert mentions.share([Problem("cykelstölder", (1,)), Problem("buller", (1,))]) == 0.5


def test_the_stored_weights_are_of_the_signs_that_are_computed() -> None:
    stored = json.loads(problem_weights_file().read_text(encoding="utf-8"))
    assert tuple(stored["weights"]) == SIGNS


def test_nothing_listed_gives_no_group() -> None:
    analysis = analyse(read_document(b"# A\n\nHej.\n", filename="a.md"))
    assert best_group(analysis, find_groups(analysis)) is None
