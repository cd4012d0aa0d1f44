"""Sentences that say for what time promises hold: no promises, but the time of those that name none."""

from __future__ import annotations

import re

from ..document import Span
from ..language.analysis import Analysis, Unit
from .promise_leads import DEAD, Promise
from .promise_years import superseded

TIMES = ("date", "period", "year")
_HOLDS = re.compile(
    r"^\W*(?:(?:(?:de|dessa|det|detta|här|vår[at]?|alla|samtliga)\s+)*\w*löfte(?:t|n|na)?\s+(?:gäller|löper)\b|"
    r"giltig\w*\b|gäller\b)",
    re.IGNORECASE,
)
# What binds times together and says nothing more.
_BINDING = frozenset(
    "från och med till under hela i för fram tiden perioden år året den det som längst dock samt är "
    "tills vidare fr o m t om nästa ett ersätts av nytt".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def says_how_long(unit: Unit) -> bool:
    """Whether a unit says for what time promises hold, and nothing else: "Löftet gäller under 2026."."""
    opening = _HOLDS.match(unit.text)
    if opening is None or not any(f.kind in TIMES for f in unit.facts):
        return False
    told = [(f.start - unit.start, f.end - unit.start) for f in unit.facts]
    rest = (
        m for m in _WORD.finditer(unit.text, opening.end()) if not any(a <= m.start() < b for a, b in told)
    )
    return all(m.group().lower() in _BINDING for m in rest)


def stretch(unit: Unit, time: Span) -> Span:
    """The time itself, where the words that it holds were read with it."""
    opening = _HOLDS.match(unit.text)
    start = max(time.start - unit.start, opening.end() if opening else 0)
    start += len(unit.text[start:]) - len(unit.text[start:].lstrip(" :"))
    return Span(unit.start + start, time.end)


class Validity:
    """What a page says of how long its promises hold."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._said = [u for u in analysis.units if not u.flags & DEAD and says_how_long(u)]
        self._several = bool(self._said) and bool(superseded(analysis))

    def of(self, promise: Promise) -> Unit | None:
        """What says how long a promise holds: in its section, else the page's only word of it; where the page
        has promises of several years only in its section."""
        own = promise.units[0].section
        beside = next((u for u in self._said if u.section == own), None)
        if beside is not None or self._several or len(self._said) != 1:
            return beside
        return self._said[0]
