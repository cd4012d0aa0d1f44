"""Den röda tråden as the assessment holds it: every part as evidence, and how many chains are whole.

Belongs to the pipeline: turns what ``thread`` found into rows with quotes and places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import assessment as a
from .document import Evidence, Span
from .language.analysis import Analysis
from .thread.chains import Chain, find_thread
from .thread.columns import Link
from .thread.commitments import Commitment
from .thread.lists import Lists


def thread_rows(
    analysis: Analysis, lists: Lists, evidence: Callable[[Span], Evidence]
) -> tuple[a.ThreadRow, ...]:
    """One row per prioritised problem of an agreement, in the order of the text."""
    return tuple(_row(chain, evidence) for chain in find_thread(analysis, lists))


def _row(chain: Chain, evidence: Callable[[Span], Evidence]) -> a.ThreadRow:
    def first(link: Link) -> Evidence | None:
        span = chain.first(link)
        return evidence(span) if span is not None else None

    return a.ThreadRow(
        problem=evidence(chain.problem),
        cause=first(Link.CAUSE),
        goal=first(Link.GOAL),
        goal_measurable=chain.goal_measurable,
        measure=first(Link.MEASURE),
        responsible=first(Link.RESPONSIBLE),
        time=first(Link.TIME),
        follow_up=first(Link.FOLLOW_UP),
        measures=tuple(_measure(c, evidence) for c in chain.commitments),
    )


def _measure(c: Commitment, evidence: Callable[[Span], Evidence]) -> a.Measure:
    return a.Measure(
        evidence(c.span),
        str(c.strength),
        evidence(c.words) if c.words is not None else None,
        c.by,
        tuple(evidence(s) for s in c.actors),
    )


def goals(lists: Lists, evidence: Callable[[Span], Evidence]) -> tuple[a.GoalAssessment, ...]:
    """The goals of a document, taken apart, with those that are not finished."""
    return tuple(
        a.GoalAssessment(
            evidence(g.span),
            str(g.kind),
            g.measurability,
            g.reason,
            **{str(part): evidence(place) for part, place in g.parts.items()},
        )
        for g in sorted((*lists.goals, *lists.unfinished_goals), key=lambda g: g.span)
    )


def consistency(rows: Sequence[a.ThreadRow]) -> float | None:
    """The share of problems whose chain is whole; None where no problem was found."""
    return sum(r.whole for r in rows) / len(rows) if rows else None


def weakest_link(rows: Sequence[a.ThreadRow]) -> str | None:
    """The link that breaks most often, of several the first of the chain; None where none breaks."""
    broken = {link: sum(link in r.lacking for r in rows) for link in a.THREAD_LINKS}
    most = max(broken.values())
    return next(link for link, n in broken.items() if n == most) if most else None
