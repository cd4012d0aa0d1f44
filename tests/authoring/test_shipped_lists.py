"""The shipped lists have neither errors nor weaknesses: every pattern, element and trap has a case."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.authoring.lint import lint
from overenskommelse_granskning.checklist import available
from overenskommelse_granskning.resources import checklist_folder


@pytest.mark.parametrize("checklist_id", available())
def test_nothing_to_remark(checklist_id: str) -> None:
    path = checklist_folder() / f"{checklist_id}.yaml"
    assert [f.error.located() for f in lint(path.read_text(encoding="utf-8"), str(path))] == []
