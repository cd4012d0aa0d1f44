"""What a caller does with the standard streams: closes them, stops reading them, sends without end."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from overenskommelse_granskning.cli.meter import Meter
from overenskommelse_granskning.cli.output import Messages, progress_width
from overenskommelse_granskning.cli.run import run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="skal och filbeskrivare enligt POSIX")
TEXT = "# Överenskommelse\n\nEkdala kommun och lokalpolisområde Ekdala samverkar mot klotter."


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "avtal.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def shell(line, **kwargs):
    """A line of a shell where ``granska`` is the program."""
    command = f'granska() {{ "{sys.executable}" -m overenskommelse_granskning "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False, **kwargs
    )
    assert "Traceback" not in done.stderr and "oväntat" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("command", ["fil -", "text -", "jamfor - avtal.md"])
def test_closed_standard_input_is_told(command):
    done = shell(f"granska {command} <&-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "granska: Standard in (-) är stängd: ange en fil, eller skicka in dokumentet med < eller |.\n"
    )


def test_closed_standard_output_is_told_and_is_no_matter_where_a_file_is_written(here):
    done = shell("granska fil avtal.md --format csv >&-")
    assert done.returncode == 2 and "kunde inte skrivas" in done.stderr
    assert shell("granska fil avtal.md --format csv --ut r.csv >&- 2>&- <&-").returncode == 0
    assert (here / "r.csv").stat().st_size > 1000


@pytest.mark.parametrize("away", ["2>&-", "2>/dev/full", "2< avtal.md", "2> >(true)"])
def test_messages_that_nobody_hears_change_neither_the_exit_code_nor_the_result(here, away):
    if "full" in away and not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("/dev/full finns inte")
    done = shell(f"trap '' PIPE; granska fil borta.md avtal.md --format csv --ut r.csv {away}")
    assert done.returncode == 3
    assert (here / "r.csv").is_file()


@pytest.mark.parametrize(
    ("args", "code"),
    [("avtal.md", 0), ("avtal.md --krav 99 --checklista bra-2020", 1), ("avtal.md borta.md", 3)],
)
@pytest.mark.parametrize("form", ["text", "xlsx"])
def test_a_reader_that_has_read_enough_does_not_hide_what_came_of_it(args, code, form):
    done = shell(f"granska fil {args} --format {form} 2>/dev/null | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (code, "")


def test_standard_input_without_end_is_read_no_further_than_the_limit():
    done = shell("yes | granska fil - --filnamn ja.txt --format csv --grans fil-mb=1")
    assert done.returncode == 3 and "Filen är för stor (2 MB, gränsen är 1 MB)" in done.stderr


def test_a_pipe_that_nobody_writes_in_ends_with_its_time(here):
    os.mkfifo(here / "ror.md")
    done = shell("granska fil ror.md --tid 1 --format json")
    assert done.returncode == 3 and "(R041)" in done.stderr and '"sha256": ""' in done.stdout


def test_an_empty_name_is_told_by_a_name(capsys):
    assert run(["fil", "", "--format", "csv"]) == 3
    assert capsys.readouterr().err == "granska: dokument: Filen finns inte: kontrollera sökvägen. (R001)\n"


# --- progress in a narrow terminal -----------------------------------------------------------------


class Narrow:
    def __init__(self):
        self.said = []

    write = property(lambda self: self.said.append)

    def isatty(self):
        return True

    def fileno(self):
        return 2

    def flush(self):
        pass


def test_a_line_that_is_rewritten_does_not_wrap(monkeypatch):
    stream = Narrow()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((30, 24)))
    Messages().progress(1, 2, "ett-mycket-langt-namn-pa-en-fil.docx")
    Meter(lambda: 1.0).update(1, 2, "ett-mycket-langt-namn-pa-en-fil.docx", kept=False)
    assert stream.said and max(len(s.strip("\r")) for s in stream.said) == progress_width() == 29
