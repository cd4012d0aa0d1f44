"""From what rules and the learned layer hold to the verdict that is shown.

Order: applicability (rules alone), the weighing of elements and learned scores of the found
passages, then what cannot be judged from the text (rules alone), then the hard caps, which win.
Without a model, or for a criterion it does not know, the elements decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..checklist import Condition, Element
from ..document import Span
from ..language.analysis import Analysis
from ..language.cues import CANCELLING, Flag
from ..language.units import UnitKind
from ..rules.engine import RuleResult, holds
from ..vocabulary.closed import ASSISTED, OUTCOME_RANK, OUTCOME_TITLES, Outcome
from ..vocabulary.swedish import decimal
from .applicability import not_applicable
from .evidence import SHOWN, best_passages, nearest
from .model import Verdict
from .quotes import Learned as Learned  # named here too: what a verdict is decided from
from .quotes import Quotes, quotes_of
from .reasons import reason_of
from .remarks import remarked
from .weigh import OUTCOMES, VerdictModel

# Evidence that lies in such units only is partial at most. A rule may find a fact in a sentence with a
# placeholder (the parties, where only the date is left open), but such a sentence is not finished.
_HARD_CAPS = frozenset({Flag.LATER, Flag.ANNEX, Flag.PLACEHOLDER})
# Rules and lists whose count the reader is shown entry by entry, beside the verdict.
_SURE_COUNTS = (("share", "goals_measurable"), ("passage", "plan"))
_SHOWN_COUNTS = (*_SURE_COUNTS, ("share", "problem_goals"))  # what the thread ties is no sure count
# What is read off the document as a whole: who has signed, and whether it is a draft.
_READ_OFF = ("undertecknad", "kommunens_underskrift", "polisens_underskrift", "skriftlig")
SILENT_BELOW = 0.30  # best passage scored lower: the text is taken to be silent on the matter
TOSS_UP = 0.6


def decide_verdict(
    alone: RuleResult,
    analysis: Analysis,
    assisted: RuleResult | None = None,
    learned: Learned | None = None,
    model: VerdictModel | None = None,
) -> Verdict:
    """The verdict on one criterion. ``alone``: rules by themselves; ``assisted``: on found passages."""
    criterion = alone.criterion
    # By topic, the criterion's own first: that is where what is missing belongs.
    about = (s for topic in criterion.topics for s in analysis.sections_about([topic]))
    searched = tuple(dict.fromkeys(s.title for s in about))
    reason = not_applicable(criterion, analysis)
    if reason is not None:
        return Verdict(criterion, Outcome.NOT_APPLICABLE, reason, 0.95, False, (), (), searched, None, ())
    if learned is None or model is None or assisted is None or not model.knows(criterion.id):
        return remarked(_by_rules(alone, analysis, searched), alone, analysis)
    quotes = quotes_of(assisted, learned, analysis)
    verdict = remarked(_weighed(alone, assisted, learned, model, analysis, searched, quotes), alone, analysis)
    # What it rests on decides; of that is quoted what a reader has use for.
    return replace(verdict, evidence=quotes.shown) if len(verdict.evidence) > 1 else verdict


def _by_rules(result: RuleResult, analysis: Analysis, searched: tuple[str, ...]) -> Verdict:
    outcome = result.outcome
    evidence = best_passages(result, analysis) if outcome in SHOWN else ()
    if outcome in SHOWN and not evidence:
        # Nothing may be called met without a quote.
        outcome = Outcome.NOT_ASSESSABLE
    return Verdict(
        criterion=result.criterion,
        outcome=outcome,
        reason=reason_of(result, outcome, analysis),
        confidence=_rule_confidence(result, outcome),
        needs_review=False,
        elements=result.elements,
        evidence=evidence,
        searched=searched,
        nearest=None if evidence else nearest(result, analysis),
        grounds=(("regler", OUTCOME_TITLES[outcome]),),
    )


def _weighed(
    alone: RuleResult,
    assisted: RuleResult,
    learned: Learned,
    model: VerdictModel,
    analysis: Analysis,
    searched: tuple[str, ...],
    quotes: Quotes,
) -> Verdict:
    criterion = alone.criterion
    p = model.probabilities([*learned.features, *learned.judged], alone, assisted, learned.read)
    weighed = OUTCOMES[int(p.argmax())]
    sure = float(p.max())
    outcome = weighed
    said = alone.outcome
    if said is assisted.outcome and said is not weighed and said in model.unseen.get(criterion.id, ()):
        # The model was never shown what this outcome looks like: it can say nothing against the rules.
        outcome, sure = said, min(1.0 - sure, 0.5)
    elif (
        said is assisted.outcome is not weighed
        and said in OUTCOMES
        and (_has_read(alone) or _rules_decide(alone, model, sure))
    ):
        outcome, sure = said, min(1.0 - sure, 0.5)
    undecided = Outcome.NOT_ASSESSABLE in (alone.outcome, assisted.outcome)
    if undecided and _undecidable(alone, assisted, learned, analysis):
        outcome, sure = Outcome.NOT_ASSESSABLE, 0.85
    if outcome in SHOWN and _denied(alone, assisted, learned, analysis):
        outcome = Outcome.MISSING
    # Met, where the reader is shown that some entries fall short: a contradiction at least to be looked at.
    short = outcome is Outcome.MET and _shown_short(alone) and _shown_short(assisted)
    evidence: tuple[Span, ...] = ()
    if outcome in SHOWN:
        evidence = quotes.strongest
        if not evidence:
            outcome = Outcome.MISSING
        elif outcome is Outcome.MET and (
            _all_capped(evidence, analysis, _caps(alone, assisted))
            or (_spoken_against(alone) and _spoken_against(assisted))
        ):
            outcome = Outcome.PARTIAL
    far = abs(OUTCOME_RANK.get(outcome, 1) - OUTCOME_RANK.get(alone.outcome, 1)) > 1
    doubtful = far or criterion.id in model.few_labels
    review = outcome is not Outcome.NOT_ASSESSABLE and (
        sure < model.review_below or short or (doubtful and sure < _sure_enough(model))
    )
    return Verdict(
        criterion=criterion,
        outcome=outcome,
        reason=reason_of(assisted, outcome, analysis, sure),
        confidence=sure,
        needs_review=review,
        elements=assisted.elements,
        evidence=evidence,
        searched=searched,
        nearest=None if evidence else _nearest(assisted, learned, analysis),
        grounds=(
            ("regler", OUTCOME_TITLES[alone.outcome]),
            (ASSISTED, OUTCOME_TITLES[assisted.outcome]),
            ("inlärt omdöme", f"{OUTCOME_TITLES[weighed]} ({decimal(p.max(), '.2f')})"),
        ),
        there=1.0 - float(p[0]),
    )


def _spoken_against(result: RuleResult) -> bool:
    """Whether rules have found what keeps the criterion from being met, which is more than not having found the rest."""
    against = result.criterion.met.none
    found = {e.id: e for e in result.elements}
    return result.outcome is Outcome.PARTIAL and any(
        holds(Condition(all=(part,)), found, strict=True) for part in against
    )


def _shown_short(result: RuleResult) -> bool:
    """Whether what the rules have counted, as the reader is shown it, falls short."""
    short = {e.id for e in result.elements if e.outcome is Outcome.PARTIAL}
    counted = (e for e in result.criterion.elements if _counts(e, _SHOWN_COUNTS))
    return result.outcome is Outcome.PARTIAL and any(e.id in short for e in counted)


def _rules_decide(alone: RuleResult, model: VerdictModel, sure: float) -> bool:
    """Where rules that agree with themselves are the better judge of the two.

    They have counted the entries of a list (every insats), or what was learned is hardly surer than a coin, and
    comes from few documents or says less than what the reader is shown (one goal, and that it can be measured).
    """
    told = alone.outcome in SHOWN and any(e.options.get("tell") for e in alone.criterion.elements)
    shown = alone.outcome is Outcome.MET and any(_counts(e, _SURE_COUNTS) for e in alone.criterion.elements)
    return told or (sure < TOSS_UP and (shown or alone.criterion.id in model.few_labels))


def _has_read(result: RuleResult) -> bool:
    """Whether what was read off the document gives the answer: what the text around it is like says nothing then."""
    elements = result.criterion.elements
    read = sum(e.rule == "fact" and e.options.get("is") in _READ_OFF for e in elements)
    return read == len(elements) or (result.outcome is Outcome.MET and 2 * read >= len(elements))


def _counts(element: Element, counts: Sequence[tuple[str, str]]) -> bool:
    """Whether an element counts one of these lists: goals that can be measured, goals per problem, rows of a plan."""
    where = element.options.get("where")
    return any(element.rule == rule and where == {"list": name} for rule, name in counts)


def _sure_enough(model: VerdictModel) -> float:
    """What to ask where rules and the weighed verdict are two steps apart, or few documents were labelled."""
    return (1.0 + model.review_below) / 2


def _undecidable(alone: RuleResult, assisted: RuleResult, learned: Learned, analysis: Analysis) -> bool:
    """A fact that cannot be judged, what is said to stand elsewhere, or a process that the text is silent about: a heading
    alone says nothing."""
    elsewhere = alone.criterion.not_assessable
    if alone.outcome is assisted.outcome and holds(
        elsewhere, {e.id: e for e in alone.elements}, strict=False
    ):
        return True
    if any(e.outcome is Outcome.NOT_ASSESSABLE for e in (*alone.elements, *assisted.elements)):
        return True
    told = zip(learned.units, learned.scores, strict=True)
    best = max((score for u, score in told if analysis.units[u].kind is not UnitKind.HEADING), default=0.0)
    return best < SILENT_BELOW


def _denied(alone: RuleResult, assisted: RuleResult, learned: Learned, analysis: Analysis) -> bool:
    """Rules find nothing, and the passage that the model goes by is cancelled: denied, quoted, left open.

    What the rules find only where the learned layer sends them counts when a passage that is not cancelled is
    like what it looks for; else they have been sent to whatever came next.
    """
    if alone.outcome is not Outcome.MISSING or not learned.units:
        return False
    told = zip(learned.units, learned.scores, strict=True)
    cancelled = [bool(analysis.units[u].flags & CANCELLING) for u in learned.units]
    live = max((s for (_, s), gone in zip(told, cancelled, strict=True) if not gone), default=0.0)
    return cancelled[0] and (assisted.outcome is Outcome.MISSING or live < SILENT_BELOW)


def _caps(alone: RuleResult, assisted: RuleResult) -> frozenset[Flag]:
    """What holds evidence back. Rules that hold it met in both runs have weighed what is put off or lies in
    an annex themselves; an unfinished sentence they have not."""
    agreed = alone.outcome is assisted.outcome is Outcome.MET
    return frozenset({Flag.PLACEHOLDER}) if agreed else _HARD_CAPS


def _all_capped(evidence: Sequence[Span], analysis: Analysis, caps: frozenset[Flag]) -> bool:
    units = [analysis.unit_at(s.start) for s in evidence]
    return all(u is not None and u.flags & caps for u in units)


def _nearest(result: RuleResult, learned: Learned, analysis: Analysis) -> Span | None:
    if learned.units and learned.scores[0] >= SILENT_BELOW:
        return analysis.units[learned.units[0]].span
    return nearest(result, analysis, on_topic=False)


def _rule_confidence(result: RuleResult, outcome: Outcome) -> float:
    """Rules alone: how clearly the elements point one way (not calibrated)."""
    if not result.elements:
        return 0.5
    met = sum(e.outcome is Outcome.MET for e in result.elements) / len(result.elements)
    if outcome is Outcome.MET:
        return 0.6 + 0.3 * met
    if outcome is Outcome.MISSING:
        return 0.7 - 0.3 * met
    return 0.55
