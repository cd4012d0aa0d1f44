"""Which part of a chain the columns of a table hold, whatever they are called and in whatever order.

A column is known by its header, failing that by its cells (most name somebody, or a time). A table may
also name the parts in its first column ("Mål | Färre rån"), once per problem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from ..language.analysis import Unit
from ..language.headings import heading_topics
from ..language.units import Cell
from .plans import OTHER_HEADER, kind_by_content, kind_by_header

_RX = re.IGNORECASE
_PROBLEM = re.compile(
    r"^\W*(?:nr|prio)?\W*(?:(?:prioriterad\w*|utvald\w*|vårt?|våra|vilket|berört?)\s)?"
    r"(?:\w*problem\w*|bekymm\w+|(?:\w+)?område\w*|fokus|spår|tema\w*|vägval|brott\w*|fråga|utmaning\w*|vad händer\??|"
    r"det vi ser|vad vi ser|det gäller|avser|gäller|vad (?:är|gäller) det\??|det(?: här)? händer)\W*(?:nr)?\W*$",
    _RX,
)
_GOAL = re.compile(
    r"\bmål|\bdit (?:ska|vill|skall) vi|vill (?:vi|nå)\b|\bvi vill\b|\bska nå|önska|riktvärd|uppnå|förvänta|ska vara",
    _RX,
)
_BASE = re.compile(
    r"utgångs|nuläge|basår|basvärde|\bi ?dag\b|startvärde|noll|(?<!mål)värde\w* (?:19|20)|(?<!önskat )läget? (?:19|20)|^(?:19|20)\d\d|"
    r"\b(?:så var|var) det\b",
    _RX,
)
_INDICATOR = re.compile(r"indikator|nyckeltal|mätetal|\bmått|hur (?:det|vi) mät|mäts", _RX)
_SIGN = re.compile(
    r"^räknas$|(?:syns|märks|ser|vet|läser|mäter|följer|kollar) (?:det|vi|av)|går det|\bavläs|avstäm", _RX
)
_PLACE = re.compile(r"\bvar\b|\bplats\b|^bilag|kostnad|budget", _RX)
_AGAINST = re.compile(r"rår på|råda bot|ska lösa|tar sikte på|\bmot vad", _RX)
_READY = re.compile(r"färdig|innan|före\b|sluttid|tidpunkt|tidsram|deadline|termin", _RX)
_DOES = re.compile(
    r"gör (?:vi|man|så)|vad görs|exempel på hur|\bhur\b(?! (?:det|vi|ofta|vet))|lösning|steg", _RX
)
_HOLDS = re.compile(r"hos vem|håller i|\bhuvudman|ägare|kontakt|\bpart\b|drar i|\bvilka\b", _RX)


class Link(StrEnum):
    """The parts of a chain; the values are the names of the report's fields."""

    PROBLEM = "problem"
    CAUSE = "cause"
    GOAL = "goal"
    MEASURE = "measure"
    RESPONSIBLE = "responsible"
    TIME = "time"
    FOLLOW_UP = "follow_up"


_BY_PLAN = {
    "what": Link.MEASURE,
    "who": Link.RESPONSIBLE,
    "when": Link.TIME,
    "follow": Link.FOLLOW_UP,
    "cause": Link.CAUSE,
}
_BY_TOPIC = (
    ("orsaksanalys", Link.CAUSE),
    ("atgarder", Link.MEASURE),
    ("mal", Link.GOAL),
    ("uppfoljning", Link.FOLLOW_UP),
    ("roller_ansvar", Link.RESPONSIBLE),
)


def is_base_header(header: str) -> bool:
    """Whether a column tells where things stand before."""
    return bool(_BASE.search(header))


def is_indicator_header(header: str) -> bool:
    """Whether a column names what a goal is read off by."""
    return bool(_INDICATOR.search(header))


@lru_cache(maxsize=1024)
def link_of(label: str) -> Link | None:
    """The part that a header or a label before a colon names; None where it names none."""
    label = " ".join(label.split())
    if not label or len(label) > 60 or _BASE.search(label) or _PLACE.search(label):
        return None
    if _INDICATOR.search(label):
        return Link.FOLLOW_UP
    if _PROBLEM.match(label):
        return Link.PROBLEM
    if _AGAINST.search(label):
        return Link.CAUSE
    kind = _BY_PLAN.get(kind_by_header(label))
    if kind in (Link.CAUSE, Link.FOLLOW_UP):
        return kind
    if _SIGN.search(label):
        return Link.FOLLOW_UP
    if _GOAL.search(label) and kind is not Link.RESPONSIBLE:
        return Link.GOAL
    if kind is not None:
        return kind
    if _HOLDS.search(label):
        return Link.RESPONSIBLE
    if _DOES.search(label):
        return Link.MEASURE
    return Link.TIME if _READY.search(label) else None


@lru_cache(maxsize=1024)
def link_of_heading(title: str) -> Link | None:
    """The part that a heading over text announces: stricter than a column's header."""
    topics = set(heading_topics(title))
    return next((link for topic, link in _BY_TOPIC if topic in topics), None)


def column_links(rows: Sequence[Unit]) -> Mapping[str, Link]:
    """Header → part, for the rows of one table."""
    cells: dict[str, list[tuple[Unit, Cell]]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            cells[cell.header].append((row, cell))
    out: dict[str, Link] = {}
    for header, filled in cells.items():
        link = link_of(header)
        if link is None and not _BASE.search(header):
            link = _BY_PLAN.get(kind_by_content(filled))
        if link is not None:
            out[header] = link
    found = set(out.values())
    if any(OTHER_HEADER.search(h) for h in cells) and not found & {Link.PROBLEM, Link.CAUSE}:
        return {}
    if found == {Link.RESPONSIBLE}:  # who does what in general, of no goal, measure or problem
        return {}
    if Link.MEASURE not in found and {Link.RESPONSIBLE, Link.TIME} <= found:
        free = [h for h in cells if h not in out and not _BASE.search(h)]
        longest = max(free, key=lambda h: sum(c.end - c.start for _, c in cells[h]), default=None)
        if longest is not None:
            out[longest] = Link.MEASURE
    return out
