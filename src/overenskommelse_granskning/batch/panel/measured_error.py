"""What the measured error of single verdicts means for a document's figure, and which differences it hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ...reports.accuracy import accuracy
from .facts import Criterion, PanelDocument, PanelList

_Z = 1.96  # 95 %
_PRIOR = 10  # as many verdicts of the average criterion, for criteria that were measured a few times only


@dataclass(frozen=True, slots=True)
class Rank:
    """A document's strength, its margin of error, and the places it may have."""

    document: PanelDocument
    strength: float
    margin: float
    first: int
    last: int


def error_rates(criteria: Sequence[Criterion]) -> Mapping[str, float] | None:
    """How often the verdict on each criterion is wrong, as measured; None where nothing was measured."""
    overall = accuracy(c.id for c in criteria)
    if overall is None:
        return None
    rates = {}
    for c in criteria:
        own = accuracy([c.id])
        right = overall.share * _PRIOR + (own.share * own.judged if own else 0.0)
        rates[c.id] = 1.0 - right / (_PRIOR + (own.judged if own else 0))
    return rates


def standard_error(outcomes: str, criteria: Sequence[Criterion], rates: Mapping[str, float]) -> float:
    """Of a strength: each verdict is wrong by itself, as often as measured."""
    judged = [c for c, sign in zip(criteria, outcomes, strict=False) if sign in "mps"]
    weight = sum(c.weight for c in judged)
    if not weight:
        return 0.0
    variance = sum(c.weight**2 * rates[c.id] * (1 - rates[c.id]) for c in judged)
    return sqrt(variance) / weight


def rank(documents: Sequence[PanelDocument], chosen: PanelList) -> list[Rank] | None:
    """Documents by strength with the places that the error leaves open; None where nothing was measured.

    Two documents are told apart only when the difference is larger than 95 % of what the error alone
    would give. A document's first place is one after those that are certainly stronger, its last place
    one before those that are certainly weaker.
    """
    rates = error_rates(chosen.criteria)
    if rates is None:
        return None
    rows = []
    for d in documents:
        judged = d.lists.get(chosen.id)
        if judged is not None and judged.strength is not None:
            rows.append((d, judged.strength, standard_error(judged.outcomes, chosen.criteria, rates)))
    import numpy as np

    strengths, errors = np.array([[s, e] for _, s, e in rows]).reshape(-1, 2).T
    ranks = []
    for d, strength, error in rows:
        difference = strengths - strength
        certain = np.abs(difference) > _Z * np.sqrt(errors**2 + error**2)
        first = 1 + int(np.sum(certain & (difference > 0)))
        last = len(rows) - int(np.sum(certain & (difference < 0)))
        ranks.append(Rank(d, strength, _Z * error, first, last))
    # By name among those that may be first of equally many: their order by strength would mean nothing.
    return sorted(ranks, key=lambda r: (r.first, r.last, r.document.names, r.document.path))
