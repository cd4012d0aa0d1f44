"""Two assessments in, one comparison out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..assessment import Assessment, Promise
from ..language.analysis import Analysis
from ..vocabulary.swedish import checklists_named
from .chains import compare_threads
from .criteria import compare_checklists, compare_sections
from .follow_up import follow_up
from .model import Comparison, Note
from .promises import compare_promises


def compare_follow_up(
    before: Assessment, after: Assessment, promises: Sequence[Promise], analysis: Analysis
) -> Comparison:
    """What became of the promises of ``before`` according to the follow-up ``after`` with its analysis."""
    notes = [n for n in _notes(before, after) if n.code in ("same_file", "municipality")]
    if not promises:
        notes.append(
            Note("no_promises", "Inga löften hittades i det första dokumentet, så inget kan följas upp.")
        )
    return Comparison(before, after, tuple(notes), follow_up=follow_up(promises, analysis))


def compare_reviews(before: Assessment, after: Assessment) -> Comparison:
    """What changed from ``before`` to ``after``. With an unreadable side only that is told."""
    notes = tuple(_notes(before, after))
    if not (before.readable and after.readable):
        return Comparison(before, after, notes)
    second = {c.id: c for c in after.checklists}
    return Comparison(
        before,
        after,
        notes,
        checklists=tuple(compare_checklists(c, second[c.id]) for c in before.checklists if c.id in second),
        sections=compare_sections(before.sections, after.sections),
        thread=compare_threads(before.thread, after.thread),
        promises=compare_promises(before.promises, after.promises),
    )


def _notes(before: Assessment, after: Assessment) -> Iterator[Note]:
    unreadable = False
    for side, which in ((before, "första"), (after, "andra")):
        if not side.readable:
            unreadable = True
            reasons = [f"{n.message} ({n.code})" for n in side.document.notices]
            why = reasons[0] if reasons else "Orsaken är inte känd."
            yield Note("unreadable", f"Det {which}, {side.document.path}, kunde inte läsas. {why}")
    if unreadable:
        return
    a, b = before.document, after.document
    if a.sha256 and a.sha256 == b.sha256:
        yield Note("same_file", "Båda granskningarna gäller samma fil, byte för byte.")
    if a.kind is not b.kind:
        yield Note(
            "kind", "Dokumenten är av olika slag, så bara det som båda checklistorna tar upp kan jämföras."
        )
    places = [{m.name for m in d.municipalities} for d in (a, b)]
    if all(places) and places[0].isdisjoint(places[1]):
        names = [", ".join(sorted(p)) for p in places]
        yield Note("municipality", f"Dokumenten gäller olika kommuner: {names[0]} och {names[1]}.")
    yield from _checklist_notes(before, after)
    if before.as_of != after.as_of:
        days = f"{before.as_of.isoformat()} och {after.as_of.isoformat()}"
        yield Note("as_of", f"Granskningarna är gjorda per olika dagar: {days}.")
    if before.tool_version != after.tool_version:
        versions = f"{before.tool_version} och {after.tool_version}"
        yield Note(
            "tool",
            f"Granskningarna är gjorda med olika versioner av granska ({versions}): omdömen kan skilja av det.",
        )
    elif before.model != after.model:
        yield Note("model", "Granskningarna är gjorda med olika inlärda modeller: omdömen kan skilja av det.")


def _checklist_notes(before: Assessment, after: Assessment) -> Iterator[Note]:
    first, second = {c.id: c for c in before.checklists}, {c.id: c for c in after.checklists}
    for ids, side in (
        ([i for i in first if i not in second], "första"),
        ([i for i in second if i not in first], "andra"),
    ):
        if ids:
            yield Note("checklist_missing", f"{checklists_named(ids)} finns bara i den {side} granskningen.")
    both = [(first[i], second[i]) for i in first if i in second]
    if other := [f"{a.id} ({a.version} och {b.version})" for a, b in both if a.version != b.version]:
        yield Note("checklist_version", f"{checklists_named(other)} har olika version: kraven kan skilja.")
    if changed := [a.id for a, b in both if a.version == b.version and a.sha256 != b.sha256]:
        yield Note(
            "checklist_content",
            f"{checklists_named(changed)} har samma version men olika innehåll: kraven kan skilja.",
        )
