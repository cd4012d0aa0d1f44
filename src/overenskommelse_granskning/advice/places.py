"""Where in a document a wording belongs: beside what is said of the matter, else in the section about
it, else in a new section where the usual order of the field puts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..document import Block, BlockKind, Document, Evidence, Section, Span
from ..language.analysis import Analysis, title_section
from ..language.headings import heading_topics
from ..vocabulary.closed import Kind
from ..vocabulary.section_advice import usual_order

_SCRAP = 3  # words: a heading over nothing but shorter lines is a page's menu ("Hjälpte sidan dig?" "Ja")
_TITLE = re.compile(r"överenskommelse|medborgarlöfte|\bavtal\b|handlingsplan", re.IGNORECASE)
# What is told of other matters there is retold (the law, the years before), not agreed.
_RETOLD = frozenset({"bakgrund", "styrdokument"})
_DATE_LINE = 8  # words: a longer one says more than where and when it was signed
_TO_TABLE = re.compile(
    r"\b(?:tabell\w*|uppställning\w*|schema\w*|matris\w*|nedan\w*|följande)\b", re.IGNORECASE
)
_NEAR = 2  # sections so close in the usual order pass into one another
_OPENING = 3  # topics of the usual order that open a document: parties, background, purpose
_UNKNOWN = 1  # how far off in the usual order a section without a topic is taken to be


@dataclass(frozen=True, slots=True)
class Place:
    """A block boundary. ``after``: what stands before it; ``label``: the topic of a new section to make
    there, of heading level ``level``; empty where the wording belongs in the section that is there."""

    offset: int
    after: Span | None = None
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a section on a topic belongs: after or before an existing section, or at the end."""

    offset: int
    after: Section | None = None
    before: Section | None = None
    level: int = 1


class Outline:
    """The sections of a document by topic, without its title."""

    def __init__(self, analysis: Analysis, kind: Kind, told: Iterable[int] = ()) -> None:
        """``told``: offsets of passages that say something, where known."""
        self.document: Document = analysis.document
        self.kind = kind
        # New sections belong in the document itself, never in an annex of a bundle.
        self._own = self.document.main
        self._analysis = analysis
        self._order = usual_order(kind)
        self._title = _title(self._own)
        self._told = max((t for t in told if t < len(self._own.text)), default=None)
        self._headed: list[tuple[Section, frozenset[str]]] = []
        for section in self._own.sections:
            units = analysis.by_section.get(section.id, ())
            if section.heading_block is not None and units:
                # The title's words are no topics: its heading unit carries none of them.
                own = frozenset(heading_topics(section.title)) & units[0].topics
                # A dash alone is an empty section of a draft, and no menu.
                said = [u.text.split() for u in units[1:] if any(map(str.isalnum, u.text))]
                scrap = bool(said) and all(len(words) < _SCRAP for words in said)
                caption = section.title.startswith("[")
                nothing = scrap or caption or section.id == self._title or self._names_document(section)
                self._headed.append((section, frozenset() if nothing else own))

    def place(self, topics: Sequence[str], evidence: Sequence[Span] = (), *, table: bool = False) -> Place:
        """Where a wording on ``topics`` belongs; ``evidence``: what the text already says of it.

        Beside what is said in the section about it, else in that section; where there is none, beside what
        is said elsewhere, if anything is agreed there. A ``table`` goes beside nothing but its own matter.
        """
        told = [(block, self._distance(block, topics)) for block in self._blocks(evidence)]
        section = self.about(topics)
        if self.about(topics[:1]) is not None:
            told = [(b, d) for b, d in told if not d]
        elif topics:
            told = [(b, d) for b, d in told if d <= _NEAR or not (table or self._topics_of(b) & _RETOLD)]
        if told:
            return self._behind(min(told, key=lambda pair: pair[1])[0])
        if section is not None:
            return self.within(section)
        if not topics:
            return self._end()
        gap = self.gap(topics[0])
        after = self._last_block_before(gap.offset)
        # In a text without sections a lone heading would take all that follows for its own.
        label = topics[0] if any(s.id != self._title for s, _ in self._headed) else ""
        return Place(gap.offset, self._row(after) if after else None, label, gap.level)

    def under(self, span: Span) -> Place:
        """After the passage: under a heading last in its section, else behind its paragraph, list or table."""
        block = self.document.block_at(span.start)
        if block is None:
            return self._end()
        if block.kind is BlockKind.HEADING:
            return self.within(self.document.sections[block.section])
        return self._behind(block)

    def gap(self, label: str) -> Gap:
        """Where a section on ``label`` belongs by the usual order."""
        at = self._order.index(label) if label in self._order else len(self._order)
        for earlier in reversed(self._order[:at]):
            found = [self._top(s) for s, own in self._headed if earlier in own]
            if found:
                last = max(found, key=lambda s: s.start)
                return Gap(self._before_menus(last, self._subtree_end(last)), after=last, level=last.level)
        for later in self._order[at + 1 :]:
            found = [self._top(s) for s, own in self._headed if later in own]
            if found:
                return self._first(min(found, key=lambda s: s.start))
        opened = next((s for s, _ in self._headed if s.id != self._title), None)
        if label in self._order[:_OPENING] and opened is not None:
            # No heading tells of the order: what opens a document comes first all the same.
            return self._first(self._top(opened))
        titled = self._title is not None
        return Gap(self._end().offset, level=2 if titled else 1)

    def _first(self, section: Section) -> Gap:
        """Before a section."""
        before = self._last_block_before(section.start)
        return Gap(before.end if before else 0, before=section, level=section.level)

    def unnamed(self, offset: int) -> bool:
        """Whether the passage stands under the document's title or a page's first line: no section to name."""
        section = self.document.section_of(offset)
        return (
            bool(self._headed)
            and section is not None
            and section.id == self._headed[0][0].id
            and (not self._headed[0][1])
        )

    def _names_document(self, section: Section) -> bool:
        """Whether a first heading is the document's name, in a document whose parts have headings as large."""
        first = next(s for s in self._own.sections if s.heading_block is not None)
        return section.id == first.id and _TITLE.search(section.title) is not None

    def _blocks(self, evidence: Sequence[Span]) -> Iterator[Block]:
        for span in evidence:
            block = self.document.block_at(span.start)
            if block is not None and block.kind is not BlockKind.HEADING:
                yield block

    def _distance(self, block: Block, topics: Sequence[str]) -> int:
        """How far from the topics the block's section stands in the usual order; 0 in a section about them."""
        own = self._topics_of(block)
        at = {label: i for i, label in enumerate(self._order)}
        far = [abs(at[a] - at[b]) for a in own for b in topics if a in at and b in at]
        return min(far, default=_UNKNOWN)

    def _topics_of(self, block: Block) -> frozenset[str]:
        """The topics of the nearest heading above the block that has any."""
        about = {s.id: own for s, own in self._headed}
        at: int | None = block.section
        while at is not None:
            if about.get(at):
                return about[at]
            at = self.document.sections[at].parent
        return frozenset()

    def about(self, topics: Sequence[str]) -> Section | None:
        """The section about the first of the topics that has any; rather one about nothing else."""
        for topic in topics:
            about = [(len(own), s) for s, own in self._headed if topic in own]
            if about:
                return min(about, key=lambda pair: (pair[0], pair[1].start))[1]
        return None

    def _behind(self, block: Block) -> Place:
        """After the block; after the whole of its list or table, and told by what stands last in a list."""
        last = block
        while (more := self._more(last)) is not None:
            last = more
        return Place(last.end, self._row(last if block.cell is None else block))

    def _more(self, block: Block) -> Block | None:
        """What the list or table goes on with after the block, of which it is a part or which leads into it."""
        after = [b for b in self.document.blocks[block.id + 1 : block.id + 3] if b.section == block.section]
        if not after:
            return None
        if block.cell is not None:
            return after[0] if after[0].cell and after[0].cell.table == block.cell.table else None
        leads = block.kind is BlockKind.PARAGRAPH and self._leads(block)
        if block.kind is BlockKind.LIST_ITEM or leads or self._within_list(block):
            listed = after[0].kind is BlockKind.LIST_ITEM or self._within_list(after[0])
            return after[0] if listed or (leads and after[0].cell is not None) else None
        return None

    def _within_list(self, block: Block) -> bool:
        """Whether a paragraph stands between two items of a list: its numbers go on behind it."""
        if block.kind is not BlockKind.PARAGRAPH:
            return False
        before, after = (self._number(i) for i in (block.id - 1, block.id + 1))
        return before is not None and after == before + 1

    def _number(self, at: int) -> int | None:
        """The number of an item, where the block is one that has one."""
        blocks = self.document.blocks
        marker = blocks[at].marker.strip(" .)") if 0 <= at < len(blocks) else ""
        return int(marker) if marker.isdecimal() else None

    def _leads(self, block: Block) -> bool:
        """Whether a paragraph leads into what follows: "… följande:", and before a table also "… framgår av tabellen."."""
        text = self.document.text[block.start : block.end].rstrip()
        following = self.document.blocks[block.id + 1 : block.id + 2]
        table = any(b.cell is not None for b in following)
        return text.endswith(":") or (table and _TO_TABLE.search(text) is not None)

    def _row(self, block: Block) -> Span:
        """The block; of a table the whole row, which is known by its tabs from a paragraph."""
        if block.cell is None:
            return block.span
        table, row = block.cell.table, block.cell.row
        cells = [b for b in self.document.blocks if b.cell and (b.cell.table, b.cell.row) == (table, row)]
        return Span(cells[0].start, cells[-1].end)

    def within(self, section: Section) -> Place:
        """Last in the section's own text."""
        own = [b for b in self.document.blocks if b.section == section.id and b.end > b.start]
        if not own:
            return Place(section.body_start)
        return Place(self._before_menus(section, own[-1].end), own[0].span)

    def _top(self, section: Section) -> Section:
        """The section that holds it directly below the document's title."""
        while section.parent is not None and section.parent != self._title:
            section = self.document.sections[section.parent]
        return section

    def _subtree_end(self, section: Section) -> int:
        inside = {section.id}
        for s in self.document.sections:
            if s.parent in inside:
                inside.add(s.id)
        return max((b.end for b in self.document.blocks if b.section in inside), default=section.end)

    def _last_block_before(self, offset: int) -> Block | None:
        return next((b for b in reversed(self.document.blocks) if b.end <= offset and b.end > b.start), None)

    def _before_menus(self, section: Section, offset: int) -> int:
        """At the end of the document not after a page's menus, but behind the last that is told."""
        if any(b.start >= offset for b in self._own.blocks):
            return offset
        end = self._end().offset
        return end if end > section.start else offset

    def _end(self) -> Place:
        """After the last that is told, before the signatures; a page's menus may stand below it."""
        length = len(self._own.text)
        until = self._signed_from(length)
        told = None if self._told is None else self.document.block_at(min(self._told, until))
        if told is not None and told.end <= until:
            return self._behind(told)
        block = self._last_block_before(until) or self._last_block_before(length)
        return Place(block.end, self._row(block)) if block else Place(0)

    def _signed_from(self, length: int) -> int:
        """Where the signatures begin: at the line with place and date above the names, where there is one."""
        entities = self._analysis.entities
        signatures = [s for s in entities.signatures.signatures if s.start < length]
        if not signatures:
            return length
        first = min(s.start for s in signatures)
        above = self._last_block_before(first)
        dates = {s.date for s in signatures if s.date}
        if above is not None and len(self.document.text[above.start : above.end].split()) <= _DATE_LINE:
            inside = (d for d in entities.dates if above.start <= d.start and d.end <= above.end)
            if any(d.first in dates for d in inside):
                return above.start
        return first


def _title(document: Document) -> int | None:
    """The section under the document's title, also where it is the only heading."""
    headed = [s for s in document.sections if s.heading_block is not None]
    if headed and sum(s.level <= headed[0].level for s in headed) == 1:
        return headed[0].id
    return title_section(document)


def quoted(document: Document, span: Span | None) -> Evidence | None:
    """The passage as evidence."""
    if span is None or not document.text[span.start : span.end].strip():
        return None
    return document.evidence(span)
