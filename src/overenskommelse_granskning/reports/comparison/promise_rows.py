"""What the writers for people show of promises: two years of them, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

from ...comparison.model import Change, FollowUp, PromiseChange, PromiseOutcome, Status
from ..promise_view import PromiseView, make_promise, years_text
from ..quotes import Quote, make_quote
from .words import CHANGE_TITLES, STATUS_SIGNS, STATUS_TITLES


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of two medborgarlöften; ``parts`` are (what, before, after)."""

    change: Change
    title: str
    before: Quote | None
    after: Quote | None
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One promise and what became of it."""

    number: int
    status: Status
    sign: str
    word: str
    promise: PromiseView
    reason: str
    evidence: tuple[Quote, ...]
    restated: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """``groups`` are the promises by the years they are given for, the newest first."""

    about: str
    counts: tuple[tuple[Status, str, int], ...]
    groups: tuple[tuple[str, tuple[OutcomeRow, ...]], ...]
    others: tuple[Quote, ...]


_PARTS = {"quantity": "hur mycket", "place": "var", "time": "när", "actor": "vem", "activity": "vad"}


def promise_row(c: PromiseChange) -> PromiseRow:
    """One promise of two years, ready to show."""
    return PromiseRow(
        c.change,
        CHANGE_TITLES[c.change],
        make_quote(c.before.evidence) if c.before else None,
        make_quote(c.after.evidence) if c.after else None,
        tuple(
            (_PARTS[p.name], p.before.quote if p.before else "–", p.after.quote if p.after else "–")
            for p in c.parts
        ),
    )


_NUMBERS = {
    Status.DONE: ("hållet", "hållna"),
    Status.PARTLY: ("delvis hållet", "delvis hållna"),
    Status.NOT_DONE: ("inte hållet", "inte hållna"),
    Status.CONFLICT: ("motstridigt", "motstridiga"),
    Status.UNCLEAR: ("oklart", "oklara"),
    Status.NOT_MENTIONED: ("som inte nämns", "som inte nämns"),
}


def followed(f: FollowUp) -> str:
    """The headline: how many promises became what."""
    counts = [(s, sum(o.status is s for o in f.outcomes)) for s in Status]
    said = [f"{n} {_NUMBERS[s][n != 1]}" for s, n in counts if n]
    noun = "löfte" if len(f.outcomes) == 1 else "löften"
    return (
        f"Uppföljning av {len(f.outcomes)} {noun}: {', '.join(said)}."
        if said
        else "Inga löften att följa upp."
    )


def follow_up_view(f: FollowUp) -> FollowUpView:
    """The promises by their years, each with what became of it."""
    groups: dict[tuple[int, int], list[PromiseOutcome]] = {}
    for o in f.outcomes:
        groups.setdefault(o.promise.years or (0, 0), []).append(o)
    number = 0
    made = []
    for years in sorted(groups, reverse=True):
        rows = []
        for o in groups[years]:
            number += 1
            rows.append(_outcome_row(number, o))
        made.append((years_text(years), tuple(rows)))
    counts = [(s, STATUS_TITLES[s], sum(o.status is s for o in f.outcomes)) for s in Status]
    return FollowUpView(
        years_text(f.years),
        tuple(c for c in counts if c[2]),
        tuple(made),
        tuple(make_quote(e) for e in f.others),
    )


def _outcome_row(number: int, o: PromiseOutcome) -> OutcomeRow:
    return OutcomeRow(
        number,
        o.status,
        STATUS_SIGNS[o.status],
        STATUS_TITLES[o.status],
        make_promise(o.promise),
        o.reason,
        tuple(make_quote(e) for e in o.evidence),
        tuple(make_quote(e) for e in o.restated),
    )
