"""The analysis of a document: units with concepts, facts, flags and topics, laid beside the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from ..document import Document, Section, Span
from .annexes import Annex, AnnexBook
from .blanks import without_blanks
from .cues import Cue, Flag, find_cues, flags_at, possible_cues
from .demands import continued_demands, demand_heading
from .entities.facts import DocumentEntities
from .facts import Fact, find_facts
from .gates import WordIndex
from .headings import heading_topics
from .labels import labelled_topics
from .lexicon import ConceptHit, Hits
from .pipeline import SwedishPipeline, shipped_pipeline
from .units import Cell, UnitKind, UnitSpan, split_units

_DOCUMENT_NAME = re.compile(r"överenskommelse|avtal\b", re.IGNORECASE)
_ONE_TOPIC = 12  # paragraphs and the like that one heading may be about
_DASH = 5  # characters of what stands where a text is still to be written: "–", "???"
_GUIDANCE = re.compile(
    r"\[(?!(?:bild|foto|figur|karta|illustration)\s?\d*:)[^\[\]\n]{20,2000}\]", re.IGNORECASE
)
_BARE_WHY = re.compile(r"^[\W\d_]*varför\W*$", re.IGNORECASE)


class Unit(NamedTuple):
    """A sentence, list item, table row or heading with everything known about it.

    ``topics`` are the section labels of the heading it stands under and that heading's ancestors;
    ``column_topics`` those of the headers of its filled cells. ``cells`` are the filled ones; ``blanks``
    what is left to fill in where the rest says something without it.
    """

    id: int
    kind: UnitKind
    start: int
    end: int
    block: int
    section: int
    text: str
    cells: tuple[Cell, ...]
    table: int | None
    concepts: frozenset[str]
    hits: Hits
    facts: tuple[Fact, ...]
    fact_kinds: frozenset[str]
    cues: tuple[Cue, ...]
    flags: frozenset[Flag]
    topics: frozenset[str]
    column_topics: frozenset[str]
    functions: frozenset[str] = frozenset()  # learned; empty without a model
    blanks: tuple[Cell, ...] = ()
    lists: frozenset[str] = frozenset()  # of a piece cut out of a unit: the lists it belongs to

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def but(self, **changes: Any) -> Unit:
        """A copy with other values in some fields."""
        return self._replace(**changes)

    def said(self, part: Cell | Cue | Fact | Span) -> str:
        """The words of a part of it."""
        return self.text[part.start - self.start : part.end - self.start]

    def facts_of(self, *kinds: str) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.kind in kinds)


@dataclass(frozen=True)
class Analysis:
    """Units in text order over one document, with the facts of the document as a whole."""

    document: Document
    units: tuple[Unit, ...]
    entities: DocumentEntities
    words: WordIndex = field(repr=False, compare=False)  # of the units' texts
    annexes: tuple[Annex, ...] = ()  # that the text names, those that are there and those that are not

    @cached_property
    def by_section(self) -> Mapping[int, tuple[Unit, ...]]:
        out: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.units:
            out[unit.section].append(unit)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def by_table(self) -> Mapping[int, tuple[Unit, ...]]:
        """The rows of each table, without its header row."""
        out: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.kind is UnitKind.ROW and unit.table is not None:
                out[unit.table].append(unit)
        return {k: tuple(v) for k, v in out.items()}

    def with_functions(self, functions: Mapping[int, frozenset[str]]) -> Analysis:
        """The same analysis with the learned sentence functions laid on its units."""
        units = (u.but(functions=functions[u.id]) if u.id in functions else u for u in self.units)
        return replace(self, units=tuple(units))

    @cached_property
    def _starts(self) -> list[int]:
        return [u.start for u in self.units]

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that holds ``offset``."""
        i = bisect_right(self._starts, offset) - 1
        return self.units[i] if i >= 0 and offset < self.units[i].end else None

    def neighbours(self, unit: Unit, window: int) -> tuple[Unit, ...]:
        """The unit and up to ``window`` units on each side in its section, in text order."""
        first = max(unit.id - window, 0)
        return tuple(u for u in self.units[first : unit.id + window + 1] if u.section == unit.section)

    def sections_about(self, topics: Iterable[str]) -> tuple[Section, ...]:
        """Sections whose own heading is about one of ``topics``."""
        wanted = frozenset(topics)
        return tuple(s for s, about in self._headed if not wanted.isdisjoint(about))

    @cached_property
    def _headed(self) -> tuple[tuple[Section, tuple[str, ...]], ...]:
        """The sections with a heading of their own, and what it is about."""
        headed = (s for s in self.document.sections if s.heading_block is not None)
        return tuple((s, heading_topics(s.title)) for s in headed)


def analyse(
    document: Document,
    pipeline: SwedishPipeline | None = None,
    readings: Mapping[int, str] | None = None,
) -> Analysis:
    """Analyse a document. Pure: the same document always gives the same analysis.

    ``readings``: pieces between blanks that concepts are looked up in as another text (:mod:`.legible`).
    """
    pipeline = pipeline or shipped_pipeline()
    spans = split_units(document)
    hits = _hits_per_unit(spans, pipeline.hits(document.text, [s.start for s in spans], readings))
    found, entities = find_facts(document)
    facts = _facts_per_unit(spans, found)
    topics = _section_topics(document)
    texts = [document.text[s.start : s.end] for s in spans]
    index = WordIndex(texts)
    may_hold = possible_cues(index)
    guidance = _bracketed(document.text)
    units: list[Unit] = []
    none: frozenset[Any] = frozenset()
    no_hits = Hits()
    shared: dict[frozenset[str], frozenset[str]] = {}  # many units have the same concepts

    def names(found: Iterable[str]) -> frozenset[str]:
        own = frozenset(found)
        return shared.setdefault(own, own)

    for span in spans:
        cues = find_cues(document.text, span.start, span.end, may_hold.get(span.id, ()))
        unit_facts = tuple(facts.pop(span.id, ()))
        cells, blanks, cues = without_blanks(document.text, span, cues, unit_facts)
        flags = flags_at(document.text, (span.start, span.end), cues) if cues else none
        if (guidance and _lies_within(span, guidance)) or _is_dash(document.text, span):
            flags |= {Flag.PLACEHOLDER}
        if len(span.cells) > 2:
            flags -= {Flag.CONTENTS}  # a row that ends in a figure is no line of contents
        unit_hits = hits.get(span.id, no_hits)
        columns = [heading_topics(cell.header) for cell in cells if cell.header]
        units.append(
            Unit(
                id=span.id,
                kind=span.kind,
                start=span.start,
                end=span.end,
                block=span.block,
                section=span.section,
                text=texts[span.id],
                cells=cells,
                blanks=blanks,
                table=span.table,
                concepts=names(unit_hits.concepts) if unit_hits else none,
                hits=unit_hits,
                facts=unit_facts,
                fact_kinds=names([f.kind for f in unit_facts]) if unit_facts else none,
                cues=cues,
                flags=flags,
                topics=topics[span.section],
                column_topics=frozenset().union(*columns) if columns else none,
            )
        )
    pointers = [u for u in units if Flag.ANNEX in u.flags]
    annexes = AnnexBook(document, [(u.start, u.text) for u in pointers])
    for u in pointers:
        if not annexes.absent(u.text):
            units[u.id] = u.but(flags=u.flags - {Flag.ANNEX})
    return Analysis(document, _spread_demands(document, labelled(units)), entities, index, annexes.named)


def labelled(units: Sequence[Unit]) -> list[Unit]:
    """Units under a line that works as a heading of its own, with the topics of that line."""
    topics = labelled_topics(units)
    return [u.but(topics=topics[u.id]) if u.id in topics else u for u in units]


def _lies_within(span: UnitSpan, places: list[tuple[int, int]]) -> bool:
    at = bisect_right(places, span.start, key=lambda place: place[0]) - 1
    return at >= 0 and span.end <= places[at][1]


def _is_dash(text: str, span: UnitSpan) -> bool:
    """Whether nothing but a dash, a question mark or the like stands there."""
    return span.end - span.start <= _DASH and not any(map(str.isalnum, text[span.start : span.end]))


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Where a paragraph has more than a sentence in square brackets: what a template tells its authors."""
    return [m.span() for m in _GUIDANCE.finditer(text)] if "[" in text else []


def _spread_demands(document: Document, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Carry the demand flag on within its paragraph, and through sections that retell demands."""
    sections = {s.id for s in document.sections if s.heading_block is not None and demand_heading(s.title)}
    out: list[Unit] = []
    for _, group in groupby(units, key=lambda u: u.block):
        block = list(group)
        if block[0].section in sections and block[0].kind is not UnitKind.HEADING:
            carried = [Flag.EARLIER not in u.flags and Flag.NEGATED not in u.flags for u in block]
        else:
            carried = continued_demands([u.text for u in block], [Flag.DEMAND in u.flags for u in block])
        out.extend(
            u.but(flags=u.flags | {Flag.DEMAND}) if c else u for u, c in zip(block, carried, strict=True)
        )
    return tuple(out)


def title_section(document: Document) -> int | None:
    """The section under the document's title: what it says of "samverkan" is no topic of its parts."""
    headed = [s for s in document.main.sections if s.heading_block is not None]
    if not headed or sum(s.level <= headed[0].level for s in headed) > 1:
        return None
    names_document = len(headed) > 1 or _DOCUMENT_NAME.search(headed[0].title)
    long = len(document.main.blocks) > _ONE_TOPIC
    return headed[0].id if names_document or long else None


def _section_topics(document: Document) -> list[frozenset[str]]:
    """Topics per section id: those of its heading, else of the nearest ancestor that has any."""
    title = title_section(document)
    # One "Varför" asks for the purpose; one under each problem asks for its causes.
    why = [s.id for s in document.sections if s.heading_block is not None and _BARE_WHY.match(s.title)]
    out: list[frozenset[str]] = []
    for section in document.sections:
        own: set[str] = set()
        if len(why) > 1 and section.id in why:
            own.add("orsaksanalys")
        elif section.heading_block is not None and section.id != title:
            own.update(heading_topics(section.title))
        parent = out[section.parent] if section.parent is not None else frozenset()
        out.append(frozenset(own) | parent)
    return out


def _hits_per_unit(spans: Sequence[UnitSpan], hits: Iterable[ConceptHit]) -> dict[int, Hits]:
    """Unit id → its hits, which come by place; each unit's are packed before the next ones are looked for."""
    starts, ends = [s.start for s in spans], [s.end for s in spans]
    out: dict[int, Hits] = {}
    for i, found in groupby(hits, key=lambda hit: bisect_right(starts, hit.start) - 1):
        inside = [hit for hit in found if i >= 0 and hit.start < ends[i]]
        if inside:
            out[i] = Hits.of(inside)
    return out


def _facts_per_unit(spans: Sequence[UnitSpan], facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    starts = [s.start for s in spans]
    out: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        i = bisect_right(starts, fact.start) - 1
        if i >= 0 and fact.start < spans[i].end:
            out[i].append(fact)
    return out
