"""A part that a unit gives to a chain, and what stands inside it: the time, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..document import Span
from ..language.analysis import Unit
from ..language.units import UnitKind
from .columns import Link
from .goal_details import GoalDetail, sentence_parts
from .goal_parts import GoalPart
from .measurable import Trait
from .part_deeds import Deeds
from .readings import actor_in, time_in

PLAIN, LIKELY, LOOSE = 2.0, 1.0, 0.8  # how plain a part is
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Given:
    """A part that a unit gives; ``weight`` says how plain it is."""

    link: Link
    span: Span
    unit: int
    weight: float


class Details:
    """Reads the time and the one who acts inside the parts of one document.

    ``goals``: unit id → the goal it states.
    """

    def __init__(self, goals: Mapping[int, GoalDetail], deeds: Deeds) -> None:
        self.goals = goals
        self.deeds = deeds

    def inside(self, unit: Unit, span: Span, link: Link, *, actors: bool) -> Iterator[Given]:
        """The time in a goal or measure, and who acts in a measure."""
        if actors:
            who = actor_in(unit, span.start, span.end) or self.deeds.leader(unit)
            if who is not None:
                yield Given(Link.RESPONSIBLE, who, unit.id, LIKELY)
        goal = self.goals.get(unit.id)
        if link is Link.GOAL and goal is not None:
            when = goal.parts.get(GoalPart.TIME)
            if when is not None and not (Trait.DATED in goal.traits or _YEAR.search(_text(unit, when))):
                when = None
        elif link is Link.GOAL and unit.kind is not UnitKind.ROW:
            when = sentence_parts(unit, span).get(GoalPart.TIME)
        else:
            when = time_in(unit, span.start, span.end)
        if when is not None:
            yield Given(Link.TIME, when, unit.id, LIKELY)


def _text(unit: Unit, span: Span) -> str:
    return unit.said(span) if span.start >= unit.start else ""
