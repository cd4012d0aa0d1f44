"""What is shared between formats: made once per assessment, and forgotten with it."""

from __future__ import annotations

import gc
from dataclasses import replace

import report_samples as samples
from overenskommelse_granskning.reports.shared import shared
from overenskommelse_granskning.reports.view import make_view


def test_made_once_for_each_assessment_and_no_longer_kept_than_it():
    seen: list[int] = []
    alive: list[object] = []

    class Made:
        def __init__(self) -> None:
            alive.append(self)

    @shared
    def make(assessment):
        seen.append(len(assessment.checklists))
        return Made.__new__(Made)

    one, other = samples.agreement(), samples.agreement()
    assert one == other
    assert make(one) is make(one) and make(one) is not make(other)
    assert len(seen) == 2
    del one
    gc.collect()
    again = replace(other)
    assert make(again) is not make(other) and len(seen) == 3


def test_the_same_view_is_given_to_every_format():
    one = samples.agreement()
    assert make_view(one) is make_view(one)
    assert make_view(replace(one, missing_sections=())) is not make_view(one)
