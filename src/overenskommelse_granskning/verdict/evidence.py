"""Which passages are shown: the ones that carry most elements, first in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..checklist import Condition
from ..document import Span
from ..language.analysis import Analysis
from ..language.units import UnitKind
from ..rules.contract import ElementResult, Passage
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


def nearest(result: RuleResult, analysis: Analysis) -> Span | None:
    """For a missing criterion: what came closest — a cancelled passage, else one on the topic."""
    candidates: list[Passage] = [*result.passages, *result.cancelled]
    for element in result.elements:
        candidates.extend(element.passages)
    if candidates:
        return candidates[0].span
    topics = set(result.criterion.topics)
    for unit in analysis.units:
        if unit.kind in _BODY and topics & unit.topics:
            return unit.span
    return None


def lacking(result: RuleResult) -> list[str]:
    """The Swedish phrases of the elements that are not met.

    An element that only stands under ``none`` speaks against the criterion: it is not lacking.
    """
    c = result.criterion
    against = _against(c.met) | _against(c.partial)
    titles = {e.id: e.lacking for e in c.elements if e.id not in against}
    return [titles[e.id] for e in result.elements if e.id in titles and e.outcome is not Outcome.MET]


def _against(condition: Condition) -> set[str]:
    """Ids of the elements that must not hold."""
    out = {part for part in condition.none if isinstance(part, str)}
    for part in (*condition.all, *condition.any, *condition.of):
        if not isinstance(part, str):
            out |= _against(part)
    return out


def spans(elements: Iterable[ElementResult]) -> tuple[Span, ...]:
    return tuple(p.span for e in elements for p in e.passages)
