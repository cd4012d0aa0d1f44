"""Which promise a statement of the follow-up is about. Where that cannot be told, it is said to be so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..assessment import Promise
from ..language.units import UnitKind
from ..thread.places import place_spans
from .figures import LONGEST, words_of
from .kinship import kinship
from .likeness import Likeness
from .signals import refers_back
from .statements import Statement

# Half of what the shorter of promise and statement is about must recur in the other.
LEAST = 0.5
# Two promises that a statement fits nearly equally well cannot be told apart by it.
MARGIN = 0.1
_NEAR = 0.8
_LONG, _TELLING = 9, 0.55
_ELSEWHERE = 0.35  # what is left of the likeness where promise and statement name different places
# Words of follow-ups and of counting: they say nothing of which promise is meant.
IGNORED = frozenset(
    "löfte medborgarlöfte lova utlova uppföljning följa genomföra genomförd hålla göra bli antal utfall resultat uppfylla tillfälle "
    "gång planera planerad totalt sammanlagt minst högst status plats komma samtlig hela året ordna föreslå behöva kvar klar färdig "
    "färdigställa hinna nå lyckas inleda starta påbörja fortsätta flytta dock sedan också bland annan både denna dess utlovad "
    "lovad ansvar ansvara perioden period tertial kvartal termin vecka månad igång komma sätta satt tagen bytt given stor liten "
    "vara finnas kunna skulle hålla hållit hölls blivit ställa inställd utebli uteblev utebliven slutligen därför eftersom tyvärr "
    "flera några någon tidigare senare under året åren".split()
)
_NUMBERED = re.compile(r"^\W*(?:löfte|åtagande|punkt)\s+(?:nr\.?\s*)?(\d{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A statement and the promises it is about.

    ``several`` is true where it names several promises, each with words of its own; false with several
    promises where it does not tell them apart. ``direct`` is false for a statement that only goes on about
    what the one before it was about.
    """

    statement: Statement
    promises: tuple[int, ...]
    likeness: float
    direct: bool
    several: bool = False

    def sure(self, i: int) -> bool:
        """Whether it is about promise ``i`` beyond doubt."""
        return i in self.promises and (self.several or len(self.promises) == 1)


def match(statements: Sequence[Statement], promises: Sequence[Promise], home: frozenset[str]) -> list[Match]:
    """The statements that are about a promise, in text order."""
    matcher = _Matcher(statements, promises, home)
    out: list[Match] = []
    last: Match | None = None
    headings: dict[int, Match] = {}
    for s in statements:
        found = matcher.of(s)
        above = headings.get(s.unit.section)
        if found is not None and above is not None and len(found.promises) > 1 and not found.several:
            # What a sentence does not tell apart its heading may: "Fotpatrull: 26 pass" below "Östra".
            meant = tuple(i for i in found.promises if above.sure(i))
            if len(meant) == 1:
                found = replace(found, promises=meant)
        if found is None:
            found = _goes_on(s, last, headings)
        if found is not None:
            out.append(found)
            if s.heading:
                headings[s.unit.section] = found
            last = found
        elif s.heading or s.unit.kind in (UnitKind.ITEM, UnitKind.ROW):
            last = None
    return out


def _goes_on(s: Statement, last: Match | None, headings: dict[int, Match]) -> Match | None:
    """What follows a statement in its paragraph, speaks of it, or stands below its heading."""
    if s.heading:
        return None
    if last is not None and last.statement.unit.section == s.unit.section:
        before = last.statement.unit
        if before.block == s.unit.block or (refers_back(s.unit.text) and s.unit.kind is UnitKind.SENTENCE):
            return Match(s, last.promises, last.likeness, False, last.several)
    above = headings.get(s.unit.section)
    return Match(s, above.promises, above.likeness, False, above.several) if above is not None else None


class _Matcher:
    def __init__(
        self, statements: Sequence[Statement], promises: Sequence[Promise], home: frozenset[str]
    ) -> None:
        self.promises = promises
        self.home = home
        self._named: dict[str, frozenset[str]] = {}
        areas = len({p.evidence.section for p in promises}) > 1
        self.topics = [_topic(p, areas) for p in promises]
        self.like = Likeness([*self.topics, *(s.topic for s in statements)], IGNORED)
        titles = [p.evidence.section or "" for p in promises]
        self.titles = [t if t and titles.count(t) == 1 else "" for t in titles]
        self.places = [self._places(t) for t in self.topics]
        words = [self.like.words(t) for t in self.topics]
        # A long word that only one of the promises has tells it apart, whatever else is said.
        self.telling = [
            {w for w in own if len(w) >= _LONG and not any(w in o for j, o in enumerate(words) if j != i)}
            for i, own in enumerate(words)
        ]

    def of(self, s: Statement) -> Match | None:
        """The promise that a statement is about by its own words."""
        scores = [self.score(s, s.topic, i) for i in range(len(self.promises))]
        best = max(scores, default=0.0)
        if best < LEAST:
            return None
        ranked = sorted((i for i, v in enumerate(scores) if v >= LEAST), key=lambda i: -scores[i])
        taken = [ranked[0]]
        alike = []
        rest = self._without(s.topic, ranked[0])
        # "46 pass men bara tre promenader": what another promise counts is enough to be about it too.
        counted = [i for i in range(len(self.promises)) if i not in ranked and self._counts(s, i)]
        for i in (*ranked[1:], *counted):
            # Another promise is told of too where what the first does not claim is about it.
            if not s.heading and self.score(s, rest, i) >= LEAST:
                taken.append(i)
                rest = self._without(rest, i)
            elif i in ranked and scores[i] >= best - MARGIN:
                alike.append(i)
        if alike:
            return Match(s, (ranked[0], *alike), best, True)
        return Match(s, tuple(taken), best, True, several=len(taken) > 1)

    def _counts(self, s: Statement, i: int) -> bool:
        units = [u for q in self.promises[i].quantities for u in words_of(q.unit)]
        return any(
            kinship(w, u) >= _NEAR for c in s.clauses for f in c.figures for w in f.words for u in units
        )

    def _without(self, topic: str, i: int) -> str:
        """A topic without the words that a promise recurs in."""
        own = self.like.words(self.topics[i])
        kept = [
            w
            for w in topic.split()
            if not any(kinship(t, o) >= _NEAR for t in self.like.words(w) for o in own)
        ]
        return " ".join(kept)

    def score(self, s: Statement, topic: str, i: int) -> float:
        promise = self.promises[i]
        if s.years is not None and promise.years is not None and not _meet(s.years, promise.years):
            return 0.0
        if s.heading and self.titles[i]:
            same = _same_title(self.titles[i], s.unit.text)
            if same is not None:
                return same
        if not self.like.words(topic):
            return 0.0
        value = self.like(self.topics[i], topic)
        if not value:
            return 0.0
        if value < _TELLING and any(
            kinship(w, t) >= 0.95 for w in self.telling[i] for t in self.like.words(topic)
        ):
            value = _TELLING
        here, there = self.places[i], self._places(topic)
        if here and there:
            shared = any(kinship(a, b) >= _NEAR for a in here for b in there)
            # "fritidsgården Ankaret" and "Ankaret": either text may name the other's place in other words.
            shared = shared or any(b in self.topics[i].lower() for b in there)
            shared = shared or any(a in topic.lower() for a in here)
            value = min(value + 0.05, 1.0) if shared else value * _ELSEWHERE
        return value

    def _places(self, text: str) -> frozenset[str]:
        """The places a text names, as lemmas of what tells them apart."""
        if text not in self._named:
            self._named[text] = self._find_places(text)
        return self._named[text]

    def _find_places(self, text: str) -> frozenset[str]:
        out: set[str] = set()
        for start, end in place_spans(text[:LONGEST], self.home):
            whole = text[max(0, start - 8) : end]
            direction = re.search(
                r"\b(Norra|Södra|Östra|Västra|Inre|Yttre|Gamla|Nya|Övre|Nedre|Stora|Lilla)\s+\S*$", whole
            )
            out.add((direction.group(1) if direction else text[start:end]).lower().rstrip("s"))
        return frozenset(out)


def _topic(promise: Promise, areas: bool) -> str:
    """What tells a promise apart: its words, its place where that stands elsewhere, and the short heading of its
    area where the promises stand under several."""
    parts = [promise.evidence.quote]
    parts.extend(p.quote for p in promise.places if p.quote not in parts[0])
    section = promise.evidence.section or ""
    if areas and 0 < len(section.split()) <= 3 and section not in parts:
        parts.append(section)
    return " ".join(parts)


def _same_title(a: str, b: str) -> float | None:
    """1 for the same heading, 0 for another number of the same series, None where headings do not tell."""
    if " ".join(a.lower().split()) == " ".join(b.lower().split()):
        return 1.0
    first, second = _NUMBERED.match(a), _NUMBERED.match(b)
    if first and second:
        return 0.9 if first.group(1) == second.group(1) else 0.0
    return None


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
