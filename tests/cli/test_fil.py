"""``granska fil``: what is printed where, which files are written, and the exit codes."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

import report_samples as samples
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.errors import ChecklistError, ConfigurationError, report_error
from overenskommelse_granskning.vocabulary.closed import Level, Outcome, Stage


class FakeReviewer:
    """Answers by file name; remembers how it was made and what it was given."""

    made: ClassVar[list[dict]] = []
    seen: ClassVar[list[tuple]] = []

    def __init__(self, **options):
        FakeReviewer.made.append(options)
        self.as_of = options["as_of"]

    def review(self, source, filename=None):
        FakeReviewer.seen.append((source, filename))
        name = filename or Path(source).name
        if name.startswith("trasig"):
            raise RuntimeError("en bugg")
        if name.startswith("avbryt"):
            raise KeyboardInterrupt
        if name.startswith("fellista"):
            raise ChecklistError("nyckeln x finns inte", file="l.yaml", line=3, column=5, excerpt="x: 1")
        stem = Path(name).stem
        sample = samples.SAMPLES.get(stem, samples.agreement)()
        return replace(sample, document=replace(sample.document, path=name))


@pytest.fixture(autouse=True)
def fake(monkeypatch, tmp_path):
    FakeReviewer.made, FakeReviewer.seen = [], []
    module = SimpleNamespace(Reviewer=FakeReviewer)
    monkeypatch.setitem(sys.modules, "overenskommelse_granskning.pipeline", module)
    # In this process, so that what the fake notes down can be looked at.
    monkeypatch.setattr("overenskommelse_granskning.batch.apart.can_copy", lambda: False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("GRANSKA_FORMAT", "GRANSKA_KRAV", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_text_is_the_default_and_goes_to_standard_output(capsys):
    assert run(["fil", "agreement.docx"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("agreement.docx\n====")
    assert err == ""


def test_json_of_one_file_is_an_object_and_of_several_an_array(capsys):
    assert run(["fil", "agreement.docx", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["path"] == "agreement.docx"
    assert run(["fil", "agreement.docx", "promise.txt", "--format", "json"]) == 0
    paths = [r["document"]["path"] for r in json.loads(capsys.readouterr().out)]
    assert paths == ["agreement.docx", "promise.txt"]


def test_unreadable_gives_3_and_the_others_are_reviewed_all_the_same(capsys):
    assert run(["fil", "unreadable.pdf", "agreement.docx", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    assert [r["document"]["status"] for r in json.loads(out)] == ["unreadable", "read"]
    assert err == "granska: unreadable.pdf: Filen är krypterad: spara en kopia utan lösenord. (R004)\n"


def test_a_bug_that_one_document_brings_to_light_spares_the_others(capsys):
    assert run(["fil", "trasig.docx", "agreement.docx", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    assert [r["document"]["status"] for r in json.loads(out)] == ["unreadable", "read"]
    assert "Traceback" not in err and "--felsok" in err
    assert err.count("\n") == 1


def test_wrong_checklist_gives_2_with_file_line_and_excerpt(capsys):
    assert run(["fil", "fellista.docx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "granska: l.yaml:3:5: nyckeln x finns inte\n    x: 1\n        ^\n"


def test_interruption_gives_130(capsys):
    assert run(["fil", "avbryt.docx"]) == 130
    assert capsys.readouterr().err == "granska: Avbrutet.\n"


def test_standard_input_with_a_name(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"bytes")))
    assert run(["fil", "-", "--filnamn", "utkast.docx"]) == 0
    assert FakeReviewer.seen == [(b"bytes", "utkast.docx")]
    assert capsys.readouterr().out.startswith("utkast.docx\n")


def test_options_reach_the_reviewer():
    given = ["--checklista", "bra-2020", "--checklista", "egen.yaml", "--stadium", "undertecknad"]
    given += ["--per", "2024-02-29", "--ocr", "pa", "--revisioner", "ursprungliga"]
    code = run(["fil", "a.docx", *given])
    assert code == 0
    made = FakeReviewer.made[0]
    assert made["checklists"] == ("bra-2020", "egen.yaml")
    assert made["stage"] is Stage.SIGNED
    assert made["as_of"] == date(2024, 2, 29)
    assert (made["read_options"].ocr, made["read_options"].revisions) == ("on", "original")


def test_without_options_the_library_chooses():
    run(["fil", "a.docx", "b.docx"])
    assert len(FakeReviewer.made) == 1
    assert FakeReviewer.made[0]["checklists"] is None
    assert FakeReviewer.made[0]["stage"] is None


def code_for(monkeypatch, criteria, *args):
    assessment = replace(samples.agreement(), checklists=(samples.checklist(*criteria),))
    monkeypatch.setattr(FakeReviewer, "review", lambda self, source, filename=None: assessment)
    return run(["fil", "a.docx", *args])


def criterion(outcome, level=Level.SHALL, waived=None):
    return samples.criterion("bra.mal", outcome, level=level, waived=waived)


@pytest.mark.parametrize(
    ("criteria", "args", "code"),
    [
        ([criterion(Outcome.MISSING)], [], 0),
        ([criterion(Outcome.MISSING)], ["--fel-vid", "aldrig"], 0),
        ([criterion(Outcome.MISSING)], ["--fel-vid", "saknas"], 1),
        ([criterion(Outcome.PARTIAL)], ["--fel-vid", "saknas"], 0),
        ([criterion(Outcome.PARTIAL)], ["--fel-vid", "delvis"], 1),
        ([criterion(Outcome.MISSING)], ["--fel-vid", "delvis"], 1),
        ([criterion(Outcome.MET)], ["--fel-vid", "delvis"], 0),
        ([criterion(Outcome.NOT_ASSESSABLE)], ["--fel-vid", "delvis"], 0),
        ([criterion(Outcome.MISSING, Level.SHOULD)], ["--fel-vid", "delvis"], 0),
        ([criterion(Outcome.MISSING, waived="beslut")], ["--fel-vid", "saknas"], 0),
        ([criterion(Outcome.MET), criterion(Outcome.MISSING)], ["--krav", "50"], 0),
        ([criterion(Outcome.MET), criterion(Outcome.MISSING)], ["--krav", "50,5 %"], 1),
        ([criterion(Outcome.NOT_ASSESSABLE)], ["--krav", "100"], 0),
    ],
)
def test_demands(monkeypatch, criteria, args, code):
    assert code_for(monkeypatch, criteria, *args) == code


def test_unreadable_outranks_an_unmet_demand():
    assert run(["fil", "unreadable.pdf", "agreement.docx", "--krav", "99"]) == 3


def test_no_checklist_applied_meets_every_demand():
    assert run(["fil", "other.html", "--krav", "99", "--fel-vid", "delvis"]) == 0


def test_output_to_a_file(tmp_path, capsys):
    assert run(["fil", "agreement.docx", "--format", "json", "--ut", "ut/r.json"]) == 0
    assert json.loads(Path("ut/r.json").read_bytes())["document"]["path"] == "agreement.docx"
    out, err = capsys.readouterr()
    assert out == "" and err == f"granska: Skrev {Path('ut/r.json')}.\n"


def test_quiet_leaves_out_the_note_but_not_the_error(capsys):
    assert run(["fil", "unreadable.pdf", "--format", "json", "--ut", "r.json", "--tyst"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("target", ["ut", "ut/"])
def test_output_to_a_folder_one_file_per_document_and_format(target):
    code = run(["fil", "a.docx", "a.pdf", "b.docx", "--format", "text", "--format", "json", "--ut", target])
    assert code == 0
    names = sorted(p.name for p in Path("ut").iterdir())
    assert names == ["a.json", "a.pdf.json", "a.pdf.txt", "a.txt", "b.json", "b.txt"]
    assert isinstance(json.loads(Path("ut/b.json").read_bytes()), dict)


def test_names_that_differ_in_case_only_are_two_files_everywhere():
    run(["fil", "Avtal.docx", "avtal.pdf", "--format", "json", "--ut", "ut/"])
    assert sorted(p.name for p in Path("ut").iterdir()) == ["Avtal.json", "avtal.pdf.json"]


def test_existing_folder_with_a_dot_in_its_name_is_a_folder():
    Path("ut.2025").mkdir()
    assert run(["fil", "a.docx", "--ut", "ut.2025"]) == 0
    assert [p.name for p in Path("ut.2025").iterdir()] == ["a.txt"]


def test_several_documents_in_one_file_are_an_array():
    assert run(["fil", "a.docx", "b.docx", "--format", "json", "--ut", "alla.json"]) == 0
    assert len(json.loads(Path("alla.json").read_bytes())) == 2


def test_written_files_are_utf8_with_lf():
    run(["fil", "agreement.docx", "--ut", "r.txt"])
    data = Path("r.txt").read_bytes()
    assert b"\r" not in data and "Brå-handboken".encode() in data


def test_the_input_is_never_overwritten(capsys):
    Path("a.txt").write_text("original", encoding="utf-8")
    assert run(["fil", "a.txt", "--ut", "a.txt"]) == 2
    assert run(["fil", "a.txt", "--ut", "."]) == 2
    assert Path("a.txt").read_text(encoding="utf-8") == "original"
    assert "skriva över" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["a.docx", "b.docx", "--format", "html"], "en fil per dokument: ange en mapp"),
        (["a.docx", "b.docx", "--format", "html", "--ut", "r.html"], "en fil per dokument: ange en mapp"),
        (["a.docx", "--format", "text", "--format", "json"], "--ut MAPP"),
        (["a.docx", "--format", "docs"], "--format kan inte vara ”docs”: välj text, json"),
        (["a.docx", "--krav", "120"], "--krav kan inte vara ”120”"),
        (["a.docx", "--per", "2025-02-30"], "--per kan inte vara ”2025-02-30”"),
        (["a.docx", "--ocr", "ja"], "--ocr kan inte vara ”ja”: välj auto, av eller pa."),
        (["-", "-"], "Standard in"),
        (["a.docx", "--filnamn", "b.docx"], "--filnamn"),
        ([], "FIL måste anges"),
    ],
)
def test_wrong_usage_gives_2_and_one_sentence(capsys, args, part):
    assert run(["fil", *args]) == 2
    out, err = capsys.readouterr()
    assert out == "" and part in err
    assert err.startswith("granska: ") and err.count("\n") == 1
    assert FakeReviewer.seen == []


def test_configuration_error_of_the_library_gives_2(monkeypatch, capsys):
    def refuse(self, **options):
        raise ConfigurationError("Checklistan x finns inte.")

    monkeypatch.setattr(FakeReviewer, "__init__", refuse)
    assert run(["fil", "a.docx"]) == 2
    assert capsys.readouterr().err == "granska: Checklistan x finns inte.\n"


def test_settings_are_those_nearest_to_each_document():
    for name, demand in (("a", 0), ("b", 90)):
        Path(name).mkdir()
        Path(name, "granska.toml").write_text(f"krav = {demand}\n", encoding="utf-8")
    assert run(["fil", "a/agreement.docx"]) == 0
    assert run(["fil", "b/agreement.docx"]) == 1
    assert run(["fil", "a/agreement.docx", "b/agreement.docx"]) == 1
    assert run(["fil", "b/agreement.docx", "--ingen-konfig"]) == 0
    assert run(["fil", "b/agreement.docx", "--krav", "10"]) == 0


def test_output_that_cannot_be_written_is_one_sentence(capsys):
    Path("fil").write_text("", encoding="utf-8")
    assert run(["fil", "agreement.docx", "--ut", "fil/r.json"]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err and err.count("\n") == 1
    assert "fil/r.json" in err or str(Path("fil")) in err


def test_closed_standard_output_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["fil", "agreement.docx"]) == 2
    assert "kunde inte skrivas" in capsys.readouterr().err


def test_names_of_files_cannot_steer_the_terminal(capsys):
    assert run(["fil", "unreadable.pdf", "--tyst", "\x1b[2Jagreement.docx", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err


class CopyWriter:
    """A writer of bytes with an extension of its own, which one document cannot have."""

    EXTENSION = "docx"

    @staticmethod
    def extension(assessment):
        return "docm" if assessment.document.path.startswith("makro") else "docx"

    @staticmethod
    def render(assessments, style):
        if assessments[0].document.path.startswith("signerad"):
            raise report_error("S001")
        return b"PK\xff" + assessments[0].document.path.encode()


@pytest.fixture
def copies(monkeypatch):
    import overenskommelse_granskning.reports as reports

    known = reports.writer
    monkeypatch.setattr(reports, "writer", lambda name: CopyWriter if name == "docx" else known(name))


def test_formats_that_write_in_the_original_ask_for_it(copies):
    assert run(["fil", "a.docx", "--format", "docx", "--ut", "ut.docx"]) == 0
    assert run(["fil", "a.docx", "--format", "json", "--ut", "ut.json"]) == 0
    assert [made["keep_original"] for made in FakeReviewer.made] == [True, False]
    assert Path("ut.docx").read_bytes() == b"PK\xffa.docx"


def test_bytes_go_to_standard_output_but_not_to_a_terminal(copies, capfdbinary, monkeypatch):
    assert run(["fil", "a.docx", "--format", "docx"]) == 0
    assert capfdbinary.readouterr().out == b"PK\xffa.docx"
    monkeypatch.setattr("overenskommelse_granskning.cli.target.is_terminal", lambda stream: True)
    assert run(["fil", "a.docx", "--format", "docx"]) == 2
    assert "lägg till --ut FIL" in capfdbinary.readouterr().err.decode()


def test_a_copy_keeps_the_extension_it_needs(copies):
    assert run(["fil", "makro.docm", "a.docx", "--format", "docx", "--ut", "ut/"]) == 0
    assert sorted(p.name for p in Path("ut").iterdir()) == ["a.docx", "makro.docm"]


def test_a_format_that_one_document_cannot_have_spares_the_rest(copies, capsys):
    assert run(["fil", "signerad.docx", "a.docx", "--format", "docx", "--format", "json", "--ut", "ut"]) == 2
    assert sorted(p.name for p in Path("ut").iterdir()) == ["a.docx", "a.json", "signerad.json"]
    err = capsys.readouterr().err
    assert "signerad.docx: Dokumentet är digitalt signerat" in err and "(S001)" in err
    assert run(["fil", "signerad.docx", "--format", "docx", "--ut", "s.docx"]) == 2
    assert not Path("s.docx").exists()
