"""Tests on units: every key of the small language, combined and alone, and names from the checklist."""

from __future__ import annotations

from typing import Any

import pytest

from core_samples import analysed, body_units, one_unit
from overenskommelse_granskning.language.units import UnitKind
from overenskommelse_granskning.rules.ground import passes
from overenskommelse_granskning.rules.predicates import COMBINERS, LEAVES, Predicates

NAMED = {"ar": {"fact": "year"}, "lampa": {"regex": "lamp"}, "bada": {"all": [{"use": "ar"}, "lampa"]}}


def said(test: Any, text: str) -> bool:
    return passes(Predicates(NAMED)(test), one_unit(text))


CASES: list[tuple[Any, str, bool]] = [
    ({"concept": "styrgrupp_ord"}, "Styrgruppen leder.", True),
    ({"concept": ["styrgrupp_ord", "rad_ord"]}, "Arbetsgruppen leder.", True),
    ({"concept": "styrgrupp_ord"}, "Ordföranden leder.", False),
    ({"fact": "year"}, "Det var 2024.", True),
    ({"fact": ["percent", "money"]}, "Det var 2024.", False),
    ({"agent": "body"}, "Styrgruppen följer upp.", True),
    ({"agent": "body"}, "Resultatet lämnas till styrgruppen.", False),
    ({"flag": "negated"}, "Uppföljning saknas.", True),
    ({"flag": ["negated", "later"]}, "Uppföljning sker i mars.", False),
    ({"regex": r"\blampor\b"}, "Nya LAMPOR sätts upp.", True),
    ({"regex": ["buskar", "lampor"]}, "Nya lampor.", True),
    ({"regex": "buskar"}, "Nya lampor.", False),
    ({"word": "rekrytera"}, "Barn har rekryterats.", True),
    ({"word": ["buske", "lampa"]}, "Nya lampor.", True),
    ({"word": "rekrytera"}, "En rekryteringskampanj.", False),
    ({"unit": "sentence"}, "Nya lampor.", True),
    ({"unit": ["item", "row"]}, "Nya lampor.", False),
    ({"use": "ar"}, "Det var 2024.", True),
    ("ar", "Det var 2024.", True),
    ({"use": ["ar", "lampa"]}, "Nya lampor.", True),
    ({"use": "bada"}, "Nya lampor 2024.", True),
    ({"use": "bada"}, "Nya lampor.", False),
    ({"all": [{"regex": "nya"}, {"regex": "lampor"}]}, "Nya lampor.", True),
    ({"all": [{"regex": "nya"}, {"regex": "buskar"}]}, "Nya lampor.", False),
    ([{"regex": "nya"}, {"regex": "lampor"}], "Nya lampor.", True),
    ({"any": [{"regex": "buskar"}, {"regex": "lampor"}]}, "Nya lampor.", True),
    ({"any": [{"regex": "buskar"}]}, "Nya lampor.", False),
    ({"none": [{"regex": "buskar"}]}, "Nya lampor.", True),
    ({"none": [{"regex": "buskar"}, {"regex": "lampor"}]}, "Nya lampor.", False),
    ({"regex": "nya", "fact": "year"}, "Nya lampor 2024.", True),  # two keys: both
    ({"regex": "nya", "fact": "year"}, "Nya lampor.", False),
]


@pytest.mark.parametrize(("test", "text", "expected"), CASES)
def test_a_test_on_a_sentence(test: Any, text: str, expected: bool) -> None:
    assert said(test, text) is expected


def test_topics_and_columns() -> None:
    (unit,) = body_units("# Uppföljning\n\nVi ses i mars.")
    assert passes(Predicates({})({"topic": ["mal", "uppfoljning"]}), unit)
    assert not passes(Predicates({})({"topic": "mal"}), unit)
    row = next(
        u for u in analysed("| Mål | Ansvarig |\n| Färre rån | Polisen |").units if u.kind is UnitKind.ROW
    )
    assert passes(Predicates({})({"column": "mal"}), row)
    assert not passes(Predicates({})({"column": "uppfoljning"}), row)


def test_layers_laid_on_units() -> None:
    unit = one_unit("Nya lampor.")
    for key, field in (("function", "functions"), ("list", "lists")):
        test = Predicates({})({key: "x"})
        assert not passes(test, unit)
        assert passes(test, unit.but(**{field: frozenset({"x"})}))


def test_every_key_of_the_language_is_tried() -> None:
    tried = {k for test, _, _ in CASES if isinstance(test, dict) for k in test}
    assert tried | {"topic", "column", "function", "list"} == LEAVES | COMBINERS
