"""Each goal taken apart: its five parts, its kind, and whether it can be measured, with the reason.

The test (Brå's SMART, made countable): a goal can be measured when it says what is to change (object) and how
(direction or end state), and how much (quantity) or by which named measure from where (indicator and
baseline). When it is to be reached is judged apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from .columns import Link, is_base_header, is_indicator_header, link_of
from .goal_parts import GoalPart, Parts, Stretch, read_parts
from .goals import Goal, is_goal_header
from .measurable import Trait, headed_year, puts_off

_RX = re.IGNORECASE
_EMPTY = re.compile(r"^[\s–—.?-]*$|^(?:saknas|ej|inget|se|–)\b", _RX)
_WORD = re.compile(r"[^\W\d_]{2}")
_VALUE = re.compile(r"\b(?:19|20)\d\d\s?:\s?\d|\d\s?\(?(?:år )?(?:19|20)\d\d\b")
_COUNTED = re.compile(r"\W*(?:andel|antal)", _RX)
_PROCESS = re.compile(
    r"\b(?:rutin\w*|handläggning\w*|lägesbild\w*|orsaksanalys\w*|arbetsgrupp\w*|\w*grupp(?:en)? ska ha|samverkan\b|samarbetet?|"
    r"informations?\w*|larmkedja\w*|krisgrupp\w*|tid(?:en)? från|bedöm(?:as|ts)|inom (?:\d+|en|ett|två|tre) (?:timm\w+|dygn|dag\w*)|"
    r"arbetssätt\w*|plan\b|planen|utred\w+ |känna till rutin\w*|återkoppl\w*|avstämning\w*|vara borta)",
    _RX,
)
_PRODUCTION = re.compile(
    r"\b(?:genomför\w*|utbilda\w*|märk(?:as|a|ta|ts)|besök(?:as)?|göras|hållas|delta\w*|nattvandring\w*|trygghetsvandring\w*|"
    r"\w*kontroller?(?:na)?|\w*utbildning\w*|\w*lektion\w*|föreläsning\w*|tillsynsbesök\w*|kontrollköp|grannsamverkan|"
    r"vara ute|passera|fått råd|\w*patrull\w*|ta emot|\w*vandringar|\w*möten|\w*träffar)\b",
    _RX,
)
_EFFECT = re.compile(
    r"\b(?:minsk\w*|färre|sjunk\w*|uppl[eä]v\w*|trygg\w*|anmäl(?:da|ningar|as)|andelen|utsätt\w*|säljer|uppge\w*)\b",
    _RX,
)


class GoalKind(StrEnum):
    """What a goal is about, in Brå's terms: what changes, how the work is done, how much is done."""

    EFFECT = "effekt"
    PROCESS = "process"
    PRODUCTION = "produktion"


@dataclass(frozen=True, slots=True)
class GoalDetail:
    """A goal with its parts; ``measurability`` is met, partial or missing; ``reason`` a Swedish sentence."""

    units: tuple[int, ...]
    title: str
    span: Span
    traits: frozenset[Trait]
    parts: Mapping[GoalPart, Span]
    kind: GoalKind
    measurability: Outcome
    reason: str

    @property
    def measurable(self) -> bool:
        return self.measurability is Outcome.MET


def describe(analysis: Analysis, goal: Goal) -> GoalDetail:
    """Take one goal apart."""
    unit, *following = (analysis.units[i] for i in goal.units)
    parts = _row_parts(unit) if unit.cells else read_parts(Stretch.of(unit, unit.start, unit.end))
    if unit.cells and GoalPart.TIME not in parts:
        parts |= _headed_time(analysis, unit)
    for more in following:
        told = read_parts(Stretch.of(more, more.start, more.end), base_only=True)
        for part, place in told.items():
            parts.setdefault(part, place)
    outcome, reason = judge(parts)
    traits = goal.traits - {Trait.MEASURABLE, Trait.INDICATOR}
    if outcome is Outcome.MET:
        traits |= {Trait.MEASURABLE}
    elif goal.traits & {Trait.MEASURABLE, Trait.INDICATOR} or GoalPart.INDICATOR in parts:
        traits |= {Trait.INDICATOR}
    kind = goal_kind(unit, parts)
    return GoalDetail(goal.units, goal.title, _place(unit), traits, parts, kind, outcome, reason)


def describe_unfinished(analysis: Analysis, unit_id: int) -> GoalDetail:
    """A goal with a blank in it: it has no parts until the blank is filled in."""
    unit = analysis.units[unit_id]
    reason = "Målet är inte färdigt: något i det är ännu inte ifyllt."
    return GoalDetail(
        (unit.id,), unit.text, _place(unit), frozenset(), {}, goal_kind(unit, {}), Outcome.MISSING, reason
    )


def _place(unit: Unit) -> Span:
    """Where the goal stands: of a row its first cell for goals."""
    cells = [
        c for c in (*unit.cells, *unit.blanks) if is_goal_header(c.header) and not _EMPTY.match(unit.said(c))
    ]
    return Span(cells[0].start, cells[0].end) if cells else unit.span


def sentence_parts(unit: Unit, span: Span) -> Parts:
    """The parts of what stands as a goal, though it is none of the list."""
    return read_parts(Stretch.of(unit, span.start, span.end))


def _row_parts(row: Unit) -> Parts:
    """The parts of a goal in a table: of its own cell, and of the cells for start, measure and time."""
    out: Parts = {}
    start: Span | None = None
    for cell in row.cells:
        said = row.said(cell)
        if is_goal_header(cell.header) and not _EMPTY.match(said) and not puts_off(said):
            for part, place in read_parts(Stretch.of(row, cell.start, cell.end)).items():
                out.setdefault(part, place)
    for cell in row.cells:
        if _EMPTY.match(row.said(cell)):
            continue
        place = Span(cell.start, cell.end)
        if is_base_header(cell.header):
            if not puts_off(row.said(cell)):
                start = place  # of several years the last
        elif link_of(cell.header) is Link.FOLLOW_UP:
            told = read_parts(Stretch.of(row, cell.start, cell.end))
            if (
                is_indicator_header(cell.header)
                or _COUNTED.match(row.said(cell))
                or GoalPart.INDICATOR in told
            ):
                out.setdefault(GoalPart.INDICATOR, told.get(GoalPart.INDICATOR, place))
            if GoalPart.BASELINE in told or _VALUE.search(row.said(cell)):
                out.setdefault(GoalPart.BASELINE, told.get(GoalPart.BASELINE, place))
        elif link_of(cell.header) is Link.TIME:
            out.setdefault(GoalPart.TIME, place)
        elif link_of(cell.header) is Link.PROBLEM:
            out.setdefault(GoalPart.OBJECT, place)
    if start is not None:
        out.setdefault(GoalPart.BASELINE, start)
    label = next(iter(row.cells), None)  # a first column without header names the rows
    if label is not None and not label.header and _WORD.search(row.said(label)):
        out[GoalPart.OBJECT] = Span(label.start, label.end)
    # Without a verb the cell tells the state to reach: "Gatljus i alla nya områden".
    state = out.get(GoalPart.QUANTITY) or out.get(GoalPart.OBJECT)
    if state is not None:
        out.setdefault(GoalPart.DIRECTION, state)
    return out


def _headed_time(analysis: Analysis, row: Unit) -> Parts:
    """The year that the header of a filled column for goals names."""
    for cell in row.cells:
        year = headed_year(cell)
        said = row.said(cell)
        if year is None or _EMPTY.match(said) or puts_off(said):
            continue
        for unit in analysis.by_section[row.section]:
            if unit.kind is UnitKind.HEADER_ROW and unit.table == row.table and cell.header in unit.text:
                start = unit.start + unit.text.index(cell.header)
                return {GoalPart.TIME: Span(start + year[0], start + year[1])}
    return {}


def judge(parts: Mapping[GoalPart, Span]) -> tuple[Outcome, str]:
    """Whether a goal with these parts can be measured, and why (in Swedish)."""
    has = parts.__contains__
    named = has(GoalPart.INDICATOR)
    level = has(GoalPart.QUANTITY)
    base = has(GoalPart.BASELINE)
    if not has(GoalPart.OBJECT):
        if level:
            return (
                Outcome.PARTIAL,
                "En mängd anges, men inte vilket problem, vilken plats eller vilken grupp den gäller.",
            )
        return (
            Outcome.MISSING,
            "Det framgår inte vilket problem, vilken plats eller vilken grupp målet gäller.",
        )
    if not has(GoalPart.DIRECTION):
        return Outcome.MISSING, "Det framgår inte åt vilket håll det ska gå eller hur det ska vara."
    if level:
        return Outcome.MET, "Målet anger vad som ska ändras och hur mycket."
    if named and base:
        return (
            Outcome.MET,
            "Målet anger vad som ska ändras, vilket mått det läses av med och vad det jämförs med.",
        )
    if named:
        return Outcome.PARTIAL, "Ett mått nämns, men varken nivå eller något att jämföra med."
    if base:
        return Outcome.PARTIAL, "Något att jämföra med nämns, men varken mängd eller mått."
    return Outcome.MISSING, "Målet anger bara riktning eller tillstånd: varken mängd eller mått."


def goal_kind(unit: Unit, parts: Mapping[GoalPart, Span]) -> GoalKind:
    """Whether a goal is of effect, of process or of production."""
    headers = " ".join(unit.topics)
    text = unit.text
    low = text.lower()
    if "produktionsmål" in low or "aktivitetsmål" in low:
        return GoalKind.PRODUCTION
    if "processmål" in low:
        return GoalKind.PROCESS
    if "effektmål" in low or headers == "effekt":
        return GoalKind.EFFECT
    if _EFFECT.search(text):
        return GoalKind.EFFECT
    if _PROCESS.search(text):
        return GoalKind.PROCESS
    if GoalPart.QUANTITY in parts and (
        _PRODUCTION.search(text) or unit.concepts & {"aktivitet", "atgard_namn"}
    ):
        return GoalKind.PRODUCTION
    return GoalKind.EFFECT
