"""What a unit gives to the chain of a problem: cause, goal, measure, who, when, follow-up, as spans."""

from __future__ import annotations

from collections.abc import Mapping

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from .cause_readings import gives_cause
from .columns import Link, link_of
from .goal_details import GoalDetail, judge, sentence_parts
from .part_deeds import Deeds
from .part_details import LOOSE, Details, Given
from .part_labels import label, left_empty
from .part_rows import CANCELS, Rows
from .part_sentences import Sentences
from .readings import is_aim, overall, reviews_each
from .ties import Tie, Tied

# Sections that speak of something else even where they name a problem.
_ELSEWHERE = frozenset(
    {
        "parter", "underskrifter", "giltighet_revidering", "definitioner", "bilagor", "syfte", "informationsutbyte",
        "resurser", "kommunikation", "dialog", "medborgarlofte", "styrdokument", "dokumentation",
    }
)  # fmt: skip
_AIMED = (Link.GOAL, Link.TIME)


class Giver:
    """Reads the parts off the units of one document."""

    def __init__(
        self,
        analysis: Analysis,
        goals: Mapping[int, GoalDetail],
        measures: frozenset[int],
        tied: Tied,
    ) -> None:
        self.units = analysis.units
        self.goals = goals  # unit id → the goal it states
        deeds = Deeds(analysis.units, measures)
        details = Details(goals, deeds)
        self._rows = Rows(tied, details)
        self._sentences = Sentences(analysis.units, goals, deeds, details)

    def measurable(self, given: Given) -> bool:
        """Whether a given goal can be measured."""
        goal = self.goals.get(given.unit)
        if goal is not None:
            return goal.measurable
        unit = self.units[given.unit]
        return unit.kind is not UnitKind.ROW and judge(sentence_parts(unit, given.span))[0] is Outcome.MET

    def given(self, unit: Unit, problem: int, how: Tie) -> tuple[Given, ...]:
        """The parts that a unit gives to a problem it is tied to in this way, in the order of the text."""
        close = how >= Tie.LED
        if not close and unit.topics & _apart(unit) and unit.id not in self.goals:
            return ()
        if unit.kind is UnitKind.ROW:
            return tuple(self._rows.given(unit, problem))
        if unit.flags & (CANCELS - {Flag.NEGATED}):
            return ()
        if not close and unit.id in self.goals and overall(unit):
            return ()
        if left_empty(unit):
            return ()
        found = self._sentences.given(unit, how)
        if how <= Tie.NEAR:
            found = tuple(g for g in found if g.link is not Link.FOLLOW_UP)
        if Flag.NEGATED in unit.flags:  # "ingen ser gården" is a cause, "uppföljning saknas" no follow-up
            aim = is_aim(unit)
            found = tuple(g for g in found if g.link is Link.CAUSE or (g.link in _AIMED and aim))
        return found

    def for_each(self, unit: Unit, problems: int) -> Given | None:
        """A follow-up that the text says is made of each problem or goal, or of as many as there are."""
        if unit.id in self.goals or unit.flags & CANCELS or not reviews_each(unit, problems):
            return None
        return Given(Link.FOLLOW_UP, unit.span, unit.id, LOOSE)


def _apart(unit: Unit) -> frozenset[str]:
    """The topics that take a unit away from the chains; ”Varför” heads both purposes and causes."""
    named = label(unit)[0]
    cause = gives_cause(unit) or (named is not None and link_of(named) is Link.CAUSE)
    return _ELSEWHERE - {"syfte"} if cause else _ELSEWHERE
