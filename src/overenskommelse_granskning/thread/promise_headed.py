"""Promises that stand each under a small heading of its own, as on a poster: some commit in so many words, the
others only tell what is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..document import Section
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .promise_amounts import amounts_in
from .promise_leads import LEAD_GROUND, LEAD_OTHER, LEAD_PROMISE, Promise, announcements, headings_above
from .promise_sentences import CRIME, tells_what_is_done

_LEAST = 3  # sections side by side
_SENTENCES = 4  # in each at most
_WORDS = 6  # of a small heading


def headed_promises(analysis: Analysis, said: Sequence[Promise]) -> list[Promise]:
    """What the sections beside those of ``said`` promise: the sentences that tell with an amount or a limit
    what is done, where most of the sections commit."""
    told = {u.id for p in said for u in p.units}
    committed = {u.section for p in said for u in p.units}
    beside: dict[tuple[int | None, int], list[Section]] = defaultdict(list)
    for section in analysis.document.sections:
        if _is_small(analysis, section):
            beside[section.parent, section.level].append(section)
    out: list[Promise] = []
    for sections in beside.values():
        hits = sum(s.id in committed for s in sections)
        if len(sections) < _LEAST or hits < 2 or hits * 2 < len(sections):
            continue
        for section in sections:
            lead = headings_above(analysis, section.id)
            if not any(LEAD_PROMISE.search(h.text) for h in lead):
                continue
            lead = (*lead, *announcements(analysis))
            out += [
                Promise((u,), lead)
                for u in _sentences(analysis, section)
                if u.id not in told and _counts(analysis, u)
            ]
    return out


def _is_small(analysis: Analysis, section: Section) -> bool:
    """A short heading over a few sentences, that announces neither grounds nor results."""
    units = analysis.by_section.get(section.id, ())
    if section.heading_block is None or not units or len(section.title.split()) > _WORDS:
        return False
    if LEAD_OTHER.search(section.title) or LEAD_GROUND.search(section.title):
        return False
    body = units[1:]
    return 1 <= len(body) <= _SENTENCES and all(u.kind is UnitKind.SENTENCE for u in body)


def _sentences(analysis: Analysis, section: Section) -> Sequence[Unit]:
    return [u for u in analysis.by_section[section.id] if u.kind is UnitKind.SENTENCE]


def _counts(analysis: Analysis, unit: Unit) -> bool:
    """Whether a sentence says with an amount what is done; of a crime only with a limit ("inom två dygn")."""
    amounts = amounts_in(analysis.document.text, unit.span, unit.facts) if tells_what_is_done(unit) else ()
    return any(not unit.concepts & CRIME or q.bound == "max" for _, q in amounts)
