"""Two medborgarlöften promise by promise: what stays, what reads otherwise, what is new and what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..assessment import Promise
from ..document import Evidence
from ..language.entities.numbers import cardinals
from .likeness import Likeness, pairs
from .matching import IGNORED
from .model import Change, PartChange, PromiseChange

# As for problems: promises that share only a place or a kind of measure are two.
LEAST = 0.6
_SAME_YEAR = 0.05  # of two that are equally alike the one of the same year is meant


def compare_promises(before: Sequence[Promise], after: Sequence[Promise]) -> tuple[PromiseChange, ...]:
    """Every promise of either side: those of the second in its order, then those that are gone."""
    like = Likeness([p.evidence.quote for p in (*before, *after)], IGNORED)
    scores = [[_score(like, a, b) for b in after] for a in before]
    partner = {j: i for i, j in pairs(scores, LEAST)}
    out = []
    for j, b in enumerate(after):
        i = partner.get(j)
        if i is None:
            out.append(PromiseChange(Change.ADDED, None, b))
            continue
        parts = tuple(_parts(before[i], b))
        change = Change.CHANGED if parts else Change.UNCHANGED
        out.append(PromiseChange(change, before[i], b, parts, min(scores[i][j], 1.0)))
    kept = set(partner.values())
    out.extend(PromiseChange(Change.REMOVED, a, None) for i, a in enumerate(before) if i not in kept)
    return tuple(out)


def _score(like: Likeness, a: Promise, b: Promise) -> float:
    score = like(a.evidence.quote, b.evidence.quote)
    return score + _SAME_YEAR if score and a.years and a.years == b.years else score


def _parts(a: Promise, b: Promise) -> Iterator[PartChange]:
    """The parts that read otherwise; a promise with the same words has none."""
    if _plain(a.evidence) == _plain(b.evidence):
        return
    first = [q.value for q in a.quantities]
    second = [q.value for q in b.quantities]
    if first != second:
        yield PartChange(
            "quantity",
            a.quantities[0].evidence if a.quantities else None,
            b.quantities[0].evidence if b.quantities else None,
        )
    here, there = ([_plain(p) for p in x.places] for x in (a, b))
    if here != there:
        yield PartChange(
            "place",
            next((p for p in a.places if _plain(p) not in there), None),
            next((p for p in b.places if _plain(p) not in here), None),
        )
    for name in ("time", "activity"):
        x, y = getattr(a, name), getattr(b, name)
        if _plain(x) != _plain(y) and not (
            name == "activity" and first != second and _uncounted(x) == _uncounted(y)
        ):
            yield PartChange(name, x, y)
    x, y = (p.actor.evidence if p.actor else None for p in (a, b))
    if _plain(x) != _plain(y) and (a.actor.party if a.actor else "") != (b.actor.party if b.actor else ""):
        yield PartChange("actor", x, y)


def _uncounted(evidence: Evidence | None) -> list[str]:
    """The words without the numbers: another number is told as such, not as another activity."""
    return [w for w in re.findall(r"\w+", _plain(evidence)) if not w.isdigit() and w not in cardinals()]


def _plain(evidence: Evidence | None) -> str:
    return " ".join(evidence.quote.lower().strip(" .").split()) if evidence else ""
