"""What ``--fel-vid`` and ``--krav`` demand of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .settings import Settings

if TYPE_CHECKING:
    from ..assessment import Assessment


def meets(assessment: Assessment, settings: Settings) -> bool:
    """Whether a review reaches what the settings demand of every document."""
    from ..vocabulary.closed import Level, Outcome

    failing = {
        "aldrig": set[Outcome](),
        "saknas": {Outcome.MISSING},
        "delvis": {Outcome.MISSING, Outcome.PARTIAL},
    }[settings["fel-vid"]]
    if any(c.level is Level.SHALL and c.waived is None and c.outcome in failing for c in assessment):
        return False
    demand = settings["krav"]
    if demand is None:
        return True
    counted = [c.scores_waived or c.scores for c in assessment.checklists]
    strengths = [s.strength for s in counted if s.strength is not None]
    # A hair of tolerance: 43 % asked and 0.43 reached must not fail on binary fractions.
    return all(strength >= demand / 100 - 1e-9 for strength in strengths)
