"""Which passages are shown: the ones that carry most elements, first in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..checklist import Condition
from ..document import Span
from ..language.analysis import Analysis
from ..language.units import UnitKind
from ..rules.contract import Passage
from ..rules.engine import RuleResult
from ..vocabulary.closed import Outcome

MAX_EVIDENCE = 3
_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})


def best_passages(result: RuleResult, analysis: Analysis) -> tuple[Span, ...]:
    """Up to three places that bear the outcome, strongest first."""
    strength: dict[tuple[int, int], float] = defaultdict(float)
    held = [e for e in result.elements if e.outcome in (Outcome.MET, Outcome.PARTIAL)]
    topics = set(result.criterion.topics)
    anchors = {p.unit for p in result.passages}
    for element in held:
        for rank, p in enumerate(element.passages[:6]):
            unit = analysis.units[p.unit]
            value = 1.0 / (1 + rank) * (0.5 if p.capped else 1.0)
            value += 0.5 * (p.unit in anchors) + 0.3 * bool(topics & unit.topics)
            strength[p.start, p.end] += value
    ordered = sorted(strength, key=lambda span: (-strength[span], span))
    return tuple(Span(*s) for s in ordered[:MAX_EVIDENCE])


def nearest(result: RuleResult, analysis: Analysis, *, on_topic: bool = True) -> Span | None:
    """For a missing criterion: what came closest — a cancelled passage, else the first one on the topic.

    ``on_topic=False``: no guess from the topic alone.
    """
    candidates: list[Passage] = [*result.passages, *result.cancelled]
    for element in result.elements:
        candidates.extend(element.passages)
    if candidates:
        return candidates[0].span
    if not on_topic:
        return None
    topics = set(result.criterion.topics)
    for unit in analysis.units:
        if unit.kind in _BODY and topics & unit.topics:
            return unit.span
    return None


def lacking(result: RuleResult) -> list[str]:
    """The Swedish phrases of the elements that stand between the document and ``met``.

    Alternatives are told only where none of them holds; what only helps towards partial, or speaks
    against the criterion (``none``), is not lacking.
    """
    outcomes = {e.id: e.outcome for e in result.elements}
    wanted = _unmet(result.criterion.met, outcomes)
    tried = {name for name, outcome in outcomes.items() if outcome is not Outcome.ERROR}
    details = {e.id: e.detail for e in result.elements}
    return [
        f"{e.lacking}: {details[e.id]}" if details[e.id] else e.lacking
        for e in result.criterion.elements
        if e.id in wanted & tried
    ]


def _unmet(condition: Condition, outcomes: Mapping[str, Outcome]) -> set[str]:
    """Ids of the elements that would have to hold for the condition to hold."""

    def holds(part: Condition | str) -> bool:
        if isinstance(part, str):
            return outcomes.get(part) is Outcome.MET
        return not _unmet(part, outcomes)

    def lacks(part: Condition | str) -> set[str]:
        if isinstance(part, str):
            return set() if holds(part) else {part}
        return _unmet(part, outcomes)

    out: set[str] = set().union(*(lacks(p) for p in condition.all)) if condition.all else set()
    if condition.any and not any(holds(p) for p in condition.any):
        out |= set().union(*(lacks(p) for p in condition.any))
    if condition.of and sum(holds(p) for p in condition.of) < (condition.at_least or 1):
        out |= set().union(*(lacks(p) for p in condition.of))
    return out
