"""The engine: anchors, conditions, and that what goes wrong in one rule stays in that rule."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_samples import analysed, checklist, criterion
from overenskommelse_granskning.checklist import Checklist, Condition
from overenskommelse_granskning.errors import ChecklistError
from overenskommelse_granskning.rules import predicates
from overenskommelse_granskning.rules.contract import ElementResult, Layers
from overenskommelse_granskning.rules.document_facts import FACTS
from overenskommelse_granskning.rules.engine import RuleEngine, RuleResult, decide, holds
from overenskommelse_granskning.rules.ground import Ground
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.vocabulary.closed import Outcome

MET, PARTIAL, MISSING = Outcome.MET, Outcome.PARTIAL, Outcome.MISSING
ERROR, NOT_ASSESSABLE = Outcome.ERROR, Outcome.NOT_ASSESSABLE

WHO_AND_WHEN = """
- {id: vem, title: Vem, rule: {type: mention, where: {fact: [role, body]}}}
- {id: nar, title: När, rule: {type: beside, where: {fact: [frequency, date]}, window: 0}}
"""


def run(made: Checklist, text: str, layers: Layers | None = None) -> RuleResult:
    analysis = analysed(text)
    return RuleEngine(made).run(analysis, build_lists(analysis), layers)[0]


def follow_up(spread: bool = False) -> Checklist:
    where = "{where: {concept: uppfoljning_ord}" + (", spread: true}" if spread else "}")
    return criterion(WHO_AND_WHEN, "{met: {all: [vem, nar]}, partial: {any: [vem, nar]}}", where)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Styrgruppen följer upp målen varje år.", MET),
        ("Styrgruppen följer upp målen. Uppföljning sker varje år.", PARTIAL),  # of two passages, not one
        ("Målen följs upp.", MISSING),
        ("Styrgruppen möts varje år.", MISSING),
    ],
)
def test_who_and_when_must_be_said_of_the_same_passage(text: str, outcome: Outcome) -> None:
    assert run(follow_up(), text).outcome is outcome


def test_a_spread_criterion_takes_its_parts_from_several_passages() -> None:
    text = "Styrgruppen följer upp målen. Uppföljning sker varje år."
    assert run(follow_up(spread=True), text).outcome is MET


def test_the_best_passage_decides_wherever_it_stands() -> None:
    weak, strong = "Målen följs upp.", "Styrgruppen följer upp planen varje år."
    for text in (f"{weak} {strong}", f"{strong} {weak}"):
        result = run(follow_up(), text)
        assert result.outcome is MET
        assert len(result.passages) == 2
        assert all(e.outcome is MET for e in result.elements)


def test_cancelled_passages_are_told_apart() -> None:
    result = run(follow_up(), "Någon uppföljning är inte planerad.")
    assert result.outcome is MISSING
    assert result.passages == () and len(result.cancelled) == 1


def test_elements_come_in_the_order_of_the_checklist() -> None:
    assert [e.id for e in run(follow_up(), "Målen följs upp.").elements] == ["vem", "nar"]


# --- what goes wrong -----------------------------------------------------------------------------

TWO = """
- {id: a, title: A, rule: {type: fact, is: parter}}
- {id: b, title: B, rule: {type: passage, where: {regex: lampor}}}
"""


def test_a_crash_is_an_error_of_that_element_only(monkeypatch, caplog) -> None:
    def crash(_: Any) -> Any:
        raise ZeroDivisionError("av misstag")

    monkeypatch.setitem(FACTS, "parter", crash)
    with caplog.at_level(logging.CRITICAL):
        result = run(criterion(TWO, "{met: {all: [a, b]}, partial: {any: [a, b]}}"), "Nya lampor sätts upp.")
    a, b = result.elements
    assert (a.outcome, a.note, a.passages) == (ERROR, "regeln föll (ZeroDivisionError)", ())
    assert b.outcome is MET
    assert result.outcome is PARTIAL


def test_other_criteria_are_not_touched_by_a_crash(monkeypatch, caplog) -> None:
    def crash(_: Any) -> Any:
        raise RecursionError

    monkeypatch.setitem(FACTS, "parter", crash)
    made = criterion("- {id: a, title: A, rule: {type: fact, is: parter}}")
    well = criterion("- {id: a, title: A, rule: {type: passage, where: {regex: lampor}}}").criteria[0]
    made = replace(made, criteria=(made.criteria[0], replace(well, id="p.två")))
    analysis = analysed("Nya lampor sätts upp.")
    with caplog.at_level(logging.CRITICAL):
        first, second = RuleEngine(made).run(analysis, build_lists(analysis))
    assert first.outcome is ERROR and second.outcome is MET


EVIL = "(a|aa|a?a)+$"


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(predicates, "REGEX_SECONDS", 0.02)


def test_a_pattern_without_end_is_an_error_of_that_element(impatient) -> None:
    made = criterion(
        f"""
        - {{id: a, title: A, rule: {{type: passage, where: {{regex: '{EVIL}'}}}}}}
        - {{id: b, title: B, rule: {{type: passage, where: {{regex: aaa}}}}}}
        """,
        "{met: {all: [a, b]}, partial: {any: [a, b]}}",
    )
    result = run(made, "a" * 60 + "!")
    a, b = result.elements
    assert a.outcome is ERROR and EVIL in a.note and "för lång tid" in a.note
    assert b.outcome is MET and result.outcome is PARTIAL


def test_a_pattern_without_end_among_the_passages_is_an_error_of_the_criterion(impatient, caplog) -> None:
    made = criterion("- {id: a, title: A, rule: {type: mention}}", passages=f"{{where: {{regex: '{EVIL}'}}}}")
    with caplog.at_level(logging.CRITICAL):
        result = run(made, "a" * 60 + "!")
    assert result.outcome is ERROR
    assert [e.outcome for e in result.elements] == [ERROR]


def test_elements_that_do_not_look_at_the_passages_are_tried_all_the_same(impatient) -> None:
    made = criterion(
        """
        - {id: a, title: A, rule: {type: mention}}
        - {id: b, title: B, rule: {type: passage, where: {regex: aaa}}}
        """,
        "{met: {all: [a, b]}, partial: {any: [b]}}",
        passages=f"{{where: {{regex: '{EVIL}'}}}}",
    )
    result = run(made, "a" * 60 + "!")
    assert [e.outcome for e in result.elements] == [ERROR, MET]
    assert EVIL in result.elements[0].note and result.outcome is PARTIAL


def test_nothing_is_called_missing_for_want_of_an_element_that_could_not_be_tried(impatient) -> None:
    elements = f"""
    - {{id: a, title: A, rule: {{type: passage, where: {{regex: '{EVIL}'}}}}}}
    - {{id: b, title: B, rule: {{type: passage, where: {{regex: lampor}}}}}}
    """
    assert run(criterion(elements, "{met: {any: [a, b]}}"), "a" * 60 + "!").outcome is ERROR
    assert run(criterion(elements, "{met: {all: [a, b]}}"), "a" * 60 + "!").outcome is MISSING


def test_a_pattern_that_took_too_long_is_not_tried_again(impatient) -> None:
    made = criterion(
        f"""
        - {{id: a, title: A, rule: {{type: passage, where: {{regex: '{EVIL}'}}}}}}
        - {{id: b, title: B, rule: {{type: passage, where: {{all: [{{regex: '{EVIL}'}}, {{regex: aaa}}]}}}}}}
        """
    )
    analysis = analysed("a" * 60 + "!")
    ground = Ground(analysis.units, build_lists(analysis), analysis.words)
    engine = RuleEngine(made)
    first = engine.run(analysis, build_lists(analysis), ground=ground)
    assert ground.stopped == {EVIL}
    assert [e.outcome for e in first[0].elements] == [ERROR, ERROR]
    # What is remembered as stopped is not searched for: an easy pattern marked so is an error as well.
    easy = criterion("- {id: a, title: A, rule: {type: passage, where: {regex: aaa}}}")
    ground.stopped.add("aaa")
    assert RuleEngine(easy).run(analysis, build_lists(analysis), ground=ground)[0].outcome is ERROR


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("{type: finns_inte}", "passage"),
        ("{type: mention, fel: 1}", "tillåtna är allow, min, where"),
        ("{type: passage, where: {begrepp: x}}", "concept"),
        ("{type: passage, where: {use: saknas}}", "inga"),
        ("{type: passage, where: {regex: '('}}", "felaktigt"),
        ("{type: passage, where: {}}", "Ett test"),
        ("{type: fact, is: saknas}", "parter"),
    ],
)
def test_a_faulty_rule_is_refused_when_it_is_compiled(rule: str, words: str) -> None:
    with pytest.raises(ChecklistError, match=words):
        RuleEngine(criterion(f"- {{id: a, title: A, rule: {rule}}}"))


def test_a_test_that_uses_itself_is_refused() -> None:
    made = checklist(
        """
        - id: p.ett
          title: Ett
          question: Finns det?
          level: skall
          sources: [k]
          levels: {met: a, partial: b, missing: c}
          elements: [{id: a, title: A, rule: {type: passage, where: {use: ett}}}]
          outcome: {met: [a]}
        """,
        "ett: {use: två}\ntvå: {use: ett}\n",
    )
    with pytest.raises(ChecklistError, match="sig självt"):
        RuleEngine(made)


# --- the learned finder --------------------------------------------------------------------------


def test_found_units_are_passages_too_but_only_the_best_few() -> None:
    text = "Parterna ses varje år. Lampor byts. Buskar klipps. Vakter går. Grindar målas."
    made = follow_up()
    assert run(made, text).passages == ()
    result = run(made, text, Layers(finder={"p.ett": (0, 1, 2, 3, 4)}))
    assert [p.unit for p in result.passages] == [0, 1, 2]
    assert next(e for e in result.elements if e.id == "nar").outcome is MET


def test_a_found_unit_that_is_cancelled_stays_cancelled() -> None:
    text = "Någon samordnare är inte utsedd."
    result = run(follow_up(), text, Layers(finder={"p.ett": (0,)}))
    assert result.passages == () and len(result.cancelled) == 1


# --- conditions ----------------------------------------------------------------------------------


def results(**outcomes: Outcome) -> dict[str, ElementResult]:
    return {name: ElementResult(name, outcome) for name, outcome in outcomes.items()}


@pytest.mark.parametrize(
    ("condition", "given_", "strict", "lenient"),
    [
        (Condition(all=("a", "b")), {"a": MET, "b": MET}, True, True),
        (Condition(all=("a", "b")), {"a": MET, "b": PARTIAL}, False, True),
        (Condition(all=("a", "b")), {"a": MET, "b": MISSING}, False, False),
        (Condition(any=("a", "b")), {"a": MISSING, "b": MET}, True, True),
        (Condition(any=("a", "b")), {"a": MISSING, "b": PARTIAL}, False, True),
        (Condition(any=("a", "b")), {"a": MISSING, "b": ERROR}, False, False),
        (Condition(all=("a",), none=("b",)), {"a": MET, "b": MISSING}, True, True),
        (Condition(all=("a",), none=("b",)), {"a": MET, "b": MET}, False, False),
        (Condition(all=("a",), none=("b",)), {"a": MET, "b": PARTIAL}, True, False),
        (Condition(at_least=2, of=("a", "b", "c")), {"a": MET, "b": MET, "c": MISSING}, True, True),
        (Condition(at_least=2, of=("a", "b", "c")), {"a": MET, "b": PARTIAL, "c": MISSING}, False, True),
        (Condition(all=("a", Condition(any=("b", "c")))), {"a": MET, "b": MISSING, "c": MET}, True, True),
        (Condition(), {"a": MET}, False, False),
    ],
)
def test_conditions(condition: Condition, given_: dict[str, Outcome], strict: bool, lenient: bool) -> None:
    assert holds(condition, results(**given_), strict=True) is strict
    assert holds(condition, results(**given_), strict=False) is lenient


RULE = "rule: {type: mention}"
AB = f"- {{id: a, title: A, {RULE}}}\n- {{id: b, title: B, {RULE}}}"


@pytest.mark.parametrize(
    ("outcome", "given_", "decided"),
    [
        ("{met: {all: [a, b]}, partial: {any: [a]}}", {"a": MET, "b": MET}, MET),
        ("{met: {all: [a, b]}, partial: {any: [a]}}", {"a": MET, "b": MISSING}, PARTIAL),
        ("{met: {all: [a, b]}, partial: {any: [a]}}", {"a": MISSING, "b": MET}, MISSING),
        ("{met: {all: [a, b]}}", {"a": PARTIAL, "b": PARTIAL}, PARTIAL),  # met, but only in part
        ("{met: {all: [a, b]}, silent: not_assessable}", {"a": MISSING, "b": MISSING}, NOT_ASSESSABLE),
        ("{met: [a], not_assessable: [b]}", {"a": MISSING, "b": PARTIAL}, NOT_ASSESSABLE),
        ("{met: [a], not_assessable: [b]}", {"a": MET, "b": MET}, MET),
        ("{met: [a]}", {"a": NOT_ASSESSABLE, "b": MISSING}, NOT_ASSESSABLE),
        ("{met: {all: [a, b]}}", {"a": ERROR, "b": ERROR}, ERROR),
        ("{met: {all: [a, b]}}", {"a": ERROR, "b": MISSING}, MISSING),  # one error decides nothing
        ("{met: {any: [a, b]}}", {"a": ERROR, "b": MET}, MET),
    ],
)
def test_decide(outcome: str, given_: dict[str, Outcome], decided: Outcome) -> None:
    (made,) = criterion(AB, outcome).criteria
    assert decide(made, results(**given_)) is decided


OUTCOMES = st.sampled_from([MET, PARTIAL, MISSING, NOT_ASSESSABLE, ERROR])


@given(st.tuples(OUTCOMES, OUTCOMES), st.sampled_from(["all", "any"]))
def test_what_is_met_is_also_met_in_part(pair: tuple[Outcome, Outcome], key: str) -> None:
    condition = Condition(**{key: ("a", "b")})
    found = results(a=pair[0], b=pair[1])
    assert holds(condition, found, strict=False) or not holds(condition, found, strict=True)


@given(st.tuples(OUTCOMES, OUTCOMES))
def test_without_anything_met_nothing_is_met(pair: tuple[Outcome, Outcome]) -> None:
    (made,) = criterion(AB, "{met: {any: [a, b]}, partial: {any: [a, b]}}").criteria
    decided = decide(made, results(a=pair[0], b=pair[1]))
    assert (decided is MET) is (MET in pair)
    assert decided not in (MET, PARTIAL) or {MET, PARTIAL} & set(pair)
