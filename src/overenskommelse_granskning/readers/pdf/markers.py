"""List markers, heading numbers and contents lines: what the first and last words of a line tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASHES = "-–—‐‑−"
_SIGNS = "•●○◦▪■□▫◾◼‣⁃∙·►▸▶➢➤✓✔✗❖❑♦◆◇*"
# Symbol fonts put their bullets in the private use area.
_BULLET = re.compile(rf"^(?:[{re.escape(_SIGNS)}\uf000-\uf0ff\ue000-\ue0ff]|[{_DASHES}]{{1,2}}|o)$")
_GLUED = re.compile(rf"^([{re.escape(_SIGNS.replace('*', ''))}\uf0a7\uf0b7\uf0a8\uf076\uf0d8\uf0fc])(?=\w)")
_GLUED_NUMBER = re.compile(r"^(\d{1,2})[.)](?=[A-ZÅÄÖ][a-zåäö])")
_ORDINAL = re.compile(
    r"^(?:\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-zåäö])[.)]|\(?(?P<roman>[ivx]{1,4})[.)])$"
)
_HEADING_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?\.?|[IVX]{1,5}\.|[A-H]\.?|§\s?\d{1,2}\.?|"
    r"(?:kap(?:itel|\.)?|bilaga|del|avsnitt|område|mål)\s\d{1,2}[.:]?)\s+(?=[\"”'(]?[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"^(?:§|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zåäö]|[ivxIVX]{1,4})[.):]{0,2})$")
_STARTS_UPPER = re.compile(r"^[\"”'(]?[A-ZÅÄÖÉ]")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}\s*$|…{2,}\s*\d{1,3}\s*$|_{4,}\s*\d{1,3}\s*$")
_PAGE_AT_END = re.compile(r"\S\s+\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker. ``kind`` is ``bullet``, ``dash``, ``number``, ``letter`` or ``roman``;
    ``order`` the place in a numbered list; ``length`` how many characters of the word it is."""

    text: str
    kind: str
    order: int
    length: int


def list_marker(words: list[str]) -> Marker | None:
    """The marker that a line's words start with, or None. A marker alone on a line is none."""
    if not words:
        return None
    first = words[0]
    glued = _GLUED.match(first)
    if glued:
        return Marker(_shown(glued.group(1)), "bullet", 0, 1)
    numbered = _GLUED_NUMBER.match(first)
    if numbered:
        return Marker(numbered.group(), "number", int(numbered.group(1)), numbered.end())
    if len(words) < 2:
        return None
    if _BULLET.match(first):
        if first == "o" and not _STARTS_UPPER.match(words[1]):
            return None
        kind = "dash" if first[0] in _DASHES else "bullet"
        return Marker(_shown(first), kind, 0, len(first))
    match = _ORDINAL.match(first)
    if not match:
        return None
    if match["number"]:
        return Marker(first, "number", int(match["number"]), len(first))
    if match["letter"] and match["letter"] not in "iv":
        return Marker(first, "letter", ord(match["letter"]) - 96, len(first))
    numeral = match["roman"] or match["letter"]
    return Marker(first, "roman", _roman(numeral), len(first))


def _shown(sign: str) -> str:
    """The sign as text: private use glyphs and rare signs become a round bullet."""
    if sign[0] in _DASHES or sign in "•*·○□✓✔►":
        return sign
    return "•"


def _roman(numeral: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    numbers = [values.get(c, 0) for c in numeral]
    return sum(-n if n < max(numbers[i:], default=0) else n for i, n in enumerate(numbers))


def heading_depth(text: str) -> int | None:
    """1 for ``2 Syfte`` or ``§ 3 Parter``, 2 for ``2.1 Mål``; None without a number."""
    match = _HEADING_NUMBER.match(text)
    if not match:
        return None
    return 1 + match["number"].rstrip(".").count(".")


def is_number_word(word: str) -> bool:
    """A word that numbers what follows it, with a tab between: ``1.``, ``2.1``, ``§``, ``a)``."""
    return bool(_NUMBER_WORD.match(word))


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: leaders and a page number."""
    # Most lines end in no number: the leaders need not be looked for.
    return text.rstrip()[-1:].isdigit() and _LEADERS.search(text) is not None


def ends_in_page_number(text: str) -> bool:
    """The line ends in a number of its own, as the lines of a contents list do."""
    return bool(_PAGE_AT_END.search(text))
