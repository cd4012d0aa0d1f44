"""What is to be written in a copy of the original: one note per criterion, at the words that it is about.

What is vague is noted at its evidence. What is missing is noted where it is to be written: at the words that the
wording follows, or the heading of the section that it belongs in or was looked for in, else at the end of the
document. What a person must judge says so. Beside the criteria, what is still to be filled in has notes, and
every prioritised problem that the red thread loses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..assessment import Assessment, CriterionAssessment, Edit, MissingSection
from ..document import Document, Span
from ..marking import Note, Tone
from ..vocabulary.closed import Outcome
from ..vocabulary.swedish import listed, shorten, upper_first
from .escape import printable
from .item_view import Item, make_item
from .loose_notes import loose_notes
from .note_places import is_heading, place_of
from .note_words import QUOTE, edits, in_gap, told
from .view import EXPIRED, rank

_ALIKE = 4  # words that an advice begins with like the reason: it says it again
_OTHERS = 2  # further quotes that a note names
_BEFORE = -1  # among the notes at one place: what belongs to no criterion comes first


def make_notes(assessment: Assessment, document: Document) -> list[Note]:
    """The notes in the order of the text; those at one place with the most important first."""
    ranked = {c.id: n for n, c in enumerate(rank(assessment))}
    steps = {s.criterion: s for s in reversed(assessment.next_steps) if s.problem is None}
    gaps = {i: m for m in assessment.missing_section_advice for i in m.criteria}
    notes: list[tuple[int, Note]] = []
    for c in assessment:
        tone = _tone(c)
        if tone is None:
            continue
        item = make_item(c)
        changes = steps[c.id].changes if c.id in steps and tone is not Tone.REVIEW else ()
        gap = None if changes or c.evidence else gaps.get(c.id)
        span = place_of(c, changes, gap, document)
        lines = tuple(map(printable, _lines(item, tone, changes, gap, span, document)))
        notes.append((ranked.get(c.id, len(ranked)), Note(c.id, tone, _title(item, tone), lines, span)))
    notes += [(_BEFORE, n) for n in loose_notes(assessment, document)]
    end = len(document.text)
    ordered = sorted(notes, key=lambda n: (n[1].span.start if n[1].span else end, n[0]))
    return [*_first(assessment, document), *_together([note for _, note in ordered])]


def _together(notes: Sequence[Note]) -> Iterator[Note]:
    """Notes that begin at the same words stand at the longest stretch of them: so they are read as one."""
    longest: dict[int, Span] = {}
    for n in notes:
        if n.span is not None and n.span.end > longest.get(n.span.start, n.span._replace(end=0)).end:
            longest[n.span.start] = n.span
    yield from (n if n.span is None else replace(n, span=longest[n.span.start]) for n in notes)


def _first(assessment: Assessment, document: Document) -> Iterator[Note]:
    """What must be known before anything else, at the document's first words."""
    for n in assessment.document.notices:
        if n.code == EXPIRED and document.blocks:
            yield Note(
                n.code, Tone.MISSING, "Perioden är slut", (printable(n.message),), document.blocks[0].span
            )


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
    return printable(f"{upper_first(word)}: {item.title}")


def _lines(
    item: Item,
    tone: Tone,
    changes: Sequence[Edit],
    gap: MissingSection | None,
    span: Span | None,
    document: Document,
) -> Iterator[str]:
    if tone is Tone.REVIEW:
        yield f"granska bedömer det här som {item.word} men är osäker. Läs stället och avgör själv."
        if item.reason:
            yield item.reason
    else:
        again = item.advice.split()[:_ALIKE] == item.reason.split()[:_ALIKE]
        if not (again or item.advice.startswith(item.reason)):
            yield item.reason
        if item.advice:
            yield item.advice
        yield from _wordings(item, changes, gap, span, document)
    for q in (q for q in item.quotes if q.evidence.file):
        yield f"Se {q.place}: ”{shorten(printable(q.text), QUOTE)}”."
    own = [q for q in item.quotes if q.evidence.file is None]
    spans = ((q, Span(q.evidence.start, q.evidence.end)) for q in own[1:])
    others = [q for q, own_span in spans if not is_heading(own_span, document)][:_OTHERS]
    if others and not changes:
        yield "Se också " + listed([f"”{shorten(printable(q.text), QUOTE)}”" for q in others]) + "."
    if tone is not Tone.REVIEW and item.certainty:
        yield f"granska är {item.certainty} ({item.confidence})."


def _wordings(
    item: Item, changes: Sequence[Edit], gap: MissingSection | None, span: Span | None, document: Document
) -> Iterator[str]:
    """What to write: the edits made for this text, else the checklist's own suggestion."""
    yield from edits(changes, span, document)
    if not changes and item.suggestion:
        lead = in_gap(gap, span, document) if gap and span else "Skriv till exempel"
        yield from told(lead, item.suggestion.split("\n"))
