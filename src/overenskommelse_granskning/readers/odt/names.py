"""Qualified names of OpenDocument that the reader looks at."""

from __future__ import annotations

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

P, H, NOTE = TEXT + "p", TEXT + "h", TEXT + "note"
TEXT_BOX = DRAW + "text-box"
SOFT_BREAK = TEXT + "soft-page-break"
CHANGE, CHANGE_START, CHANGE_END = (TEXT + n for n in ("change", "change-start", "change-end"))
CHANGES = frozenset((CHANGE, CHANGE_START, CHANGE_END))
LEFT_OUT = frozenset(
    (
        OFFICE + "annotation",
        OFFICE + "annotation-end",
        TEXT + "hidden-text",
        TEXT + "ruby-text",
        TEXT + "tracked-changes",
    )
)


def count(text: str | None, default: int = 1, most: int = 1_000_000) -> int:
    """A whole number of an attribute within bounds, else the default."""
    if text is None or not text.isdecimal() or len(text) > 7:
        return default
    return min(int(text), most)
