"""Which passages are shown: the ones that carry most elements, first in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..checklist import Condition
from ..document import Span
from ..language.analysis import Analysis
from ..language.units import BODY
from ..rules.contract import Passage
from ..rules.engine import RuleResult
from ..vocabulary.closed import Outcome

MAX_EVIDENCE = 3
SHOWN = (Outcome.MET, Outcome.PARTIAL)  # outcomes that are shown with quotes


def best_passages(result: RuleResult, analysis: Analysis) -> tuple[Span, ...]:
    """Up to three places that bear the outcome, strongest first."""
    strength: dict[tuple[int, int], float] = defaultdict(float)
    held = [e for e in result.elements if e.outcome in SHOWN]
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
        if unit.kind in BODY and topics & unit.topics:
            return unit.span
    return None


def lacking(result: RuleResult) -> list[str]:
    """The Swedish phrases of the elements that stand between the document and ``met``.

    Of alternatives one is told: the one that is begun, else the first; what only helps towards partial, or
    speaks against the criterion (``none``), is not lacking.
    """
    wanted = _wanted(result, every=False)
    found = {e.id: e for e in result.elements}
    return [
        found[e.id].note or (f"{e.lacking}: {found[e.id].detail}" if found[e.id].detail else e.lacking)
        for e in result.criterion.elements
        if e.id in wanted
    ]


def all_lacking(result: RuleResult) -> int:
    """How many elements do not hold, all alternatives counted."""
    return len(_wanted(result, every=True))


def in_own_words(result: RuleResult) -> bool:
    """Whether rules themselves said all that is lacking."""
    wanted = _wanted(result, every=False)
    return bool(wanted) and all(e.note for e in result.elements if e.id in wanted)


def _wanted(result: RuleResult, *, every: bool) -> set[str]:
    outcomes = {e.id: e.outcome for e in result.elements}
    tried = {name for name, outcome in outcomes.items() if outcome is not Outcome.ERROR}
    return _unmet(result.criterion.met, outcomes, every=every) & tried


def _unmet(condition: Condition, outcomes: Mapping[str, Outcome], *, every: bool) -> set[str]:
    """Ids of the elements that would have to hold for the condition to hold; ``every``: in any way."""

    def holds(part: Condition | str) -> bool:
        if isinstance(part, str):
            return outcomes.get(part) is Outcome.MET
        return not _unmet(part, outcomes, every=every)

    def begun(part: Condition | str) -> bool:
        if isinstance(part, str):
            return holds(part)
        return any(begun(p) for p in (*part.all, *part.any, *part.of))

    def lacks(part: Condition | str) -> set[str]:
        if isinstance(part, str):
            return set() if holds(part) else {part}
        return _unmet(part, outcomes, every=every)

    out: set[str] = set().union(*(lacks(p) for p in condition.all)) if condition.all else set()
    if condition.any and not any(holds(p) for p in condition.any):
        told = condition.any
        if not every:
            told = (next((p for p in told if begun(p)), told[0]),)
        out |= set().union(*(lacks(p) for p in told))
    if condition.of and sum(holds(p) for p in condition.of) < (condition.at_least or 1):
        out |= set().union(*(lacks(p) for p in condition.of))
    return out
