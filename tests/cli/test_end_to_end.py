"""From the shell to the report, with nothing replaced: the shipped draft, and bad input."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest

from overenskommelse_granskning import review
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.reports.schema import schema_text

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text("report")))
DAY = "2025-11-20"


@pytest.fixture(scope="module")
def draft(request):
    return request.config.rootpath / "examples" / "utkast.docx"


@pytest.fixture(autouse=True)
def no_settings_of_the_developer(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def out_of(capsys, *args, code=0):
    assert run([str(a) for a in args]) == code
    return capsys.readouterr()


def test_report_of_the_draft_follows_the_schema_and_quotes_are_verbatim(draft, capsys):
    report = json.loads(out_of(capsys, "fil", draft, "--format", "json", "--per", DAY).out)
    VALIDATOR.validate(report)
    assert report["document"]["status"] == "read"
    assert report["document"]["path"] == "utkast.docx"
    assert report["document"]["kind"] == "samverkansoverenskommelse"
    text = out_of(capsys, "text", draft, "--tyst").out
    quotes = [e for c in report["checklists"] for k in c["criteria"] for e in k["evidence"]]
    assert quotes
    for e in quotes:
        assert text[e["start"] : e["end"]] == e["quote"]


def test_text_as_json_is_the_same_text(draft, capsys):
    text = out_of(capsys, "text", draft).out
    shown = json.loads(out_of(capsys, "text", draft, "--format", "json").out)
    assert text == shown["text"] + ("" if shown["text"].endswith("\n") else "\n")
    assert {"blocks", "pages", "sections", "segments", "furniture", "notices"} <= set(shown)
    for block in shown["blocks"]:
        assert 0 <= block["start"] <= block["end"] <= len(shown["text"])


def test_text_report_of_the_draft(draft, capsys):
    out = out_of(capsys, "fil", draft, "--per", DAY).out
    assert out.startswith("utkast.docx\n====")
    assert "samverkansöverenskommelse" in out and "Det här lyfter dokumentet mest" in out
    assert max(map(len, out.splitlines())) <= 80


def test_same_input_gives_the_same_bytes_in_every_process(draft):
    command = [sys.executable, "-m", "overenskommelse_granskning", "fil", str(draft), "--per", DAY]
    for form in ("json", "text"):
        outputs = {
            subprocess.run([*command, "--format", form], capture_output=True, check=True, env=env).stdout
            for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
        }
        assert len(outputs) == 1
        assert b"\r" not in outputs.pop()


def test_the_library_gives_the_same_report(draft, capsys):
    from datetime import date

    report = json.loads(out_of(capsys, "fil", draft, "--format", "json", "--per", DAY).out)
    assert review(draft, as_of=date.fromisoformat(DAY)).to_dict() == report


def test_standard_input_gives_the_same_verdicts(draft):
    command = [sys.executable, "-m", "overenskommelse_granskning", "fil", "--format", "json", "--per", DAY]
    named = [*command, "-", "--filnamn", "utkast.docx"]
    piped = subprocess.run(named, input=draft.read_bytes(), capture_output=True, check=True)
    direct = subprocess.run([*command, str(draft)], capture_output=True, check=True)
    assert piped.stdout == direct.stdout


def bad_inputs(folder, draft):
    data = draft.read_bytes()
    files = {
        "tom.docx": b"",
        "avhuggen.docx": data[: len(data) // 2],
        "avhuggen.pdf": b"%PDF-1.7\n1 0 obj\n<<",
        "andelse.pdf": data,
        "skrap.docx": bytes(range(256)) * 40,
        "okand.xyz": b"\x00\x01\x02\x03" * 50,
        "blank.txt": b"  \n\t\n",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "mapp.docx").mkdir()
    return [*(folder / n for n in files), folder / "mapp.docx", folder / "borta.docx"]


def test_bad_input_is_one_sentence_and_the_others_go_on(draft, tmp_path, capsys):
    bad = bad_inputs(tmp_path, draft)
    out, err = out_of(capsys, "fil", *bad, draft, "--format", "json", "--per", DAY, code=3)
    reports = json.loads(out)
    VALIDATOR.validate(reports)
    assert [r["document"]["status"] for r in reports] == ["unreadable"] * len(bad) + ["read"]
    assert "Traceback" not in err
    lines = err.splitlines()
    assert len(lines) == len(bad)
    for path, line in zip(bad, lines, strict=True):
        assert line.startswith(f"granska: {path}: ") and line.endswith(")")


@pytest.mark.parametrize("form", ["text", "json"])
def test_text_of_bad_input_is_one_sentence_too(form, draft, tmp_path, capsys):
    for path in bad_inputs(tmp_path, draft):
        out, err = out_of(capsys, "text", path, "--format", form, code=3)
        assert out == "" and err.count("\n") == 1 and "Traceback" not in err


def test_the_input_is_not_changed(draft, capsys):
    before = draft.read_bytes()
    out_of(capsys, "fil", draft)
    assert draft.read_bytes() == before


def test_another_kind_of_document_gives_no_checklist_and_0(tmp_path, capsys):
    note = tmp_path / "recept.md"
    note.write_text(
        "# Sockerkaka\n\nVispa ägg och socker. Blanda i mjöl, smör och mjölk.\n", encoding="utf-8"
    )
    report = json.loads(out_of(capsys, "fil", note, "--format", "json").out)
    VALIDATOR.validate(report)
    assert report["document"]["kind"] == "annat" and report["checklists"] == []
    assert report["document"]["notices"]
    assert "Ingen checklista är tillämplig" in " ".join(out_of(capsys, "fil", note).out.split())


def test_terminal_escapes_in_a_document_are_shown_as_text(tmp_path, capsys):
    evil = tmp_path / "elak.md"
    evil.write_text(
        "# Överenskommelse om samverkan mellan \x1b[31mNorrsele kommun\x1b]0;x\x07 och polisen\n\n"
        "Syftet är att [bold]minska[/bold] brottsligheten <script>alert(1)</script>.\n",
        encoding="utf-8",
    )
    for args in (["fil"], ["fil", "--format", "json"], ["text"], ["text", "--format", "json"]):
        out, err = out_of(capsys, args[0], evil, *args[1:])
        assert "\x1b" not in out + err and "\x07" not in out + err


def test_html_report_of_the_draft_links_every_quote_to_its_place(draft, tmp_path, capsys):
    out_of(capsys, "fil", draft, "--format", "html", "--format", "json", "--per", DAY, "--ut", tmp_path)
    text = (tmp_path / "utkast.html").read_text(encoding="utf-8")
    report = json.loads((tmp_path / "utkast.json").read_text(encoding="utf-8"))
    quotes = [e for c in report["checklists"] for k in c["criteria"] for e in k["evidence"]]
    assert quotes
    for e in quotes:
        anchor = f"t{e['start']}-{e['end']}"
        assert f'href="#{anchor}"' in text and f'id="{anchor}"' in text
