"""Where the patterns of a checklist stand: every leaf of every test, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..checklist.located import Path
from ..checklist.references import mapping, parts
from ..rules.predicates import COMBINERS

TESTS = ("where", "near", "lead")  # options that hold one test
NAMED_TESTS = ("groups", "columns")  # and those that hold tests by name


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of one key of a test: ``key`` such as regex or concept."""

    key: str
    value: str
    path: Path


def leaves_of(data: Any) -> Iterator[Leaf]:
    """All leaves of a file: named tests, passages and rules, in criteria and in changes."""
    for name, test in mapping(mapping(data).get("tests")).items():
        yield from _of_test(test, ("tests", name))
    for criterion, base in criteria_of(data):
        where = mapping(criterion.get("passages")).get("where")
        yield from _of_test(where, (*base, "passages", "where"))
        for element, at in parts(criterion, "elements"):
            rule = mapping(element.get("rule"))
            path = (*base, *at, "rule")
            for option in TESTS:
                yield from _of_test(rule.get(option), (*path, option))
            for option in NAMED_TESTS:
                for name, test in mapping(rule.get(option)).items():
                    yield from _of_test(test, (*path, option, name))


def criteria_of(data: Any) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """What a file says of criteria, new ones and changes of the base's, each with its place."""
    yield from parts(data, "criteria")
    for name, change in mapping(mapping(data).get("changes")).items():
        if isinstance(change, Mapping):
            yield change, ("changes", name)


def _of_test(test: Any, path: Path) -> Iterator[Leaf]:
    if isinstance(test, str):
        yield Leaf("use", test, path)
    elif isinstance(test, list):
        for i, part in enumerate(test):
            yield from _of_test(part, (*path, i))
    elif isinstance(test, Mapping):
        for key, value in test.items():
            if key in COMBINERS:
                yield from _of_test(value, (*path, key))
            elif isinstance(value, list):
                yield from (Leaf(str(key), str(v), (*path, key, i)) for i, v in enumerate(value))
            else:
                yield Leaf(str(key), str(value), (*path, key))
