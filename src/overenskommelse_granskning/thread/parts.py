"""What a unit gives to the chain of a problem: cause, goal, measure, who, when, follow-up, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import Cell, UnitKind
from ..vocabulary.closed import Outcome
from .cause_readings import explains, gives_cause, is_due, says_cause, tells_no_cause
from .columns import Link, link_of
from .goal_details import GoalDetail, judge, sentence_parts
from .goal_parts import GoalPart
from .measurable import Trait
from .readings import (
    actor_in,
    acts,
    answers,
    begins_with_doing,
    is_aim,
    is_past,
    is_state,
    listed_measure,
    looks_after,
    may_be_done,
    overall,
    reviews,
    reviews_each,
    time_in,
    wants,
)
from .ties import Tie, Tied

_EMPTY = re.compile(
    r"^[\s–—.?-]*$|^(?:saknas|ej |(?:inget|inga|ingen)\W*$|se |okänt|oklart|alla|berörda|fylls|xx|återkommer)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*([^.:;\t]{3,40}):\s+(?=\S)")
_CANCELS = CANCELLING | {Flag.EARLIER}
# Sections that speak of something else even where they name a problem.
_ELSEWHERE = frozenset(
    {
        "parter", "underskrifter", "giltighet_revidering", "definitioner", "bilagor", "syfte", "informationsutbyte",
        "resurser", "kommunikation", "dialog", "medborgarlofte", "styrdokument", "dokumentation",
    }
)  # fmt: skip
_NO_LONGER = re.compile(r"upphäv|utgår|utgått|ingår inte|inget mål|inte sat|stryk", re.IGNORECASE)
_AIMED = (Link.GOAL, Link.TIME)
_DATED = (Link.GOAL, Link.MEASURE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT_LABEL = re.compile(r"^\W*(\w[\w-]*(?: \w[\w-]*){0,2})[.?]\s*$")
_LEADS = re.compile(r"\b(?:ska(?:ll)?|åtar sig|lovar|ansvarar för)(?: att)?\s*:?\s*$", re.IGNORECASE)
# What an item may do instead of saying what is to be done.
_TOLD = frozenset({"problem", "orsak", "statistik", "bakgrund", "mal", "uppfoljning", "dialog"})
# What a sentence may be known to do that takes nothing from its being a measure.
_OF_WORK = frozenset({"ansvar", "lofte", "ovrigt"})
_LABEL_WORDS = 7
_PLAIN, _LIKELY, _LOOSE = 2.0, 1.0, 0.8


def _label(unit: Unit) -> tuple[str | None, int]:
    """The label that a sentence bears, and where what it labels begins; a label alone labels what follows."""
    match = _LABEL.match(unit.text)
    if match:
        return match[1], match.end()
    alone = _SHORT_LABEL.match(unit.text)
    return (alone[1], len(unit.text)) if alone else (None, 0)


@dataclass(frozen=True, slots=True)
class Given:
    """A part that a unit gives; ``weight`` says how plain it is."""

    link: Link
    span: Span
    unit: int
    weight: float


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
        self.measures = measures
        self.tied = tied

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
        if not close and unit.topics & self._apart(unit) and unit.id not in self.goals:
            return ()
        if unit.kind is UnitKind.ROW:
            return tuple(self._row(unit, problem))
        if unit.flags & (_CANCELS - {Flag.NEGATED}):
            return ()
        if not close and unit.id in self.goals and overall(unit):
            return ()
        if _left_empty(unit):
            return ()
        found = self._labelled(unit, close) or self._sentence(unit, how)
        if how <= Tie.NEAR:
            found = (g for g in found if g.link is not Link.FOLLOW_UP)
        if Flag.NEGATED in unit.flags:  # "ingen ser gården" is a cause, "uppföljning saknas" no follow-up
            aim = is_aim(unit)
            found = (g for g in found if g.link is Link.CAUSE or (g.link in _AIMED and aim))
        return tuple(found)

    def _apart(self, unit: Unit) -> frozenset[str]:
        """The topics that take a unit away from the chains; ”Varför” heads both purposes and causes."""
        label = _label(unit)[0]
        cause = gives_cause(unit) or (label is not None and link_of(label) is Link.CAUSE)
        return _ELSEWHERE - {"syfte"} if cause else _ELSEWHERE

    def _row(self, row: Unit, problem: int) -> Iterator[Given]:
        table = row.table if row.table is not None else -1
        sides = self.tied.sides.get(table, {})
        links = self.tied.columns.get(table, {})
        label = self._said(row, row.cells[0])
        short = len(label.split()) <= _LABEL_WORDS
        named = link_of(label) if short and (len(row.cells) == 2 or sides) else None
        if named is not None and named is not Link.PROBLEM:
            for cell in row.cells[1:]:
                if sides.get(cell.header, problem) == problem:
                    yield from self._cell(row, cell, named)
            return
        for cell in row.cells:
            link = links.get(cell.header)
            if link is None or link is Link.PROBLEM or sides.get(cell.header, problem) != problem:
                continue
            yield from self._cell(row, cell, link, Link.RESPONSIBLE not in links.values())

    def _cell(self, row: Unit, cell: Cell, link: Link, alone: bool = True) -> Iterator[Given]:
        """A cell's part; of a goal or measure also the time in it, and who where no column says it."""
        if _EMPTY.match(self._said(row, cell)) or self._cancelled(row, cell, link):
            return
        span = Span(cell.start, cell.end)
        yield Given(link, span, row.id, _PLAIN)
        if link in (Link.GOAL, Link.MEASURE):
            yield from self._inside(row, span, link, actors=alone and link is Link.MEASURE)

    def _cancelled(self, row: Unit, cell: Cell, link: Link) -> bool:
        """A placeholder or a refusal in the cell; that somebody is lacking may well be a cause."""
        cancels = _CANCELS - {Flag.NEGATED} if link in (Link.CAUSE, Link.GOAL) else _CANCELS
        if link is Link.GOAL and _NO_LONGER.search(self._said(row, cell)):
            return True
        return any(c.flag in cancels and cell.start <= c.start < cell.end for c in row.cues)

    def _text(self, unit: Unit, span: Span) -> str:
        return unit.said(span) if span.start >= unit.start else ""

    def _said(self, row: Unit, cell: Cell) -> str:
        return row.said(cell).strip()

    def _labelled(self, unit: Unit, close: bool) -> tuple[Given, ...]:
        """What a sentence gives by the label it bears, or that its paragraph opens with: ”Mål: …”, ”Åtgärder. …”."""
        label, at = _label(unit)
        first = self._opening(unit)
        if label is not None and at == len(unit.text) and link_of(label) is None:
            label, at = None, 0  # short, but no label of ours: "Elevenkäten."
        if label is None and first is not None and close:
            label = _label(first)[0]
        link = link_of(label) if label is not None else None
        if link is None or link is Link.PROBLEM or _EMPTY.match(unit.text[at:]):
            return ()
        if not at and (
            (link is Link.MEASURE and is_past(unit.text)) or (link is Link.CAUSE and tells_no_cause(unit))
        ):
            return ()  # under the label, but telling of something else
        span = Span(unit.start + at, unit.end)
        inside = self._inside(unit, span, link, actors=link is Link.MEASURE) if link in _DATED else ()
        return (Given(link, span, unit.id, _PLAIN if at else _LIKELY), *inside)

    def _opening(self, unit: Unit) -> Unit | None:
        """The first sentence of a unit's paragraph, where the unit is another one."""
        i = unit.id
        while i and self.units[i - 1].block == unit.block and unit.kind is UnitKind.SENTENCE:
            i -= 1
        return self.units[i] if i < unit.id else None

    def _sentence(self, unit: Unit, how: Tie) -> Iterator[Given]:
        close = how >= Tie.LED
        goal = self.goals.get(unit.id)
        if goal is not None:
            yield Given(Link.GOAL, unit.span, unit.id, _PLAIN if goal.measurable else _LIKELY)
            yield from self._inside(unit, unit.span, Link.GOAL, actors=False)
            if how >= Tie.LED and acts(unit):
                # "Fritidschefen ska bemanna platsen" in a section of goals is what is done, too.
                yield Given(Link.MEASURE, unit.span, unit.id, _LOOSE)
                yield from self._inside(unit, unit.span, Link.MEASURE, actors=True)
            return
        why = gives_cause(unit)
        if why:
            yield Given(Link.CAUSE, unit.span, unit.id, _PLAIN if says_cause(unit) else _LIKELY)
        who = answers(unit)
        if who is not None:
            yield Given(Link.RESPONSIBLE, who, unit.id, _LIKELY)
        after = self.units[unit.id + 1] if unit.id + 1 < len(self.units) else None
        undertaken = how >= Tie.NAMED and self._leader(unit) is not None
        told = close or undertaken or "atgarder" in unit.topics or "atgard" in unit.functions
        listed = told and (self._acts(unit) or listed_measure(unit, self._above(unit)))
        if why and (is_due(unit) or not acts(unit)):
            return  # what a problem depends on is nothing that is done about it
        if (
            unit.id in self.measures
            or listed
            or (close and (self._among_measures(unit) or self._told_under(unit)))
        ):
            yield Given(Link.MEASURE, unit.span, unit.id, _LIKELY)
            yield from self._inside(unit, unit.span, Link.MEASURE, actors=True)
        elif close and wants(unit):
            yield Given(Link.GOAL, unit.span, unit.id, _LOOSE)
            yield from self._inside(unit, unit.span, Link.GOAL, actors=False)
        elif how >= Tie.NAMED and explains(unit, after, close=close):
            yield Given(Link.CAUSE, unit.span, unit.id, _LOOSE)
        elif reviews(unit) or (close and looks_after(unit)):
            yield Given(Link.FOLLOW_UP, unit.span, unit.id, _LIKELY)

    def _acts(self, unit: Unit) -> bool:
        """Whether somebody does something, and the sentence is not known to tell of something else."""
        if not acts(unit) and not (self._leader(unit) is not None and begins_with_doing(unit)):
            return False
        if not unit.functions or "atgard" in unit.functions:
            return True
        return unit.functions <= _OF_WORK and not is_state(unit)

    def _told_under(self, unit: Unit) -> bool:
        """Whether a sentence under a problem's own heading for measures is known to be one, though it names nobody."""
        if "atgard" not in unit.functions or unit.functions & _TOLD or "atgarder" not in unit.topics:
            return False
        return may_be_done(unit) and not wants(unit)

    def _leader(self, unit: Unit) -> Span | None:
        """Who does what an item says, where the line above the list leaves it there: "Kommunen ska:"."""
        above = self._above(unit) if unit.kind is UnitKind.ITEM else None
        if above is None or above.section != unit.section or not _LEADS.search(above.text):
            return None
        return actor_in(above, above.start, above.end)

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

    def _inside(self, unit: Unit, span: Span, link: Link, *, actors: bool) -> Iterator[Given]:
        """The time in a goal or measure, and who acts in a measure."""
        if actors:
            who = actor_in(unit, span.start, span.end) or self._leader(unit)
            if who is not None:
                yield Given(Link.RESPONSIBLE, who, unit.id, _LIKELY)
        goal = self.goals.get(unit.id)
        if link is Link.GOAL and goal is not None:
            when = goal.parts.get(GoalPart.TIME)
            if when is not None and not (Trait.DATED in goal.traits or _YEAR.search(self._text(unit, when))):
                when = None
        elif link is Link.GOAL and unit.kind is not UnitKind.ROW:
            when = sentence_parts(unit, span).get(GoalPart.TIME)
        else:
            when = time_in(unit, span.start, span.end)
        if when is not None:
            yield Given(Link.TIME, when, unit.id, _LIKELY)

    def for_each(self, unit: Unit, problems: int) -> Given | None:
        """A follow-up that the text says is made of each problem or goal, or of as many as there are."""
        if unit.id in self.goals or unit.flags & _CANCELS or not reviews_each(unit, problems):
            return None
        return Given(Link.FOLLOW_UP, unit.span, unit.id, _LOOSE)


def _left_empty(unit: Unit) -> bool:
    """A label with nothing behind it: ”Mål: –”."""
    match = _LABEL.match(unit.text)
    return (
        match is not None and link_of(match[1]) is not None and bool(_EMPTY.match(unit.text[match.end() :]))
    )


def _same_list(other: Unit, item: Unit) -> bool:
    return other.kind is UnitKind.ITEM and other.section == item.section
