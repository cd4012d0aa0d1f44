"""The units that tests are asked about, many at a time.

A checklist asks some thousand small questions about every unit of a document, mostly the same ones again
for the next criterion. So a test is asked for a set of units at once, what units hold is looked up in an
index, and an answer that took a search is kept as long as the document is under review.

A set of units is a number whose bit ``i`` stands for unit ``i``: even of a document of a thousand
pages it takes a few kilobytes, and and, or and not work on all units at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from ..language.analysis import Unit
from ..language.cues import CANCELLING, Flag
from ..language.needles import spaced
from ..language.units import UnitKind
from ..thread.lists import Lists

UnitTest = Callable[["Ground", int], int]  # a ground and a set of its units → those that pass

Answers = dict[UnitTest, tuple[int, int]]  # per test the units it was asked for, and those that passed

BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})


def bits(ids: Iterable[int]) -> int:
    """The set of these units."""
    listed = list(ids)
    if not listed:
        return 0
    octets = bytearray(max(listed) // 8 + 1)
    for i in listed:
        octets[i >> 3] |= 1 << (i & 7)
    return int.from_bytes(octets, "little")


def members(units: int) -> Iterator[int]:
    """The units of a set in order."""
    digits = bin(units)[:1:-1]
    i = digits.find("1")
    while i >= 0:
        yield i
        i = digits.find("1", i + 1)


class Ground:
    """Units with an index of what they hold, and the answers of tests so far.

    One ground serves all checklists that are run over a document. It is not shared between threads.
    """

    def __init__(
        self, units: Sequence[Unit], lists: Lists | None = None, searched: Answers | None = None
    ) -> None:
        self.units = units
        self._lists = lists
        self.answers: Answers = {}
        self.searched: Answers = {} if searched is None else searched  # of tests on text and facts alone
        self._index: dict[str, dict[str, int]] = {}

    def beside(self, units: Sequence[Unit]) -> Ground:
        """The ground of the same units with other marks on them: what was searched holds for them too."""
        return Ground(units, self._lists, self.searched)

    @cached_property
    def spaced(self) -> list[str]:
        """The units' texts as needles are looked for in them."""
        return [spaced(u.text) for u in self.units]

    def holding(self, field: str, names: Iterable[str]) -> int:
        """The units whose ``field`` (a set of names, or one name) has one of ``names``."""
        index = self._index.get(field)
        if index is None:
            index = self._index[field] = self._indexed(field)
        found = 0
        for name in names:
            found |= index.get(name, 0)
        return found

    def listed(self, names: Iterable[str]) -> int:
        """The units that belong to one of these lists of the document, or say so of themselves."""
        found = self.holding("lists", names)
        if self._lists is not None:
            for name in names:
                found |= bits(self._lists.units_of(name))
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
        own = bits(u.id for u in units if self.units[u.id] is u)
        passed = set(members(test(self, own)))
        return [u for u in units if (u.id in passed if self.units[u.id] is u else passes(test, u))]


def remembered(test: UnitTest, *, search: bool = False) -> UnitTest:
    """The same test, asked only once for each unit of a ground; ``search``: it sees only text and facts."""

    def ask(ground: Ground, among: int) -> int:
        answers = ground.searched if search else ground.answers
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
