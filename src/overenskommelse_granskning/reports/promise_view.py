"""What every writer for people shows of a promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..assessment import Promise
from ..document import Evidence
from ..vocabulary.swedish import year_span
from .quotes import Quote, make_quote


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise: ``parts`` are what it says of who, where, how much and when; ``lacking`` what it does not."""

    quote: Quote
    parts: tuple[tuple[str, Quote], ...]
    lacking: tuple[str, ...]


def promises_by_year(promises: Iterable[Promise]) -> tuple[tuple[str, tuple[PromiseView, ...]], ...]:
    """The promises under their years, the newest first; the years are "" where the text gives none."""
    groups: dict[tuple[int, int], list[PromiseView]] = {}
    for p in promises:
        groups.setdefault(p.years or (0, 0), []).append(make_promise(p))
    return tuple((years_text(y), tuple(groups[y])) for y in sorted(groups, reverse=True))


def years_text(years: tuple[int, int] | None) -> str:
    """``(2024, 2025)`` → ”2024–2025”."""
    if not years or not years[0]:
        return ""
    return year_span(*years)


def make_promise(p: Promise) -> PromiseView:
    """A promise with its parts in words. A limit ("inom 48 timmar") is told as when; of how much it leaves
    nothing to ask."""
    amounts = [q.evidence for q in p.quantities]
    soon = [e for e in amounts if p.time and e.start < p.time.end and e.quote.lower().startswith("inom ")]
    found: tuple[tuple[str, tuple[Evidence, ...]], ...] = (
        ("vem", (p.actor.evidence,) if p.actor else ()),
        ("var", p.places),
        ("hur mycket", tuple(e for e in amounts if e not in soon)),
        ("när", (p.time,) if p.time else ()),
    )
    parts = [(word, _joined([make_quote(e) for e in evidence])) for word, evidence in found if evidence]
    if p.actor:
        parts[0] = ("vem", replace(parts[0][1], text=_who(parts[0][1].text, p.actor.party)))
    lacking = (word for word, evidence in found if not evidence and not (word == "hur mycket" and soon))
    return PromiseView(make_quote(p.evidence), tuple(parts), tuple(lacking))


def _joined(quotes: list[Quote]) -> Quote:
    return replace(quotes[0], text=", ".join(q.text for q in quotes))


_NAMES = {"both": "polisen och kommunen", "police": "polisen", "municipality": "kommunen"}


def _who(said: str, party: str) -> str:
    """The party behind words that do not name it: ”Tillsammans (polisen och kommunen)”."""
    name = _NAMES.get(party, "")
    named = any(word in said.lower() for word in ("polis", "kommun", "stad"))
    return said if named or not name else f"{said} ({name})"
