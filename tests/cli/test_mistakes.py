"""What people do wrong: every mistake is answered by one sentence that says what to do, and by its exit code."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from overenskommelse_granskning.batch import store
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.readers import entry
from overenskommelse_granskning.reports import files

SPACED = "Överenskommelse Åhus år 2025.md"
WORD_LOCK = b"\x0aAnna Ek" + bytes(155)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what lies on somebody's desk, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", SPACED):
        Path(name).write_text("# Syfte\n\nVi vill minska brotten.\n", encoding="utf-8")
    Path("mapp").mkdir()
    Path("tom.docx").write_bytes(b"")
    Path("~$avtal.docx").write_bytes(WORD_LOCK)
    Path(".~lock.avtal.odt#").write_bytes(b",anna,dator,;")
    Path("skyddad.docx").write_bytes(PROTECTED)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["fil", "b.md"], 3, "b.md: Filen finns inte: kontrollera sökvägen. (R001)"),
        (["text", "b.md"], 3, "b.md: Filen finns inte: kontrollera sökvägen. (R001)"),
        (["fil", "mapp"], 3, "mapp: Detta är en mapp: granska den med granska mapp MAPP --ut RESULTAT. (R002)"),
        (["fil", "tom.docx"], 3, "tom.docx: Filen är tom: kontrollera att rätt fil sparades. (R003)"),
        (
            ["fil", "skyddad.docx"],
            3,
            "skyddad.docx: Filen är krypterad eller lösenordsskyddad: spara en kopia utan lösenord och granska den. (R004)",
        ),
        (
            ["fil", "~$avtal.docx"],
            3,
            "~$avtal.docx: Filen är en låsfil som Word eller LibreOffice har bredvid ett öppet dokument: granska själva "
            "dokumentet i stället. (R033)",
        ),
        (
            ["fil", ".~lock.avtal.odt#"],
            3,
            ".~lock.avtal.odt#: Filen är en låsfil som Word eller LibreOffice har bredvid ett öppet dokument: granska "
            "själva dokumentet i stället. (R033)",
        ),
        (
            ["fil", "https://example.org/avtal.pdf"],
            3,
            "https://example.org/avtal.pdf: Adressen leder till nätet, där granska inget hämtar: ladda ner dokumentet och "
            "ange den sparade filen. (R034)",
        ),
        (["fil", *SPACED.split()], 2, f"Filnamnet ”{SPACED}” har mellanslag: skriv det inom citattecken."),
        (["fil", "a.md", *SPACED.split()], 2, f"Filnamnet ”{SPACED}” har mellanslag: skriv det inom citattecken."),
        (
            ["jamfor", "a.md", *SPACED.split()],
            2,
            "För många argument (”Åhus år 2025.md”): skriv namn med mellanslag inom citattecken, eller se ”granska jamfor "
            "--help”.",
        ),
        (["a.md"], 2, "Kommandot a.md finns inte: skriv ”granska fil a.md”."),
        ([SPACED], 2, f'Kommandot {SPACED} finns inte: skriv ”granska fil "{SPACED}"”.'),
        (["mapp/"], 2, "Kommandot mapp/ finns inte: skriv ”granska mapp mapp/ --ut RESULTAT”."),
        (["mapp", "b", "--ut", "ut"], 2, "b finns inte: kontrollera sökvägen."),
        (["mapp", "a.md", "--ut", "ut"], 2, "a.md är ingen mapp: använd granska fil."),
        (["fil", "a.md", "--format", "html", "--ut", "a.md/b/c.html"], 2, "a.md/b går inte att använda: kontrollera vad som är fil och vad som är mapp."),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_by_one_sentence(desk, capsys, arguments, code, sentence):
    assert run([*arguments]) == code
    assert capsys.readouterr().err == f"granska: {sentence}\n"


def test_a_name_with_spaces_and_swedish_letters_is_a_name_like_others(desk, capsys):
    assert run(["fil", SPACED, "--format", "md", "--ut", "Mina rapporter/"]) == 0
    assert [p.name for p in Path("Mina rapporter").iterdir()] == ["Överenskommelse Åhus år 2025.md"]


def test_the_ending_of_the_report_says_what_it_is_to_hold(desk, capsys):
    assert run(["fil", "a.md", "--ut", "rapport.html"]) == 0
    assert Path("rapport.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["fil", "a.md", "--ut", "rapport.JSON"]) == 0
    assert Path("rapport.JSON").read_text(encoding="utf-8").startswith("{")
    assert run(["jamfor", "a.md", "a.md", "--ut", "skillnad.html"]) == 0
    assert Path("skillnad.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["fil", "a.md", "--ut", "rapport.log"]) == 0
    assert run(["fil", "a.md", "--ut", "text.html", "--format", "text"]) == 0
    capsys.readouterr()
    assert run(["jamfor", "a.md", "a.md", "--ut", "skillnad.docx"]) == 2
    assert "låt namnet sluta på .json, .html eller .md" in capsys.readouterr().err
    assert not Path("skillnad.docx").exists()
    for name in ("rapport.log", "text.html"):
        assert Path(name).read_text(encoding="utf-8").startswith("a.md\n====")


def test_an_existing_folder_holds_the_report(desk, capsys):
    Path("rapport.html").mkdir()
    assert run(["fil", "a.md", "--format", "html", "--ut", "rapport.html"]) == 0
    assert Path("rapport.html/a.html").is_file()


def test_what_may_not_be_read_is_unreadable_and_no_wrong_usage(desk, capsys, monkeypatch):
    """The one who reads finds out; an access that is only asked about may be told wrongly."""
    monkeypatch.setattr(os, "access", lambda *_args, **_more: False)
    assert run(["text", "a.md"]) == 0

    def refuse(*_args):
        raise entry.unreadable("R014")

    monkeypatch.setattr(entry, "_load_path", refuse)
    capsys.readouterr()
    assert run(["text", "a.md"]) == 3
    told = "a.md: Filen får inte öppnas: stäng den i andra program, ändra rättigheterna eller granska en kopia. (R014)"
    assert capsys.readouterr().err == f"granska: {told}\n"


def test_a_place_that_may_not_be_written_is_told_by_its_name(desk, capsys, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(errno.EACCES, "nej", "något tillfälligt")

    told = "får inte öppnas eller skrivas: stäng den i andra program, ändra rättigheterna eller välj en annan plats."
    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    assert run(["fil", "a.md", "--format", "html", "--ut", "ut/rapport.html"]) == 2
    assert capsys.readouterr().err == f"granska: {Path('ut/rapport.html')} {told}\n"
    monkeypatch.undo()
    monkeypatch.chdir(desk)
    monkeypatch.setattr(files.Path, "replace", refuse)  # as on Windows where another program has it open
    assert run(["fil", "a.md", "--format", "html", "--ut", "ut/rapport.html"]) == 2
    assert capsys.readouterr().err == f"granska: {Path('ut/rapport.html')} {told}\n"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root får allt")
def test_a_closed_folder_is_told_by_its_name(desk, capsys):
    Path("mapp/b.md").write_text("x", encoding="utf-8")
    Path("mapp").chmod(0o500)
    assert run(["mapp", "mapp", "--ut", "mapp"]) == 2
    assert "mapp/granska.sqlite får inte öppnas" in capsys.readouterr().err
    Path("mapp").chmod(0)
    assert run(["mapp", "mapp", "--ut", "ut"]) == 2
    assert "mapp får inte öppnas" in capsys.readouterr().err
    assert run(["fil", "mapp/b.md"]) == 3
    assert "(R014)" in capsys.readouterr().err
    Path("mapp").chmod(0o700)


def test_a_result_folder_that_may_not_be_written_is_no_bug(desk, capsys, monkeypatch):
    opened = Path.open

    def refuse(path, *args, **more):
        if path.name == store.STORE:
            raise PermissionError(errno.EACCES, "nej", str(path))
        return opened(path, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert run(["mapp", "mapp", "--ut", "ut"]) == 2
    assert capsys.readouterr().err.startswith(
        f"granska: {Path('ut') / store.STORE} får inte öppnas eller skrivas: "
    )
