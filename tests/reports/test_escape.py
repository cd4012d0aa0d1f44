"""Foreign text made harmless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.reports.escape import json_safe, printable, shorten


@given(st.text())
def test_printable_is_one_line_without_control_characters(text):
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert all(ord(c) >= 32 and not 0x7F <= ord(c) <= 0x9F for c in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\nb\tc", "a b c"),
        ("å\x7f", "å␡"),
        ("x\u202ey", "x\ufffdy"),
        ("Mål (4 %)", "Mål (4 %)"),
    ],
)
def test_printable(raw, shown):
    assert printable(raw) == shown


@given(st.text(), st.text())
def test_json_safe_keeps_the_meaning(key, value):
    dumped = json.dumps({key: value}, ensure_ascii=False)
    assert json.loads(json_safe(dumped)) == {key: value}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(10, 100))
def test_shorten_stays_within_the_limit(text, limit):
    short = shorten(text, limit)
    assert short == text if len(text) <= limit else len(short) <= limit + 1 and short.endswith("…")


def test_shorten_cuts_between_words():
    assert shorten("styrgruppen följer upp målen varje år", 25) == "styrgruppen följer upp …"
