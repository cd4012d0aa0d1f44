"""From a rule result to a verdict: applicability, reason, evidence, confidence.

Cancelling and capping flags have already worked inside the elements. ``not_assessable`` and
``not_applicable`` are decided by rules alone.
"""

from __future__ import annotations

from ..language.analysis import Analysis
from ..rules.engine import RuleResult
from ..vocabulary.closed import Outcome
from .applicability import not_applicable
from .evidence import best_passages, lacking, nearest
from .model import Verdict


def decide_verdict(result: RuleResult, analysis: Analysis) -> Verdict:
    """The verdict on one criterion from rules alone."""
    criterion = result.criterion
    searched = tuple(dict.fromkeys(s.title for s in analysis.sections_about(criterion.topics)))
    reason = not_applicable(criterion, analysis.entities)
    if reason is not None:
        return Verdict(
            criterion, Outcome.NOT_APPLICABLE, reason, 0.95, False, (), (), searched, None, ()
        )
    outcome = result.outcome
    evidence = best_passages(result, analysis) if outcome in (Outcome.MET, Outcome.PARTIAL) else ()
    if outcome in (Outcome.MET, Outcome.PARTIAL) and not evidence:
        # Nothing may be called met without a quote; an outcome that only a fact without a place
        # bears is left to the reader.
        outcome = Outcome.NOT_ASSESSABLE
    return Verdict(
        criterion=criterion,
        outcome=outcome,
        reason=_reason(result, outcome),
        confidence=_confidence(result, outcome),
        needs_review=False,
        elements=result.elements,
        evidence=evidence,
        searched=searched,
        nearest=None if evidence else nearest(result, analysis),
        grounds=(("regler", outcome.value),),
    )


def _reason(result: RuleResult, outcome: Outcome) -> str:
    missing = lacking(result)
    criterion = result.criterion
    if outcome is Outcome.MET:
        return _sentence(criterion.levels.get(Outcome.MET, "Kravet är uppfyllt"))
    if outcome is Outcome.PARTIAL:
        capped = any(e.outcome is Outcome.PARTIAL for e in result.elements)
        if missing:
            return _sentence("Nämns, men " + _join(missing))
        return _sentence(
            "Nämns, men bara som något för senare eller med förbehåll" if capped else "Nämns, men inte fullt ut"
        )
    if outcome is Outcome.MISSING:
        if result.cancelled:
            return "Det som står om detta är en platshållare, ett nekande eller ett citat av ett krav och räknas inte."
        return _sentence(criterion.levels.get(Outcome.MISSING, "Inget om detta hittades i texten"))
    if outcome is Outcome.NOT_ASSESSABLE:
        return "Det framgår inte av dokumentet och kan inte bedömas ur texten."
    return "Regeln kunde inte köras; kriteriet är inte bedömt."


def _confidence(result: RuleResult, outcome: Outcome) -> float:
    """Rules alone: how clearly the elements point one way. Calibrated only with the learned layer."""
    if not result.elements:
        return 0.5
    met = sum(e.outcome is Outcome.MET for e in result.elements) / len(result.elements)
    if outcome is Outcome.MET:
        return 0.6 + 0.3 * met
    if outcome is Outcome.MISSING:
        return 0.7 - 0.3 * met
    return 0.55


def _join(parts: list[str]) -> str:
    listed = [p[:1].lower() + p[1:] for p in parts]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " och " + listed[-1]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(".") else text + "."
