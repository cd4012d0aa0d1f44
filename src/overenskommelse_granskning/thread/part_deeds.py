"""What is done about a problem, by whom: what a sentence says itself, and what the list it stands in does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Span
from ..language.analysis import Unit
from ..language.units import UnitKind
from .cause_readings import gives_cause
from .readings import actor_in, acts, begins_with_doing, is_state, listed_measure, may_be_done, wants

_LEADS = re.compile(r"\b(?:ska(?:ll)?|åtar sig|lovar|ansvarar för)(?: att)?\s*:?\s*$", re.IGNORECASE)
# What an item may do instead of saying what is to be done.
_TOLD = frozenset({"problem", "orsak", "statistik", "bakgrund", "mal", "uppfoljning", "dialog"})
# What a sentence may be known to do that takes nothing from its being a measure.
_OF_WORK = frozenset({"ansvar", "lofte", "ovrigt"})


class Deeds:
    """Knows the measures among the units of one document.

    ``measures``: the units that are known to state one.
    """

    def __init__(self, units: Sequence[Unit], measures: frozenset[int]) -> None:
        self.units = units
        self.measures = measures

    def states(self, unit: Unit, *, told: bool, close: bool) -> bool:
        """Whether a unit states a measure.

        ``told``: where it stands, measures are told of; ``close``: it stands with the problem.
        """
        if unit.id in self.measures or (told and self._listed(unit)):
            return True
        return close and (self._among_measures(unit) or self._told_under(unit))

    def leader(self, unit: Unit) -> Span | None:
        """Who does what an item says, where the line above the list leaves it there: "Kommunen ska:"."""
        above = self._above(unit) if unit.kind is UnitKind.ITEM else None
        if above is None or above.section != unit.section or not _LEADS.search(above.text):
            return None
        return actor_in(above, above.start, above.end)

    def _listed(self, unit: Unit) -> bool:
        return self._acts(unit) or listed_measure(unit, self._above(unit))

    def _acts(self, unit: Unit) -> bool:
        """Whether somebody does something, and the sentence is not known to tell of something else."""
        if not acts(unit) and not (self.leader(unit) is not None and begins_with_doing(unit)):
            return False
        if not unit.functions or "atgard" in unit.functions:
            return True
        return unit.functions <= _OF_WORK and not is_state(unit)

    def _told_under(self, unit: Unit) -> bool:
        """Whether a sentence under a problem's own heading for measures is known to be one, though it names nobody."""
        if "atgard" not in unit.functions or unit.functions & _TOLD or "atgarder" not in unit.topics:
            return False
        return may_be_done(unit) and not wants(unit)

    def _above(self, unit: Unit) -> Unit | None:
        """The unit before a list that a unit stands in; of others the one before."""
        i = unit.id - 1
        while i >= 0 and self.units[i].kind is UnitKind.ITEM and self.units[i].section == unit.section:
            i -= 1
        return self.units[i] if i >= 0 else None

    def _list(self, unit: Unit) -> list[Unit]:
        """The items that stand together with an item."""
        here = [unit]
        for step in (-1, 1):
            i = unit.id + step
            while 0 <= i < len(self.units) and _same_list(self.units[i], unit):
                here.append(self.units[i])
                i += step
        return here

    def _among_measures(self, unit: Unit) -> bool:
        """Whether an item stands in a list of which most say what is to be done, and says nothing else itself."""
        if unit.kind is not UnitKind.ITEM or not may_be_done(unit) or wants(unit) or gives_cause(unit):
            return False
        if unit.functions & _TOLD and "atgard" not in unit.functions:
            return False
        items = self._list(unit)
        return len(items) > 1 and 2 * sum(self._does(u) for u in items) > len(items)

    def _does(self, item: Unit) -> bool:
        return item.id in self.measures or acts(item) or "atgard" in item.functions


def _same_list(other: Unit, item: Unit) -> bool:
    return other.kind is UnitKind.ITEM and other.section == item.section
