"""How sure a verdict is, and that the period is over: said in words where they are needed, in every format."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as library
import openpyxl
import pypdfium2
import pytest

import report_samples as samples
from overenskommelse_granskning.document import Notice
from overenskommelse_granskning.reports import Style, docx, html, md, pdf, text, xlsx
from overenskommelse_granskning.reports.labels import certainty
from overenskommelse_granskning.reports.next_view import make_next
from overenskommelse_granskning.reports.view import make_view
from overenskommelse_granskning.vocabulary.closed import Outcome

OVER = "Perioden gick ut den 31 december 2023, före den 1 mars 2025: kontrollera om det finns ett nyare."


@pytest.mark.parametrize(
    ("outcome", "confidence", "review", "words"),
    [
        (Outcome.MISSING, 0.95, False, "säker"),
        (Outcome.MET, 0.9, False, "säker"),
        (Outcome.PARTIAL, 0.89, False, "ganska säker"),
        (Outcome.PARTIAL, 0.99, True, "osäker – läs själv"),
        (Outcome.NOT_APPLICABLE, 0.95, False, ""),
        (Outcome.NOT_ASSESSABLE, 0.85, False, ""),
        (Outcome.NOT_ASSESSABLE, 0.85, True, "osäker – läs själv"),
    ],
)
def test_certainty_in_words(outcome, confidence, review, words):
    assert certainty(outcome, confidence, review) == words


def _word(data):
    document = library.Document(io.BytesIO(data))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def _pdf(data):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def _book(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Översikt"]
    return "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)


READERS = {
    "text": lambda a: text.render([a], Style()),
    "md": lambda a: md.render([a], Style()),
    "html": lambda a: html.render([a], Style()),
    "docx": lambda a: _word(docx.render([a], Style())),
    "pdf": lambda a: _pdf(pdf.render([a], Style())),
    "xlsx": lambda a: _book(xlsx.render([a], Style())),
}


def flat(shown: str) -> str:
    return " ".join(shown.split())


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_step_says_how_sure_its_verdict_is(name):
    assessment = samples.agreement()
    shown = flat(READERS[name](assessment))
    steps = make_next(assessment).steps
    told = [s.item.certainty for s in steps if s.item is not None]
    assert told == ["ganska säker", "osäker – läs själv"]
    places = [shown.index(f"{n}. {s.title}") if name != "html" and name != "md" else shown.index(s.title)
              for n, s in enumerate(steps, 1)]  # fmt: skip
    for at, until, words in zip(places, places[1:], told, strict=False):
        assert f"granska är {words}" in shown[at:until]


@pytest.mark.parametrize("name", sorted(READERS))
def test_that_the_period_is_over_stands_before_the_list_and_once(name):
    one = samples.agreement()
    over = replace(one, document=replace(one.document, notices=(Notice("R105", OVER), *one.document.notices)))
    shown = flat(READERS[name](over))
    assert shown.count("Perioden gick ut") == 1
    assert shown.index("Perioden gick ut") < shown.index("2025-03-01")  # the facts
    assert shown.index("Perioden gick ut") < shown.index("lyfter dokumentet mest")
    assert "Perioden gick ut" not in flat(READERS[name](one))


def test_other_notices_stay_where_they_were():
    one = samples.agreement()
    over = replace(one, document=replace(one.document, notices=(*one.document.notices, Notice("R105", OVER))))
    view = make_view(over)
    assert view.first == (OVER,)
    assert view.notices == make_view(one).notices and view.notices
