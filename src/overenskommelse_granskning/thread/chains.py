"""Den röda tråden: every prioritised problem followed through the document.

A chain holds what the text itself ties to the problem, each part with its place. A part that the text
does not tie to it stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .columns import Link
from .commitments import Commitment, commitment
from .part_details import Given
from .parts import Giver
from .problem_scoring import LABEL, Problem
from .readings import overall
from .ties import Tie, tie

if TYPE_CHECKING:
    from .lists import Lists

LINKS = (Link.CAUSE, Link.GOAL, Link.MEASURE, Link.RESPONSIBLE, Link.TIME, Link.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class Chain:
    """A problem and what is tied to it; every part is where it stands, the plainest first."""

    problem: Span
    title: str
    parts: Mapping[Link, tuple[Given, ...]]
    goal_measurable: bool
    commitments: tuple[Commitment, ...] = ()  # the measures, in text order

    def first(self, link: Link) -> Span | None:
        """The plainest place of a part."""
        found = self.parts.get(link, ())
        return found[0].span if found else None

    @property
    def lacking(self) -> tuple[Link, ...]:
        """The parts that the text does not tie to the problem."""
        return tuple(link for link in LINKS if not self.parts.get(link))


def find_thread(analysis: Analysis, lists: Lists) -> tuple[Chain, ...]:
    """The chains of a document in the order of its problems.

    ``analysis``: the one the lists were made of, perhaps with learned functions on its units.
    """
    problems = lists.problems
    if not problems:
        return ()
    goals = {g.units[0]: g for g in lists.goals}
    measures = frozenset(e.units[0] for e in lists.named("measures"))
    telling = {u.id for u in analysis.units if u.functions & {"atgard", "uppfoljning"}}
    tied = tie(analysis, problems, goals.keys() | measures | telling)
    giver = Giver(analysis, goals, measures, tied)
    given = [
        [(how, g) for u, how in tied.units[i].items() for g in giver.given(analysis.units[u], i, how)]
        for i in range(len(problems))
    ]
    for i, goal in _left_over(analysis.units, problems, given, [g.units[0] for g in lists.goals]):
        given[i] += [(Tie.THEME, g) for g in giver.given(analysis.units[goal], i, Tie.THEME)]
    each = [g for u in analysis.units if (g := giver.for_each(u, len(problems))) is not None]
    return tuple(_chain(analysis.units, p, own, giver, each) for p, own in zip(problems, given, strict=True))


def _left_over(
    units: Sequence[Unit],
    problems: Sequence[Problem],
    given: Sequence[Sequence[tuple[Tie, Given]]],
    goals: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Problems that nothing has tied to a goal, with the goal that is theirs all the same.

    That is the one that shares their key words, else, where as many goals are left as problems, the one in
    the same place of the order.
    """
    taken = {g.unit for own in given for _, g in own if g.link is Link.GOAL}
    free = [i for i in goals if i not in taken and not overall(units[i])]
    left = [i for i, own in enumerate(given) if not any(g.link is Link.GOAL for _, g in own)]
    if len(left) == len(free):
        yield from zip(left, free, strict=True)
        return
    for i in left:
        yield from ((i, goal) for goal in free if goal in problems[i].units)


def _chain(
    units: Sequence[Unit],
    problem: Problem,
    given: Sequence[tuple[Tie, Given]],
    giver: Giver,
    each: Sequence[Given],
) -> Chain:
    found: dict[Link, list[tuple[float, int, Given]]] = {link: [] for link in LINKS}
    place = _place(units[problem.units[0]], problem.title)
    name = _with_number(units[problem.units[0]], place)
    for how, g in given:
        if not name.start <= g.span.start <= g.span.end <= name.end:  # its name says nothing more of it
            found[g.link].append((-(how + g.weight), g.span.start, g))
    for g in each:
        found[g.link].append((0.0, g.span.start, g))
    parts = {link: tuple(g for *_, g in sorted(v, key=lambda x: x[:2])) for link, v in found.items() if v}
    return Chain(
        place,
        problem.title,
        parts,
        any(giver.measurable(g) for g in parts.get(Link.GOAL, ())),
        _commitments(units, parts),
    )


def _commitments(units: Sequence[Unit], parts: Mapping[Link, Sequence[Given]]) -> tuple[Commitment, ...]:
    """How firm each measure is and whose, the cells of its own row considered."""
    out: dict[Span, Commitment] = {}
    for g in sorted(parts.get(Link.MEASURE, ()), key=lambda g: g.span):
        unit = units[g.unit]
        beside: dict[Link, Span] = {}
        if unit.kind is UnitKind.ROW:
            for link in (Link.RESPONSIBLE, Link.TIME):
                own = [o.span for o in parts.get(link, ()) if o.unit == g.unit]
                beside |= {link: own[0]} if own else {}
        out[g.span] = commitment(unit, g.span, who=beside.get(Link.RESPONSIBLE), when=beside.get(Link.TIME))
    return tuple(out.values())


def _place(unit: Unit, title: str) -> Span:
    at = unit.text.find(title)
    return Span(unit.start + at, unit.start + at + len(title)) if at >= 0 and title else unit.span


def _with_number(unit: Unit, place: Span) -> Span:
    """A problem's name with the number or letter that the list gives it, where the unit begins so."""
    return Span(unit.start, place.end) if LABEL.fullmatch(unit.text[: place.start - unit.start]) else place
