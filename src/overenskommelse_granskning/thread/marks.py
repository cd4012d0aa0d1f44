"""Numbers and letters that a document gives its problems, and where it later refers to them by these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis
from ..language.gates import Gate
from ..language.units import UnitKind
from .problem_scoring import Problem

_RX = re.IGNORECASE
_NAME = r"(?:fokus(?:område)?|område|problem|prioritering|prio|vägval|spår|mål|fråga|åtagande|inriktning)"
_OWN = re.compile(rf"^\W*(?:{_NAME}\s*(?:nr\s*)?)?(?P<n>\d{{1,2}}|[A-H])\s*(?:[.:)–-]|\t)", _RX)
_NUMBERED = Gate(
    r"\b(?:problem(?:et)?|(?:fokus|insats)?område(?:t)?|punkt(?:en)?|prioritering(?:en)?|prio|mål|spår|fokus|vägval|nr|i fråga om|"
    r"vad gäller|i (?:punkt|område))\s*(?:nr\s*)?(?P<n>\d{1,2}|[A-H])\b(?![.,]?\d|[–-]\d| (?:procent|år|kronor))",
    flags=_RX,
)
_BARE = re.compile(
    r"^(?:\d+\.\d+\s)?(?:I|För)\s(?P<n>\d{1,2}|[A-H])\s(?=är|hänger|finns|beror|står|sätts|gäller|görs|ska)"
)
# A small letter only with its bracket: "a" and "e" begin other things.
_LETTER_LEAD = re.compile(
    rf"^\s*(?:(?i:{_NAME}|åtgärd)\s+)?(?:(?P<n>[A-H])\s?\d{{0,2}}[.,):]?(?=\s|$)|(?P<small>[a-h])\)\s)"
)
_BEFORE = re.compile(r"(?<!\w)(?P<n>[A-Ha-h]|\d{1,2})\)\s*$")
_NUMBER_LEAD = re.compile(
    rf"^\s*(?:{_NAME}\s*|åtgärd\s*|[A-Za-zÅÄÖ]{{1,3}}\s?)?(?P<n>\d{{1,2}})(?:[.:]\d{{1,2}}|[a-z])?[.):]?\s*$",
    _RX,
)
_CHAPTER = re.compile(r"^\s*(?P<n>\d{1,2}(?:\.\d{1,2})+)\.?(?=\s|$)")
_CHAPTER_SAID = Gate(
    r"\b(?:avsnitt(?:et)?|(?:fokus|insats)?område(?:t)?|punkt(?:en)?|problem(?:et)?|kapitel)\s*(?:nr\s*)?(?P<n>\d{1,2}\.\d{1,2})\b"
    r"(?![.,]?\d|[–-]\d)",
    flags=_RX,
)
_BEHIND = re.compile(
    r"\((?:(?:avser|gäller|rör|se|problem|punkt)\s)?(?P<n>[A-Ha-h]|\d)\)\s*[.,;]?\s*(?:och|samt)?\s*$"
)
_ORDINALS = {"första": 0, "andra": 1, "tredje": 2, "fjärde": 3, "femte": 4, "sjätte": 5}
_ORDINAL = Gate(
    rf"\bdet ({'|'.join(_ORDINALS)}) (?:problemet|området|målet|fokusområdet|spåret|vägvalet)\b", flags=_RX
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Number or letter → problem; where the document gives none, the place in the order."""

    owner: Mapping[str, int]
    problems: int

    in_order: bool  # no marks of their own: "problem 2" is the second that is listed
    chapters: Mapping[str, int]  # number of the heading that names a problem → problem

    @classmethod
    def of(cls, analysis: Analysis, problems: Sequence[Problem]) -> Marks:
        found: dict[str, int] = {}
        for i, p in enumerate(problems):
            unit = analysis.units[p.units[0]]
            marker = analysis.document.blocks[unit.block].marker
            before = _BEFORE.search(unit.text[: max(unit.text.find(p.title), 0)])
            match = before or _OWN.match(f"{marker} {unit.text}") or _OWN.match(unit.text)
            if match:
                found.setdefault(match["n"].upper(), i)
        chapters = _chapters(analysis, problems)
        if len(found) * 2 > len(problems):
            return cls(found, len(problems), False, chapters)
        return cls({str(i): i - 1 for i in range(1, len(problems) + 1)}, len(problems), True, chapters)

    def said(self, text: str) -> int | None:
        """The problem that a sentence refers to by its number, letter or place in the order."""
        for match in (_NUMBERED.search(text), None if self.in_order else _BARE.match(text)):
            if match and match["n"].upper() in self.owner:
                return self.owner[match["n"].upper()]
        match = None if self.in_order else _BEHIND.search(text)
        if match and match["n"].upper() in self.owner:
            return self.owner[match["n"].upper()]
        match = _CHAPTER_SAID.search(text)
        if match and match["n"] in self.chapters:
            return self.chapters[match["n"]]
        match = _ORDINAL.search(text)
        if match and _ORDINALS[match[1].lower()] < self.problems:
            return _ORDINALS[match[1].lower()]
        return None

    def column(self, cells: Sequence[str]) -> tuple[int | None, ...]:
        """The problem that each cell of a column names by the number of its heading.

        All None where a cell begins with the number of no such heading: then the table counts by itself.
        """
        nothing = (None,) * len(cells)
        if not self.chapters:
            return nothing
        leads = [m["n"] if (m := _CHAPTER.match(cell)) else "" for cell in cells]
        if any(n and n not in self.chapters for n in leads):
            return nothing
        return tuple(self.chapters.get(n) for n in leads)

    def leading(self, text: str) -> int | None:
        """The problem whose letter a paragraph or a cell begins with; of a number the cell holds no more."""
        if self.in_order:
            return None
        for pattern in (_LETTER_LEAD, _NUMBER_LEAD):
            match = pattern.match(text)
            said = next((g for g in match.groups() if g), "").upper() if match else ""
            if said in self.owner:
                return self.owner[said]
        return None


def _chapters(analysis: Analysis, problems: Sequence[Problem]) -> dict[str, int]:
    """The numbers of the headings that name problems, where every problem has one of its own."""
    found: dict[str, int] = {}
    for i, p in enumerate(problems):
        unit = analysis.units[p.units[0]]
        if unit.kind is not UnitKind.HEADING:
            return {}
        match = _CHAPTER.match(f"{analysis.document.blocks[unit.block].marker} {unit.text}")
        if match:
            found.setdefault(match["n"], i)
    return found if len(found) == len(problems) else {}
