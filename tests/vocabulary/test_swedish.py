"""Days, years, lists and nouns as Swedish prose has them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.vocabulary.swedish import (
    alphabetical,
    counted,
    decimal,
    listed,
    shorten,
    swedish_day,
    upper_first,
    year_span,
)


def test_days_and_years():
    assert swedish_day(date(2023, 7, 1)) == "1 juli 2023"
    assert [year_span(2024, y) for y in (2024, 2027, None)] == ["2024", "2024–2027", "2024–"]


def test_lists_and_counts():
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b och c"]
    assert listed(["a", "b"], "eller") == "a eller b"
    assert [counted(n, "fil", "filer") for n in (0, 1, 2)] == ["0 filer", "1 fil", "2 filer"]


def test_numbers_have_a_comma():
    assert [decimal(0.5), decimal(3.0), decimal(0.5, ".2f")] == ["0,5", "3", "0,50"]


def test_the_last_letters_of_the_alphabet_come_last():
    assert sorted(["Östby", "Åby", "Zinkby", "älvby"], key=alphabetical) == [
        "Zinkby",
        "Åby",
        "älvby",
        "Östby",
    ]


def test_only_the_first_letter_becomes_a_capital():
    assert [upper_first(t) for t in ("", "åtgärder mot SO2", "BRÅ")] == ["", "Åtgärder mot SO2", "BRÅ"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(10, 100))
def test_shorten_stays_within_the_limit(text, limit):
    short = shorten(text, limit)
    assert short == text if len(text) <= limit else len(short) <= limit + 1 and short.endswith("…")


def test_shorten_cuts_between_words():
    assert shorten("styrgruppen följer upp målen varje år", 25) == "styrgruppen följer upp …"
