"""Goals: sentences, items and rows that state a wished-for change or state.

Statistics, purposes, withdrawn goals, other people's goals, text about goals, and routines ("minst två
möten per år") are no goals. A goal section lowers the threshold, a section on organisation raises it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.headings import heading_topics
from ..language.units import BODY, UnitKind
from . import goal_signs as signs
from .goal_words import is_infinitive
from .measurable import Trait, figure_of_year, goal_text, has_level, traits_of
from .words import Shared

_ROUTINE_TOPICS = frozenset(
    {
        "organisation", "roller_ansvar", "resurser", "informationsutbyte", "kommunikation", "dialog",
        "dokumentation", "uppfoljning", "giltighet_revidering", "underskrifter", "bilagor", "parter",
        "styrdokument", "definitioner", "medborgarlofte",
    }
)  # fmt: skip
_MIXED_TOPICS = frozenset(
    {"atgarder", "prioriterade_omraden", "orsaksanalys", "lagesbild", "syfte", "bakgrund"}
)
_SETTING = frozenset({"syfte", "prioriterade_omraden"})  # "Inriktning" may be of either
_RX = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: its own unit, then the sentence that completes it; what is settled about it."""

    units: tuple[int, ...]
    title: str
    traits: frozenset[Trait]


def _live(unit: Unit) -> bool:
    if unit.kind not in BODY or Flag.EARLIER in unit.flags:
        return False
    cancelled = unit.flags & CANCELLING
    if unit.kind is UnitKind.ROW:
        if _blank_goal(unit):
            return False
        cancelled -= {Flag.PLACEHOLDER}  # a blank in another column leaves the goal as it is
    return not cancelled or (cancelled == {Flag.NEGATED} and _reached(unit))


def _reached(unit: Unit) -> bool:
    """Whether what negates is the state to reach: ”ingen butik ska rånas”, ”ska ha upphört”."""
    if signs.NO_GOAL_SET.found(unit.text):
        return False
    return signs.HELD_AGAINST.found(unit.text) or ("mal" in unit.topics and signs.REACHED.found(unit.text))


def is_goal(unit: Unit) -> bool:
    """Whether a unit states a goal of the agreement."""
    return _live(unit) and not _excluded(unit) and _goal_strength(unit) > _threshold(unit)


def find_unfinished(analysis: Analysis) -> tuple[int, ...]:
    """The ids of the units that stand as goals, but with a blank that is still to be filled in."""
    return tuple(u.id for u in analysis.units if _unfinished(u))


def _unfinished(unit: Unit) -> bool:
    cancelled = unit.flags & (CANCELLING | {Flag.EARLIER})
    if unit.kind is UnitKind.ROW:
        return cancelled <= {Flag.PLACEHOLDER} and _blank_goal(unit)
    if unit.kind not in BODY or cancelled != {Flag.PLACEHOLDER}:
        return False
    listed = unit.kind is UnitKind.ITEM and "mal" in unit.topics and not unit.topics & _MIXED_TOPICS
    return listed or (not _excluded(unit) and _goal_strength(unit) > 1)


def _blank_goal(row: Unit) -> bool:
    """Whether the blank of a row stands in a cell for the goal."""
    if any(is_goal_header(c.header) for c in row.blanks):
        return True
    cells = [c for c in row.cells if is_goal_header(c.header)]
    return any(q.flag is Flag.PLACEHOLDER and c.start <= q.start < c.end for q in row.cues for c in cells)


def find_goals(analysis: Analysis) -> tuple[Goal, ...]:
    """The goals of a document in text order, with their traits."""
    out: list[Goal] = []
    units = analysis.units
    stated = {u.id for u in units if is_goal(u)}
    figures = _figures(units, stated)
    statistics = _Statistics([u for u in units if u.id in figures or _is_statistic(u)])
    for unit in units:
        if unit.id not in stated:
            continue
        following = units[unit.id + 1] if unit.id + 1 < len(units) else None
        if following is not None and not _completes(unit, following):
            following = None
        traits = traits_of(unit, following)
        if Trait.BASE_VALUE not in traits and statistics.give_start(unit):
            traits |= {Trait.BASE_VALUE}
        ids = (unit.id,) if following is None else (unit.id, following.id)
        out.append(Goal(ids, unit.text, traits))
    return tuple(out)


def _threshold(unit: Unit) -> int:
    if unit.functions and "mal" not in unit.functions:
        return 2
    return 0 if "mal" in unit.functions else 1


def _goal_strength(unit: Unit) -> int:
    """0 none, 2 likely, 3 plain."""
    concepts = unit.concepts
    text = goal_text(unit)
    future = signs.WILL.found(text)
    change = bool(concepts & {"riktning", "niva_grans", "onskat_tillstand"})
    if unit.kind is UnitKind.ROW:
        cells = [c for c in unit.cells if is_goal_header(c.header)]
        said = [unit.said(c) for c in cells]
        past = any(signs.OUTCOME_HEADER.search(c.header) for c in unit.cells)
        return 3 if not past and any(not signs.EMPTY_CELL.match(s) for s in said) else 0
    if signs.TITLE_GOAL.found(text):
        return 3
    measured = signs.MEASURED.found(text) and future and (has_level(text) or signs.CHANGED.found(text))
    if measured and not signs.AGENT_FIRST.found(text):
        return 3
    if "mal" in unit.topics:
        mixed = bool(unit.topics & _MIXED_TOPICS)
        verbless = unit.kind is UnitKind.ITEM or not signs.PAST.found(text)
        compared = bool(signs.COMPARATIVE.search(text))
        if change and (future or (compared and verbless)):
            return 3
        if not mixed and verbless and signs.BETTER.match(text):
            return 3
        if not mixed and (unit.kind is UnitKind.ITEM or future):
            return 3
        if not mixed and _states_level(unit, text):
            return 3
        return 0
    if unit.topics & _ROUTINE_TOPICS:
        return 0
    level = has_level(text)
    if level and signs.WANTED.found(text):
        return 2
    if not future:
        return 0
    if "mal" not in unit.topics and _arranges(text):
        return 0
    if signs.HELD_AGAINST.found(text) and not concepts & {"mote_ord", "sekretess_ord"}:
        return 2
    by_then = signs.REACHED_BY.found(text) or (level and signs.LEVEL_BY.found(text))
    work = (
        concepts & {"mote_ord", "sekretess_ord"} or signs.STAFF.found(text) or signs.AGENT_FIRST.found(text)
    )
    if by_then and not work:
        return 2
    if "atgardsverb" in concepts and not signs.OUTCOME_VERB.found(text):
        return 0
    if signs.AGENT_FIRST.found(text):
        return 2 if signs.OUTCOME_VERB.found(text) else 0
    if "riktning" in concepts or (level and ("niva_grans" in concepts or signs.ATTAINED.found(text))):
        return 2
    return 0


def _arranges(text: str) -> bool:
    """Whether what is to have a level is the parties' own work: "gruppen ska inte bestå av fler än åtta"."""
    subject = text[: text.find(" ska ") if " ska " in text else 40]
    return signs.ARRANGED.found(subject) or "från varje" in text


def _states_level(unit: Unit, text: str) -> bool:
    """A level to reach without a verb in the future: ”högst 45 fall 2027”, ”Nå 1 200 elever”."""
    first = text.split(";")[0]
    if not has_level(first) or signs.PAST.found(first) or signs.STANDS.match(first):
        return False
    opening = signs.OPENING.match(first)
    return "niva_grans" in unit.concepts or bool(opening and is_infinitive(opening[1].lower()))


def is_goal_header(header: str) -> bool:
    """Whether a column with this header holds goals."""
    return "mal" in heading_topics(header) and not re.search(r"indikator|nyckeltal|grupp|åtgärd", header, _RX)


def _excluded(unit: Unit) -> bool:
    concepts = unit.concepts
    text = unit.text
    if text.rstrip().endswith("?") or text.rstrip().endswith(":"):
        return not has_level(text)
    if signs.EXAMPLE.found(text) or signs.OTHERS.found(text):
        return True
    if concepts & {"mal_metatext", "mal_om_mal", "mal_struket", "mal_andras"}:
        return True
    if concepts & {"sekretess_ord", "sekretess_regel"} or signs.WISH.found(text):
        return True
    if (
        concepts & {"foljaupp_ord", "revidera_ord"}
        and not signs.GOAL_WORD.found(text)
        and not signs.MEASURED.found(text)
        and "mal" not in unit.topics
    ):
        return True
    if Flag.LATER in unit.flags and not concepts & {"riktning"}:
        return True
    if Flag.ANNEX in unit.flags and "riktning" not in concepts:
        return True
    if "frequency" in unit.fact_kinds and concepts & {"mote_ord", "uppfoljning_ord"}:
        return True
    if not signs.GOAL_WORD.found(text) and (
        signs.PURPOSE.found(text)
        or "syfte_snavt" in concepts
        # A heading may be of both: "Vad vi vill nå". A level to reach is no purpose.
        or (unit.topics & _SETTING == {"syfte"} and not _level_to_reach(unit))
    ):
        return True
    past = "matt_jamforelse_da" in concepts and "modal_framtid" not in concepts
    bound = (
        "mal" in unit.topics and bool(concepts & {"niva_grans", "riktning"}) and not signs.PAST.found(text)
    )
    return past and not bound and unit.kind is not UnitKind.ROW and not signs.TITLE_GOAL.found(text)


def _level_to_reach(unit: Unit) -> bool:
    text = unit.text
    return has_level(text) and (
        "mal" in unit.topics or bool(signs.MEASURED.found(text) and signs.WILL.found(text))
    )


def _completes(goal: Unit, following: Unit) -> bool:
    """Whether the next sentence tells where things stand or how the goal is read off."""
    return (
        _live(following)
        and following.section == goal.section
        and following.kind is not UnitKind.ROW
        and not is_goal(following)
        and bool(signs.COMPLETES.search(following.text))
    )


def _is_statistic(unit: Unit) -> bool:
    """Whether a unit gives a figure with its year."""
    return (
        _live(unit)
        and "statistik_ord" in unit.concepts
        and "modal_framtid" not in unit.concepts
        and bool(unit.fact_kinds & {"count", "percent"})
        and (
            bool(unit.fact_kinds & {"year", "date"})
            or any(signs.HEADED_YEAR.search(c.header) for c in unit.cells)
        )
    )


_PICTURED = frozenset({"lagesbild", "prioriterade_omraden", "bakgrund"})


def _figures(units: Sequence[Unit], goals: Container[int]) -> frozenset[int]:
    """The units that count something in a year, said by themselves or by the line above their list."""
    out: set[int] = set()
    above: list[str] = ["", ""]  # the two last units outside lists
    for unit in units:
        if (
            unit.id not in goals
            and _counts(unit)
            and (
                figure_of_year(unit.text)
                or (
                    unit.kind is UnitKind.ITEM
                    and has_level(unit.text)
                    and any(map(signs.HEADED_YEAR.search, above))
                )
            )
        ):
            out.add(unit.id)
        if unit.kind is not UnitKind.ITEM:
            above = [above[-1], unit.text]
    return frozenset(out)


def _counts(unit: Unit) -> bool:
    if not _live(unit) or "modal_framtid" in unit.concepts:
        return False
    return not unit.topics & _ROUTINE_TOPICS or bool(unit.topics & _PICTURED)


class _Statistics:
    """The figures with their years by the words that they are about."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._sections = {u.id: u.section for u in units}
        self._pictured = {u.id for u in units if u.topics & _PICTURED}
        self._shared = Shared((u.id, u.text) for u in units)

    def give_start(self, goal: Unit) -> bool:
        """Whether a statistic elsewhere gives, with its year, where a measurable goal starts from."""
        text = goal_text(goal)
        if not self._sections or (not has_level(text) and not goal.concepts & {"indikator_namn"}):
            return False
        return any(
            statistic != goal.id
            and (count >= 2 or self._sections[statistic] == goal.section or statistic in self._pictured)
            for statistic, count in self._shared.with_text(text).items()
        )
