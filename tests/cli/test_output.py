"""Streams, colour, width, progress and files."""

from __future__ import annotations

import io
import os
import sys

import pytest

from overenskommelse_granskning.cli.output import Messages, colour_wanted, terminal_width, write_file
from overenskommelse_granskning.cli.run import expanded
from overenskommelse_granskning.reports import files


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        return 1


@pytest.fixture
def terminal(monkeypatch):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def begin():
        # In the test itself: pytest puts its own streams in place between the fixture and the test.
        stream = Terminal()
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return begin


def test_colour_only_in_a_terminal(terminal, monkeypatch):
    terminal()
    assert colour_wanted(disabled=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not colour_wanted(disabled=False)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_turned_off_by_the_environment(terminal, monkeypatch, name, value):
    terminal()
    monkeypatch.setenv(name, value)
    assert not colour_wanted(disabled=False)


def test_an_empty_no_color_does_not_count(terminal, monkeypatch):
    terminal()
    monkeypatch.setenv("NO_COLOR", "")
    assert colour_wanted(disabled=False)


def test_colour_can_be_turned_off_by_option(terminal):
    terminal()
    assert not colour_wanted(disabled=True)


@pytest.mark.parametrize(("columns", "width"), [(0, 80), (20, 40), (90, 90), (300, 100)])
def test_width_follows_the_terminal_within_what_is_readable(terminal, monkeypatch, columns, width):
    terminal()
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((columns, 24)))
    assert terminal_width() == width


def test_width_is_80_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert terminal_width() == 80


def test_progress_is_wiped_before_a_message(terminal):
    stream = terminal()
    messages = Messages()
    messages.progress(1, 2, "a.docx")
    messages.note("Skrev x.")
    text = stream.getvalue()
    assert text.startswith("granskar 1 av 2: a.docx\r")
    assert text.endswith("\rgranska: Skrev x.\n")


@pytest.mark.parametrize(("quiet", "total"), [(True, 2), (False, 1)])
def test_no_progress_when_quiet_or_for_a_single_file(terminal, quiet, total):
    stream = terminal()
    Messages(quiet=quiet).progress(1, total, "a.docx")
    assert stream.getvalue() == ""


def test_no_progress_outside_a_terminal(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    Messages().progress(1, 2, "a.docx")
    assert stream.getvalue() == ""


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "mapp" / "r.json"
    write_file(path, "först")
    monkeypatch.setattr(files.Path, "replace", lambda *_args: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_file(path, "sedan")
    assert path.read_text(encoding="utf-8") == "först"
    assert [p.name for p in path.parent.iterdir()] == ["r.json"]


@pytest.mark.skipif(os.name != "posix", reason="rättigheter enligt POSIX")
def test_a_file_gets_the_rights_of_any_new_file(tmp_path):
    write_file(tmp_path / "r.txt", "x")
    (tmp_path / "vanlig").write_text("x", encoding="utf-8")
    assert (tmp_path / "r.txt").stat().st_mode == (tmp_path / "vanlig").stat().st_mode


def test_lone_surrogates_of_file_names_do_not_stop_a_report(tmp_path):
    write_file(tmp_path / "r.json", '"\udce5"')
    assert (tmp_path / "r.json").read_bytes() == b'"\\udce5"'


def test_patterns_are_expanded_on_windows_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.pdf", "a.pdf"):
        (tmp_path / name).write_bytes(b"")
    assert expanded(["fil", "*.pdf", "*.docx"], "win32") == ["fil", "a.pdf", "b.pdf", "*.docx"]
    assert expanded(["fil", "*.pdf"], "linux") == ["fil", "*.pdf"]
