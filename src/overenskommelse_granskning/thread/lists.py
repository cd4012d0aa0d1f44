"""Lists made once per document: goals, promises, problems, measures, insatser.

Criteria that ask for "flertalet" or "varje" count over these. Each entry is a group of units: its
own unit first, then what belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import UnitKind
from .goals import find_goals
from .insats_parts import Part
from .insatser import find_insatser
from .measurable import Trait
from .measures import find_measures
from .problems import find_problems
from .promises import find_promises, superseded

_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a list; ``units`` are unit ids, the defining one first.

    ``lead`` are the units that lead into it, nearest first (label, sentence before a list, headings).
    ``parts`` is set where the entry is only a stretch of a sentence: that stretch as a unit.
    """

    title: str
    units: tuple[int, ...]
    lead: tuple[int, ...] = ()
    parts: tuple[Unit, ...] = ()

    def members(self, analysis: Analysis) -> tuple[Unit, ...]:
        """The units to test: the parts where there are any, else the units."""
        return self.parts or tuple(analysis.units[i] for i in self.units)


@dataclass(frozen=True)
class Lists:
    """The lists of a document by name."""

    lists: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Entries of a list; KeyError for a list that does not exist."""
        return self.lists[name]

    def mark(self, analysis: Analysis) -> Analysis:
        """The analysis with the names of the lists on the units that belong to their entries."""
        names: dict[int, set[str]] = {}
        for name, entries in self.lists.items():
            for entry in entries:
                for i in entry.units:
                    names.setdefault(i, set()).add(name)
        return analysis.with_lists({i: frozenset(n) for i, n in names.items()})


LIST_NAMES = (
    "goals",
    *(str(t) for t in Trait),
    "promises",
    "problems",
    "measures",
    "measures_tied",
    "plan",
    "plan_parts",
    "insatser",
    *(str(p) for p in Part),
    "superseded",
)


def build_lists(analysis: Analysis) -> Lists:
    """Make all lists from the analysis (with learned functions where the units carry them)."""
    return Lists(
        {
            **_goals(analysis),
            "promises": _promises(analysis),
            "problems": _problems(analysis),
            **_measures(analysis),
            **_insatser(analysis),
            "superseded": tuple(
                Entry(units[0].text, tuple(u.id for u in units)) for units in superseded(analysis)
            ),
        }
    )


def _live(unit: Unit) -> bool:
    return unit.kind in _BODY and not unit.flags & (CANCELLING | {Flag.EARLIER})


def _entry(*units: Unit) -> Entry:
    return Entry(units[0].text, tuple(u.id for u in units))


def _goals(analysis: Analysis) -> dict[str, tuple[Entry, ...]]:
    """The goals, and per trait those that have it (see :mod:`.goals`)."""
    found = [(Entry(g.title, g.units), g.traits) for g in find_goals(analysis)]
    out = {"goals": tuple(e for e, _ in found)}
    return out | {str(t): tuple(e for e, traits in found if t in traits) for t in Trait}


def _measures(analysis: Analysis) -> dict[str, tuple[Entry, ...]]:
    """The measures, those tied to a cause, and those that stand in a plan (see :mod:`.measures`)."""
    found = [(Entry(m.title, m.units), m) for m in find_measures(analysis)]
    return {
        "measures": tuple(e for e, _ in found),
        "measures_tied": tuple(e for e, m in found if m.tied),
        "plan": tuple(e for e, m in found if len(m.parts) >= 3),
        "plan_parts": tuple(e for e, m in found if len(m.parts) >= 2),
    }


def _promises(analysis: Analysis) -> tuple[Entry, ...]:
    """The single promises of a medborgarlöfte (see :mod:`.promises`)."""
    return tuple(
        Entry(
            (p.part or p.units[0]).text,
            tuple(u.id for u in p.units),
            tuple(u.id for u in p.lead),
            (p.part,) if p.part is not None else (),
        )
        for p in find_promises(analysis)
    )


def _problems(analysis: Analysis) -> tuple[Entry, ...]:
    """The prioritised problems with everything that belongs to each (see ``problems``)."""
    return tuple(Entry(p.title, p.units) for p in find_problems(analysis))


def _insatser(analysis: Analysis) -> dict[str, tuple[Entry, ...]]:
    """The insatser of a regional plan, and per part of theirs the pieces (see :mod:`.insatser`)."""
    found = find_insatser(analysis)
    out = {"insatser": tuple(Entry(i.title, i.units, (), i.pieces) for i in found)}
    pieces = [p for i in found for p in i.pieces]
    return out | {
        str(part): tuple(Entry(p.text, (p.id,), (), (p,)) for p in pieces if part in p.lists) for part in Part
    }
