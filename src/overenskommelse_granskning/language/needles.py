r"""What words a text must hold for a regular expression to match: its needles.

Cues, lists and checklists search many thousand times for expressions that seldom match, and a search
through alternatives costs some twenty times as much as looking for a plain string. :func:`needles`
derives from an expression strings of which every match holds at least one; a text without any of them
need not be searched (see :mod:`.gates`). Where nothing can be derived the search is made: no result
depends on this.

Needles are looked for in :func:`spaced` text, where only letters and digits are left: words in lower
case with one blank around each, every digit a ``0``. So ``\bvi\b`` needs ``" vi "`` and ``\d{4}``
needs ``"0000"``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 120  # strings that one node may stand for
_LETTERS = "a-z_åäöéèüæø"
_WORD = re.compile(f"[{_LETTERS}0]+")
_APART = "\0"  # stands in no text that was cleaned
_AT_ONCE = 2000  # texts; their words, some megabytes, lie in memory together
_WORD_OR_APART = re.compile(f"[{_LETTERS}0]+|{_APART}")
_DIGIT = re.compile(r"\d")
_KNOWN = re.compile(f"[{_LETTERS}]")
# Letters that match i and s when case is ignored, although lower() does not make them so.
_ODD = (("\u0131", "i"), ("\u0130", "i"), ("\u017f", "s"))
# What only the ``regex`` module reads otherwise than ``re``: fuzzy counts, POSIX classes.
_FOREIGN = re.compile(r"(?<!\\)(?:\\\\)*(?:\{(?!\d*,?\d*\})|\[\[|\[:)")
_BLANKS = re.compile(" +")
# Words that stand in every other sentence tell little; they are reckoned as such.
_USUAL = frozenset(
    "och i att som för på är av med till den det en ett de har ska vi kan om inte från vid under mellan kommunen "
    "polisen samt eller så man alla också detta denna där när varje bör får ha vara bli blir sig sin".split()
)

_Strings = frozenset[str]
_NOTHING: _Strings = frozenset([""])
_BLANK: _Strings = frozenset([" "])
_WITH_BREAK = (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD, op.CATEGORY_NOT_DIGIT)
_CATEGORIES = {op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_WORD: " ", op.CATEGORY_DIGIT: "0"}


def spaced(text: str) -> str:
    """The words of ``text`` as needles are looked for in them."""
    for odd, plain in _ODD:
        if odd in text:
            text = text.replace(odd, plain)
    return f" {' '.join(_WORD.findall(_DIGIT.sub('0', text.lower())))} "


def spaced_apart(texts: Sequence[str]) -> list[str]:
    """:func:`spaced` of each text, many of them worked at once."""
    return [s for i in range(0, len(texts), _AT_ONCE) for s in _spaced_apart(texts[i : i + _AT_ONCE])]


def _spaced_apart(texts: Sequence[str]) -> list[str]:
    joined = _APART.join(texts)
    if joined.count(_APART) != len(texts) - 1:
        return [spaced(text) for text in texts]
    for odd, plain in _ODD:
        if odd in joined:
            joined = joined.replace(odd, plain)
    words = " ".join(_WORD_OR_APART.findall(_DIGIT.sub("0", joined.lower())))
    return [f" {part.strip()} " for part in words.split(_APART)]


@lru_cache(maxsize=1 << 11)
def needles(pattern: str, flags: int = re.IGNORECASE) -> tuple[str, ...]:
    """Strings of which the spaced text of each match has one; the empty string where none are known."""
    found = _of_sequence(_parsed(pattern, flags))
    return tuple(sorted(found or ("",), key=lambda n: (len(n), n)))


@lru_cache(maxsize=1 << 11)
def marks(pattern: str, flags: int = re.IGNORECASE) -> str:
    """Signs other than letters and digits of which each match has one; empty where none are known."""
    return _marks_of(_parsed(pattern, flags))


def stays_in_line(pattern: str, flags: int = re.IGNORECASE) -> bool:
    """Whether a match is the same when each line is searched by itself: it never looks at a line break."""
    tree = _parsed(pattern, flags)
    return bool(tree) and not flags & re.DOTALL and not _sees_break(tree)


def _sees_break(nodes: Sequence[Any]) -> bool:
    return any(_node_sees_break(kind, value) for kind, value in nodes)


def _node_sees_break(kind: Any, value: Any) -> bool:
    if kind is op.LITERAL:
        return bool(value == ord("\n"))
    if kind is op.IN:
        listed = any(
            (k is op.LITERAL and v == ord("\n"))
            or (k is op.RANGE and v[0] <= ord("\n") <= v[1])
            or (k is op.CATEGORY and v in _WITH_BREAK)
            for k, v in value
        )
        return listed is not ((op.NEGATE, None) in value)
    if kind is op.SUBPATTERN:
        return _sees_break(value[3])
    if kind is op.BRANCH:
        return any(_sees_break(b) for b in value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sees_break(value[2])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return _sees_break(value[1])
    return not (kind is op.ANY or (kind is op.AT and value in (op.AT_BOUNDARY, op.AT_NON_BOUNDARY)))


def _parsed(pattern: str, flags: int) -> Sequence[Any]:
    if _FOREIGN.search(pattern):
        return ()
    try:
        tree: Sequence[Any] = _parser.parse(pattern, flags)
    except (re.error, RecursionError, OverflowError):
        return ()
    return tree


def _marks_of(nodes: Sequence[Any]) -> str:
    for kind, value in nodes:
        found = ""
        if kind is op.LITERAL and not chr(value).isalnum() and not chr(value).isspace():
            found = chr(value)
        elif kind is op.SUBPATTERN:
            found = _marks_of(value[3])
        elif kind is op.BRANCH:
            parts = [_marks_of(b) for b in value[1]]
            found = "".join(parts) if all(parts) else ""
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
            found = _marks_of(value[2])
        if found:
            return found
    return ""


def _of_sequence(nodes: Sequence[Any], before: _Strings = _NOTHING) -> _Strings | None:
    """The best needles of what must all match, one after the other, behind ``before``."""
    best: _Strings | None = None
    run = before  # what the last nodes say without a gap
    for at, node in enumerate(nodes):
        said = _said(node)
        longer = None if said is None else _joined(run, said)
        if longer is not None:
            run = longer
            continue
        again = _repeated(node)
        if again is not None:
            best = _better(best, _joined(run, again) or again)
            run = again
            continue
        best = _better(_better(best, run), _of_node(node, run, nodes[at + 1 : at + 2]))
        run = said or _NOTHING
    return _better(best, run)


def _of_node(node: Any, before: _Strings, following: Sequence[Any]) -> _Strings | None:
    """Needles of one node; the edge of a word on either side belongs to each of its branches."""
    kind, value = node
    edge = _BLANK if all(b.endswith(" ") for b in before) else _NOTHING
    after = [n for n in following if n[0] is op.AT and n[1] is op.AT_BOUNDARY]
    if kind is op.SUBPATTERN:
        return _of_sequence([*value[3], *after], edge)
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(value, edge)
    if kind is op.BRANCH:
        parts = [_of_sequence([*b, *after], edge) for b in value[1]]
        return None if None in parts else _short(n for part in parts for n in part or ())
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _repeated(node: Any) -> _Strings | None:
    """What a node that stands at least once says each time."""
    kind, value = node
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
        return _said_in_turn(value[2])
    return None


def _said(node: Any) -> _Strings | None:
    """All that a node can match, as spaced strings; None when that is no short list."""
    kind, value = node
    if kind is op.LITERAL:
        return frozenset([_sign(chr(value))])
    if kind is op.IN:
        signs = {_of_class(*part) for part in value}
        return None if None in signs else frozenset(s for s in signs if s is not None)
    if kind is op.AT:
        return _NOTHING if value is op.AT_NON_BOUNDARY else _BLANK
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return _NOTHING
    if kind is op.SUBPATTERN:
        return _said_in_turn(value[3])
    if kind is op.BRANCH:
        parts = [_said_in_turn(b) for b in value[1]]
        found = None if None in parts else frozenset(s for part in parts for s in part or ())
        return found if found is None or len(found) <= _MOST else None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _said_times(*value)
    return None


def _said_times(least: int, most: int, nodes: Sequence[Any]) -> _Strings | None:
    once = _said_in_turn(nodes)
    if once is None:
        return None
    if once == _BLANK or most == 1:
        return once if least else once | {""}
    if least != most or least > 4:
        return None
    out: _Strings | None = _NOTHING
    for _ in range(least):
        out = None if out is None else _joined(out, once)
    return out


def _said_in_turn(nodes: Sequence[Any]) -> _Strings | None:
    run: _Strings | None = _NOTHING
    for node in nodes:
        said = _said(node)
        run = None if said is None or run is None else _joined(run, said)
        if run is None:
            return None
    return run


def _of_class(kind: Any, value: Any) -> str | None:
    """The one sign that a part of a character class stands for in spaced text; None for several."""
    if kind is op.LITERAL:
        return _sign(chr(value))
    if kind is op.CATEGORY:
        return _CATEGORIES.get(value)
    if kind is op.RANGE and chr(value[0]).isdecimal() and chr(value[1]).isdecimal():
        return "0"
    return None


def _sign(letter: str) -> str:
    low = dict(_ODD).get(letter, letter).lower()
    return "0" if low.isdecimal() else low if _KNOWN.fullmatch(low) else " "


def _joined(first: _Strings, second: _Strings) -> _Strings | None:
    out = frozenset(_BLANKS.sub(" ", a + b) for a in first for b in second)
    return out if len(out) <= _MOST else None


def _better(a: _Strings | None, b: _Strings | None) -> _Strings | None:
    """The one of two that fewer texts hold: few and long strings. What all texts hold is none."""
    if b is None or "" in b or " " in b:
        return a
    b = _short(b)
    return b if a is None or _commonness(b) < _commonness(a) else a


def _short(found: Iterable[str]) -> _Strings:
    """Without strings that another one of them is a part of."""
    kept: list[str] = []
    for text in sorted(set(found), key=len):
        if not any(k in text for k in kept):
            kept.append(text)
    return frozenset(kept)


def _commonness(found: _Strings) -> float:
    """A guess at how much it costs to look for the strings and to search where one is found."""
    return math.fsum(0.02 + _share(n) for n in found)  # the same in whatever order a set gives them


def _share(needle: str) -> float:
    words = [w for w in needle.split() if w not in _USUAL]
    return 3.0 ** -max((len(w) for w in words), default=1)
