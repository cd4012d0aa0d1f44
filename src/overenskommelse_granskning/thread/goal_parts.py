"""What a goal sentence says: object, direction, quantity, indicator, baseline and time, each with its place.

A number is the level to reach or the one to compare with; a year is when it is to be reached or when it was
measured. Which of them is decided by the words before it ("från 31 … till 18", "mot 19 året före"), by
parentheses and by clauses in the past tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..document import Span
from ..language.analysis import Unit
from ..language.facts import Fact
from .baselines import BREAK, find_baseline
from .goal_words import (
    DIRECTION,
    GENERIC,
    GOAL_LEAD,
    INDICATOR,
    MODAL,
    NONE,
    SKIPPED,
    TIME_PHRASE,
    is_infinitive,
)

_RX = re.IGNORECASE
_NUMBERS = frozenset({"count", "percent", "money", "duration", "frequency"})
_DATES = frozenset({"date", "year", "period"})
_TOKEN = re.compile(r"[^\W_]+(?:[-:/][^\W_]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNTIL = re.compile(
    r"(?:\b(?:senast|före|innan|till och med|t\.o\.m\.|vid|till|under|inom|i|år|från och med|per|den|utgången av|"
    r"slutet av|loppet av|kalenderåret|läsåret|sommaren|hösten|våren|vintern|senare|förrän)\s+)+$",
    _RX,
)
_LEVEL_BEFORE = re.compile(
    r"(?:\b(?:till|med|på|i|ned till|ner till|upp till|nere i|minst|högst|under|över|färre än|fler än|mindre än|"
    r"max|maximalt|inom|inte överstiga|ha)\s+)+$",
    _RX,
)
_NO_LEVEL = re.compile(
    r"^(?:\w+ ){0,2}(?:19|20)\d\d$|^(?:över|under|mellan) \d+(?: (?:och|till) \d+)? ?(?:år)?$", _RX
)
_COUNTED_NOUN = re.compile(
    r"\b(?!procent|kronor|gång|dag|dygn|timm|minut|vecka|veckor|månad|år\b|fall\b|stycken|anmälning|än\b)[^\W\d_]{4,}$",
    _RX,
)
_COUNTED_SCORE = 4.5  # a noun that is counted: more than words behind the verb, less than those before it
_POINTS_BACK = re.compile(
    r"\b(?:andelen|antalet|siffran|siffrorna|farten|kostnaden)\b", _RX
)  # to what was said before
_PRESENT = re.compile(r"\b(?:är|har|får|söker|finns|\w{3,}(?:ar|er|as|es))\b")
_MOST_OBJECT = 14  # words


class GoalPart(StrEnum):
    """The parts of a goal that is measurable and dated."""

    OBJECT = "object"
    DIRECTION = "direction"
    QUANTITY = "quantity"
    INDICATOR = "indicator"
    BASELINE = "baseline"
    TIME = "time"


Parts = dict[GoalPart, Span]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a unit that is read by itself: a sentence, or the goal cell of a row."""

    text: str
    start: int
    facts: tuple[Fact, ...]
    indicators: tuple[tuple[int, int], ...]  # places of named measures
    directions: tuple[tuple[int, int], ...]
    subjects: tuple[tuple[int, int], ...]  # places of words for crimes, themes, places and groups

    @classmethod
    def of(cls, unit: Unit, start: int, end: int) -> Stretch:
        """The stretch of ``unit`` between two places of the document."""

        def places(*concepts: str) -> tuple[tuple[int, int], ...]:
            return tuple(
                (h.start - start, h.end - start)
                for h in unit.hits
                if h.concept in concepts and start <= h.start and h.end <= end
            )

        return cls(
            unit.text[start - unit.start : end - unit.start],
            start,
            tuple(f for f in unit.facts if start <= f.start and f.end <= end),
            places("indikator_namn"),
            places("riktning"),
            places("brott_ord", "brottstema_ord", "plats_monster", "grupp_monster"),
        )


def read_parts(stretch: Stretch, *, base_only: bool = False) -> Parts:
    """The parts that a stretch says; ``base_only``: a sentence that only tells where things stand."""
    reading = _Reading(stretch)
    if base_only:
        found = {GoalPart.BASELINE: reading.today()}
    else:
        found = reading.all()
    return {
        part: Span(stretch.start + s, stretch.start + e)
        for part, place in found.items()
        if place
        for s, e in [place]
    }


_Place = tuple[int, int] | None


class _Reading:
    def __init__(self, stretch: Stretch) -> None:
        self.s = stretch
        self.text = stretch.text
        self.numbers = [
            (f.start - stretch.start, f.end - stretch.start) for f in stretch.facts if f.kind in _NUMBERS
        ]
        lead = GOAL_LEAD.search(self.text)
        self.start = lead.end() if lead else 0  # behind ”Målet är att”
        self.verb = self._verb()
        self.dates = [
            (f.start - stretch.start, f.end - stretch.start) for f in stretch.facts if f.kind in _DATES
        ]

    def all(self) -> dict[GoalPart, _Place]:
        base = find_baseline(self.text, self.numbers, self.dates)
        time = self._time(base)
        quantity = self._quantity(base, time)
        indicator = self._indicator(base)
        direction = self._direction(quantity)
        return {
            GoalPart.OBJECT: self._object(
                [p for p in (base, time, quantity, indicator, direction) if p], quantity
            ),
            GoalPart.DIRECTION: direction,
            GoalPart.QUANTITY: quantity,
            GoalPart.INDICATOR: indicator,
            GoalPart.BASELINE: base,
            GoalPart.TIME: time,
        }

    def today(self) -> _Place:
        """A number in a sentence about where things stand."""
        if not self.numbers:
            return None
        return (0, len(self.text.rstrip(" .")))

    def _time(self, base: _Place) -> _Place:
        """When the goal is to be reached."""
        for a, b in self.dates:
            if base and base[0] <= a < base[1]:
                continue
            if self._paren_of(a) and not _UNTIL.search(self.text[:a]):
                continue
            said = self.text[a:b]
            before = _UNTIL.search(self.text[:a])
            if (
                not _YEAR.search(said)
                and not before
                and not re.search(r"slut|sommar|höst|vår|vint|jul\b|skol", said, _RX)
            ):
                continue
            return (before.start() if before else a), b
        m = TIME_PHRASE.search(self.text)
        if m and not (base and base[0] <= m.start() < base[1]):
            return m.span()
        return None

    def _paren_of(self, at: int) -> bool:
        before = self.text[:at]
        return before.rfind("(") > before.rfind(")")

    def _quantity(self, base: _Place, time: _Place) -> _Place:
        """How much: a number with what it counts, a share, or none at all."""
        for a, b in self.numbers:
            if any(p and p[0] <= a < p[1] for p in (base, time)):
                if not (base and a < base[1] < b):
                    continue
                a = base[1]
                a += len(self.text[a:b]) - len(re.sub(r"^\s*(?:till )?", "", self.text[a:b]))
            if SKIPPED.search(self.text[:a]):
                continue
            lead = _LEVEL_BEFORE.search(self.text[:a])
            return (lead.start() if lead else a), b
        for m in NONE.finditer(self.text):
            if not any(p and p[0] <= m.start() < p[1] for p in (base, time)):
                return m.span()
        return None

    def _indicator(self, base: _Place) -> _Place:
        """A measure by name: what is counted, or the survey that asks."""
        places = sorted([*self.s.indicators, *(m.span() for m in INDICATOR.finditer(self.text))])
        outside = [p for p in places if not (base and base[0] <= p[0] < base[1])]
        return next(iter(outside or places), None)

    def _direction(self, quantity: _Place) -> _Place:
        """The change or the state: a word of change, else the verb, else the level by itself."""
        start = self.start
        words = [*self.s.directions, *(m.span() for m in DIRECTION.finditer(self.text, start))]
        for a, b in words:
            if a >= start and not (quantity and quantity[0] <= a < quantity[1]):
                return a, b
        if self.verb:
            return self.verb
        if quantity:
            return quantity
        m = _PRESENT.search(self.text, start + 3)
        return m.span() if m else None

    def _verb(self) -> _Place:
        """The verb that the goal's ”ska” belongs to."""
        modal = MODAL.search(self.text, self.start)
        if modal is None:
            return None
        for m in _TOKEN.finditer(self.text, modal.end()):
            if is_infinitive(m.group()):
                begin = modal.start() if m.start() - modal.end() < 3 else m.start()
                return begin, m.end()
        return modal.span()

    def _object(self, taken: Sequence[tuple[int, int]], quantity: _Place) -> _Place:
        """The words for what is to change: the fullest run of words that no other part has taken."""
        busy = [*taken, (0, self.start), *self.dates, *(m.span() for m in MODAL.finditer(self.text))]
        turn = self.verb[1] if self.verb else len(self.text)
        counted = _COUNTED_NOUN.search(self.text, *quantity) if quantity else None
        best: tuple[float, _Place] = (_COUNTED_SCORE, counted.span()) if counted else (0.0, None)
        for run in self._runs(busy):
            words = [self.text[a:b] for a, b in run]
            telling = [w for w in words if w.lower() not in GENERIC]
            score = min(len(telling), 4) + 1.5 * sum(
                any(a <= s < b for s, _ in self.s.subjects) for a, b in run
            )
            score += 0.8 * sum(w[0].isupper() and a > 0 for w, (a, _) in zip(words, run, strict=True))
            score = score + 4.0 if run[0][0] < turn else min(score, 4.0)
            if telling and score > best[0] + 0.01:
                best = (score, (run[0][0], run[-1][1]))
        if best[1] is None:
            back = _POINTS_BACK.search(self.text)
            return back.span() if back else None
        return best[1]

    def _runs(self, busy: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        run: list[tuple[int, int]] = []
        last = 0
        for m in _TOKEN.finditer(self.text):
            a, b = m.span()
            free = not any(s < b and a < e for s, e in busy)
            if run and (not free or BREAK.search(self.text, last, a) or len(run) >= _MOST_OBJECT):
                yield from _trimmed(self.text, run)
                run = []
            if free:
                run.append((a, b))
            last = b
        yield from _trimmed(self.text, run)


_SMALL = re.compile(
    r"^(?:att|i|om|för|på|av|med|till|den|det|de|en|ett|och|eller|samt|som|ska|under|vid|hos|bland|mot|från|är|före|"
    r"blir|ha|har|enligt|mätt|där|när|vi|våra?|vårt|minst|högst|än|så|sig|räknar|tillsammans|per|efter|innan)$",
    _RX,
)


def _trimmed(text: str, run: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A run without the small words at its ends."""
    while run and _SMALL.match(text[slice(*run[-1])]):
        run = run[:-1]
    while len(run) > 1 and (_SMALL.match(text[slice(*run[0])]) or is_infinitive(text[slice(*run[0])])):
        run = run[1:]
    if run and not _SMALL.match(text[slice(*run[0])]):
        yield run
