"""XLSX, CSV, Markdown and SARIF: the same findings as the other reports, and no cell or line that acts."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from sarif_pydantic import Sarif

import report_samples as samples
from overenskommelse_granskning.reports import Style, writer
from overenskommelse_granskning.reports.labels import outcome_word
from overenskommelse_granskning.vocabulary.closed import Outcome

FORMATS = ("text", "html", "xlsx", "csv", "md", "sarif")
EVIL = '=HYPERLINK("http://evil.example";"x") <script>alert(1)</script> \x1b[31m|*_`'


def rendered(name: str, *assessments, comma: bool = False) -> str | bytes:
    return writer(name).render(list(assessments), Style(comma=comma))


def cells(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]


def rows(content: str, delimiter: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=delimiter))


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_same_input_gives_the_same_bytes(name, format):
    assessment = samples.SAMPLES[name]()
    assert rendered(format, assessment) == rendered(format, assessment)


def test_every_table_has_every_criterion_with_its_outcome_and_quotes():
    assessment = samples.agreement()
    listed = rows(rendered("csv", assessment))
    assert [r["kriterium"] for r in listed] == [c.id for c in assessment]
    assert [r["utfall"] for r in listed] == [outcome_word(c.id, c.outcome) for c in assessment]
    quotes = {e.quote for c in assessment for e in c.evidence}
    assert quotes <= set(cells(rendered("xlsx", assessment)))
    markdown = rendered("md", assessment).replace("\\", "")
    assert all(e.quote in markdown for c in assessment for e in c.evidence[:3])


def test_sarif_is_valid_and_tells_what_is_missing_or_partial():
    assessment = samples.agreement()
    log = json.loads(rendered("sarif", assessment))
    Sarif.model_validate(log)
    (run,) = log["runs"]
    told = [c for c in assessment if c.outcome in (Outcome.MISSING, Outcome.PARTIAL)]
    assert [r["ruleId"] for r in run["results"]] == [c.id for c in told]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert rules == list(dict.fromkeys(c.id for c in assessment))
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    assert [bool(r["suppressions"]) for r in run["results"]] == [c.waived is not None for c in told]


def test_a_fingerprint_holds_when_the_text_moves_and_not_when_the_quote_changes():
    def prints(assessment) -> list[str]:
        (run,) = json.loads(rendered("sarif", assessment))["runs"]
        return [r["partialFingerprints"]["kriteriumCitat/v1"] for r in run["results"]]

    def with_evidence(change):
        a = samples.agreement()
        (first, *rest) = a.checklists
        criteria = tuple(
            replace(c, evidence=tuple(replace(e, **change(e)) for e in c.evidence)) for c in first.criteria
        )
        return replace(a, checklists=(replace(first, criteria=criteria), *rest))

    moved = with_evidence(lambda e: {"start": e.start + 7, "end": e.end + 7})
    edited = with_evidence(lambda e: {"quote": e.quote[::-1]})
    base = prints(samples.agreement())
    assert prints(moved) == base
    assert prints(edited) != base


def test_unreadable_documents_are_told_in_every_table():
    assessment = samples.unreadable()
    reason = assessment.document.notices[0].message
    assert rows(rendered("csv", assessment))[0]["skäl"] == reason
    assert any(reason in c for c in cells(rendered("xlsx", assessment)))
    (run,) = json.loads(rendered("sarif", assessment))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert reason in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_swedish_csv_for_excel_and_plain_csv_for_programs():
    swedish, plain = (rendered("csv", samples.agreement(), comma=c) for c in (False, True))
    assert swedish.startswith("\ufefffil;")
    assert {r["läs själv"] for r in rows(swedish)} <= {"ja", "nej"}
    assert plain.startswith("fil,")
    assert all(float(r["säkerhet"]) <= 1 for r in rows(plain, ","))
    assert any("," in r["säkerhet"] for r in rows(swedish))


def test_foreign_text_is_text_in_every_format():
    assessment = samples.agreement()
    (first, *rest) = assessment.checklists
    evil = replace(first.criteria[0], reason=EVIL, title=EVIL, suggestion=EVIL)
    assessment = replace(assessment, checklists=(replace(first, criteria=(evil, *first.criteria[1:])), *rest))
    for row in rows(rendered("csv", assessment)):
        assert not any(v.startswith(("=", "+", "-", "@")) for v in row.values())
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", assessment)))
    assert all(
        c.data_type != "f" and c.hyperlink is None for s in book for line in s.iter_rows() for c in line
    )
    assert any(str(v).startswith("=HYPERLINK") for v in cells(rendered("xlsx", assessment)))
    markdown = rendered("md", assessment)
    assert "<script" not in markdown.replace("\\<", "")  # every sign of it is escaped
    assert "\x1b" not in markdown
    assert "\x1b" not in rendered("sarif", assessment)


def test_the_workbook_is_ready_to_use():
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", samples.agreement())))
    assert book.sheetnames == ["Översikt", "Kriterier", "Belägg", "Röd tråd", "Ordlista"]
    criteria = book["Kriterier"]
    assert criteria.freeze_panes
    assert criteria.auto_filter.ref
    assert criteria.cell(2, 9).number_format == "0 %"


def test_rows_are_as_high_as_their_longest_text():
    long = samples.criterion("bra.lang", reason="ord " * 60, confidence=0.997)
    one = replace(samples.agreement(), checklists=(samples.checklist(long, samples.criterion("bra.kort")),))
    sheet = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", one)))["Kriterier"]
    heights = {sheet.cell(r, 3).value: sheet.row_dimensions[r].height for r in (2, 3)}
    assert heights["bra.lang"] == 5 * 15  # 240 characters in a column of 50
    assert heights["bra.kort"] == 2 * 15  # the step's title
    assert sheet.cell(2, 9).value == 0.99
