"""Which units of a document speak of which problem.

Nearest first: the units that list the problem; sections whose heading names it, by word, number or
letter; paragraphs and rows that open with its name; sentences that name it and what follows them in the
same paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .columns import Link, column_links
from .keys import keys_of, words_for
from .problem_groups import OFF_TOPICS, Problem

_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})
_VOID = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.EARLIER})
_WORD = re.compile(r"[a-zåäöéèüæø]+")
_LEAD = 60  # letters within which a paragraph's name for a problem stands
_NUMBERED = re.compile(
    r"(?:problem(?:et)?|(?:fokus|insats)?område(?:t)?|punkt(?:en)?|prioritering(?:en)?|mål|spår|fokus|orsak\w*|åtgärd\w*|vägval|nr)"
    r"\s*(?:nr\s*)?(?P<n>\d{1,2}|[A-H])\b(?![.,]?\d)",
    re.IGNORECASE,
)
_ROW_NUMBER = re.compile(r"^\W*(?:[A-Za-z]{1,3}\s?)?(?P<n>\d{1,2}|[A-H])(?:[.:]\d{1,2}|[a-z])?[.):]?\s*$")
_LETTER = re.compile(
    r"^\s*(?:(?:fokus|område|problem|mål|åtgärd)\s+)?(?P<n>[A-H])\d{0,2}[.,):]?\s", re.IGNORECASE
)
_OWN_NUMBER = re.compile(
    r"^\W*(?:(?:fokus(?:område)?|område|problem|prioritering|vägval|spår|mål)\s*(?:nr\s*)?)?(?P<n>\d{1,2}|[A-H])\s*[.:)–-]",
    re.IGNORECASE,
)
_ORDINALS = {
    "första": 0, "andra": 1, "tredje": 2, "fjärde": 3, "femte": 4, "sjätte": 5,
}  # fmt: skip
_ORDINAL = re.compile(
    r"\bdet (första|andra|tredje|fjärde|femte|sjätte) (?:problemet|området|målet|fokusområdet|spåret)\b",
    re.IGNORECASE,
)


class Tie(IntEnum):
    """How near a unit stands to a problem; the nearer, the higher."""

    NEAR = 1  # follows a sentence that names it
    NAMED = 2
    LED = 3  # a paragraph, row or section under its name
    OWN = 4  # among the units that list it


@dataclass(frozen=True, slots=True)
class Tied:
    """The units of each problem with how they are tied to it, in text order."""

    units: tuple[Mapping[int, Tie], ...]
    owners: Mapping[int, frozenset[int]]  # unit id → problems
    columns: Mapping[int, Mapping[str, Link]]  # table → header → part


def tie(analysis: Analysis, problems: Sequence[Problem]) -> Tied:
    """Tie the units of a document to its problems."""
    return _Tying(analysis, problems).run()


class _Tying:
    def __init__(self, analysis: Analysis, problems: Sequence[Problem]) -> None:
        self.analysis = analysis
        self.problems = problems
        self.keys = keys_of([p.title for p in problems])
        self.pointing = words_for(self.keys, analysis.words.words)
        self.named: dict[int, dict[int, int]] = defaultdict(dict)  # unit → problem → words that name it
        for word, owner in self.pointing.items():
            for i in analysis.words.words[word]:
                self.named[i][owner] = self.named[i].get(owner, 0) + 1
        self.marks = self._marks()
        self.tied: list[dict[int, Tie]] = [{} for _ in problems]
        tables: dict[int, list[Unit]] = defaultdict(list)
        for unit in analysis.units:
            if unit.kind is UnitKind.ROW and unit.table is not None:
                tables[unit.table].append(unit)
        self.tables = tables
        self.columns = {t: column_links(rows) for t, rows in tables.items()}

    def run(self) -> Tied:
        self._own()
        self._sections()
        self._tables()
        self._paragraphs()
        owners: dict[int, set[int]] = defaultdict(set)
        for i, tied in enumerate(self.tied):
            for u in tied:
                owners[u].add(i)
        return Tied(
            tuple(dict(sorted(t.items())) for t in self.tied),
            {u: frozenset(o) for u, o in owners.items()},
            self.columns,
        )

    def _marks(self) -> dict[str, int]:
        """Number or letter → problem, where the document gives its problems such."""
        out: dict[str, int] = {}
        for i, p in enumerate(self.problems):
            unit = self.analysis.units[p.units[0]]
            block = self.analysis.document.blocks[unit.block]
            match = _OWN_NUMBER.match(block.marker + " " + unit.text) or _OWN_NUMBER.match(unit.text)
            if match:
                out.setdefault(match["n"].upper(), i)
        return out if len(out) == len(self.problems) else {}

    def _add(self, problem: int, unit: int, how: Tie) -> None:
        if how > self.tied[problem].get(unit, 0):
            self.tied[problem][unit] = how

    def _own(self) -> None:
        shared: dict[int, int] = defaultdict(int)
        for p in self.problems:
            for u in p.units[: p.own]:
                shared[u] += 1
        for i, p in enumerate(self.problems):
            for u in p.units[: p.own]:
                self._add(i, u, Tie.OWN if shared[u] == 1 else Tie.NAMED)
            for u in p.units[p.own :]:
                self._add(i, u, Tie.NAMED)
        self.listing = frozenset(u for u, n in shared.items() if n > 1)

    def _owner_of(self, unit: Unit) -> int | None:
        """The one problem that a unit names; where several, the one named by most words."""
        named = self.named.get(unit.id)
        if named:
            ranked = sorted(named.items(), key=lambda kv: -kv[1])
            if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                return ranked[0][0]
            return None
        return self._marked(unit.text)

    def _marked(self, text: str) -> int | None:
        match = _NUMBERED.search(text)
        if match and match["n"].upper() in self.marks:
            return self.marks[match["n"].upper()]
        match = _ORDINAL.search(text)
        if match and _ORDINALS[match[1].lower()] < len(self.problems):
            return _ORDINALS[match[1].lower()]
        return None

    def _sections(self) -> None:
        """Sections whose heading names a problem, with those below them."""
        sections = self.analysis.document.sections
        owner: dict[int, int] = {}
        for section, units in self.analysis.by_section.items():
            heading = units[0]
            found = None
            if heading.kind is UnitKind.HEADING and not OFF_TOPICS - {"mal", "atgarder", "uppfoljning"} & set(
                heading_topics(sections[section].title)
            ) & {"underskrifter", "parter", "bilagor", "definitioner"}:
                found = self._owner_of(heading)
            parent = sections[section].parent
            if found is None and parent is not None:
                found = owner.get(parent)
            if found is None:
                continue
            owner[section] = found
            for u in units:
                if self._live(u) and not (
                    len(self.named.get(u.id, {})) == 1 and found not in self.named[u.id]
                ):
                    self._add(found, u.id, Tie.LED)

    def _live(self, unit: Unit) -> bool:
        return unit.kind in _BODY and not unit.flags & _VOID

    def _tables(self) -> None:
        for table, rows in self.tables.items():
            links = self.columns[table]
            last: int | None = None
            for row in rows:
                if not self._live(row):
                    continue
                cell = next((c for c in row.cells if links.get(c.header) is Link.PROBLEM), None)
                first = cell or row.cells[0]
                owner = self._cell_owner(row, first.start, first.end)
                if owner is None and cell is None:
                    owner = self._owner_of(row)
                if owner is None and cell is None and links.get(row.cells[0].header) is not Link.PROBLEM:
                    headed = any(h for h, link in links.items() if link is Link.PROBLEM)
                    owner = last if headed else None  # an empty cell below: the problem above goes on
                if owner is not None:
                    self._add(owner, row.id, Tie.LED)
                last = owner if owner is not None else last

    def _cell_owner(self, row: Unit, start: int, end: int) -> int | None:
        text = row.text[start - row.start : end - row.start]
        number = _ROW_NUMBER.match(text)
        if number and number["n"].upper() in self.marks:
            return self.marks[number["n"].upper()]
        found: dict[int, int] = {}
        for word in _WORD.findall(text.lower()):
            owner = self.pointing.get(word)
            if owner is not None:
                found[owner] = found.get(owner, 0) + 1
        if not found:
            return None
        ranked = sorted(found.items(), key=lambda kv: -kv[1])
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None

    def _paragraphs(self) -> None:
        block, led, last = -1, None, None
        for unit in self.analysis.units:
            if not self._live(unit) or unit.kind is UnitKind.ROW or unit.id in self.listing:
                continue
            if unit.block != block:
                block, last = unit.block, None
                lead = unit.text[:_LEAD].split(".")[0].split(":")[0]
                led = self._text_owner(lead) if len(lead) < min(_LEAD, len(unit.text) + 1) else None
                letter = _LETTER.match(unit.text)
                if led is None and letter and letter["n"] in self.marks:
                    led = self.marks[letter["n"]]
            named = self.named.get(unit.id)
            if led is not None:
                self._add(led, unit.id, Tie.LED)
                continue
            owner = self._owner_of(unit)
            if owner is not None:
                self._add(owner, unit.id, Tie.NAMED)
                last = owner
            elif named:
                for i in named:
                    self._add(i, unit.id, Tie.NAMED)
                last = None
            elif last is not None:
                self._add(last, unit.id, Tie.NEAR)

    def _text_owner(self, text: str) -> int | None:
        found = {self.pointing[w] for w in _WORD.findall(text.lower()) if w in self.pointing}
        return found.pop() if len(found) == 1 else None
