"""Tests asked of many units at once answer as they would of each unit alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_samples import analysed
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.language.bits import bits, members
from overenskommelse_granskning.rules.ground import Ground, passes, remembered
from overenskommelse_granskning.rules.predicates import Predicates

TEXT = """
# Samverkansöverenskommelse för Granholm

Mellan Granholms kommun och Polismyndigheten, lokalpolisområde Västra Skogsbygden.

## Lägesbild

Under 2024 anmäldes 41 inbrott i källare, främst nattetid vid Storgatan. Polisen och kommunen är eniga om bilden.

## Mål

- Inbrotten ska vara högst 20 under 2027.
- Färre unga ska röka. Någon mätning är inte planerad.

## Uppföljning

Styrgruppen följer upp målen i mars varje år med polisens statistik. Vid behov kallas till extra möte.

| Åtgärd | Ansvarig | Klart |
| Byta lås i källare | Kommunen | Maj 2026 |
| Nattvandring | Polisen | [datum] |
"""


@given(st.sets(st.integers(0, 300)))
def test_a_set_of_units_is_a_number(ids: set[int]) -> None:
    assert list(members(bits(ids))) == sorted(ids)


def every_test_of(checklist_id: str) -> list[Any]:
    checklist = load_checklist(checklist_id)
    found: list[Any] = list(checklist.tests.values())
    for criterion in checklist.criteria:
        if criterion.passages is not None:
            found.append(criterion.passages["where"])
        for element in criterion.elements:
            found += [v for k, v in element.options.items() if k in ("where", "near", "lead")]
            for key in ("groups", "columns"):
                found += list(element.options.get(key, {}).values())
    return found


@pytest.mark.parametrize("checklist_id", available())
def test_all_at_once_and_one_by_one_give_the_same(checklist_id: str) -> None:
    units = analysed(TEXT).units
    ground = Ground(units)
    everything = bits(u.id for u in units)
    compiled = Predicates(load_checklist(checklist_id).tests)
    some = 0
    for test in map(compiled, every_test_of(checklist_id)):
        alone = [u.id for u in units if passes(test, u)]
        assert list(members(test(ground, everything))) == alone
        assert list(members(test(ground, everything))) == alone  # and again, from what is remembered
        some += bool(alone)
    assert some, "inget test håller någonstans: texten prövar ingenting"


def test_a_part_of_the_units_may_be_asked_for() -> None:
    units = analysed(TEXT).units
    test = Predicates({})({"regex": "inbrott"})
    hits = list(members(test(Ground(units), bits(u.id for u in units))))
    assert len(hits) >= 2
    assert list(members(test(Ground(units), bits(hits[:1])))) == hits[:1]
    assert test(Ground(units), 0) == 0


def test_what_is_remembered_is_asked_for_once() -> None:
    asked: list[int] = []

    def test(_: Ground, among: int) -> int:
        asked.append(among)
        return among & 0b101

    ask = remembered(test)
    ground = Ground(analysed(TEXT).units)
    assert ask(ground, 0b011) == 0b001
    assert ask(ground, 0b111) == 0b101
    assert ask(ground, 0b111) == 0b101
    assert asked == [0b011, 0b100]
    other = Ground(analysed(TEXT).units)
    assert ask(other, 0b001) == 0b001 and len(asked) == 3  # another document is asked anew
