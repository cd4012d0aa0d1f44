"""``--samlat``: a document and its annexes as several files, in every format."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from openpyxl import load_workbook

import bundle_samples as samples
from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.assessment.saved import from_dict
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.reports.schema import schema_text

OPTIONS = ("--checklista", "bra-2020", "--per", "2026-01-31", "--ingen-konfig", "--tyst")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text("report")))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return samples.write(tmp_path_factory.mktemp("samlat"))


@pytest.fixture(scope="module")
def joint(files):
    return Reviewer(["bra-2020"]).review_bundle(files)


def out_of(capsys, *args, code=0):
    assert run([str(a) for a in args]) == code
    return capsys.readouterr()


def criterion(report, name):
    return next(c for c in report["checklists"][0]["criteria"] if c["id"] == name)


def test_the_annex_meets_the_criterion_with_its_own_file_and_page(files, capsys):
    alone = json.loads(out_of(capsys, "fil", files[0], "--format", "json", *OPTIONS).out)
    before = criterion(alone, "bra.atgarder")
    assert (before["outcome"], before["remarks"]) == ("not_assessable", ["in_annex"])
    assert before["pointer"]["quote"] == samples.POINTER
    report = json.loads(out_of(capsys, "fil", *files, "--samlat", "--format", "json", *OPTIONS).out)
    VALIDATOR.validate(report)
    after = criterion(report, "bra.atgarder")
    assert after["outcome"] in ("met", "partial")  # which of them is the verdict layer's, not the annex's
    assert (after["remarks"], after["pointer"]) == ([], None)
    quote = next(e for e in after["evidence"] if samples.MEASURE in e["quote"])
    assert (quote["file"], quote["page"]) == ("bilaga1.pdf", 2) and quote["bbox"]
    left = criterion(report, "bra.kommunikation")
    assert (left["outcome"], left["remarks"]) == ("not_assessable", ["in_annex"])
    period = criterion(report, "bra.period")
    assert period["evidence"][0]["file"] is None


def test_places_count_in_the_joint_text_and_less_the_start_in_the_files_own(files, joint, capsys):
    joint_text = out_of(capsys, "text", *files, "--samlat", "--ingen-konfig").out
    own = {f.path: f for f in joint.document.files}
    texts = {f.name: read_document(f).text for f in files}
    seen = set()
    for c in joint:
        for e in c.evidence:
            assert joint_text[e.start : e.end] == e.quote
            file = own[e.file or "avtal.docx"]
            assert texts[file.path][e.start - file.start : e.end - file.start] == e.quote
            seen.add(e.file)
    assert seen == {None, "bilaga1.pdf"}


def test_the_facts_tell_files_and_annexes(joint):
    facts = joint.document
    assert (facts.path, facts.format, facts.pages) == ("avtal.docx", "docx", None)
    assert [(f.path, f.format, f.pages, f.status) for f in facts.files] == [
        ("avtal.docx", "docx", None, "read"),
        ("bilaga1.pdf", "pdf", 2, "read"),
    ]
    assert [(x.name, x.supplied, x.file) for x in facts.annex_references] == [
        ("bilaga 1", True, "bilaga1.pdf"),
        ("bilaga 2", False, None),
    ]


def test_a_saved_report_holds_it_all(joint):
    saved = from_dict(json.loads(json.dumps(joint.to_dict())))
    assert saved.document.files == joint.document.files
    assert saved.document.annex_references == joint.document.annex_references
    assert saved.to_dict() == joint.to_dict()


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_reports_for_people_name_the_file_and_its_page(form, files, capsys):
    out = out_of(capsys, "fil", *files, "--samlat", "--format", form, "--ingen-farg", *OPTIONS).out
    flat = " ".join(out.replace("**", "").replace("\\", "").split())
    assert "bilaga1.pdf, s. 2" in flat
    assert "bilaga 2 (följer inte med)" in flat
    assert "bilaga1.pdf (" in flat and "ord på 2 sidor" in flat


def test_tables_have_a_column_for_the_annex(files, tmp_path, capsys):
    out = out_of(capsys, "fil", *files, "--samlat", "--format", "csv", *OPTIONS).out
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    row = next(r for r in rows if r["kriterium"] == "bra.atgarder")
    assert (row["bilaga"], row["sida"]) == ("bilaga1.pdf", "2")
    book = tmp_path / "samlat.xlsx"
    out_of(capsys, "fil", *files, "--samlat", "--format", "xlsx", "--ut", book, *OPTIONS)
    head, *body = load_workbook(book)["Belägg"].iter_rows(values_only=True)
    assert ("bilaga1.pdf", 2) in {(r[head.index("bilaga")], r[head.index("sida")]) for r in body}


def test_sarif_places_the_finding_in_the_annexs_own_text(files, joint, capsys):
    out = out_of(capsys, "fil", *files, "--samlat", "--format", "sarif", *OPTIONS).out
    log = json.loads(out)["runs"][0]
    assert [a["location"]["uri"] for a in log["artifacts"]] == ["avtal.docx", "bilaga1.pdf"]
    text = read_document(files[1]).text
    places = [
        p["physicalLocation"]
        for r in log["results"]
        for p in (*r["locations"], *r.get("relatedLocations", ()))
        if p["physicalLocation"]["artifactLocation"] == {"uri": "bilaga1.pdf", "index": 1}
    ]
    assert places
    for p in places:
        region = p["region"]
        assert text[region["charOffset"] :].startswith(region["snippet"]["text"])


def test_comments_in_word_are_on_the_documents_own_words(files, tmp_path, capsys):
    from docx import Document as read_word

    target = tmp_path / "ut.docx"
    out_of(capsys, "fil", *files, "--samlat", "--format", "docx", "--ut", target, *OPTIONS)
    written = "\n".join(p.text for p in read_word(target).paragraphs)
    assert samples.POINTER in written and samples.MEASURE not in written
    comments = "\n".join(p.text for c in read_word(target).comments for p in c.paragraphs)
    assert "bilaga1.pdf, s. 2" in comments


def test_an_annex_that_cannot_be_read_is_told_and_the_rest_reviewed(files, tmp_path, capsys):
    broken = tmp_path / "bilaga2.pdf"
    broken.write_bytes(b"%PDF-1.7 avhuggen")
    out, err = out_of(capsys, "fil", *files, broken, "--samlat", "--format", "json", *OPTIONS, code=3)
    report = json.loads(out)
    VALIDATOR.validate(report)
    assert [(f["path"], f["status"]) for f in report["document"]["files"]] == [
        ("avtal.docx", "read"),
        ("bilaga1.pdf", "read"),
        ("bilaga2.pdf", "unreadable"),
    ]
    assert criterion(report, "bra.atgarder")["outcome"] in ("met", "partial")
    assert "bilaga2.pdf: " in err and "(R005)" in err


def test_a_document_that_cannot_be_read_leaves_nothing_to_review(files, tmp_path, capsys):
    broken = tmp_path / "avtal.pdf"
    broken.write_bytes(b"%PDF-1.7 avhuggen")
    out, _ = out_of(capsys, "fil", broken, files[1], "--samlat", "--format", "json", *OPTIONS, code=3)
    assert json.loads(out)["document"]["status"] == "unreadable"


def test_masking_hides_names_and_keeps_files(files, capsys):
    out = out_of(capsys, "fil", *files, "--samlat", "--maskera", "--format", "json", *OPTIONS).out
    report = json.loads(out)
    VALIDATOR.validate(report)
    assert [len(f["sha256"]) for f in report["document"]["files"]] == [64, 64]


def test_what_does_not_go_together_is_said(files, capsys):
    assert "--samlat" in out_of(capsys, "text", *files, "--ingen-konfig", code=2).err
    err = out_of(capsys, "fil", *files, "--samlat", "--rensa", "--ut", "x.docx", code=2).err
    assert "--rensa" in err and "--samlat" in err


def test_the_text_report_says_which_annex_is_not_there(files, capsys):
    out = out_of(capsys, "fil", files[0], "--ingen-farg", *OPTIONS).out
    assert "hänvisar till bilaga 1, som inte följer med" in " ".join(out.split())
