"""The cases that stand with the criteria: each text gives its outcome by the rules alone."""

from __future__ import annotations

from functools import cache

import pytest

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.checklist import Case, available, load_checklist

# Known shortcomings that the checklists may carry (todo: true). The number only shrinks.
MOST_TODO = 3


def _cases() -> list[tuple[str, str, Case]]:
    return [(i, c.id, case) for i in available() for c in load_checklist(i).criteria for case in c.cases]


@cache
def _reviewer(checklist_id: str) -> Reviewer:
    return Reviewer(checklists=[checklist_id], learned=False)


@pytest.mark.parametrize(
    ("checklist_id", "criterion_id", "case"),
    [
        pytest.param(
            *case,
            id=f"{case[1]}: {case[2].name}",
            marks=[pytest.mark.xfail(reason="todo", strict=False)] if case[2].todo else [],
        )
        for case in _cases()
    ],
)
def test_case(checklist_id: str, criterion_id: str, case: Case) -> None:
    assessment = _reviewer(checklist_id).review(case.text.encode("utf-8"), filename="provfall.md")
    assert assessment.readable
    criterion = assessment.checklist(checklist_id).criterion(criterion_id)
    shown = "\n".join(f"  {e.title}: {e.outcome}" for e in criterion.elements)
    assert criterion.outcome is case.expect, f"{criterion.reason}\n{shown}"


def test_few_cases_are_left_to_do() -> None:
    left = [f"{c}: {case.name}" for _, c, case in _cases() if case.todo]
    assert len(left) <= MOST_TODO, left


def test_every_criterion_has_cases() -> None:
    tried = {c for _, c, _ in _cases()}
    for checklist_id in available():
        assert {c.id for c in load_checklist(checklist_id).criteria} <= tried
