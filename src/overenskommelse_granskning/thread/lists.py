"""Lists made once per document: goals, promises, problems, measures, insatser.

Criteria that ask for "flertalet" or "varje" count over these. Each entry is a group of units: its
own unit first, then what belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from .chains import Chain, find_thread
from .columns import Link
from .goal_details import GoalDetail, describe, describe_unfinished
from .goals import find_goals, find_unfinished
from .insats_labels import Part
from .insatser import find_insatser
from .measurable import Trait
from .measures import find_measures
from .problem_scoring import Problem
from .problems import find_problems
from .promise_sentences import without_purpose
from .promise_years import superseded
from .promises import find_promises


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


class Lists:
    """The lists of a document by name; each is made when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._made: dict[str, tuple[Entry, ...]] = {}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The prioritised problems (see :mod:`.problems`)."""
        return find_problems(self.analysis)

    @cached_property
    def goals(self) -> tuple[GoalDetail, ...]:
        """The goals taken apart (see :mod:`.goal_details`)."""
        return tuple(describe(self.analysis, g) for g in find_goals(self.analysis))

    @cached_property
    def unfinished_goals(self) -> tuple[GoalDetail, ...]:
        """The goals with a blank still to be filled in: they count among the goals, and have no trait."""
        return tuple(describe_unfinished(self.analysis, i) for i in find_unfinished(self.analysis))

    def blanks(self, name: str) -> int:
        """How many more entries a list would have if what is to be filled in were filled in; 0 for an empty list."""
        entries = self.named(name)
        if not entries or name == "goals":
            return len(self.unfinished_goals) if entries else 0
        units = self.analysis.units
        own = {i for e in entries for i in e.units}
        places = {_place(units[e.units[0]]) for e in entries}
        return sum(
            bool(u.blanks or Flag.PLACEHOLDER in u.flags) and u.id not in own and _place(u) in places
            for u in units
            if u.kind is not UnitKind.HEADING
        )

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """The problems followed through the document (see :mod:`.chains`)."""
        return find_thread(self.analysis, self)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Entries of a list; KeyError for a list that does not exist."""
        if name not in self._made:
            self._made.update(_MAKERS[name](self))
        return self._made[name]

    def units_of(self, name: str) -> frozenset[int]:
        """The ids of the units that belong to the entries of a list."""
        return frozenset(i for entry in self.named(name) for i in entry.units)


def _place(unit: Unit) -> tuple[UnitKind, int]:
    return unit.kind, unit.section if unit.table is None else unit.table


def build_lists(analysis: Analysis) -> Lists:
    """The lists over an analysis (with learned functions where the units carry them)."""
    return Lists(analysis)


_Made = dict[str, tuple[Entry, ...]]


def _goals(lists: Lists) -> _Made:
    """The goals, and per trait those that have it (see :mod:`.goals`)."""
    found = [(Entry(d.title, d.units), d.traits) for d in lists.goals]
    out = {"goals": tuple(e for e, _ in found)}
    return out | {str(t): tuple(e for e, traits in found if t in traits) for t in Trait}


def _measures(lists: Lists) -> _Made:
    """The measures, those tied to a cause, and those that stand in a plan (see :mod:`.measures`)."""
    goals = frozenset(e.units[0] for e in lists.named("goals"))
    found = [(Entry(m.title, m.units), m) for m in find_measures(lists.analysis, goals)]
    return {
        "measures": tuple(e for e, _ in found),
        "measures_tied": tuple(e for e, m in found if m.tied),
        "plan": tuple(e for e, m in found if len(m.parts) >= 3),
        "plan_parts": tuple(e for e, m in found if len(m.parts) >= 2),
    }


def _promises(lists: Lists) -> _Made:
    """The single promises of a medborgarlöfte (see :mod:`.promises`), and each without what it is meant to lead to."""
    found = find_promises(lists.analysis)
    whole = tuple(
        Entry(
            (p.part or p.units[0]).text,
            tuple(u.id for u in p.units),
            tuple(u.id for u in p.lead),
            (p.part,) if p.part is not None else (),
        )
        for p in found
    )
    core = tuple(
        Entry(e.title, e.units, e.lead, without_purpose(lists.analysis, e.members(lists.analysis)))
        for e in whole
    )
    return {"promises": whole, "promises_core": core}


def _superseded(lists: Lists) -> _Made:
    """The promises of older years on a page that holds several (see :mod:`.promise_years`)."""
    groups = superseded(lists.analysis)
    return {"superseded": tuple(Entry(units[0].text, tuple(u.id for u in units)) for units in groups)}


def _problems(lists: Lists) -> _Made:
    """The prioritised problems with everything that belongs to each, and what the thread ties to them by itself."""
    belonging: list[dict[int, None]] = []
    causes: list[Entry] = []
    goals: list[Entry] = []
    acts: list[Entry] = []
    for problem, chain in zip(lists.problems, lists.chains, strict=True):
        found = {link: [g.unit for g in chain.parts.get(link, ())] for link in (Link.CAUSE, Link.GOAL)}
        belonging.append(dict.fromkeys([*problem.units, *found[Link.GOAL], *found[Link.CAUSE]]))
        causes += [Entry(problem.title, (i,)) for i in dict.fromkeys(found[Link.CAUSE])]
        goals += [Entry(problem.title, (i,)) for i in dict.fromkeys(found[Link.GOAL])]
        acts += [Entry(problem.title, (g.unit,)) for g in chain.parts.get(Link.MEASURE, ())]
    entries = [Entry(p.title, tuple(units)) for p, units in zip(lists.problems, belonging, strict=True)]
    return {
        "problems": tuple(entries),
        "causes": tuple(causes),
        "problem_goals": tuple(goals),
        "problem_measures": tuple(acts),
    }


def _insatser(lists: Lists) -> _Made:
    """The insatser of a regional plan, and per part of theirs the pieces (see :mod:`.insatser`)."""
    found = find_insatser(lists.analysis)
    out = {"insatser": tuple(Entry(i.title, i.units, (), i.pieces) for i in found)}
    pieces = [p for i in found for p in i.pieces]
    return out | {
        str(part): tuple(Entry(p.text, (p.id,), (), (p,)) for p in pieces if part in p.lists) for part in Part
    }


_MAKERS: dict[str, Callable[[Lists], _Made]] = {
    "goals": _goals,
    **{str(t): _goals for t in Trait},
    "promises": _promises,
    "promises_core": _promises,
    "problems": _problems,
    "causes": _problems,
    "problem_goals": _problems,
    "problem_measures": _problems,
    "measures": _measures,
    "measures_tied": _measures,
    "plan": _measures,
    "plan_parts": _measures,
    "insatser": _insatser,
    **{str(p): _insatser for p in Part},
    "superseded": _superseded,
}
LIST_NAMES = tuple(_MAKERS)
