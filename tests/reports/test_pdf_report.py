"""``--format pdf``: the report laid out for A4, or highlights in the original."""

from __future__ import annotations

import io
import re
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import pdf_samples
import report_samples as samples
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.readers import read_original
from overenskommelse_granskning.reports import Style, pdf
from overenskommelse_granskning.reports.next_view import make_next
from overenskommelse_granskning.reports.paper import Grid, Heading, Text, make_paper
from overenskommelse_granskning.reports.pdf_layout import MARGIN, WIDTH, Pages, Span, broken, shown
from overenskommelse_granskning.reports.view import make_view


def rendered(assessment) -> bytes:
    return pdf.render([assessment], Style())


def text_of(data: bytes) -> str:
    """What PDFium reads, without line breaks."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        pages = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    return " ".join(re.sub(r"Gjord med granska · sida \d+", "", " ".join(pages)).split())


def flat(text: str) -> str:
    return " ".join(shown(text).split())


def test_every_finding_and_quote_is_in_the_report():
    assessment = samples.agreement()
    text = text_of(rendered(assessment))
    following = {s.id: s for s in make_next(assessment).steps if s.problem is None}
    for checklist in make_view(assessment).checklists:
        assert flat(checklist.title) in text
        for group in checklist.groups:
            for item in group.items:
                assert flat(item.title) in text and item.word in text
                assert all(flat(q.text) in text for q in item.quotes)
                if item.id not in following:
                    assert flat(item.advice) in text and flat(item.suggestion) in text
    for step in following.values():
        assert flat(step.title) in text and flat(step.advice) in text
        assert all(flat(line) in text for write in step.writes for line in (write.lead, *write.lines))


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_every_kind_of_assessment_can_be_written_and_read(name):
    assessment = samples.SAMPLES[name]()
    reader = PdfReader(io.BytesIO(rendered(assessment)), strict=True)
    assert reader.metadata.title == f"Granskning av {assessment.document.path}"
    assert len(reader.outline) >= 1
    assert {tuple(round(float(v)) for v in p.mediabox) for p in reader.pages} == {(0, 0, 595, 842)}


def test_nothing_is_written_outside_the_margins():
    long = "ord " * 900 + "lång" * 200
    assessment = samples.agreement()
    criterion = samples.criterion("bra.lang", reason=long, advice=long)
    data = rendered(replace(assessment, checklists=(samples.checklist(criterion),)))
    with closing(pypdfium2.PdfDocument(data)) as document:
        assert len(document) > 3
        for n in range(len(document)):
            page = document[n].get_textpage()
            for i in range(page.count_chars()):
                left, bottom, right, _ = page.get_charbox(i)
                if not page.get_text_range(i, 1).strip():
                    continue  # the blank that ends a line is not seen
                assert left > MARGIN - 2 and right < MARGIN + WIDTH + 2 and bottom > 20


def test_the_same_assessment_gives_the_same_bytes_without_time():
    data = rendered(samples.agreement())
    assert data == rendered(samples.agreement())
    assert b"/CreationDate" not in data and b"/ID" not in data


def test_it_is_tagged_for_those_who_have_it_read_to_them():
    reader = PdfReader(io.BytesIO(rendered(samples.agreement())))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "sv-SE"
    kinds: list[str] = []

    def walk(element) -> None:
        kinds.append(element["/S"])
        for kid in element["/K"]:
            kid = kid.get_object()
            if "/S" in kid:
                assert kid["/P"] == element
                walk(kid)

    walk(catalog["/StructTreeRoot"]["/K"][0].get_object())
    assert kinds[:3] == ["Document", "H1", "P"] or kinds[:3] == ["/Document", "/H1", "/P"]
    paper = make_paper(samples.agreement())
    count = {k.removeprefix("/"): kinds.count(k) for k in set(kinds)}
    assert count["Table"] == sum(isinstance(b, Grid) for b in paper)
    assert sum(count.get(f"H{n}", 0) for n in range(1, 5)) == sum(isinstance(b, Heading) for b in paper)
    assert count["P"] + count["BlockQuote"] == sum(isinstance(b, Text) for b in paper)


def test_signs_that_the_fonts_lack_are_written_with_what_comes_closest():
    assert shown("Łódź → ńę ≥ 5 ☐ 漢") == "Lódz -> ne >= 5 [ ] ?".replace("L", "?")
    assert shown("åäöÅÄÖéü–—”’…•€½") == "åäöÅÄÖéü–—”’…•€½"


@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs")), max_size=80), max_size=4
    ),
    st.integers(30, 400),
)
def test_breaking_lines_loses_no_letter(texts, width):
    spans = [Span(t, bold=n % 2 == 1) for n, t in enumerate(texts)]
    lines = broken(spans, width, 10)
    assert "".join("".join(s.text for s in line) for line in lines).replace(" ", "") == "".join(
        texts
    ).replace(" ", "")


def test_odd_text_cannot_steer_the_page():
    assessment = samples.agreement()
    odd = replace(assessment, document=replace(assessment.document, path="a) Tj (\\b\x00<</X>>.docx"))
    data = rendered(odd)
    assert "a) Tj (\\b" in text_of(data)
    assert PdfReader(io.BytesIO(data)).metadata.title.startswith("Granskning av a) Tj (\\b")


def test_a_page_is_turned_only_where_there_is_no_room():
    pages = Pages("fot")
    assert not pages.need(10_000)  # at the top nothing is won by turning
    pages.y -= 100
    assert not pages.need(100) and pages.need(800)


def test_one_document_per_file():
    with pytest.raises(ConfigurationError, match="gör en för vart och ett"):
        pdf.render([samples.agreement(), samples.agreement()], Style())


def test_a_pdf_comes_back_with_highlights():
    sheet = pdf_samples.Sheet()
    sheet.heading("Mål")
    sheet.flow(pdf_samples.PROSE)
    data = sheet.data()
    original = read_original(data, filename="avtal.pdf")
    assessment = samples.agreement()
    facts = replace(assessment.document, path="avtal.pdf", format="pdf")
    at = original.document.text.index("Kommunen")
    partial = samples.criterion(
        "bra.mal", samples.Outcome.PARTIAL, evidence=(original.document.evidence((at, at + 60)),)
    )
    out = rendered(
        replace(assessment, document=facts, original=original, checklists=(samples.checklist(partial),))
    )
    assert out.startswith(data)
    assert out.count(b"/Subtype /Highlight") == 1
