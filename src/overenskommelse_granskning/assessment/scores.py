"""Omfattning, styrka and täckning from outcomes. Pure arithmetic; the formulas stand in the docs."""

from __future__ import annotations

from collections.abc import Iterable

from ..vocabulary.closed import Outcome
from .model import CriterionAssessment, Scores

_POINTS = {Outcome.MET: 2.0, Outcome.PARTIAL: 1.0, Outcome.MISSING: 0.0}


def score(
    criteria: Iterable[CriterionAssessment],
    consistency: float | None = None,
    weakest_link: str | None = None,
) -> Scores:
    """Weighted scores over the criteria with outcome met, partial or missing.

    Comprehensiveness is the weight of met and partial over the weight of all three, strength the
    weight of met over it; coverage the share of applicable criteria that could be judged
    (``error`` counts as applicable but not judged). None where nothing counts. ``consistency`` and
    ``weakest_link`` come from the thread.
    """
    listed = list(criteria)
    judged = [c for c in listed if c.outcome.scored]
    applicable = [c for c in listed if c.outcome is not Outcome.NOT_APPLICABLE]
    weight = sum(c.weight for c in judged)
    some = sum(c.weight for c in judged if c.outcome is not Outcome.MISSING)
    full = sum(c.weight for c in judged if c.outcome is Outcome.MET)
    return Scores(
        comprehensiveness=some / weight if weight else None,
        strength=full / weight if weight else None,
        consistency=consistency,
        coverage=len(judged) / len(applicable) if applicable else None,
        points=sum(_POINTS[c.outcome] * c.weight for c in judged),
        max_points=2.0 * weight,
        weakest_link=weakest_link,
    )
