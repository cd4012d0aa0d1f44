"""The look for needles before a search never hides a match: patterns of the checklists, and made-up ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.checklist.located import read_source
from overenskommelse_granskning.language.bits import members
from overenskommelse_granskning.language.gates import Needs, WordIndex
from overenskommelse_granskning.language.parts import Words, current_table, words_of
from overenskommelse_granskning.resources import checklist_folder
from overenskommelse_granskning.rules.predicates import SHORT_TEXT

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20  # seconds: what has no end is found, what is only slow on a busy machine is not blamed


def _patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "regex":
                yield from inner if isinstance(inner, list) else [inner]
            else:
                yield from _patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _patterns(inner)


@cache
def _texts() -> tuple[str, ...]:
    """Lines of the corpus and the cases of the checklists: what the patterns were written for."""
    lines: dict[str, None] = {}
    for path in sorted((ROOT / "corpus" / "texts").glob("*.md"))[::6]:
        lines.update(dict.fromkeys(path.read_text(encoding="utf-8").splitlines()))
    for checklist_id in available():
        for criterion in load_checklist(checklist_id).criteria:
            for case in criterion.cases:
                lines.update(dict.fromkeys(case.text.splitlines()))
    return tuple(line for line in lines if line.strip())


@cache
def _words() -> list[Words]:
    table = current_table()
    return [Words(table, text) for text in _texts()]


@cache
def _index() -> WordIndex:
    return WordIndex(_texts())


@pytest.mark.parametrize("checklist_id", available())
def test_no_match_of_a_checklist_is_hidden(checklist_id: str) -> None:
    path = checklist_folder() / f"{checklist_id}.yaml"
    data = read_source(path.read_text(encoding="utf-8"), path.name).data
    tried = 0
    for pattern in dict.fromkeys(_patterns(data)):
        needs = Needs.of(pattern)
        if needs.unknown:
            continue  # every text is searched
        tried += 1
        compiled = regex.compile(pattern, regex.IGNORECASE)
        possible = set(members(_index().holding(needs)))
        for place, (text, words) in enumerate(zip(_texts(), _words(), strict=True)):
            assert needs.met(text, words) is (place in possible)
            if place not in possible:
                assert compiled.search(text, timeout=PATIENCE) is None, (pattern, needs, text)
    assert tried, "inget mönster har ord att leta efter"


HOSTILE = (
    *(sign * 60 for sign in ".-_ 1aAå,;:\t§•…"),
    *(
        part * 40
        for part in (
            "a ",
            "1 ",
            "1.",
            "a.",
            ". ",
            "Aa ",
            "och ",
            "vi ",
            "1 2 ",
            "– ",
            "a, b ",
            "Mål 1 ",
            "2024 ",
        )
    ),
    "Kommunen och polisen " * 30,
    "x" * 5000,
    "ord " * 1500,
)


@pytest.mark.parametrize("checklist_id", available())
def test_every_pattern_comes_to_an_end_on_hostile_lines(checklist_id: str) -> None:
    path = checklist_folder() / f"{checklist_id}.yaml"
    data = read_source(path.read_text(encoding="utf-8"), path.name).data
    for pattern in dict.fromkeys(_patterns(data)):
        compiled = regex.compile(pattern, regex.IGNORECASE)
        for text in HOSTILE:
            for ended in (text, text + "!", "Det " + text + "\n"):
                try:
                    compiled.search(ended, timeout=PATIENCE)
                except TimeoutError:
                    pytest.fail(f"{pattern} tar aldrig slut på {ended[:40]!r}")


@pytest.mark.parametrize("checklist_id", available())
def test_every_pattern_is_quick_on_short_texts_and_finds_what_the_timed_search_finds(
    checklist_id: str,
) -> None:
    """Shipped patterns are searched without a time limit in short texts: by ``re``, not ``regex``."""
    path = checklist_folder() / f"{checklist_id}.yaml"
    data = read_source(path.read_text(encoding="utf-8"), path.name).data
    texts = [t[:SHORT_TEXT] for t in (*_texts()[::40], *HOSTILE)]
    for pattern in dict.fromkeys(_patterns(data)):
        timed, plain = regex.compile(pattern, regex.IGNORECASE), re.compile(pattern, re.IGNORECASE)
        for text in texts:
            found = plain.search(text)
            other = timed.search(text, timeout=PATIENCE)
            assert (found and found.span()) == (other and other.span()), (pattern, text)


# Every kind of node that a pattern may hold, around words that the texts below are made of.
PARTS = st.sampled_from(
    [
        "ljus", "råd", "Å", "é", r"\bvi\b", r"\d", r"\d{4}", r"\d{2,3}", "[0-9]+", r"§\s*\d", ".", r"\w+", r"\w*råd", r"\s", " ",
        "(?:en|ett)", "(?:en|ett)?", "(ljus|råd)", "[aå]", "[^a]", "(?=råd)", "(?!ljus)", "(?<=en )", "(?<!vi )", "^", "$",
        r"\B", "a{2}", "(?:ab){2}", "x?", "y*", "z+", "z+?", "(?-i:Vi)", "-", "_", "ß", "K", "İ", r"\.", "(?:å|ä|ö){1,2}",
    ]
)  # fmt: skip
PATTERNS = st.lists(PARTS, min_size=1, max_size=5).map("".join) | st.tuples(
    st.lists(PARTS, min_size=1, max_size=3).map("".join), st.lists(PARTS, min_size=1, max_size=3).map("".join)
).map("|".join)
WORDS = st.sampled_from(
    [
        "ljus",
        "råd",
        "Vi",
        "vi",
        "en ",
        "ett",
        "2024",
        "7",
        " ",
        "-",
        "_",
        "§ 5",
        "é",
        "Å",
        "aa",
        "abab",
        "zz",
        "ß",
        "ſ",
        "K",
        "ı",
    ]
    + [".", "\t", "trygghetsråd", "ljuset", "å", "x", "\n"]
)
TEXTS = st.lists(WORDS | st.characters(), max_size=10).map("".join)


@given(PATTERNS, TEXTS)
def test_no_match_of_a_made_up_pattern_is_hidden(pattern: str, text: str) -> None:
    needs = Needs.of(pattern)
    index = WordIndex([text, "annat"])
    for found in (re.search(pattern, text, re.I), regex.search(pattern, text, regex.I)):
        if found is not None:
            assert needs.met(text, words_of(text)), (pattern, needs, text)
            assert index.holding(needs) & 1, (pattern, needs, text)


def test_what_is_foreign_or_faulty_is_always_searched() -> None:
    for pattern in (r"(?:ljus){e<=1}", "[[a-z]--[aeiou]]", "[[:alpha:]]", r"\p{Lu}"):
        assert Needs.of(pattern).unknown
