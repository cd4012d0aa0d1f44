"""What the document is, as the assessment tells it: file, parties, period, stage, references, annexes.

Belongs to the pipeline: the one place where what the recognisers found becomes facts of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from . import assessment as a
from .document import Document, FurnitureRole, Notice, Span
from .errors import TEXT_MESSAGES, UnreadableDocument
from .language.analysis import Analysis, Unit
from .language.cues import placeholders
from .language.entities.parties import PartyFacts
from .language.entities.references import Reference, find_references
from .language.entities.signature_reader import Signature
from .language.entities.validity_completion import DocumentPeriod
from .rules.document_facts import DRAFT_WORD, is_draft
from .vocabulary.closed import MUNICIPAL_KINDS, Flag, Kind, Stage, a_kind
from .vocabulary.file_names import ANNEX, path_about
from .vocabulary.swedish import listed, swedish_day

_NAMED = 3  # places that are not finished and are quoted
_SHOWN = 60  # characters that are quoted of a place that is not finished
_LINE = frozenset("_.… ")  # what a line to sign on is drawn with
_SIDES = {"municipality": "kommunen", "police": "polisen"}


def about_document(
    document: Document,
    analysis: Analysis,
    kind: Kind,
    confidence: float,
    stage: Stage | None,
    notices: tuple[Notice, ...],
    places: Sequence[Unfilled] = (),
) -> a.DocumentFacts:
    """The facts of a document or a bundle. ``stage`` overrides what the document itself shows; ``places``
    are those that are still to be filled in."""
    e = analysis.entities
    period = None
    if e.validity is not None:
        period = a.Period(e.validity.first, e.validity.last, e.validity.open_ended or e.validity.renews)
    named = {p.municipality.name: p.municipality for p in e.parties.parties if p.municipality}
    main = document.main
    return a.DocumentFacts(
        path=main.name,
        sha256=main.sha256,
        format=main.format,
        pages=main.page_count,
        words=main.word_count,
        status="read",
        kind=kind,
        kind_confidence=confidence,
        municipalities=tuple(a.Municipality(m.code, m.name) for m in named.values()),
        parties=e.parties.names,
        police_units=e.parties.police_units,
        period=period,
        stage=stage or _stage(analysis, places),
        signatories=tuple(
            a.Signatory(s.name, s.role, _signed_for(s, e.parties)) for s in e.signatures.filled
        ),
        diary_numbers=_distinct(_diary_numbers(document, e.references)),
        references=_distinct(
            document.text[r.start : r.end] for r in e.references if r.kind in ("law", "ordinance", "bill")
        ),
        annexes=tuple(x.name for x in analysis.annexes),
        notices=notices,
        annex_references=tuple(
            a.AnnexReference(
                x.name, x.number or None, x.supplied, x.file, document.evidence(Span(x.start, x.end))
            )
            for x in analysis.annexes
        ),
        unfilled=tuple(document.evidence(p.span) for p in places),
        files=tuple(source_file(p.document, p.name, p.start) for p in document.parts),
    )


def expiry(validity: DocumentPeriod | None, as_of: date) -> Notice | None:
    """The notice that the document's period is over by the date judged by."""
    if validity is None or validity.last is None or validity.renews or validity.last >= as_of:
        return None
    day, judged = (f"den {swedish_day(d)}" for d in (validity.last, as_of))
    return Notice("R105", TEXT_MESSAGES["R105"].format(day=day, as_of=judged))


def named_otherwise(name: str, kind: Kind) -> Notice | None:
    """The notice that the name of the file says that it is about such a document, and is not one."""
    about = path_about(name)
    if kind not in MUNICIPAL_KINDS or not about:
        return None
    todo = "kontrollera att det är rätt fil"
    if about == ANNEX:
        todo = "granska den tillsammans med dokumentet som den hör till (--samlat)"
    values = {"about": about, "seen": a_kind(kind), "todo": todo}
    return Notice("R112", TEXT_MESSAGES["R112"].format(**values))


class Unfilled(NamedTuple):
    """A place that is still to be filled in or written: what it is a part of, and where its blanks stand."""

    units: tuple[Unit, ...]
    blanks: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first blank to the last."""
        return Span(self.blanks[0].start, self.blanks[-1].end)


def unfilled(analysis: Analysis) -> tuple[Unfilled, ...]:
    """The sentences, items and rows in which something is left to fill in; neighbours in a paragraph are one place.

    A line to sign on is none.
    """
    text = analysis.document.text
    places: list[Unfilled] = []
    for unit in analysis.units:
        if not unit.blanks and Flag.PLACEHOLDER not in unit.flags:
            continue
        found = [_within(text, *place) for place in placeholders(text, unit.start, unit.end)]
        if found and set(text[found[0].start : found[0].end]) <= _LINE:
            continue
        place = Unfilled((unit,), tuple(found) or (unit.span,))  # guidance and dashes are known as a whole
        last = places[-1].units[-1] if places else None
        if last is not None and (last.block, last.id) == (unit.block, unit.id - 1):
            before = places.pop()
            place = Unfilled((*before.units, unit), (*before.blanks, *place.blanks))
        places.append(place)
    return tuple(places)


def _within(text: str, start: int, end: int) -> Span:
    """The stretch without the white space about it, to the end of its last word."""
    said = text[start:end]
    last = start + len(said.rstrip())
    while text[last - 1].isalpha() and text[last : last + 1].isalpha():
        last += 1
    return Span(start + len(said) - len(said.lstrip()), last)


def unfinished(places: Sequence[Unfilled], text: str) -> Notice | None:
    """The notice that places are still to be filled in or written, with the first of them."""
    if not places:
        return None
    count = len(places)
    what = "ett ställe som inte är ifyllt eller färdigskrivet"
    if count > 1:
        what = f"{count} ställen som inte är ifyllda eller färdigskrivna"
    named = listed([f"”{_around_blank(p, text)}”" for p in places[:_NAMED]])
    which = f", först {named}" if count > _NAMED else f": {named}"
    return Notice("R110", TEXT_MESSAGES["R110"].format(places=what, which=which))


def _around_blank(place: Unfilled, text: str) -> str:
    """A place as it is quoted; of a long one what stands about its first blank."""
    start, end, first = place.units[0].start, place.units[-1].end, place.blanks[0]
    until = start + _SHOWN
    late = first != place.units[0].span and first.end > until
    if late:
        until = first.end  # it is always seen
    until = next((b.end for b in place.blanks[1:] if b.start < until < b.end), until)  # nor is another cut
    while until < end and text[until - 1].isalnum() and text[until].isalnum():
        until += 1  # to the end of the word
    cells = (" ".join(cell.split()) for cell in text[start : min(end, until)].split("\t"))
    words = " | ".join(filter(None, cells))
    if late and len(words) > _SHOWN:
        words = "… " + words[-_SHOWN:].split(" ", 1)[-1].lstrip("| ")
    return words + " …" * (until < end)


def source_file(document: Document, name: str = "", start: int = 0) -> a.SourceFile:
    """One file of a bundle, whose text begins at ``start`` of the joint text."""
    return a.SourceFile(
        name or document.name,
        document.sha256,
        document.format,
        document.page_count,
        document.word_count,
        start=start,
        end=start + len(document.text),
    )


def unread_file(error: UnreadableDocument) -> a.SourceFile:
    """An annex of a bundle that could not be read."""
    suffix = PurePath(error.name).suffix.lstrip(".").lower()
    return a.SourceFile(error.name, error.sha256, suffix, None, 0, status="unreadable")


def _signed_for(signature: Signature, parties: PartyFacts) -> str | None:
    """The party that somebody signed for: as written there, else the only party of that side, else the side."""
    if signature.organisation:
        return " ".join(signature.organisation.split())
    side = "county_board" if signature.role_id == "governor" else signature.party
    names = [p.name for p in parties.parties if p.kind == side]
    return names[0] if len(names) == 1 else _SIDES.get(signature.party or "")


def _stage(analysis: Analysis, places: Sequence[Unfilled]) -> Stage:
    """What the document shows itself to be; what nobody has signed is a draft while something is left to fill in."""
    if analysis.entities.signatures.filled:
        return Stage.SIGNED
    named = DRAFT_WORD.search(analysis.document.main.name.replace("_", " "))
    return Stage.DRAFT if is_draft(analysis) or places or named else Stage.UNKNOWN


def _diary_numbers(document: Document, references: Iterable[Reference]) -> Iterator[str]:
    """The document's own registry numbers, also those that stand only in its running headers and footers."""
    yield from (r.number for r in references if r.kind == "dnr" and not r.earlier)
    for item in document.main.furniture:
        if item.role in (FurnitureRole.HEADER, FurnitureRole.FOOTER):
            yield from (r.number for r in find_references(item.text) if r.kind == "dnr" and not r.earlier)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(v.split()) for v in values))
