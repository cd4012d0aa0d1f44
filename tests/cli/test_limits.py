"""Limits of what is read: as options, in files, and as the documentation tells them."""

from __future__ import annotations

import json
import sys

import pytest

from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.readers.options import BOUNDS, Limits, with_bounds

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="kopior av processen")
TEXT = "# Samverkansöverenskommelse\n\nKommunen och polisen samverkar.\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    # pytest-xdist's threads are idle, so here a copy is safe.
    monkeypatch.setattr("overenskommelse_granskning.batch.apart.can_copy", lambda: sys.platform == "linux")
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "stor.md").write_text(TEXT * 30_000, encoding="utf-8")


def test_every_limit_stands_in_the_documentation_with_its_default(repository):
    text = (repository / "docs" / "granser.md").read_text(encoding="utf-8")
    for name, bound in BOUNDS.items():
        value = getattr(Limits(), bound.field) / bound.unit
        assert (
            f"| `{name}` | {value:g} | `{bound.field}` | {bound.what} |".replace("3e+06", "3000000") in text
        )


def test_named_limits_change_only_their_own_field():
    changed = with_bounds({"sidor": 3000, "fil-mb": 500})
    assert (changed.pages, changed.file_bytes) == (3000, 500_000_000)
    assert changed.text_bytes == Limits().text_bytes


def test_a_limit_from_the_command_line_holds(capsys):
    assert run(["text", "stor.md", "--grans", "text-mb=1"]) == 3
    assert "R008" in capsys.readouterr().err
    assert run(["text", "a.md", "--grans", "text-mb=1", "--grans", "sidor=3"]) == 0


def test_a_limit_from_a_file_holds(capsys, tmp_path):
    (tmp_path / "granska.toml").write_text('grans = ["text-mb=1"]\n', encoding="utf-8")
    assert run(["text", "stor.md"]) == 3
    assert "R008" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--grans", "sida=3"], "menade du sidor?"),
        (["--grans", "sidor=0"], "heltal från 1"),
        (["--grans", "sidor"], "heltal från 1"),
        (["--tid", "snart"], "ange ett tal"),
        (["--minne", "-1"], "ange ett tal"),
    ],
)
def test_what_is_no_limit_is_refused(args, said, capsys):
    assert run(["text", "a.md", *args]) == 2
    assert said in capsys.readouterr().err


@LINUX
@pytest.mark.parametrize(
    "command", [["text"], ["fil", "--format", "json"], ["jamfor", "a.md", "--format", "json"]]
)
def test_time_and_memory_are_bounded_in_every_command(command, capsys):
    assert run([*command, "stor.md", "--tid", "0.05", "--grans", "text-mb=9"]) == 3
    out, err = capsys.readouterr()
    assert "R041" in err and "Traceback" not in err
    if command[0] == "fil":
        assert json.loads(out)["document"]["notices"][0]["code"] == "R041"


@LINUX
def test_memory(capsys):
    assert run(["fil", "stor.md", "--minne", "1", "--tyst"]) == 3
    out, err = capsys.readouterr()
    assert "R042" in out + err or "R013" in out + err
