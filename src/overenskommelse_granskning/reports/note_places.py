"""Where a note on a criterion stands in the original."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import CriterionAssessment, Edit, MissingSection
from ..document import BlockKind, Document, Evidence, Section, Span


def place_of(
    c: CriterionAssessment, changes: Sequence[Edit], gap: MissingSection | None, document: Document
) -> Span | None:
    """At its evidence, else where it is to be written, else at the heading where it was looked for."""
    own = [e for e in c.evidence if e.file is None]  # annexes are not written in
    if own:
        return Span(own[0].start, own[0].end)
    place = next((x.place for x in changes if x.place is not None and x.place.file is None), None)
    if place is not None:
        return Span(place.start, place.end)
    if gap is not None and (beside := _beside(gap, document)) is not None:
        return beside
    section = _section(c, document)
    return None if section is None else heading_span(section, document)


def is_heading(span: Span, document: Document) -> bool:
    """Whether the words stand in a heading."""
    block = document.block_at(span.start)
    return block is not None and block.kind is BlockKind.HEADING


def heading_span(section: Section, document: Document) -> Span | None:
    """The heading of a section that has one."""
    return None if section.heading_block is None else document.blocks[section.heading_block].span


def _beside(gap: MissingSection, document: Document) -> Span | None:
    """The heading of what is begun, or the last words before a section that is to be made."""
    beside = gap.after or gap.before
    if beside is None or beside.file is not None:
        return None
    before = [
        b for b in document.blocks if beside.start < b.start and b.end <= gap.offset and b.end > b.start
    ]
    if gap.after is None or not before:
        return Span(beside.start, beside.end)
    return before[-1].span


def _section(c: CriterionAssessment, document: Document) -> Section | None:
    """The searched section that the nearest passage stands in, else the first one that was searched."""
    titles = set(c.searched.sections)
    nearest = _section_of(c.searched.nearest, document)
    if nearest is not None and (not titles or nearest.title in titles):
        return nearest
    headed = [s for s in document.sections if s.heading_block is not None]
    order = {title: n for n, title in enumerate(c.searched.sections)}
    searched = sorted((s for s in headed if s.title in titles), key=lambda s: order[s.title])
    # The first heading is as a rule the title of the whole.
    return next((s for s in searched if s is not headed[0]), searched[0] if searched else None)


def _section_of(evidence: Evidence | None, document: Document) -> Section | None:
    found = None if evidence is None or evidence.file else document.section_of(evidence.start)
    return found if found is not None and found.heading_block is not None else None
