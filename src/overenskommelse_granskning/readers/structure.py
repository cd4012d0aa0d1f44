"""What a line of text looks like when nothing but its words tells: list item, heading, contents line.

Shared by every reader. All functions look at plain strings; :mod:`.runin` splits paragraphs that
swallowed their structure and :mod:`.flow` decides over a whole document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .words import HEADING_WORDS, OPEN_ENDINGS, WEB_WIDGETS

# Signs that open a list item. U+F0B7 and its neighbours are the symbol fonts' private bullets.
BULLETS = "•·▪▫◦‣●○■□➢➤✓✔★*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0e0"
DASHES = "-–—\u2010\u2011\u2212"

_BULLET = re.compile(
    rf"[ \t]*([{re.escape(BULLETS)}]|[{DASHES}]|o(?=[ \t]+[A-ZÅÄÖ]))(?:[ \t]+|(?<=[•●▪\uf0b7]))(?=\S)"
)
_ENUMERATED = re.compile(r"[ \t]*(\(?(?:\d{1,2}|[a-zåäö]|[ivx]{2,4})\)|\d{1,2}\.(?!\d))[ \t]+(?=\S)")
_NUMBER = re.compile(
    r"(?:§\s?)?(\d{1,2}(?:\.\d{1,2}){0,3})(?:\.|\)|:)?\s?([a-z]?)[ \t\u00a0]+(?=[A-ZÅÄÖ\"”])"
)
_ROMAN = re.compile(r"([IVX]{1,4})\.[ \t]+(?=[A-ZÅÄÖ])")
_LEADERS = re.compile(r"(?:\.[ ]?){4,}[ ]*\d{0,3}[ ]*$|\.{4,}|…{2,}|_{4,}")
_PAGE_AFTER_TAB = re.compile(r"\S[ ]*\t[ ]*\d{1,3}$")
_ABBREVIATED = re.compile(r"\b(?:m\.m|m\.fl|o\.d|dyl|etc)\.$", re.I)
_DATE_END = re.compile(
    r"(?:\bden \d{1,2}(?:[ /]\w+)? \d{4}|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}/\d{1,2}[ -]\d{2,4})$", re.I
)
_CONTACT = re.compile(r"\S@\S|https?://|www\.|\btel(?:efon)?\b|\b\d{2,4}-\d{2,3} ?\d{2} ?\d{2}", re.I)
_META = re.compile(
    r"(?:publicera[dt]|(?:senast )?(?:uppdatera[dt]|granskad)|sidan |dnr|diarienummer|ärende(?:nummer)?\b"
    r"|datum|version|foto|bild\b|källa|läs mer|relatera)",
    re.I,
)
_LABEL = re.compile(r"[A-ZÅÄÖ][a-zåäö]+: \S")  # "Mål: färre rån", "Tid: torsdag"
_TRAIL = re.compile(r"\s[/|>»›·]\s")  # "Start / Kommun / Trygghet": a trail of links
_LONGEST_LINE = 300  # the patterns for whole lines look at no more
_LETTER = re.compile(r"[^\W\d_]")
_TITLE_CASE_NAME = re.compile(
    r"(?:[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?[ ]){1,3}[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?$"
)
_PAGE_NUMBER = re.compile(
    r"(?:[-–][ ]?)?(?:sid(?:a|an|nr)?\.?|s\.)?[ ]?\d{1,4}[ ]?(?:[-–]|(?:\(|av|/|of)[ ]?\d{1,4}[ ]?\)?)?$",
    re.I,
)


_WIDGET_EDGES = re.compile(r"^[»›>→\s]+|[»›>→:!?.\s]+$")


_KNOWN = frozenset(HEADING_WORDS)


@dataclass(frozen=True, slots=True)
class Marker:
    """The list sign or number at the start of a line: ``text`` as seen, ``end`` where the item begins."""

    text: str
    end: int
    numbered: bool = False


def list_marker(text: str) -> Marker | None:
    """The list marker that ``text`` starts with, or None. Negative numbers and dates are none."""
    found = _BULLET.match(text)
    if found:
        return Marker(tidy_bullet(found.group(1)), found.end())
    found = _ENUMERATED.match(text)
    if found:
        return Marker(found.group(1), found.end(), numbered=True)
    return None


def tidy_bullet(sign: str) -> str:
    """Private-use bullets of the symbol fonts as the bullet a person sees."""
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign


def heading_number(text: str) -> tuple[str, int] | None:
    """``"5.1 Mål"`` → ``("5.1", 2)``: the number and its depth; None without a heading's number."""
    found = _NUMBER.match(text)
    if found:
        number = found.group(1)
        return number + found.group(2), number.count(".") + 1
    found = _ROMAN.match(text)
    return (found.group(1), 1) if found else None


def without_number(text: str) -> str:
    """The heading's words alone."""
    found = _NUMBER.match(text) or _ROMAN.match(text)
    return text[found.end() :] if found else text


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: dot leaders, or a tab before a closing page number."""
    if len(text) > _LONGEST_LINE:
        return False
    return bool(_LEADERS.search(text) or _PAGE_AFTER_TAB.search(text))


def is_web_widget(text: str) -> bool:
    """A line that is a button or link of a web page and nothing of its text."""
    if len(text) > _LONGEST_LINE:
        return False
    words = _WIDGET_EDGES.sub("", text.strip()).casefold()
    if words in WEB_WIDGETS:
        return True
    parts = [part.strip() for part in re.split(r"[·|•/\u00a0]|\s{2,}", words) if part.strip()]
    return len(parts) > 1 and all(part in WEB_WIDGETS for part in parts)


def is_page_number(text: str) -> bool:
    """``"4"``, ``"Sida 4 (8)"``, ``"- 4 -"``."""
    return len(text) <= _LONGEST_LINE and bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_known_heading(text: str) -> bool:
    """True when the words, without number and colon, are one of :data:`HEADING_WORDS`."""
    return without_number(text.strip()).rstrip(": ").casefold() in _KNOWN


def is_capitals(text: str) -> bool:
    """True for a line in capitals with at least four letters."""
    letters = _LETTER.findall(text)
    return len(letters) >= 4 and text == text.upper()


def is_date_line(text: str) -> bool:
    """``"Ekdala den 3 maj 2024"``: place and date above signatures."""
    return bool(_DATE_END.search(text.strip()))


def looks_like_name(text: str) -> bool:
    """Two to four capitalised words, as a signatory's name."""
    return bool(_TITLE_CASE_NAME.fullmatch(text.strip()))


def may_be_heading(text: str, *, emphasised: bool = False, max_chars: int = 120, max_words: int = 16) -> bool:
    """Whether ``text`` could be a heading at all, by its words alone.

    A line that is ``emphasised`` may hold a full stop inside ("Ihop. En överenskommelse").
    """
    text = text.strip()
    if not 2 <= len(text) <= max_chars or "\t" in text:
        return False
    closed = text[-1] in ";,–-…!" or (text[-1] == "." and not _ABBREVIATED.search(text))
    if closed or not _LETTER.search(text) or is_contents_line(text):
        return False
    words = text.split()
    if len(words) > max_words or _CONTACT.search(text) or is_date_line(text):
        return False
    if text.endswith(":") and len(words) > 3:
        return False
    body = without_number(text)
    first = _LETTER.search(body)
    if first is None or not first.group().isupper():
        return False
    if emphasised:
        return True
    # A sentence inside: the line is prose whose final stop is missing.
    return not re.search(r"[a-zåäö]{3}[.!] [A-ZÅÄÖ]", body)


def ends_openly(text: str) -> bool:
    """``"Kommunen ska"``: a lead-in that the next line completes."""
    words = text.rstrip(": ").split()
    return bool(words) and words[-1].casefold() in OPEN_ENDINGS


def looks_like_heading(text: str) -> bool:
    """A stricter :func:`may_be_heading` for lines without any emphasis to lean on."""
    text = text.strip()
    if not may_be_heading(text, max_chars=90, max_words=11) or text.endswith(":"):
        return False
    if text[0] == "[" or _META.match(text) or _LABEL.match(text) or len(_TRAIL.findall(text)) > 1:
        return False
    if is_known_heading(text) or heading_number(text):
        return True
    # "Namn Namnsson, titel" and address lines have commas; headings of prose rarely do.
    return "," not in text and not looks_like_name(text)


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """1 when the first row reads as column titles, else 0."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    cells = [cell.strip() for cell in rows[0]]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or len({cell.casefold() for cell in filled}) < len(filled):
        return 0
    for cell in filled:
        if len(cell) > 60 or cell[-1] in ".;,_" or _LETTER.search(cell) is None or is_date_line(cell):
            return 0
    return 1
