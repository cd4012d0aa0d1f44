"""Tests on units: the small language in which a checklist says what a passage must be like.

A test is a mapping. ``all``, ``any`` and ``none`` combine tests; the leaves are:

- ``concept``: one of these concepts occurs in the unit (lexicons under ``vocabulary/lexicon``)
- ``fact``: one of these facts occurs (see ``language.facts``)
- ``agent``: one of these facts occurs as the one who acts, not as receiver or owner
- ``topic``: the unit stands under a heading about one of these section labels
- ``column``: a filled cell of the row stands under a header about one of these labels
- ``unit``: the unit is of one of these kinds (heading, sentence, item, row)
- ``function``: the learned layer gives the unit one of these functions (false without a model)
- ``list``: the unit belongs to one of the document's lists (goals, promises, problems, measures, insatser)
- ``regex``: a regular expression, searched with a time limit
- ``use``: a test named under ``tests`` in the checklist

A list of tests means ``all``. A leaf's value may be one string or a list of alternatives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import ChecklistError
from ..language.agents import agents
from ..language.analysis import Unit
from .contract import UnitTest

REGEX_SECONDS = 0.5
LEAVES = frozenset({"concept", "fact", "agent", "topic", "column", "unit", "function", "regex", "use", "flag", "list"})
COMBINERS = frozenset({"all", "any", "none"})


class RegexTimeout(Exception):
    """A checklist's regular expression did not finish in time."""


class Predicates:
    """Compiles tests; holds nothing of any document."""

    def __init__(self, named: Mapping[str, Any]) -> None:
        self._named = named
        self._open: list[str] = []

    def __call__(self, test: Any) -> UnitTest:
        if isinstance(test, str):
            return self._use(test)
        if isinstance(test, Sequence):
            return _all([self(t) for t in test])
        if not isinstance(test, Mapping) or not test:
            raise ChecklistError(f"Ett test ska vara en nyckel med värde, inte {test!r}.")
        return _all([self._part(key, value) for key, value in test.items()])

    def _part(self, key: str, value: Any) -> UnitTest:
        if key == "all":
            return _all([self(t) for t in _list(value)])
        if key == "any":
            parts = [self(t) for t in _list(value)]
            return lambda unit: any(p(unit) for p in parts)
        if key == "none":
            parts = [self(t) for t in _list(value)]
            return lambda unit: not any(p(unit) for p in parts)
        wanted = frozenset(str(v) for v in _list(value))
        if key == "concept":
            return lambda unit: not wanted.isdisjoint(unit.concepts)
        if key == "fact":
            return lambda unit: not wanted.isdisjoint(unit.fact_kinds)
        if key == "agent":
            return lambda unit: bool(agents(unit, wanted))
        if key == "topic":
            return lambda unit: not wanted.isdisjoint(unit.topics)
        if key == "column":
            return lambda unit: not wanted.isdisjoint(unit.column_topics)
        if key == "unit":
            return lambda unit: unit.kind.value in wanted
        if key == "flag":
            return lambda unit: any(f.value in wanted for f in unit.flags)
        if key == "function":
            return lambda unit: not wanted.isdisjoint(unit.functions)
        if key == "list":
            return lambda unit: not wanted.isdisjoint(unit.lists)
        if key == "regex":
            return _all_any([_regex(str(v)) for v in _list(value)])
        if key == "use":
            return _all_any([self._use(str(v)) for v in _list(value)])
        raise ChecklistError(
            f"Okänd nyckel ”{key}” i ett test: tillåtna är {', '.join(sorted(LEAVES | COMBINERS))}."
        )

    def _use(self, name: str) -> UnitTest:
        if name not in self._named:
            raise ChecklistError(
                f"Testet ”{name}” finns inte under tests: tillåtna är {', '.join(sorted(self._named)) or 'inga'}."
            )
        if name in self._open:
            raise ChecklistError(f"Testet ”{name}” hänvisar till sig självt.")
        self._open.append(name)
        try:
            return self(self._named[name])
        finally:
            self._open.pop()


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _all(parts: list[UnitTest]) -> UnitTest:
    if len(parts) == 1:
        return parts[0]
    return lambda unit: all(p(unit) for p in parts)


def _all_any(parts: list[UnitTest]) -> UnitTest:
    if len(parts) == 1:
        return parts[0]
    return lambda unit: any(p(unit) for p in parts)


def _regex(pattern: str) -> UnitTest:
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise ChecklistError(f"Det reguljära uttrycket ”{pattern}” är felaktigt: {error}.") from error

    def test(unit: Unit) -> bool:
        try:
            return compiled.search(unit.text, timeout=REGEX_SECONDS) is not None
        except TimeoutError:
            raise RegexTimeout(pattern) from None

    return test
