"""Foreign text made harmless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.reports.escape import json_safe, printable


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
