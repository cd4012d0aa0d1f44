"""The report as a new Word document: to be read, printed and worked in."""

from __future__ import annotations

import io
from functools import cache
from xml.sax.saxutils import escape

import docx

from ..assessment import Assessment
from .archive import members, packed
from .escape import printable
from .paper import make_paper
from .word_body import body
from .word_styles import LONGEST_TITLE, prepare

_TITLE = "RAPPORTENS TITEL"
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"


def word_report(assessment: Assessment) -> bytes:
    """The report of one document as the bytes of a .docx."""
    title = printable(f"Granskning av {assessment.document.path}")[:LONGEST_TITLE]
    parts = dict(_empty())
    before, mark, after = parts[_BODY].partition(b"<w:sectPr")
    parts[_BODY] = before + body(make_paper(assessment)).encode("utf-8") + mark + after
    parts[_PROPERTIES] = parts[_PROPERTIES].replace(_TITLE.encode(), escape(title).encode("utf-8"))
    return packed(parts.items())


@cache
def _empty() -> tuple[tuple[str, bytes], ...]:
    """The parts of a document with the page, the styles and the footer, and nothing in it."""
    document = docx.Document()
    prepare(document, _TITLE, "Gjord med granska")
    out = io.BytesIO()
    document.save(out)
    return tuple(members(out.getvalue()))
