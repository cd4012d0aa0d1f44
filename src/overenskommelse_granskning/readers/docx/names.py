"""Qualified names of WordprocessingML that the reader looks at."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
P, PPR, RUN, RPR, TEXT, DEL_TEXT = W + "p", W + "pPr", W + "r", W + "rPr", W + "t", W + "delText"
TBL, TR, TC, TRPR, TCPR = W + "tbl", W + "tr", W + "tc", W + "trPr", W + "tcPr"
SDT, SDT_CONTENT, CUSTOM_XML = W + "sdt", W + "sdtContent", W + "customXml"
INS, DEL, MOVE_TO, MOVE_FROM = W + "ins", W + "del", W + "moveTo", W + "moveFrom"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
TEXT_BOX = W + "txbxContent"

_OFF = frozenset(("0", "false", "off", "none"))

_LONGEST_NUMBER = 12


def is_on(element: etree._Element | None) -> bool | None:
    """A toggle property: None where absent, else whether it is switched on."""
    if element is None:
        return None
    return element.get(VAL, "1") not in _OFF


def value(parent: etree._Element | None, tag: str) -> str | None:
    """The ``w:val`` of a child, or None."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get(VAL)


def integer(text: str | None) -> int | None:
    """A whole number, or None where there is none (or none that the format allows: 32 bits)."""
    try:
        return int(text) if text is not None and len(text) < _LONGEST_NUMBER else None
    except ValueError:
        return None
