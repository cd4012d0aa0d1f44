"""Lines of text: folded as rich folds them, but faster."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from overenskommelse_granskning.reports.page import folded

_WORDS = st.text(alphabet="abcåäö ”–…,.\n\xa0-", max_size=80)


@given(_WORDS, st.integers(5, 40))
def test_lines_are_those_of_rich(text, width):
    found = folded(text, width)
    if found is None:
        indent = max(len(line) - len(line.lstrip()) for line in text.split("\n"))  # goes with the first word
        assert max(map(len, text.split())) + indent > width
        return
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    assert found == [line.plain.rstrip() for line in Text(text).wrap(console, width)]


def test_what_may_be_wide_or_must_be_cut_is_left_to_rich():
    assert folded("日本", 20) is None
    assert folded("e\u0301", 20) is None
    assert folded("långtord" * 5, 20) is None
    assert folded(" aaaaa", 5) is None
    assert folded("Målen följs upp – ”varje år”.", 20) == ["Målen följs upp –", "”varje år”."]
