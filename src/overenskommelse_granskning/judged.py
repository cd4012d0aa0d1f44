"""The verdicts on a checklist as its assessment, with the words of the document behind them.

Belongs to the pipeline: the one place where verdicts become what reports are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from . import assessment as a
from .checklist import Checklist
from .document import Evidence, Span
from .strands import consistency, weakest_link
from .verdict.model import Verdict
from .vocabulary.closed import Outcome
from .vocabulary.slots import fill_slots

_Quote = Callable[[Span], Evidence]


def judged_checklist(
    checklist: Checklist,
    verdicts: list[Verdict],
    evidence: _Quote,
    values: Mapping[str, str],
    thread: Sequence[a.ThreadRow],
) -> a.ChecklistAssessment:
    """One checklist with its scores. ``values``: what the document itself says for the slots of suggestions."""
    criteria = tuple(_criterion(v, evidence, values) for v in verdicts)
    return a.ChecklistAssessment(
        id=checklist.id,
        title=checklist.title,
        version=checklist.version,
        sha256=checklist.sha256,
        scores=a.score(criteria, consistency(thread), weakest_link(thread)),
        criteria=criteria,
        extends=checklist.extends,
        adjustments=checklist.adjustments,
    )


def _criterion(verdict: Verdict, evidence: _Quote, values: Mapping[str, str]) -> a.CriterionAssessment:
    c = verdict.criterion
    titles = {e.id: e for e in c.elements}
    elements = tuple(
        a.ElementAssessment(
            e.id,
            titles[e.id].title,
            e.outcome,
            tuple(evidence(p.span) for p in e.passages[:2]),
            ""
            if e.outcome is Outcome.MET or (e.outcome is Outcome.MISSING and not c.asks(e.id))
            else ": ".join(p for p in (e.note or titles[e.id].lacking, e.detail) if p),
        )
        for e in verdict.elements
    )
    wanting = verdict.outcome in (Outcome.MISSING, Outcome.PARTIAL)
    return a.CriterionAssessment(
        id=c.id,
        title=c.title,
        level=c.level,
        weight=c.weight,
        outcome=verdict.outcome,
        reason=verdict.reason,
        confidence=verdict.confidence,
        needs_review=verdict.needs_review,
        elements=elements,
        evidence=tuple(evidence(s) for s in verdict.evidence),
        searched=a.Searched(verdict.searched, evidence(verdict.nearest) if verdict.nearest else None),
        advice=c.advice.get(verdict.outcome, "") if wanting else "",
        suggestion=fill_slots(c.template, values) if wanting else "",
        step=c.step,
        grounds=verdict.grounds,
        place=c.place,
        remarks=verdict.remarks,
        pointer=evidence(verdict.pointer) if verdict.pointer else None,
    )
