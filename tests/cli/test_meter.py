"""Progress of a long run: rate and time left in a terminal, few lines elsewhere, nothing when quiet."""

from __future__ import annotations

import io

import pytest

from overenskommelse_granskning.cli import meter
from overenskommelse_granskning.cli.meter import Meter, duration


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(monkeypatch, stream, seconds_each, total=10, *, kept=0, quiet=False):
    now = [0.0]
    monkeypatch.setattr(meter.sys, "stderr", stream)
    made = Meter(lambda: now[0], quiet=quiet)
    for i in range(1, total + 1):
        now[0] += 0 if i <= kept else seconds_each
        made.update(i, total, f"dokument-{i}\x1b[31m.pdf", kept=i <= kept)
    made.close()
    return stream.getvalue()


def test_a_terminal_shows_how_far_how_fast_and_how_long(monkeypatch):
    out = run(monkeypatch, Terminal(), 2.0)
    frames = out.split("\r")
    assert any("5 av 10 · 30,0 dokument/min · 10 s kvar · dokument-5" in f for f in frames)
    assert "\x1b" not in out and "\n" not in out
    assert all(len(f) <= 79 for f in frames)
    assert frames[-1] == "" and frames[-2].strip() == ""


def test_what_was_there_already_does_not_count_in_the_rate(monkeypatch):
    out = run(monkeypatch, Terminal(), 0.5, total=20, kept=10)
    assert "15 av 20 · 2,0 dokument/s · 2 s kvar" in out


def test_elsewhere_few_lines(monkeypatch):
    out = run(monkeypatch, io.StringIO(), 10.0, total=12)
    lines = out.splitlines()
    assert 3 <= len(lines) <= 5
    assert lines[-1] == "granska: 12 av 12 · 6,0 dokument/min · 2 min"


def test_quiet(monkeypatch):
    for stream in (Terminal(), io.StringIO()):
        assert run(monkeypatch, stream, 10.0, quiet=True) == ""


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.1, "1 s"), (89, "89 s"), (95, "2 min"), (3600, "60 min"), (12_000, "3 h 20 min")]
)
def test_durations(seconds, told):
    assert duration(seconds) == told
