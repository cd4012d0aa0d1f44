"""A quote as reports show it: the words, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Evidence
from ..vocabulary.swedish import shorten
from .escape import printable

_CELLS = re.compile(r"[ \n]*\t\s*")  # between the cells of a row, and around empty ones


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and where it stands: ”s. 4, avsnittet Mål”; in an annex with its file first.

    In ``text`` the cells of a row are parted by a line, so that they do not run into one another.
    """

    text: str
    place: str
    evidence: Evidence


def make_quote(evidence: Evidence) -> Quote:
    """A quote with its place in words."""
    return Quote(
        _CELLS.sub(" | ", evidence.quote),
        make_place(evidence.page, evidence.section, evidence.file),
        evidence,
    )


def quoted(quote: Quote, limit: int) -> str:
    """A quote in its marks, shortened, with its place."""
    text = f"”{shorten(printable(quote.text), limit)}”"
    return f"{text} ({quote.place})" if quote.place else text


def make_place(page: int | None, section: str | None, file: str | None = None) -> str:
    """”s. 4, avsnittet Mål”, ”bilaga1.pdf, s. 2”; what is not known is left out."""
    parts = (file or "", f"s. {page}" if page else "", f"avsnittet {section}" if section else "")
    return ", ".join(p for p in parts if p)
