"""Highlights from real reviews in the PDF files of the gold sets, where they are at hand."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.marking.pdf import annotate, clean
from overenskommelse_granskning.readers import ReadOptions
from overenskommelse_granskning.reports.notes import make_notes

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FILES = sorted(GOLD.glob("*/files/*.pdf"))


@cache
def reviewer() -> Reviewer:
    # Scans take seconds each; what OCR reads is tried on its own.
    return Reviewer(as_of=date(2025, 11, 20), keep_original=True, read_options=ReadOptions(ocr="off"))


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("path", FILES or [None], ids=lambda p: p.stem if p else "inga")
def test_real_highlights_cover_their_quotes_and_the_original_is_left_alone(path):
    if path is None:
        pytest.skip("facit finns inte här")
    data = path.read_bytes()
    assessment = reviewer().review(data, filename=path.name)
    if not assessment.readable:
        pytest.skip("en bild")
    notes = make_notes(assessment, assessment.original.document)
    out = annotate(assessment.original, notes)
    assert out.startswith(data) and clean(out) == data
    quotes = {f"granska · {n.key}": assessment.text[n.span.start : n.span.end] for n in notes if n.span}
    seen: dict[str, str] = {}
    with closing(pypdfium2.PdfDocument(out)) as document:
        for number, page in enumerate(PdfReader(io.BytesIO(out)).pages):
            text = document[number].get_textpage()
            for annotation in (a.get_object() for a in page.get("/Annots", ())):
                if annotation.get("/T") != "granska" or annotation["/Subtype"] != "/Highlight":
                    continue
                values = [float(v) for v in annotation["/QuadPoints"]]
                found = ""
                for i in range(0, len(values), 8):
                    xs, ys = values[i : i + 8 : 2], values[i + 1 : i + 8 : 2]
                    found += text.get_text_bounded(min(xs), min(ys) + 1, max(xs), max(ys) - 1)
                for line in annotation["/Contents"].split("\n"):
                    if line in quotes:
                        seen[line] = seen.get(line, "") + found
    assert seen.keys() == quotes.keys()
    for line, quote in quotes.items():
        assert letters(quote) in letters(seen[line]) and len(letters(seen[line])) < len(letters(quote)) + 12
