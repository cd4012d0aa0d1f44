"""Expressions behind a look at the words find what the expressions alone find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language import cues
from overenskommelse_granskning.language.gates import Gate, Needs, WordIndex, alternatives, leftmost
from overenskommelse_granskning.language.needles import needles, spaced
from overenskommelse_granskning.language.parts import Table, Words

TEXTS = st.lists(
    st.sampled_from(
        [
            "vi",
            "Vi",
            "lovar",
            "löftet",
            "[datum]",
            "2024",
            "saknas",
            "inte",
            "har",
            "ej",
            "bilaga 2",
            "\t",
            ".",
            "....",
            "\n",
            "å",
        ]
        + [
            "finns",
            "ingen",
            "ska",
            "ta fram",
            "senare",
            "vid behov",
            "enligt 9 § lagen",
            "ska",
            "framgår",
            "av",
            "polis",
            "planer",
        ]
    ),
    max_size=9,
).map(" ".join)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bvi\b", (" vi ",)),
        (r"\bpolis\w*", (" polis",)),
        (r"\b(?:ska|skall)\b", (" ska ", " skall ")),
        (r"\b20\d\d\b", (" 0000 ",)),
        (r"\bkan (?:också )?bli\b", (" kan bli ", " kan också bli ")),
        (r"\b(?:ansvar\w*|sköter)\b", (" ansvar", " sköter ")),
        (r"vid\s+behov", ("vid behov",)),
        (r"[a-z]+", ("",)),
        (r"löfte|.", ("",)),
    ],
)
def test_what_a_match_needs(pattern: str, expected: tuple[str, ...]) -> None:
    assert needles(pattern) == expected


def test_signs_are_needed_where_there_are_no_words() -> None:
    assert Needs.of(r"\[[^\]]+\]|\bfyll i\b") == Needs((" fyll i ",), "[")
    assert Needs.of(r"\[[^\]]+\]|.").unknown


def test_words_alone_are_left_of_a_text() -> None:
    assert spaced("§ 5: Polisen, BRÅ-rådet\n– och ”Vi”!") == " 0 polisen brå rådet och vi "


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("(?:a|b)|c", ["(?:a|b)", "c"]),
        (r"[|]|\||[]|]|[^]|]", ["[|]", r"\|", "[]|]", "[^]|]"]),
        (r"a\(|b", [r"a\(", "b"]),
        ("", [""]),
    ],
)
def test_an_expression_falls_into_its_alternatives(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


PATTERN = r"\bvi lovar\b|\blov\w+|(?:ska|kan)\s(?:inte|ej)|\[\w+\]|\bpolis\w*|20\d\d"


@given(TEXTS)
def test_a_gate_finds_what_the_expression_finds(text: str) -> None:
    plain = re.compile(PATTERN, re.IGNORECASE)
    gate = Gate(PATTERN)
    middle = len(text) // 3
    for start, end in ((0, len(text)), (middle, 2 * middle)):
        expected, found = plain.search(text, start, end), gate.search(text, start, end)
        assert (found and found.span()) == (expected and expected.span())
    assert gate.found(text) is (plain.search(text) is not None)


@given(st.lists(TEXTS, max_size=5))
def test_an_index_gives_what_is_to_be_searched(texts: list[str]) -> None:
    plain = re.compile(PATTERN, re.IGNORECASE)
    possible = Gate(PATTERN).possible(WordIndex(texts))
    for i, text in enumerate(texts):
        expected = plain.search(text)
        found = leftmost(possible.get(i, ()), text, 0, len(text))
        assert (found and found.span()) == (expected and expected.span())


def test_a_table_tells_what_words_hold() -> None:
    table = Table((" polis", "polis", "is ", " i ", "000", "chef"))
    assert set(table["lokalpolis"]) == {"polis", "is "}
    assert set(table["polisen"]) == {" polis", "polis"}
    assert set(table["0000"]) == {"000"}
    assert table["i"] == (" i ",)


@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.sampled_from([r"\bvi lov\w+", r"\[\w+\]|ska inte", r"avsak|polis"]),
)
def test_parts_that_no_table_lists_are_looked_for_in_the_words(texts: list[str], pattern: str) -> None:
    wanted, later = Needs.of(pattern), Needs.of(pattern)
    object.__setattr__(later, "size", 10**9)  # as of an expression that was met after the table was made
    assert WordIndex(texts).holding(later) == WordIndex(texts).holding(wanted)
    for text in texts:
        listed = Words(Table(tuple(part for part, _ in wanted.parts)), text)
        unlisted = Words(Table(()), text)
        object.__setattr__(wanted, "size", len(wanted.parts))
        assert wanted.met(text, listed) is wanted.met(text, unlisted)


@given(st.lists(TEXTS, max_size=4))
def test_cues_are_the_same_with_an_index_and_without(texts: list[str]) -> None:
    possible = cues.possible_cues(WordIndex(texts))
    for i, text in enumerate(texts):
        assert cues.find_cues(text, 0, len(text), possible.get(i, ())) == cues.find_cues(text, 0, len(text))
