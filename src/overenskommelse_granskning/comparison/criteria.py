"""Criteria, elements and topics side by side."""

from __future__ import annotations

from collections.abc import Iterable

from ..assessment import (
    ChecklistAssessment,
    CriterionAssessment,
    ElementAssessment,
    SectionFinding,
)
from ..document import Evidence
from ..vocabulary.closed import OUTCOME_RANK, Outcome
from .model import Change, ChecklistChange, CriterionChange, ElementChange, SectionChange


def outcome_change(before: Outcome, after: Outcome) -> Change:
    """Gained or lost between the three outcomes that count; no direction to or from the others."""
    if before is after:
        return Change.UNCHANGED
    if before in OUTCOME_RANK and after in OUTCOME_RANK:
        return Change.GAINED if OUTCOME_RANK[after] > OUTCOME_RANK[before] else Change.LOST
    return Change.OTHER


def compare_checklists(before: ChecklistAssessment, after: ChecklistAssessment) -> ChecklistChange:
    """Every criterion of either, in the order of the second list, removed ones last."""
    first = {c.id: c for c in before.criteria}
    second = {c.id: c for c in after.criteria}
    order = [*second, *(i for i in first if i not in second)]
    return ChecklistChange(
        id=after.id,
        title=after.title,
        versions=(before.version, after.version),
        before=before.scores,
        after=after.scores,
        criteria=tuple(_criterion(first.get(i), second.get(i)) for i in order),
    )


def _criterion(before: CriterionAssessment | None, after: CriterionAssessment | None) -> CriterionChange:
    if before is None or after is None:
        return CriterionChange(Change.ADDED if before is None else Change.REMOVED, before, after)
    change = outcome_change(before.outcome, after.outcome)
    requoted = change is Change.UNCHANGED and _words(before.evidence) != _words(after.evidence)
    return CriterionChange(change, before, after, tuple(_elements(before, after)), requoted)


def _elements(before: CriterionAssessment, after: CriterionAssessment) -> Iterable[ElementChange]:
    """The elements whose outcome differs."""
    first = {e.id: e for e in before.elements}
    second = {e.id: e for e in after.elements}
    for id in [*second, *(i for i in first if i not in second)]:
        a, b = first.get(id), second.get(id)
        change = _element_change(a, b)
        if change is not Change.UNCHANGED:
            title = (b or a).title  # type: ignore[union-attr]
            yield ElementChange(id, title, change, a, b)


def _element_change(a: ElementAssessment | None, b: ElementAssessment | None) -> Change:
    if a is None or b is None:
        return Change.ADDED if a is None else Change.REMOVED
    return outcome_change(a.outcome, b.outcome)


def _words(evidence: Iterable[Evidence]) -> frozenset[str]:
    return frozenset(" ".join(e.quote.lower().split()) for e in evidence)


def compare_sections(
    before: Iterable[SectionFinding], after: Iterable[SectionFinding]
) -> tuple[SectionChange, ...]:
    """Every topic that either review looked for."""
    first, second = {s.label: s for s in before}, {s.label: s for s in after}
    out = []
    for label in [*second, *(k for k in first if k not in second)]:
        a, b = first.get(label), second.get(label)
        if a is None or b is None:
            change = Change.ADDED if a is None else Change.REMOVED
        elif a.present == b.present:
            change = Change.UNCHANGED
        else:
            change = Change.GAINED if b.present else Change.LOST
        out.append(SectionChange(label, change, a, b))
    return tuple(out)
