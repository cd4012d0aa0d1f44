"""What is told around the figures of two results: whose coverage is another or in one only, why figures may differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...vocabulary.closed import KIND_TITLES, Kind
from ...vocabulary.swedish import alphabetical, checklists_named, counted, listed
from .saved import SavedResult

_NAMED = 10  # municipalities that a sentence names


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """A municipality whose state of coverage is another; None: not among those expected."""

    code: str
    name: str
    kind: str
    before: str | None
    after: str | None


def coverage_changes(before: SavedResult, after: SavedResult) -> list[CoverageChange]:
    """The municipalities whose coverage is another, by name."""
    return sorted(_coverage(before, after), key=lambda c: (alphabetical(c.name), c.code, c.kind))


def _coverage(before: SavedResult, after: SavedResult) -> Iterable[CoverageChange]:
    for code, kind in sorted(before.coverage.keys() | after.coverage.keys()):
        a, b = before.coverage.get((code, kind)), after.coverage.get((code, kind))
        if a is not None and b is not None and a[1] != b[1]:
            yield CoverageChange(code, b[0], kind, a[1], b[1])
    only = [(r, o) for r, o in ((before, after), (after, before))]
    for at, (own, other) in enumerate(only):
        kinds = {kind for _, kind in other.coverage}
        for (code, kind), (name, state) in sorted(own.coverage.items()):
            # A kind that only one of them has at all is told by its documents; a municipality that only
            # one of them expects is told where it has one.
            if (code, kind) not in other.coverage and kind in kinds and state != "none":
                states = (state, None) if at == 0 else (None, state)
                yield CoverageChange(code, name, kind, *states)


def coverage_notes(before: SavedResult, after: SavedResult, names: tuple[str, str]) -> Iterable[str]:
    """What of the coverage cannot be compared and why, and who is in one of the results only."""
    sides = ((names[0], before, after), (names[1], after, before))
    without = [name for name, own, _ in sides if not own.coverage]
    if without:
        yield (
            f"Täckningen kan inte jämföras: {listed(without)} har ingen, eftersom inget dokument där är från en kommun "
            "i kommunregistret. Rätta namnen i dokumenten, eller ange kommunkoderna i ett manifest, och kör om."
        )
    for name, own, other in sides:
        with_document: dict[str, set[str]] = {}
        for (code, kind), (_, state) in own.coverage.items():
            if state != "none":
                with_document.setdefault(kind, set()).add(code)
        for kind in sorted({k for _, k in own.coverage} - {k for _, k in other.coverage}):
            if other.coverage and (n := len(with_document.get(kind, ()))):
                yield (
                    f"Bara {name} har dokument av slaget {KIND_TITLES[Kind(kind)]} ({counted(n, 'kommun', 'kommuner')}): täckningen jämförs inte för "
                    "det slaget."
                )
        expected, others = ({code: m[0] for (code, _), m in r.coverage.items()} for r in (own, other))
        if alone := expected.keys() - others.keys():
            having = sorted(
                (expected[c] for c in alone & set().union(*with_document.values())), key=alphabetical
            )
            more = f" … och {len(having) - _NAMED} till" if len(having) > _NAMED else ""
            which = f"{len(having)} av dem har dokument: {', '.join(having[:_NAMED])}{more}."
            yield f"{counted(len(alone), 'kommun', 'kommuner')} ingår bara i {name}; {which if having else 'ingen av dem har dokument.'}"
    if not without and not {c for c, _ in before.coverage} & {c for c, _ in after.coverage}:
        yield "Ingen kommun ingår i bådas täckning, så inget sägs om vad som har ändrats."


def _expired_by_the_other(before: SavedResult, after: SavedResult) -> int:
    """How many documents have expired on the day of both, beside a later one of the same municipality in the other."""
    if before.as_of != after.as_of:
        return 0
    expired = set()
    for kind in Kind:
        old, new = before.latest(kind), after.latest(kind)
        for owner in old.keys() & new.keys():
            first, second = sorted((old[owner], new[owner]), key=lambda d: d.begins)
            if first.expired and not second.expired and first.begins < second.begins:
                expired.add((first.path, first.sha256))
    return len(expired)


def warnings(before: SavedResult, after: SavedResult) -> Iterable[str]:
    """Why figures may differ for other reasons than the documents."""
    if old := _expired_by_the_other(before, after):
        told = "ett dokument i det ena räknas därför som utgånget fast det"
        if old > 1:
            told = f"{old} dokument i det ena räknas därför som utgångna fast de"
        yield (
            f"Båda resultaten är bedömda per {before.as_of}, och {told} gällde i sin tid: gör resultaten med var sitt "
            "--per för att jämföra täckningen."
        )
    if before.program != after.program:
        yield (
            f"Resultaten är gjorda med olika versioner av programmet ({before.program}; {after.program}): "
            "skillnader kan bero på det. Kör om det äldre med --pa-nytt för att jämföra lika."
        )
    common = before.versions.keys() & after.versions.keys()
    if changed := sorted(n for n in common if before.versions[n] != after.versions[n]):
        yield f"{checklists_named(changed)} är inte {_same(changed)} i resultaten: skillnader kan bero på det."
    if alone := sorted(before.versions.keys() ^ after.versions.keys()):
        yield f"{checklists_named(alone)} finns bara i det ena resultatet och jämförs inte."


def _same(names: Sequence[str]) -> str:
    return "densamma" if len(names) == 1 else "desamma"
