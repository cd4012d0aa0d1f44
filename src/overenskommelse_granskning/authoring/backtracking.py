"""Regular expressions that can run without end: found by trying them on texts made to mislead them.

For every part of an expression that may be repeated, a text is made that fits up to that part, repeats what the
part matches and then breaks off. An expression that goes back over all ways to divide the repetition is stopped by
the same time limit as in a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from ..rules.predicates import REGEX_SECONDS

_MANY = 8  # a part that may be repeated this often, or without limit
_LENGTHS = (100, 600)  # characters: a short sentence and a long one
_BREAKS = ("\x01", "x", " ")
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_OF_CATEGORY: dict[Any, str] = {
    op.CATEGORY_DIGIT: "0",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_WORD: "-",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_WORD: "a",
}


def runs_without_end(pattern: str, seconds: float = REGEX_SECONDS) -> bool:
    """Whether some misleading text takes the expression longer than the limit. It must compile."""
    import regex

    compiled = regex.compile(pattern, regex.IGNORECASE)
    for text in misleading(pattern):
        try:
            compiled.search(text, timeout=seconds)
        except TimeoutError:
            return True
    return False


def misleading(pattern: str) -> Iterator[str]:
    """Texts that fit the expression for long and then do not."""
    try:
        tree = _parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):  # only the regex module reads it
        tree = ()
    bodies = list(dict.fromkeys(_repeated(tree, ""))) or [("", "a"), ("", "a "), ("", "0")]
    # With a match further on, a search cannot see at once that something it needs is not there.
    ends = (*_BREAKS, f"\x01{_sample(tree)}")
    for before, body in bodies:
        for length in _LENGTHS:
            times = max(2, length // len(body))
            for end in ends:
                yield f"{before}{body * times}{end}"


def _repeated(nodes: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    """What may be repeated anywhere in the tree, with a text that leads up to it."""
    for kind, value in nodes:
        if kind in _REPEATS:
            _, most, inner = value
            if most >= _MANY:
                for body in _samples(inner):
                    if body:
                        yield before, body
            yield from _repeated(inner, before)
        elif kind is op.SUBPATTERN:
            yield from _repeated(value[3], before)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeated(value[1], before)
        elif kind is op.ATOMIC_GROUP:
            yield from _repeated(value, before)
        before += _sample([(kind, value)])


def _samples(nodes: Sequence[Any]) -> list[str]:
    """A text for each way through the outermost choice, once and with optional parts left out."""
    if len(nodes) == 1 and nodes[0][0] is op.SUBPATTERN:
        return _samples(nodes[0][1][3])
    if len(nodes) == 1 and nodes[0][0] is op.BRANCH:
        return [_sample(branch) for branch in nodes[0][1][1]]
    return list(dict.fromkeys([_sample(nodes), _sample(nodes, optional=False)]))


def _sample(nodes: Sequence[Any], *, optional: bool = True) -> str:
    """One text that the nodes match; ``optional``: with one of what need not be there."""
    return "".join(_one(kind, value, optional) for kind, value in nodes)


def _one(kind: Any, value: Any, optional: bool) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "b" if chr(value).lower() == "a" else "a"
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return _of_class(value)
    if kind in (*_REPEATS, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        times: int = min(max(least, int(optional)), most)
        return _sample(inner, optional=optional) * times
    if kind is op.SUBPATTERN:
        return _sample(value[3], optional=optional)
    if kind is op.BRANCH:
        return _sample(value[1][0], optional=optional)
    if kind is op.ATOMIC_GROUP:
        return _sample(value, optional=optional)
    return ""


def _of_class(parts: Sequence[Any]) -> str:
    if parts[0][0] is op.NEGATE:
        refused = {chr(v) for k, v in parts if k is op.LITERAL}
        return next((c for c in "a b0-" if c not in refused), "\x02")
    kind, value = parts[0]
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(value[0])
    return str(_OF_CATEGORY.get(value, "a"))
