"""The promises of a medborgarlöfte as the assessment holds them: every part as evidence.

Belongs to the pipeline: turns what ``thread`` found into promises with quotes and places.
"""

from __future__ import annotations

from collections.abc import Callable

from . import assessment as a
from .document import Evidence, Span
from .language.analysis import Analysis
from .thread.promise_parts import Pledge, find_pledges


def promises_of(analysis: Analysis, evidence: Callable[[Span], Evidence]) -> tuple[a.Promise, ...]:
    """Every single promise, of all years that the page holds, in the order of the text."""
    return tuple(_promise(p, evidence) for p in find_pledges(analysis))


def _promise(pledge: Pledge, evidence: Callable[[Span], Evidence]) -> a.Promise:
    def maybe(span: Span | None) -> Evidence | None:
        return evidence(span) if span is not None else None

    return a.Promise(
        evidence=evidence(pledge.span),
        actor=a.PromiseActor(evidence(pledge.actor.span), pledge.actor.party) if pledge.actor else None,
        activity=maybe(pledge.activity),
        places=tuple(evidence(p) for p in pledge.places),
        quantities=tuple(
            a.PromiseQuantity(
                evidence(span),
                q.value,
                q.unit_text,
                q.kind,
                q.bound,
                q.upper,
                q.approximate,
                q.months_between,
            )
            for span, q in pledge.quantities
        ),
        time=maybe(pledge.time),
        years=pledge.years,
    )
