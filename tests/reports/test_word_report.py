"""``--format docx``: comments in the draft, or the report as a new Word document."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx as library
import pytest

import report_samples as samples
import word_checks as check
import word_samples
from overenskommelse_granskning.assessment import ThreadRow
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.readers import read_original
from overenskommelse_granskning.reports import Style, docx, extension
from overenskommelse_granskning.reports.next_view import make_next
from overenskommelse_granskning.reports.view import make_view


def text_of(data: bytes) -> str:
    document = library.Document(io.BytesIO(data))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def rendered(assessment) -> bytes:
    return docx.render([assessment], Style())


def test_every_finding_and_quote_is_in_the_report():
    assessment = samples.agreement()
    text = text_of(rendered(assessment))
    view = make_view(assessment)
    following = {s.id: s for s in make_next(assessment).steps if s.problem is None}
    for checklist in view.checklists:
        assert checklist.title in text and all(s.value in text for s in checklist.scores)
        for group in checklist.groups:
            for item in group.items:
                assert item.title in text and item.word in text
                assert all(q.text in text for q in item.quotes)
                if item.id not in following:
                    assert item.advice in text and item.suggestion in text
    for step in following.values():
        assert step.title in text and step.advice in text
        assert all(line in text for write in step.writes for line in (write.lead, *write.lines))
    assert samples.agreement().document.sha256 in text


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_every_kind_of_assessment_can_be_written_and_read_again(name):
    data = rendered(samples.SAMPLES[name]())
    assert f"Granskning av {samples.SAMPLES[name]().document.path}" in text_of(data)
    assert read_original(data, filename="rapport.docx").document.sections[0] is not None


def test_the_same_assessment_gives_the_same_bytes_without_time():
    data = rendered(samples.agreement())
    assert data == rendered(samples.agreement())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in core and "202" not in core.replace("2025-03-01", "")


def test_control_characters_of_a_document_do_not_break_the_file():
    assessment = samples.agreement()
    odd = replace(assessment, document=replace(assessment.document, path="a\x00\x1b[31m<b>&.pdf"))
    assert "␛[31m<b>&.pdf" in text_of(rendered(odd))


def test_one_document_per_file():
    with pytest.raises(ConfigurationError, match="gör en för vart och ett"):
        docx.render([samples.agreement(), samples.agreement()], Style())


def with_original(path: str, data: bytes, format: str = "docx"):
    original = read_original(data, filename=path)
    assessment = samples.agreement()
    facts = replace(assessment.document, path=path, format=format)
    return replace(assessment, document=facts, original=original, text=original.document.text)


def test_a_word_file_comes_back_with_comments():
    data = word_samples.SAMPLES["plain"]()
    assessment = with_original("utkast.docx", data)
    missing = samples.criterion("bra.orsaker")
    out = rendered(replace(assessment, checklists=(samples.checklist(missing),), thread=()))
    check.check_unchanged(data, out)
    check.check_valid(out)
    assert [check.lines(c)[-1] for c in check.ours(out).values()] == ["granska · bra.orsaker"]


def test_what_is_left_to_fill_in_and_what_a_problem_lacks_are_comments_in_the_draft():
    lines = ("Överenskommelse", "Ansvarig: NN", "Buskörning på Storgatan")
    draft = word_samples.package("".join(word_samples.p(word_samples.r(line)) for line in lines))
    assessment = with_original("utkast.docx", draft)
    document = assessment.original.document
    blank, problem = (document.text.index(w) for w in ("NN", "Buskörning"))
    assessment = replace(
        assessment,
        checklists=(),
        next_steps=(),
        document=replace(assessment.document, unfilled=(document.evidence((blank, blank + 2)),)),
        thread=(ThreadRow(document.evidence((problem, len(document.text)))),),
    )
    out = rendered(assessment)
    check.check_valid(out)
    said = [(check.lines(c)[0], check.lines(c)[-1]) for c in check.ours(out).values()]
    assert said == [
        ("Platshållare kvar: ”NN”", "granska · platshallare:nn"),
        ("Röd tråd: Buskörning på Storgatan", "granska · rod_trad:buskörning-på-storgatan"),
    ]
    again = rendered(replace(assessment, original=read_original(out, filename="utkast.docx")))
    assert [check.lines(c) for c in check.ours(again).values()] == [
        check.lines(c) for c in check.ours(out).values()
    ]


def test_other_inputs_and_converted_files_get_a_new_document():
    assessment = with_original("avtal.docx", word_samples.SAMPLES["plain"]())
    for other in (
        replace(assessment, document=replace(assessment.document, path="avtal.doc", format="doc")),
        replace(assessment, original=None),
    ):
        assert text_of(rendered(other)).startswith("Granskning av avtal.doc")


@pytest.mark.parametrize(
    ("path", "format", "expected"),
    [
        ("a.docx", "docx", "docx"),
        ("a.DOCM", "docx", "docm"),
        ("a.dotx", "docx", "dotx"),
        ("a.pdf", "pdf", "docx"),
        ("standard in", "docx", "docx"),
        ("a.doc", "doc", "docx"),
    ],
)
def test_a_copy_keeps_the_extension_of_its_kind(path, format, expected):
    assessment = with_original("a.docx", word_samples.SAMPLES["plain"]())
    named = replace(assessment, document=replace(assessment.document, path=path, format=format))
    assert extension(docx, named) == expected
