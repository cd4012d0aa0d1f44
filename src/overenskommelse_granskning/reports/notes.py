"""What is to be written in a copy of the original: one note per criterion, at the words that it is about.

What is vague is noted at its evidence. What is missing is noted where it is to be written: at the heading of
the section that it belongs in or was looked for in, else at the end of the document. What a person must
judge says so. Beside the criteria, every place that is still to be filled in has a note, and every prioritised
problem that the red thread loses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..assessment import Assessment, Change, CriterionAssessment, MissingSection, NextStep, ThreadRow
from ..document import BlockKind, Document, Evidence, Section, Span
from ..marking import Note, Tone
from ..vocabulary.closed import Outcome
from ..vocabulary.swedish import listed
from .escape import printable, shorten
from .item_view import Item, make_item
from .next_view import begun, make_write, plain_rows
from .thread_view import make_thread
from .view import EXPIRED, rank

_OTHERS = 2  # further quotes that a note names
_QUOTE = 60
_CHANGES = 2  # edits that a note spells out
_BEFORE = -1  # among the notes at one place: what belongs to no criterion comes first
_KEY = 60  # characters of a quote that a key is made of


def make_notes(assessment: Assessment, document: Document) -> list[Note]:
    """The notes in the order of the text; those at one place with the most important first."""
    ranked = {c.id: n for n, c in enumerate(rank(assessment))}
    steps = {s.criterion: s for s in reversed(assessment.next_steps) if s.problem is None}
    gaps = {i: m for m in assessment.missing_section_advice for i in m.criteria}
    beside = {n.span: n for n in _beside(assessment)}
    notes: list[tuple[int, int, Note]] = []
    for c in assessment:
        tone = _tone(c)
        if tone is None:
            continue
        item = make_item(c)
        changes = steps[c.id].changes if c.id in steps and tone is not Tone.REVIEW else ()
        gap = None if changes or c.evidence else gaps.get(c.id)
        span = _span(c, changes, gap, document)
        lines = tuple(map(printable, _lines(item, tone, changes, gap, span, document)))
        if other := beside.pop(span, None):  # one comment says all that is to be said of the same words
            lines += (other.title, *other.lines)
        place = len(document.text) if span is None else span.start
        note = Note(c.id, tone, _title(item, tone), lines, span)
        notes.append((place, ranked.get(c.id, len(ranked)), note))
    notes += [(n.span.start, _BEFORE, n) for n in beside.values() if n.span is not None]
    return [*_first(assessment, document), *(note for _, _, note in sorted(notes, key=lambda n: n[:2]))]


def _first(assessment: Assessment, document: Document) -> Iterator[Note]:
    """What must be known before anything else, at the document's first words."""
    for n in assessment.document.notices:
        if n.code == EXPIRED and document.blocks:
            yield Note(
                n.code, Tone.MISSING, "Perioden är slut", (printable(n.message),), document.blocks[0].span
            )


def _beside(assessment: Assessment) -> Iterator[Note]:
    """The notes that belong to no criterion: what is left to fill in, and problems that lack links."""
    keys = _Keys()
    for place in assessment.document.unfilled:
        if place.file is None:
            yield Note(
                keys.of("platshallare", place.quote),
                Tone.MISSING,
                f"Platshållare kvar: ”{shorten(printable(place.quote), _QUOTE)}”",
                ("Det här är inte färdigt och räknas inte. Fyll i det, eller ta bort det.",),
                Span(place.start, place.end),
            )
    steps = {s.problem: s for s in assessment.next_steps if s.problem is not None}
    for row in assessment.thread:
        if row.problem.file is None and not row.whole:
            span = Span(row.problem.start, row.problem.end)
            yield Note(
                keys.of("rod_trad", row.problem.quote),
                Tone.MISSING,
                f"Röd tråd: {shorten(printable(row.problem.quote), _QUOTE)}",
                tuple(map(printable, _broken(row, steps.get(row.problem), span))),
                span,
            )


def _broken(row: ThreadRow, step: NextStep | None, span: Span) -> Iterator[str]:
    yield f"Saknas: {listed(make_thread(row).lacking)}."
    if step is not None:
        yield step.advice
        yield from _edits(step.changes, span)


class _Keys:
    """Keys made of words, so that a note keeps its own where others come and go; of alike ones each but the first is numbered."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, name: str, quote: str) -> str:
        """The next key of this name for these words."""
        words = "-".join(re.findall(r"\w+", quote.lower()))
        key = f"{name}:{words[:_KEY]}"
        self._given[key] += 1
        return key if self._given[key] == 1 else f"{key}.{self._given[key]}"


def _tone(c: CriterionAssessment) -> Tone | None:
    if c.waived is not None:
        return None
    if c.outcome is Outcome.PARTIAL:
        return Tone.PARTIAL
    if c.outcome is Outcome.MISSING:
        return Tone.MISSING
    return Tone.REVIEW if c.needs_review else None


def _title(item: Item, tone: Tone) -> str:
    word = "kontrollera" if tone is Tone.REVIEW else item.word
    return printable(f"{word[:1].upper()}{word[1:]}: {item.title}")


def _lines(
    item: Item,
    tone: Tone,
    changes: Sequence[Change],
    gap: MissingSection | None,
    span: Span | None,
    document: Document,
) -> Iterator[str]:
    if tone is Tone.REVIEW:
        yield f"granska bedömer det här som {item.word} men är osäker. Läs stället och avgör själv."
        if item.reason:
            yield item.reason
    else:
        if not item.advice.startswith(item.reason):
            yield item.reason
        if item.advice:
            yield item.advice
        yield from _wordings(item, changes, gap, span)
    for q in (q for q in item.quotes if q.evidence.file):
        yield f"Se {q.place}: ”{shorten(printable(q.text), _QUOTE)}”."
    own = [q for q in item.quotes if q.evidence.file is None]
    others = [q for q in own[1:] if not _heading(q.evidence, document)][:_OTHERS]
    if others and not changes:
        yield "Se också " + " och ".join(f"”{shorten(printable(q.text), _QUOTE)}”" for q in others) + "."
    if tone is not Tone.REVIEW and item.certainty:
        yield f"granska är {item.certainty} ({item.confidence})."


def _wordings(
    item: Item, changes: Sequence[Change], gap: MissingSection | None, span: Span | None
) -> Iterator[str]:
    """What to write: the edits made for this text, else the checklist's own suggestion."""
    yield from _edits(changes, span)
    if not changes and item.suggestion:
        yield from _told(_in_gap(gap) if gap and span else "Skriv till exempel", item.suggestion.split("\n"))


def _edits(changes: Sequence[Change], span: Span | None) -> Iterator[str]:
    for change in changes[:_CHANGES]:
        write = make_write(change)
        lead = write.lead
        if change.place is not None and span == (change.place.start, change.place.end):
            lead = _here(change)
        yield from _told(lead, write.lines)
    if len(changes) > _CHANGES:
        yield f"Och på samma sätt på {len(changes) - _CHANGES} {'ställe' if len(changes) == _CHANGES + 1 else 'ställen'} till."


def _told(lead: str, wording: Sequence[str]) -> Iterator[str]:
    """What to write: one paragraph in quotation marks, several and a table each on a line of their own."""
    if not wording:
        yield f"{lead}."
    elif len(wording) == 1:
        yield f"{lead}: ”{wording[0]}”"
    else:
        yield f"{lead}:"
        yield from plain_rows(wording)


def _in_gap(gap: MissingSection) -> str:
    """Where a new section belongs, said at the heading of the one that it follows or precedes."""
    if begun(gap):
        return "Skriv i det här avsnittet"
    return f"Skriv i ett nytt avsnitt, {gap.heading}, {'efter' if gap.after else 'före'} det här avsnittet"


def _here(change: Change) -> str:
    """Where to write it, said at the place itself."""
    if not change.inserts:
        return "Skriv i stället" if change.wording else "Stryk det här"
    if change.place is not None and "\t" in change.place.quote:
        return "Skriv efter tabellen"
    return f"Skriv härefter i ett nytt avsnitt, {change.heading}" if change.heading else "Skriv härefter"


def _heading(evidence: Evidence, document: Document) -> bool:
    block = document.block_at(evidence.start)
    return block is not None and block.kind is BlockKind.HEADING


def _span(
    c: CriterionAssessment, changes: Sequence[Change], gap: MissingSection | None, document: Document
) -> Span | None:
    own = [e for e in c.evidence if e.file is None]  # annexes are not written in
    if own:
        return Span(own[0].start, own[0].end)
    change = next((x for x in changes if x.place is None or x.place.file is None), None)
    if change is not None and change.place is not None and (change.heading or not change.place.section):
        # A section of its own, or none that could be named: after these words.
        return Span(change.place.start, change.place.end)
    beside = None if gap is None else gap.after or gap.before
    if beside is not None and beside.file is None:
        return Span(beside.start, beside.end)
    place = None if change is None else _section_of(change.place, document)
    section = place or _section(c, document)
    if section is None or section.heading_block is None:
        return None
    return document.blocks[section.heading_block].span


def _section(c: CriterionAssessment, document: Document) -> Section | None:
    """The searched section that the nearest passage stands in, else the first one that was searched."""
    titles = set(c.searched.sections)
    nearest = _section_of(c.searched.nearest, document)
    if nearest is not None and (not titles or nearest.title in titles):
        return nearest
    headed = [s for s in document.sections if s.heading_block is not None]
    searched = [s for s in headed if s.title in titles]
    # The first heading is as a rule the title of the whole.
    return next((s for s in searched if s is not headed[0]), searched[0] if searched else None)


def _section_of(evidence: Evidence | None, document: Document) -> Section | None:
    found = None if evidence is None or evidence.file else document.section_of(evidence.start)
    return found if found is not None and found.heading_block is not None else None
