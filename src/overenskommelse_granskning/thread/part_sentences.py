"""What a sentence or an item gives to the problem it is tied to, by its label or by what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..document import Span
from ..language.analysis import Unit
from ..language.units import UnitKind
from .cause_readings import explains, gives_cause, is_due, says_cause, tells_no_cause
from .columns import Link, link_of
from .goal_details import GoalDetail
from .part_deeds import Deeds
from .part_details import LIKELY, LOOSE, PLAIN, Details, Given
from .part_labels import EMPTY, label
from .readings import acts, answers, is_past, looks_after, reviews, wants
from .ties import Tie

_DATED = (Link.GOAL, Link.MEASURE)


class Sentences:
    """Reads the parts off the sentences of one document."""

    def __init__(
        self, units: Sequence[Unit], goals: Mapping[int, GoalDetail], deeds: Deeds, details: Details
    ) -> None:
        self.units = units
        self.goals = goals
        self.deeds = deeds
        self.details = details

    def given(self, unit: Unit, how: Tie) -> tuple[Given, ...]:
        """The parts that a sentence gives to a problem it is tied to in this way."""
        return self._labelled(unit, how >= Tie.LED) or tuple(self._told(unit, how))

    def _labelled(self, unit: Unit, close: bool) -> tuple[Given, ...]:
        """What a sentence gives by the label it bears, or that its paragraph opens with: ”Mål: …”, ”Åtgärder. …”."""
        named, at = label(unit)
        first = self._opening(unit)
        if named is not None and at == len(unit.text) and link_of(named) is None:
            named, at = None, 0  # short, but no label of ours: "Elevenkäten."
        if named is None and first is not None and close:
            named = label(first)[0]
        link = link_of(named) if named is not None else None
        if link is None or link is Link.PROBLEM or EMPTY.match(unit.text[at:]):
            return ()
        if not at and (
            (link is Link.MEASURE and is_past(unit.text)) or (link is Link.CAUSE and tells_no_cause(unit))
        ):
            return ()  # under the label, but telling of something else
        span = Span(unit.start + at, unit.end)
        inside = self.details.inside(unit, span, link, actors=link is Link.MEASURE) if link in _DATED else ()
        return (Given(link, span, unit.id, PLAIN if at else LIKELY), *inside)

    def _opening(self, unit: Unit) -> Unit | None:
        """The first sentence of a unit's paragraph, where the unit is another one."""
        i = unit.id
        while i and self.units[i - 1].block == unit.block and unit.kind is UnitKind.SENTENCE:
            i -= 1
        return self.units[i] if i < unit.id else None

    def _told(self, unit: Unit, how: Tie) -> Iterator[Given]:
        close = how >= Tie.LED
        goal = self.goals.get(unit.id)
        if goal is not None:
            yield Given(Link.GOAL, unit.span, unit.id, PLAIN if goal.measurable else LIKELY)
            yield from self.details.inside(unit, unit.span, Link.GOAL, actors=False)
            if how >= Tie.LED and acts(unit):
                # "Fritidschefen ska bemanna platsen" in a section of goals is what is done, too.
                yield Given(Link.MEASURE, unit.span, unit.id, LOOSE)
                yield from self.details.inside(unit, unit.span, Link.MEASURE, actors=True)
            return
        why = gives_cause(unit)
        if why:
            yield Given(Link.CAUSE, unit.span, unit.id, PLAIN if says_cause(unit) else LIKELY)
        who = answers(unit)
        if who is not None:
            yield Given(Link.RESPONSIBLE, who, unit.id, LIKELY)
        after = self.units[unit.id + 1] if unit.id + 1 < len(self.units) else None
        undertaken = how >= Tie.NAMED and self.deeds.leader(unit) is not None
        told = close or undertaken or "atgarder" in unit.topics or "atgard" in unit.functions
        if why and (is_due(unit) or not acts(unit)):
            return  # what a problem depends on is nothing that is done about it
        if self.deeds.states(unit, told=told, close=close):
            yield Given(Link.MEASURE, unit.span, unit.id, LIKELY)
            yield from self.details.inside(unit, unit.span, Link.MEASURE, actors=True)
        elif close and wants(unit):
            yield Given(Link.GOAL, unit.span, unit.id, LOOSE)
            yield from self.details.inside(unit, unit.span, Link.GOAL, actors=False)
        elif how >= Tie.NAMED and explains(unit, after, close=close):
            yield Given(Link.CAUSE, unit.span, unit.id, LOOSE)
        elif reviews(unit) or (close and looks_after(unit)):
            yield Given(Link.FOLLOW_UP, unit.span, unit.id, LIKELY)
