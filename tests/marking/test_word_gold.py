"""Comments from real reviews in the Word files of the gold sets, where they are at hand."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import word_checks as check
from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.document.normalise import clean as tidy
from overenskommelse_granskning.marking.word import annotate, clean
from overenskommelse_granskning.reports.notes import make_notes

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
FILES = [ROOT / "examples" / "utkast.docx", *sorted(GOLD.glob("*/files/*.docx"))]


@cache
def reviewer() -> Reviewer:
    return Reviewer(as_of=date(2025, 11, 20), keep_original=True)


def bare(text: str) -> str:
    """Without what stands between paragraphs and cells: white space, bullets and list numbers."""
    return re.sub(r"[\s•▪–-]|\d+[.)]", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_real_comments_cover_their_quotes_and_change_nothing_else(path):
    data = path.read_bytes()
    assessment = reviewer().review(data, filename=path.name)
    notes = make_notes(assessment, assessment.original.document)
    out = annotate(assessment.original, notes)
    check.check_unchanged(data, out)
    check.check_valid(out)
    root = check.tree(out)
    by_signature = {n.signature: n for n in notes}
    found = check.ours(out)
    assert len(found) == len({n.span for n in notes}) > 0
    said = [line for c in found.values() for line in check.lines(c)]
    assert all(signature in said for signature in by_signature)
    for identity, comment in found.items():
        note = by_signature[check.lines(comment)[-1]]
        seen = tidy(check.range_text(root, identity))[0].strip("\n")
        if note.span is None:
            assert seen == ""
        else:
            quote = assessment.text[note.span.start : note.span.end]
            assert seen == quote or bare(seen) == bare(quote)
    assert check.canonical(check.tree(clean(out))) == check.canonical(check.tree(data))
    again = reviewer().review(out, filename=path.name)
    assert annotate(again.original, make_notes(again, again.original.document)) == out
