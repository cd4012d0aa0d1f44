"""Which units of a document speak of which problem.

Nearest first: the units that list the problem; sections whose heading names it, by word, number or
letter; paragraphs and rows that open with its name; sentences that name it and what points back to them in
the same paragraph; and goals and measures of a theme that only this problem has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import BODY, Cell, UnitKind
from .columns import Link, column_links
from .keys import HomeWords, keys_of, most, stems, words_for
from .marks import Marks
from .problem_scoring import VOID, Problem, common_title, named_first
from .themes import ThemeOwners

_APART = frozenset({"underskrifter", "parter", "bilagor", "definitioner"})  # sections that tell of no problem
# Sections whose tables speak of no problem unless they name it.
_STANDING = _APART | {"organisation", "roller_ansvar", "giltighet_revidering"}
_WORD = re.compile(r"[a-zåäöéèüæø]+")
_LEAD = 60  # letters within which a paragraph's name for a problem stands
_MANY = 3
_SHARED = 2  # words that a goal or measure must share with what is tied to a problem
_LEAD_WORDS = 5
_LABEL_WORDS = 6  # a paragraph this short that names a problem is a heading for those after it
_BACK = re.compile(
    r"^(?:\d+\.\d+\s)?(?:Det|De|Den|Dessa|Detta|Denna|Där|Dit|Då|Därför|Därtill|Dessutom|Målet|Mål|Orsaken|Orsakerna|Problemet|"
    r"Följden|I dag|Idag|Samma|Även|Också|Båda|Som|Andelen|Antalet|Insatserna|Åtgärderna|Ansvarig|Flera|Siffran)\b"
)


class Tie(IntEnum):
    """How near a unit stands to a problem; the nearer, the higher."""

    THEME = 1  # of a theme that only this problem has
    NEAR = 2  # points back to a sentence that names it
    SHARED = 3  # shares words with what is tied to it, and with nothing else
    NAMED = 4
    LED = 5  # a paragraph, row or section under its name
    OWN = 6  # among the units that list it


@dataclass(frozen=True, slots=True)
class Tied:
    """The units of each problem with how they are tied to it, in text order."""

    units: tuple[Mapping[int, Tie], ...]
    columns: Mapping[int, Mapping[str, Link]]  # table → header → part
    sides: Mapping[int, Mapping[str, int]]  # table with a column per problem → header → problem


def tie(analysis: Analysis, problems: Sequence[Problem], telling: Container[int] = ()) -> Tied:
    """Tie the units of a document to its problems; ``telling``: units that state a goal or a measure."""
    return _Tying(analysis, problems, telling).run()


class _Tying:
    def __init__(self, analysis: Analysis, problems: Sequence[Problem], telling: Container[int]) -> None:
        self.analysis = analysis
        self.problems = problems
        self.telling = telling
        names = [*analysis.entities.parties.names, *analysis.entities.parties.police_units]
        names.append(common_title(analysis))
        self.known = {s for name in names for w in _WORD.findall(name.lower()) for s in stems(w)}
        self.titles = titles = [p.title for p in problems]
        words = analysis.words.words
        self.pointing = words_for(keys_of(titles, self.known), words)
        self.themes = ThemeOwners(titles)
        self.named: dict[int, dict[int, int]] = {}  # unit → problem → words that name it
        for word, owner in self.pointing.items():
            for i in words[word]:
                found = self.named.setdefault(i, {})
                found[owner] = found.get(owner, 0) + 1
        self.marks = Marks.of(analysis, problems)
        self.tied: list[dict[int, Tie]] = [{} for _ in problems]
        self.tables = analysis.by_table
        self.columns = {t: column_links(rows) for t, rows in self.tables.items()}
        self.sides: dict[int, dict[str, int]] = {}

    def run(self) -> Tied:
        self._own()
        self._sections()
        self.homes = [{u for u, how in tied.items() if how >= Tie.LED} for tied in self.tied]
        for table, rows in self.tables.items():
            self._table(table, rows)
        self._paragraphs()
        self._by_theme()
        return Tied(tuple(dict(sorted(t.items())) for t in self.tied), self.columns, self.sides)

    def _add(self, problem: int, unit: int, how: Tie) -> None:
        if how > self.tied[problem].get(unit, 0):
            self.tied[problem][unit] = how

    def _live(self, unit: Unit) -> bool:
        # A row says it cell by cell.
        void = VOID - {Flag.PLACEHOLDER} if unit.kind is UnitKind.ROW else VOID
        return unit.kind in BODY and not unit.flags & void

    def _own(self) -> None:
        shared: dict[int, int] = defaultdict(int)
        for p in self.problems:
            for u in p.units[: p.own]:
                shared[u] += 1
        for i, p in enumerate(self.problems):
            for u in p.units[: p.own]:
                self._add(i, u, Tie.OWN if shared[u] == 1 else Tie.NAMED)
        self.listing = frozenset(u for u, n in shared.items() if n > 1)

    def _owner_of(self, unit: Unit) -> int | None:
        """The one problem that a unit names; where several, the one named by most words."""
        marked = self.marks.said(unit.text)
        return marked if marked is not None else most(self.named.get(unit.id, {}))

    def _text_owner(self, text: str) -> int | None:
        """The one problem that a piece of text names."""
        found: dict[int, int] = {}
        for word in _WORD.findall(text.lower()):
            owner = self.pointing.get(word)
            if owner is not None:
                found[owner] = found.get(owner, 0) + 1
        return most(found)

    def _sections(self) -> None:
        """Sections whose heading names a problem, with those below them."""
        sections = self.analysis.document.sections
        owner: dict[int, int] = {}
        for section, units in self.analysis.by_section.items():
            heading, found = units[0], None
            if heading.kind is UnitKind.HEADING and not _APART & set(heading_topics(sections[section].title)):
                found = self._owner_of(heading)
                if found is None:
                    found = self.marks.leading(heading.text)
            parent = sections[section].parent
            if found is None and parent is not None:
                found = owner.get(parent)
            if found is None:
                continue
            owner[section] = found
            for u in units:
                others = self.named.get(u.id, {}).keys() - {found}
                if self._live(u) and (found in self.named.get(u.id, {}) or not others):
                    self._add(found, u.id, Tie.LED)

    def _table(self, table: int, rows: Sequence[Unit]) -> None:
        links = self.columns[table]
        whole = self._whole_table(table, rows)
        last: int | None = None
        cells = [next((c for c in row.cells if links.get(c.header) is Link.PROBLEM), None) for row in rows]
        numbered = self.marks.column([r.said(c or r.cells[0]) for r, c in zip(rows, cells, strict=True)])
        for row, cell, owner in zip(rows, cells, numbered, strict=True):
            if not self._live(row):
                continue
            if owner is None:
                owner = self._row_owner(row, cell)
            if owner is None and cell is None:
                owner = whole
            if owner is None and cell is None and Link.PROBLEM in links.values():
                owner = last  # an empty cell below: the problem above goes on
            if owner is not None:
                self._add(owner, row.id, Tie.LED)
            last = owner if owner is not None else last

    def _row_owner(self, row: Unit, cell: Cell | None) -> int | None:
        text = row.said(cell or row.cells[0])
        owner = self.marks.leading(text)
        if owner is None:
            owner = self._text_owner(text)
        if owner is None and cell is None:
            owner = self._owner_of(row)
        if owner is None and cell is None and ("atgarder" in row.topics or not row.topics & _STANDING):
            owner = self._home.owner(_WORD.findall(row.text.lower()))
        return owner

    def _whole_table(self, table: int, rows: Sequence[Unit]) -> int | None:
        """The problem that a table is about by its headers or the line above it; notes columns per problem."""
        links = self.columns[table]
        headers = {c.header: c for row in rows for c in row.cells if c.header}
        named: dict[str, int] = {}
        for header in headers:
            if links.get(header) is not Link.PROBLEM:
                owner = self._text_owner(header)
                if owner is None:
                    owner = self._tail_mark(header)
                if owner is not None:
                    named[header] = owner
        if len(set(named.values())) > 1:
            self.sides[table] = named
            for row in rows:
                for owner in set(named.values()):
                    self._add(owner, row.id, Tie.LED)
            return None
        if named:
            return next(iter(named.values()))
        above = self.analysis.units[max(rows[0].id - 2, 0)]
        if rows[0].id < 2 or above.section != rows[0].section or len(above.text.split()) > 2 * _LABEL_WORDS:
            return None
        return self._owner_of(above) if above.kind is not UnitKind.ROW else None

    def _tail_mark(self, header: str) -> int | None:
        """The letter or number at the end of a header: ”Åtgärd A”."""
        tail = header.split()[-1].strip(".:").upper()
        return self.marks.owner.get(tail) if len(header.split()) > 1 else None

    @cached_property
    def _home(self) -> HomeWords:
        """The words of what lists each problem and stands under its name; few documents need them."""
        return HomeWords(self.homes, self.analysis.words.words, self.known)

    def _paragraphs(self) -> None:
        block = section = -1
        led: int | None = None  # by the name that the paragraph opens with
        label: int | None = None  # by a line of its own above
        last: int | None = None
        for unit in self.analysis.units:
            if unit.section != section:
                section, label = unit.section, None
            if not self._live(unit) or unit.kind is UnitKind.ROW or unit.id in self.listing:
                continue
            if unit.block != block:
                block, last = unit.block, None
                led = self._lead(unit)
                if led is not None and self._is_label(unit):
                    label = led
                elif led is not None:
                    label = None
            named = self.named.get(unit.id, {})
            if led is not None and named and led not in named:
                led = most(named)  # "När det gäller våldet …": the paragraph has come to another
            if led is not None:
                self._add(led, unit.id, Tie.LED)
                continue
            owner = None if self._names_all(unit) else self._owner_of(unit)
            if owner is not None:
                self._add(owner, unit.id, Tie.NAMED)
                last = owner
            elif unit.id in self.named:
                for i in self.named[unit.id]:
                    self._add(i, unit.id, Tie.NAMED)
                last = None
            elif label is not None:
                self._add(label, unit.id, Tie.LED)
            elif last is not None and (_BACK.match(unit.text) or unit.block in self._about):
                self._add(last, unit.id, Tie.NEAR)
            else:
                last = None

    @cached_property
    def _about(self) -> frozenset[int]:
        """Paragraphs whose first sentence names one problem and that name no other."""
        first: dict[int, set[int]] = {}
        named: dict[int, set[int]] = defaultdict(set)
        for unit in self.analysis.units:
            if unit.kind is UnitKind.SENTENCE:
                owners = set(self.named.get(unit.id, ()))
                first.setdefault(unit.block, owners)
                named[unit.block] |= owners
        return frozenset(b for b, owners in first.items() if len(owners) == 1 and named[b] == owners)

    def _names_all(self, unit: Unit) -> bool:
        """Whether a sentence names every problem, or many: then it speaks of each."""
        named = len(self.named.get(unit.id, ()))
        return named >= min(len(self.problems), _MANY) and named > 1

    def _lead(self, unit: Unit) -> int | None:
        """The problem that a paragraph opens with: ”Fritidshusen. Polisen märker …”, ”A, badet”."""
        whole = named_first(unit.text, self.titles)
        if whole is not None:
            return whole
        lead = re.split(r"[.:]", unit.text[:_LEAD], maxsplit=1)[0]
        block = self.analysis.document.blocks[unit.block]
        alone = block.end - block.start <= len(unit.text) + 1
        if len(lead.split()) <= _LEAD_WORDS and (
            len(lead) < len(unit.text.rstrip(" .:")) or not alone or self._is_label(unit)
        ):
            owner = self._text_owner(lead)
            if owner is not None:
                return owner
        return self.marks.leading(unit.text)

    def _is_label(self, unit: Unit) -> bool:
        block = self.analysis.document.blocks[unit.block]
        short = len(unit.text.split()) <= _LABEL_WORDS and block.end - block.start <= len(unit.text) + 1
        return short and unit.kind is UnitKind.SENTENCE and not unit.text.rstrip().endswith(".")

    def _by_theme(self) -> None:
        """Goals and measures that nothing else ties to a problem: by its theme, or by words of what is tied."""
        taken = {u for tied in self.tied for u in tied}
        loose = [
            u for u in self.analysis.units if u.id in self.telling and u.id not in taken and self._live(u)
        ]
        if not loose:
            return
        near = HomeWords([tied.keys() for tied in self.tied], self.analysis.words.words)
        for unit in loose:
            owner = near.owner(_WORD.findall(unit.text.lower()), _SHARED)
            if owner is not None:
                self._add(owner, unit.id, Tie.SHARED)
                continue
            owner = self.themes.owner(unit.text)
            if owner is not None:
                self._add(owner, unit.id, Tie.THEME)
