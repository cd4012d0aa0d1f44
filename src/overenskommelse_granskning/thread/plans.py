"""Tables that are plans of measures, whatever they and their columns are called.

A column is known by its header or, failing that, by what stands in its cells: most of them name somebody
(who) or a time (when). A table is a plan when it says what is done and at least one of who and when.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.headings import heading_topics
from ..language.units import Cell

_RX = re.IGNORECASE
_WHO = re.compile(r"\bvem\b|ansvar|utför|svarar|\bgör det\b|håller i|\baktör|fixar|\bdrivs\b", _RX)
_WHEN = re.compile(r"\bnär\b|\btid\w*|\bklar\w*|datum|senast|\bstart\b|period", _RX)
_FOLLOW = re.compile(r"avläs|mäts|följs|uppfölj|så (?:vet|ser) vi|\bmått\b|kontroll|tecken", _RX)
_CAUSE = re.compile(
    r"orsak|därför|varför|mot vad|riktas mot|bakom|motverkar|mekanism|beror|möter|ska ändra|kommer (?:det )?sig",
    _RX,
)
_WHAT = re.compile(r"åtgärd|insats|aktivitet|åtagande|\bgör(?:a|s)?\b|händer|\binnehåll\b", _RX)
OTHER_HEADER = re.compile(
    r"målgrupp|forum|ordförande|deltagare|beslut|\bdnr\b|organ\b|möts|ingår|bilaga|"
    r"budskap|kanal|befattning|funktion|namn|resurs|kostnad|giltig|läge\b|omfattning|"
    r"uppgift",
    _RX,
)
_SOMEBODY = frozenset({"role", "body", "board", "police", "municipality", "actor"})
_UNIT_WORD = re.compile(
    r"\w+(?:enheten|förvaltningen|bolaget|tjänsten|kontoret|nämnden|skolan|chefen|värden|"
    r"gruppen|polisen)\b|\brektor\w*",
    _RX,
)
_TIMES = frozenset({"date", "year", "frequency", "period"})
_OFF = frozenset(
    {
        "organisation",
        "parter",
        "underskrifter",
        "giltighet_revidering",
        "resurser",
        "kommunikation",
        "styrdokument",
    }
)
_EMPTY = re.compile(r"^[\s–—.-]*$")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan: its unit, the parts its table has, whether the table ties measures to causes."""

    unit: int
    parts: frozenset[str]
    tied: bool


def plan_rows(analysis: Analysis) -> tuple[PlanRow, ...]:
    """The rows of all tables that are plans of measures."""
    out: list[PlanRow] = []
    for rows in analysis.by_table.values():
        kinds = _columns(rows)
        if rows[0].topics & _OFF and not any(_WHAT.search(h) for h in kinds):
            continue
        parts = frozenset(kinds.values()) & {"what", "who", "when", "follow"}
        if "what" not in parts:
            continue
        what = [h for h, kind in kinds.items() if kind == "what"]
        for row in rows:
            said = [row.said(c) for c in row.cells if c.header in what]
            if any(not _EMPTY.match(s) for s in said) and not row.flags & (CANCELLING | {Flag.EARLIER}):
                out.append(PlanRow(row.id, parts, "cause" in kinds.values()))
    return tuple(out)


def _columns(rows: Sequence[Unit]) -> dict[str, str]:
    """Header → kind of column. Empty where the headers speak of something else than measures."""
    cells: dict[str, list[tuple[Unit, Cell]]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            cells[cell.header].append((row, cell))
    if len(cells) < 2 or any(OTHER_HEADER.search(h) for h in cells):
        return {}
    kinds: dict[str, str] = {}
    for header, filled in cells.items():
        kinds[header] = kind_by_header(header) or kind_by_content(filled)
    if "what" not in kinds.values() and {"who", "when"} <= set(kinds.values()):
        free = [h for h, kind in kinds.items() if not kind]
        if free:
            longest = max(free, key=lambda h: sum(c.end - c.start for _, c in cells[h]))
            kinds[longest] = "what"
    return kinds


def kind_by_header(header: str) -> str:
    """What a column holds by its header: cause, who, follow, when, what, problem, or nothing known."""
    topics = heading_topics(header)
    if _CAUSE.search(header):
        return "cause"
    if _WHO.search(header) or "roller_ansvar" in topics:
        return "who"
    if _FOLLOW.search(header) or "uppfoljning" in topics:
        return "follow"
    if _WHEN.search(header):
        return "when"
    if "atgarder" in topics or _WHAT.search(header):
        return "what"
    if "mal" in topics or "lagesbild" in topics or "prioriterade_omraden" in topics:
        return "problem"
    return ""


def kind_by_content(filled: list[tuple[Unit, Cell]]) -> str:
    """What a column holds by its cells: who, when, or nothing known."""
    who = sum(_has(row, cell, _SOMEBODY) or bool(_UNIT_WORD.search(row.said(cell))) for row, cell in filled)
    when = sum(_has(row, cell, _TIMES) for row, cell in filled)
    short = sum(cell.end - cell.start < 90 for _, cell in filled) > len(filled) / 2
    if when * 2 > len(filled) and when >= who:
        return "when"
    return "who" if who * 2 > len(filled) and short else ""


def _has(row: Unit, cell: Cell, kinds: frozenset[str]) -> bool:
    return any(f.kind in kinds and cell.start <= f.start < cell.end for f in row.facts)
