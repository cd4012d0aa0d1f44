"""Notes that belong to no criterion: places still to be filled in, and problems that the red thread loses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..assessment import Assessment, NextStep, ThreadRow
from ..document import Document, Evidence, Span
from ..marking import Note, Tone
from ..vocabulary.section_advice import sentences_for
from ..vocabulary.swedish import counted, listed, shorten
from .escape import printable
from .note_places import heading_span
from .note_words import QUOTE, edits
from .thread_view import LINKS, make_thread

_KEY = 60  # characters of a quote that a key is made of
_FEW = 2  # so many places of a section have a note each; more have one together
_NAMED = 4  # places that such a note names of each sort
_INSTRUCTION = re.compile(r"\[[^\[\]]*[.?!:)][^\[\]]*\]")  # sentences in brackets tell what to write


def loose_notes(assessment: Assessment, document: Document) -> Iterator[Note]:
    """The notes on what is left to fill in, and on problems that lack links."""
    keys = _Keys()
    yield from _unfilled(assessment, document, keys)
    steps = {s.problem: s for s in assessment.next_steps if s.problem is not None}
    for row in assessment.thread:
        if row.problem.file is None and not row.whole:
            span = Span(row.problem.start, row.problem.end)
            yield Note(
                keys.of("rod_trad", row.problem.quote),
                Tone.MISSING,
                f"Röd tråd: {shorten(printable(row.problem.quote), QUOTE)}",
                tuple(map(printable, _broken(row, steps.get(row.problem), span, document))),
                span,
            )


def _unfilled(assessment: Assessment, document: Document, keys: _Keys) -> Iterator[Note]:
    """A note per place; where a section has many (a template), one that names them."""
    by_section: dict[int | None, list[Evidence]] = {}
    for place in assessment.document.unfilled:
        if place.file is None:
            section = document.section_of(place.start)
            by_section.setdefault(section.id if section else None, []).append(place)
    for at, places in by_section.items():
        if len(places) > _FEW:
            heading = None if at is None else heading_span(document.sections[at], document)
            span = heading or Span(places[0].start, places[0].end)
            yield Note(
                keys.of("platshallare", document.slice(span)),
                Tone.MISSING,
                f"Att fylla i: {len(places)} ställen i det här avsnittet",
                tuple(map(printable, _listed(places))),
                span,
            )
            continue
        for place in places:
            yield Note(
                keys.of("platshallare", place.quote),
                Tone.MISSING,
                f"Platshållare kvar: {_short(place)}",
                ("Det här är inte färdigt och räknas inte. Fyll i det, eller ta bort det.",),
                Span(place.start, place.end),
            )


def _listed(places: Sequence[Evidence]) -> Iterator[str]:
    """What is to be filled in, and what only says what to write."""
    yield "Det som inte är färdigt räknas inte."
    told = [p for p in places if _INSTRUCTION.fullmatch(p.quote.strip())]
    for lead, some in (
        ("Fyll i", [p for p in places if p not in told]),
        ("Skriv er egen text i stället för", told),
    ):
        if some:
            named = [*dict.fromkeys(map(_short, some))][:_NAMED]
            more = sum(_short(p) not in named for p in some)
            rest = [f"{counted(more, 'ställe', 'ställen')} till"] if more else []
            yield f"{lead}: {listed([*named, *rest])}."


def _short(place: Evidence) -> str:
    return f"”{shorten(printable(place.quote), QUOTE)}”"


def _broken(row: ThreadRow, step: NextStep | None, span: Span, document: Document) -> Iterator[str]:
    view = make_thread(row)
    yield f"Saknas: {listed(view.lacking)}."
    if step is not None:
        yield step.advice
        yield from edits(step.changes, span, document)
        return
    wording = " ".join(sentences_for([name for name, word in LINKS if word in view.lacking]))
    yield f"Skriv om problemet, till exempel: ”{wording}”"


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
