"""The units that tests are asked about, many at a time.

A checklist asks some thousand small questions about every unit of a document, mostly the same ones again
for the next criterion. So a test is asked for a set of units at once, what units hold is looked up in an
index, and an answer that took a search is kept as long as the document is under review.

A set of units is a number (:mod:`..language.bits`): and, or and not work on all units at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from ..language.analysis import Unit
from ..language.bits import bits, members
from ..language.cues import CANCELLING, Flag
from ..language.gates import Needs, WordIndex
from ..language.units import BODY, UnitKind
from ..thread.lists import Lists

UnitTest = Callable[["Ground", int], int]  # a ground and a set of its units → those that pass
Answers = dict[UnitTest, tuple[int, int]]  # per test the units it was asked for, and those that passed

_LISTS = "lists of the document"


class _Index:
    """Per field of the units and name in it the units that have it; and what was asked of it."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, int]] = {}
        self.held: dict[tuple[str, frozenset[str]], int] = {}


class Ground:
    """Units with an index of what they hold, and the answers of tests so far.

    One ground serves all checklists that are run over a document. It is not shared between threads.
    """

    def __init__(
        self, units: Sequence[Unit], lists: Lists | None = None, words: WordIndex | None = None
    ) -> None:
        self.units = units
        self.answers: Answers = {}  # of tests that look at the learned functions
        self.lasting: Answers = {}  # of the others
        self.results: dict[Hashable, Any] = {}  # what rules made of them, kept by the engine
        self.stopped: set[str] = set()  # expressions that took too long, and are not tried again
        self._lists = lists
        self._words = words or WordIndex(u.text for u in units)
        self._alone: dict[int, Ground] = {}
        self._index = _Index()
        self._learned_index = _Index()

    def with_functions(self, units: Sequence[Unit]) -> Ground:
        """The ground of the same units with learned functions on them: what does not look at these holds on."""
        other = Ground(units, self._lists, self._words)
        other.lasting, other.results, other.stopped = self.lasting, self.results, self.stopped
        other._alone, other._index = self._alone, self._index
        return other

    def may_match(self, needs: Needs, among: int) -> Iterable[int]:
        """Those of ``among`` whose text may match an expression with these needs."""
        if needs.unknown:
            return members(among)
        return members(among & self._words.holding(needs))

    def holding(self, field: str, names: frozenset[str]) -> int:
        """The units whose ``field`` (a set of names, or one name) has one of ``names``."""
        index = self._learned_index if field == "functions" else self._index
        found = index.held.get((field, names))
        if found is None:
            if field not in index.fields:
                index.fields[field] = self._indexed(field)
            found = 0
            for name in names:
                found |= index.fields[field].get(name, 0)
            index.held[field, names] = found
        return found

    def listed(self, names: frozenset[str]) -> int:
        """The units that belong to one of these lists of the document, or say so of themselves."""
        found = self._index.held.get((_LISTS, names))
        if found is None:
            found = self.holding("lists", names)
            if self._lists is not None:
                for name in names:
                    found |= bits(self._lists.units_of(name))
            self._index.held[_LISTS, names] = found
        return found

    def _indexed(self, field: str) -> dict[str, int]:
        ids: dict[str, list[int]] = {}
        for i, unit in enumerate(self.units):
            held = getattr(unit, field)
            for name in (held,) if isinstance(held, str) else held:
                ids.setdefault(name, []).append(i)
        return {name: bits(listed) for name, listed in ids.items()}

    def usable(self, allow: frozenset[Flag] = frozenset(), kinds: frozenset[UnitKind] = BODY) -> int:
        """The units of these kinds that may bear evidence (see ``contract.usable``)."""
        return self.holding("kind", kinds) & ~self.holding("flags", CANCELLING - allow)

    def passing(self, test: UnitTest, units: Sequence[Unit]) -> list[Unit]:
        """Those of ``units`` that pass; a unit that is only a stretch of one is looked at for itself."""
        own = [u.id for u in units if self.units[u.id] is u]
        passed = frozenset(members(test(self, bits(own)))) if own else ()
        if len(own) == len(units):
            return [u for u in units if u.id in passed] if passed else []
        return [u for u in units if (u.id in passed if self.units[u.id] is u else test(self._only(u), 1))]

    def _only(self, unit: Unit) -> Ground:
        """The ground of a unit that is none of the document's, such as a piece of one."""
        found = self._alone.get(id(unit))
        if found is None:
            found = self._alone[id(unit)] = Ground((unit,))  # holds the unit, so its id stays its own
        return found


def remembered(test: UnitTest, *, learned: bool = False) -> UnitTest:
    """The same test, asked only once for each unit; ``learned``: it looks at the learned functions."""

    def ask(ground: Ground, among: int) -> int:
        answers = ground.answers if learned else ground.lasting
        asked, passed = answers.get(ask, (0, 0))
        new = among & ~asked
        if new:
            passed |= test(ground, new)
            answers[ask] = (asked | new, passed)
        return passed & among

    return ask


def passes(test: UnitTest, unit: Unit) -> bool:
    """Whether one unit, seen alone, passes a test."""
    return bool(test(Ground((unit,)), 1))
