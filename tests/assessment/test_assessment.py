"""The assessment as a value: look-ups, the thread's rows, and a JSON form that does not move."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from overenskommelse_granskning.assessment import ThreadRow
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.vocabulary.closed import Outcome
from report_samples import agreement, checklist, criterion, quote


def test_checklists_and_criteria_are_looked_up_by_id() -> None:
    found = agreement()
    assert found.checklist("bra-2020").criterion("bra.orsaker").outcome is Outcome.MISSING
    with pytest.raises(ConfigurationError, match="tillämpades inte"):
        found.checklist("finns-inte")
    with pytest.raises(ConfigurationError, match="finns inte i checklistan bra-2020"):
        found.checklist("bra-2020").criterion("bra.saknas")


def test_iterating_gives_the_criteria_of_all_lists_in_order() -> None:
    found = agreement()
    assert [c.id for c in found] == [c.id for part in found.checklists for c in part.criteria]


def test_an_assessment_cannot_be_changed() -> None:
    found = agreement()
    with pytest.raises(FrozenInstanceError):
        found.text = "annat"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        found.checklists[0].criteria[0].outcome = Outcome.MET  # type: ignore[misc]


def test_a_row_is_whole_when_every_link_is_there() -> None:
    links = ("cause", "goal", "measure", "responsible", "time", "follow_up")
    row = ThreadRow(quote("rån"), **{name: quote(name) for name in links})
    assert row.whole
    for name in links:
        assert not ThreadRow(quote("rån"), **{n: quote(n) for n in links if n != name}).whole


def test_the_same_assessment_gives_the_same_json() -> None:
    first, second = (json.dumps(agreement().to_dict(), ensure_ascii=False) for _ in range(2))
    assert first == second
    assert json.loads(first) == agreement().to_dict()


def test_numbers_are_rounded_so_that_bytes_do_not_depend_on_the_processor() -> None:
    third = checklist(criterion("a.a", Outcome.MET), criterion("a.b"), criterion("a.c"))
    report = agreement().__class__(agreement().document, agreement().as_of, (third,)).to_dict()
    assert report["checklists"][0]["scores"]["strength"] == 0.3333
