"""``granska fil --rensa``: copies without our comments."""

from __future__ import annotations

from pathlib import Path

import pytest

import word_checks as check
import word_samples as samples
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.marking import Note, Tone
from overenskommelse_granskning.marking.word import annotate
from overenskommelse_granskning.readers import read_original


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = samples.SAMPLES["plain"]()
    note = Note("bra.mal", Tone.PARTIAL, "Delvis: Mål", ("Skriv mer.",), Span(6, 13))
    Path("granskat.docx").write_bytes(annotate(read_original(plain, filename="a.docx"), [note]))
    Path("rent.docx").write_bytes(plain)
    Path("brev.txt").write_text("Hej på dig.", encoding="utf-8")
    return plain


def same(data: bytes, plain: bytes) -> bool:
    return check.canonical(check.tree(data)) == check.canonical(check.tree(plain)) and not check.comments(
        data
    )


def test_to_a_file(here, capsys):
    assert run(["fil", "granskat.docx", "--rensa", "--ut", "ut.docx"]) == 0
    assert same(Path("ut.docx").read_bytes(), here)
    assert capsys.readouterr().err == "granska: Skrev ut.docx.\n"


def test_to_a_folder_and_to_standard_output(here, capfdbinary):
    assert run(["fil", "granskat.docx", "rent.docx", "--rensa", "--ut", "ut", "--tyst"]) == 0
    assert same(Path("ut/granskat.docx").read_bytes(), here)
    assert Path("ut/rent.docx").read_bytes() == here
    assert run(["fil", "granskat.docx", "--rensa"]) == 0
    assert same(capfdbinary.readouterr().out, here)


def test_what_cannot_be_cleaned_spares_the_rest(here, capsys):
    assert run(["fil", "brev.txt", "granskat.docx", "--rensa", "--ut", "ut"]) == 2
    assert run(["fil", "borta.docx", "granskat.docx", "--rensa", "--ut", "ut"]) == 3
    assert [p.name for p in Path("ut").iterdir()] == ["granskat.docx"]
    err = capsys.readouterr().err
    assert "brev.txt: Bara Word-dokument" in err and "borta.docx: Filen finns inte" in err


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["granskat.docx", "--ut", "granskat.docx"], "skriva över"),
        (["granskat.docx", "--ut", "."], "skriva över"),
        (["granskat.docx", "rent.docx"], "--ut MAPP"),
        (["granskat.docx", "--format", "html", "--ut", "a.html"], "ta bort --format"),
    ],
)
def test_wrong_usage(here, capsys, args, part):
    before = Path("granskat.docx").read_bytes()
    assert run(["fil", *args, "--rensa"]) == 2
    assert part in capsys.readouterr().err
    assert Path("granskat.docx").read_bytes() == before


def test_two_files_of_the_same_name_do_not_become_one(here, capsys):
    Path("b").mkdir()
    Path("b/granskat.docx").write_bytes(Path("granskat.docx").read_bytes())
    assert run(["fil", "granskat.docx", "b/granskat.docx", "--rensa", "--ut", "ut"]) == 2
    assert "Två av filerna skulle skrivas som ut" in capsys.readouterr().err
    assert not Path("ut").exists()
