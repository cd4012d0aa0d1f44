"""How firmly a measure is promised, and by whom.

"Ska", "ansvarar för" and a date bind; "bör", "strävar efter", "verka för", "vid behov" and "om möjligt" leave a
way out, whatever else the sentence says. A bare activity, or a plain statement of what somebody does, is
neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..document import Span
from ..language.agents import agents
from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.units import UnitKind

_RX = re.IGNORECASE
_BINDING = re.compile(
    r"\b(?:ska|skall|åtar sig|förbinder sig|ansvarar(?: för)?|svarar(?: för)?|kommer att|lovar|garanterar|är skyldig(?:a)?|"
    r"senast|åläggs)\b",
    _RX,
)
_WEAK = re.compile(
    r"\b(?:bör|borde|strävar?|sträva|eftersträvar?|verka(?:r)? för|arbeta(?:r)? för|vid behov|om (?:det är )?möjligt|"
    r"i (?:största )?möjligaste mån|i mån av \w+|i den mån|så långt (?:det är )?möjligt|ambition(?:en)?|avsikt(?:en)?|"
    r"försöka?|försöker|kan komma att|kan också|gärna|uppmuntra[rs]?|främja[rs]?|bidra(?:r)? till|planerar att|avser att|"
    r"hoppas|önskar|när (?:det|så) (?:är möjligt|går|finns \w+)|där så är lämpligt|eventuellt|vill)\b",
    _RX,
)
_WE = re.compile(r"\b(?:vi|parterna|båda parter|bägge parter|tillsammans)\b", _RX)
_WORDS = re.compile(
    r"\b(?:(?P<police>polisen|\w*poliser(?:na)?|\w*polis(?:en)?|lokalpolisområdet)|"
    r"(?P<municipality>kommunen|\w+(?:förvaltningen|nämnden|tjänsten|kontoret|enheten)|socialtjänsten|skol(?:an|orna)|"
    r"fritidsgården|rektor\w*|fältarna|fältassistent\w*|hemtjänsten))\b",
    _RX,
)
_ACTORS = frozenset({"role", "body", "board", "police", "municipality", "actor", "parties"})
_SIDES = ("municipality", "police", "both", "other")


class Strength(StrEnum):
    """How firm the words are."""

    BINDING = "binding"
    PLAIN = "plain"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A measure with the words that show how firm it is, and whose it is.

    ``by``: municipality, police, both, other; None where the text does not say.
    """

    span: Span
    strength: Strength
    words: Span | None
    by: str | None
    actors: tuple[Span, ...]


def commitment(unit: Unit, span: Span, *, who: Span | None = None, when: Span | None = None) -> Commitment:
    """Read a measure; ``who`` and ``when``: the cells for them of its row."""
    actors = _actors(unit, who or (span if unit.kind is UnitKind.ROW else unit.span))
    strength, words = _strength(unit, span, settled=who is not None and when is not None)
    return Commitment(span, strength, words, _side(unit, actors, who), tuple(s for s, _ in actors))


def _strength(unit: Unit, span: Span, settled: bool) -> tuple[Strength, Span | None]:
    start, end = (unit.start, unit.end) if unit.kind is UnitKind.ROW else span
    text = unit.text[start - unit.start : end - unit.start]
    weak = _WEAK.search(text)
    if weak:
        return Strength.WEAK, Span(start + weak.start(), start + weak.end())
    hedge = next((c for c in unit.cues if c.flag is Flag.HEDGED and start <= c.start < end), None)
    if hedge is not None:
        return Strength.WEAK, Span(hedge.start, hedge.end)
    firm = _BINDING.search(text)
    if firm:
        return Strength.BINDING, Span(start + firm.start(), start + firm.end())
    return (Strength.BINDING if settled else Strength.PLAIN), None


def _actors(unit: Unit, within: Span) -> list[tuple[Span, str | None]]:
    """Those who act, with the side that each stands on."""
    out: list[tuple[Span, str | None]] = []
    for fact in agents(unit, _ACTORS):
        if within.start <= fact.start < within.end:
            side = getattr(fact.value, "party", None)
            out.append((Span(fact.start, fact.end), "both" if fact.kind == "parties" else side))
    for m in _WORDS.finditer(unit.text, within.start - unit.start, within.end - unit.start):
        place = Span(unit.start + m.start(), unit.start + m.end())
        if not any(place.overlaps(s) for s, _ in out):
            out.append((place, m.lastgroup))
    return sorted(out)


def _side(unit: Unit, actors: list[tuple[Span, str | None]], who: Span | None) -> str | None:
    sides = {side for _, side in actors if side is not None}
    if "both" in sides or {"municipality", "police"} <= sides:
        return "both"
    known = [s for s in _SIDES if s in sides]
    if known:
        return known[0]
    if who is None and _WE.search(unit.text):
        return "both"
    return "other" if actors else None
