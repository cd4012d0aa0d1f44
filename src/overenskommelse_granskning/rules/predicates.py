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
- ``word``: a word or phrase of the author's own, in any inflection (see ``language.inflected``)
- ``use``: a test named under ``tests`` in the checklist

A list of tests means ``all``. A leaf's value may be one string or a list of alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from ..errors import ChecklistError
from ..language.agents import agents
from ..language.bits import bits, members
from ..language.gates import Needs
from ..language.inflected import finder
from .ground import Ground, UnitTest, remembered

REGEX_SECONDS = 0.5
SHORT_TEXT = 600  # characters of a unit up to which a shipped pattern is searched without a time limit
LEAVES = frozenset(
    {
        "concept",
        "fact",
        "agent",
        "topic",
        "column",
        "unit",
        "function",
        "regex",
        "use",
        "flag",
        "list",
        "word",
    }
)
COMBINERS = frozenset({"all", "any", "none"})
# Leaves that the index of a ground answers: the field of a unit that they look at.
_FIELDS = {
    "concept": "concepts", "fact": "fact_kinds", "topic": "topics", "column": "column_topics", "unit": "kind",
    "flag": "flags", "function": "functions",
}  # fmt: skip

_Costed = tuple[int, UnitTest]  # a test with how much it costs to ask: cheap ones go first


class RegexTimeout(Exception):
    """A checklist's regular expression did not finish in time."""


class Predicates:
    """Compiles tests; holds nothing of any document. ``trusted``: a shipped list, whose patterns are tested."""

    def __init__(self, named: Mapping[str, Any], *, trusted: bool = False) -> None:
        self._named = named
        self._trusted = trusted
        self._open: list[str] = []
        self._used: dict[str, _Costed] = {}

    def __call__(self, test: Any) -> UnitTest:
        return remembered(self._test(test)[1], learned=self.learned(test))

    def learned(self, test: Any) -> bool:
        """Whether a test (or rule options with tests in them) looks at the learned functions."""
        if isinstance(test, Mapping):
            return "function" in test or any(self.learned(part) for part in test.values())
        if isinstance(test, str):
            if test not in self._named or test in self._open:
                return False
            self._open.append(test)
            try:
                return self.learned(self._named[test])
            finally:
                self._open.pop()
        return isinstance(test, Sequence) and any(self.learned(part) for part in test)

    def _test(self, test: Any) -> _Costed:
        if isinstance(test, str):
            return self._use(test)
        if isinstance(test, Sequence):
            return _all([self._test(t) for t in test])
        if not isinstance(test, Mapping) or not test:
            raise ChecklistError(f"Ett test ska vara en nyckel med värde, inte {test!r}.")
        return _all([self._part(key, value) for key, value in test.items()])

    def _part(self, key: str, value: Any) -> _Costed:
        if key == "all":
            return _all([self._test(t) for t in _list(value)])
        if key == "any":
            return _any([self._test(t) for t in _list(value)])
        if key == "none":
            return _none([self._test(t) for t in _list(value)])
        if key == "regex":
            return _any([_regex(str(v), self._trusted) for v in _list(value)])
        if key == "word":
            return _any([_word(str(v)) for v in _list(value)])
        if key == "use":
            return _any([self._use(str(v)) for v in _list(value)])
        wanted = frozenset(str(v) for v in _list(value))
        if key == "agent":
            return _agent(wanted)
        if key == "list":
            return 5, lambda ground, among: among & ground.listed(wanted)
        if key in _FIELDS:
            return _holding(_FIELDS[key], wanted)
        raise ChecklistError(
            f"Okänd nyckel ”{key}” i ett test: tillåtna är {', '.join(sorted(LEAVES | COMBINERS))}."
        )

    def _use(self, name: str) -> _Costed:
        if name not in self._named:
            raise ChecklistError(
                f"Testet ”{name}” finns inte under tests: tillåtna är {', '.join(sorted(self._named)) or 'inga'}."
            )
        if name in self._open:
            raise ChecklistError(f"Testet ”{name}” hänvisar till sig självt.")
        if name not in self._used:
            self._open.append(name)
            try:
                cost, test = self._test(self._named[name])
            finally:
                self._open.pop()
            self._used[name] = cost, remembered(test, learned=self.learned(name))
        return self._used[name]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _in_order(parts: list[_Costed]) -> tuple[int, tuple[UnitTest, ...]]:
    ordered = sorted(parts, key=lambda p: p[0])
    return sum(cost for cost, _ in parts), tuple(test for _, test in ordered)


def _all(parts: list[_Costed]) -> _Costed:
    if len(parts) == 1:
        return parts[0]
    cost, tests = _in_order(parts)

    def test(ground: Ground, among: int) -> int:
        for part in tests:
            if not among:
                break
            among = part(ground, among)
        return among

    return cost, test


def _any(parts: list[_Costed]) -> _Costed:
    if len(parts) == 1:
        return parts[0]
    cost, tests = _in_order(parts)

    def test(ground: Ground, among: int) -> int:
        passed = 0
        for part in tests:
            passed |= part(ground, among & ~passed)
            if passed == among:
                break
        return passed

    return cost, test


def _none(parts: list[_Costed]) -> _Costed:
    cost, some = _any(parts) if parts else (0, lambda ground, among: 0)
    return cost, lambda ground, among: among & ~some(ground, among)


def _holding(field: str, wanted: frozenset[str]) -> _Costed:
    return 1, lambda ground, among: among & ground.holding(field, wanted)


def _agent(wanted: frozenset[str]) -> _Costed:
    def test(ground: Ground, among: int) -> int:
        named = among & ground.holding("fact_kinds", wanted)
        return bits(i for i in members(named) if agents(ground.units[i], wanted))

    return 15, remembered(test)


@lru_cache(maxsize=1 << 12)
def _regex(pattern: str, trusted: bool) -> _Costed:
    search = _shipped_search(pattern) if trusted else _timed_search(pattern)
    needs = cache(lambda: Needs.of(pattern))  # derived when the first document is asked

    def test(ground: Ground, among: int) -> int:
        if pattern in ground.stopped:
            raise RegexTimeout(pattern)
        try:
            return bits([i for i in ground.may_match(needs(), among) if search(ground.units[i].text)])
        except RegexTimeout:
            ground.stopped.add(pattern)
            raise

    return 20, remembered(test)


@lru_cache(maxsize=1 << 12)
def _word(term: str) -> _Costed:
    try:
        has = finder(term)
    except ValueError as error:
        raise ChecklistError(f"”{term}” är inget ord: skriv ett ord eller en fras i grundform.") from error
    return 20, remembered(
        lambda ground, among: bits([i for i in members(among) if has(ground.units[i].text)])
    )


def _timed_search(pattern: str) -> Callable[[str], bool]:
    """Whether a text has a match of a user's pattern, within the time limit."""
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise ChecklistError(f"Det reguljära uttrycket ”{pattern}” är felaktigt: {error}.") from error

    def search(text: str) -> bool:
        try:
            return compiled.search(text, timeout=REGEX_SECONDS) is not None
        except TimeoutError:
            raise RegexTimeout(pattern) from None

    return search


def _shipped_search(pattern: str) -> Callable[[str], bool]:
    """The same for a shipped pattern: without a limit in texts of usual length, which takes a third of the time.

    That no shipped pattern explodes on such a text is tested. Compiled when the first text is asked.
    """
    compiled = cache(lambda: re.compile(pattern, re.IGNORECASE))
    timed = cache(lambda: _timed_search(pattern))

    def search(text: str) -> bool:
        if len(text) > SHORT_TEXT:
            return timed()(text)
        return compiled().search(text) is not None

    return search
