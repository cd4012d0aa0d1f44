import subprocess
import sys
from pathlib import Path

import pytest

from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers import legacy, read_document

RTF = rb"{\rtf1\ansi\ansicpg1252 {\b M\'e5l}\par F\'e4rre r\'e5n i Ekdala.\par}"


def test_without_libreoffice_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy.shutil, "which", lambda _: None)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(RTF, filename="a.rtf")
    assert caught.value.code == "R015"


def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{body}\n")
    program.chmod(0o755)
    monkeypatch.setattr(legacy.shutil, "which", lambda _: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="skript utan filändelse")
def test_a_conversion_that_gives_nothing_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, monkeypatch, "sys.exit(1)")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(RTF, filename="a.rtf")
    assert caught.value.code == "R005"


@pytest.mark.skipif(sys.platform == "win32", reason="skript utan filändelse")
def test_a_conversion_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(
        tmp_path,
        monkeypatch,
        "import subprocess\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid))\ntime.sleep(60)",
    )
    monkeypatch.setattr(legacy, "_LONGEST", 2.0)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(RTF, filename="a.rtf")
    assert caught.value.code == "R018"
    pid = (tmp_path / "pid").read_text()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False
    ).stdout
    assert state.strip() in ("", "Z", "Z+", "Zs")


@pytest.mark.skipif(sys.platform == "win32", reason="skript utan filändelse")
def test_what_the_program_leaves_behind_goes_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path, monkeypatch, "import tempfile\ntempfile.mkstemp()\nsys.exit(1)")
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with pytest.raises(UnreadableDocument):
        read_document(RTF, filename="a.rtf")
    assert list(folder.iterdir()) == []


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("name", ["a.rtf", "a.doc"])
def test_rtf_is_read_through_libreoffice(name: str) -> None:
    document = read_document(RTF, filename=name)
    assert document.format == "rtf"
    assert "Färre rån i Ekdala." in document.text
    assert document.name == name
