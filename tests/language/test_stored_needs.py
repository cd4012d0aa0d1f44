"""What expressions need is the same whether it was stored or is derived, and what nobody stored is derived."""

import re

import pytest

from overenskommelse_granskning.language import gates, stored_needs
from overenskommelse_granskning.language.cues import _PATTERNS
from overenskommelse_granskning.language.gates import Gate, Needs, derived


@pytest.fixture
def nothing_stored(monkeypatch):
    monkeypatch.setattr(gates, "stored", lambda pattern, flags: None)


def test_the_shipped_expressions_are_stored():
    own = [a._source for _, gate in _PATTERNS for a in gate._alternatives]
    assert len(own) > 40
    for source in own:
        known = stored_needs.stored(source, re.IGNORECASE)
        assert known == derived(source)


def test_one_that_nobody_stored_is_derived():
    assert stored_needs.stored(r"\bzebra\b", re.IGNORECASE) is None
    assert Needs.of(r"\bzebra\b").words == (" zebra ",)
    assert Gate(r"\bzebra\b|\bgnu\b").found("En gnu.")


def test_flags_are_part_of_the_name():
    assert stored_needs.digest("a", 0) != stored_needs.digest("a", re.IGNORECASE)


def test_it_does_without_the_file(nothing_stored):
    gate = Gate(r"\bzebra\w*|\d{4}")
    assert [gate.found(t) for t in ("Zebrorna", "En zebra", "år 2024", "år 24")] == [False, True, True, False]


def test_a_file_is_read_as_it_was_packed(tmp_path, monkeypatch):
    known = {"ab": (("å", " i "), "", True), "cd": (("",), "[", False)}
    (tmp_path / stored_needs.FILE).write_bytes(stored_needs.packed(known))
    monkeypatch.setattr(stored_needs, "language_file", lambda name: tmp_path / name)
    stored_needs._table.cache_clear()
    try:
        assert dict(stored_needs._table()) == known
    finally:
        stored_needs._table.cache_clear()
