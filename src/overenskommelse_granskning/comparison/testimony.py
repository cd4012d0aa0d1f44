"""Everything that a follow-up says of one promise: clauses, figures, and words for what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..assessment import Promise, PromiseQuantity
from ..document import Evidence, Span
from ..language.entities.dates import DateMention, find_dates
from ..thread.places import place_spans
from .figures import LONGEST, Figure, words_of
from .kinship import base_form, kinship, terms
from .matching import Match
from .signals import Signal, refers_back
from .statements import Clause, tells_outcomes
from .tally import comparable, in_all

CLAIMS = (Signal.DONE, Signal.PARTLY, Signal.NOT_DONE)
_ABOUT_PROMISE = re.compile(r"\b(?:löfte\w*|åtagande\w*|mål\w*|utlova\w*|lova\w*)\b", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:före|senast|innan|till|klar\w*|färdig\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:före|innan)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:erna|arna|orna|ren|na|en|et)$")
_BARE_YES = re.compile(r"\W*ja\W*$", re.IGNORECASE)
_MANY_WORDS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A clause that counts for the promise."""

    clause: Clause
    match: Match
    number: int  # of the statement
    text: str

    @property
    def back(self) -> bool:
        """Whether it speaks of the promise: in its own words, or going on about it."""
        return self.match.direct or refers_back(self.match.statement.unit.text)


class Testimony:
    """What the matched statements say of the promise with a certain number."""

    def __init__(
        self,
        promise: Promise,
        number: int,
        matches: Sequence[Match],
        evidence: Callable[[Span], Evidence],
    ) -> None:
        self.promise = promise
        self.evidence = evidence
        self.matches = [m for m in matches if m.sure(number)]
        self.unsure = [m for m in matches if number in m.promises and not m.sure(number)]
        self.past_years: set[int] = set()
        self._places: dict[int, frozenset[str]] = {}
        self.said = list(self._said())

    def _said(self) -> Iterator[Said]:
        for n, m in enumerate(self.matches):
            for clause in m.statement.clauses:
                span = clause.span
                text = m.statement.unit.text[
                    span.start - m.statement.unit.start : span.end - m.statement.unit.start
                ]
                if not self._of_other_year(m, clause):
                    yield Said(_as_retold(clause) if self._repeats(m) else clause, m, n, text)

    def _repeats(self, m: Match) -> bool:
        """The promise word for word, where no heading of its own says that it has been done."""
        unit = m.statement.unit
        if _plain(unit.text) != _plain(self.promise.evidence.quote):
            return False
        section = self.evidence(unit.span).section
        return section is None or m.statement.first_section or not tells_outcomes(section)

    def _of_other_year(self, m: Match, clause: Clause) -> bool:
        """A clause that names only years before those of the promise tells of another promise."""
        if self.promise.years is None:
            return False
        facts = [f for f in m.statement.unit.facts if clause.span.start <= f.start < clause.span.end]
        years = {
            d.year for f in facts if f.kind in ("date", "year") and (d := getattr(f.value, "first", None))
        }
        if years and max(years) < self.promise.years[0]:
            self.past_years |= years
            return True
        return False

    def figures(self, q: PromiseQuantity) -> Iterator[tuple[Said, Figure]]:
        """The figures that can be compared with a number of the promise, retold ones too."""
        for s in self.said:
            for f in s.clause.figures:
                if s.match.several and not self._names(f):
                    continue  # a bare number in a sentence about several promises is of none for sure
                bare = not f.words and f.months_between is None and in_all(q, self.promise) is None
                if q.kind == "frequency" and bare and len(s.text.split()) > 3:
                    continue  # a bare number in a longer sentence is not said to be so and so often
                if comparable(q, self.promise, f, direct=s.back) and (f.words or f.kind != "count" or s.back):
                    yield s, f

    def _names(self, f: Figure) -> bool:
        own = terms(self.promise.evidence.quote)
        return any(kinship(a, b) >= 0.8 for a in f.words for b in own)

    def retold_right(self, q: PromiseQuantity) -> bool:
        """The number of the promise, in the statement or below the heading that says it is kept."""
        return any(f.retold and f.value == q.value for _, f in self.figures(q))

    def of_the_years(self, f: Figure) -> bool:
        """Whether a figure may be of the promise's years."""
        years = self.promise.years
        return years is None or not f.years or any(years[0] <= y <= years[1] for y in f.years)

    def elsewhere(self, s: Said) -> frozenset[str]:
        """The places of a statement that the promise does not name."""
        if s.number not in self._places:
            own = self.promise.evidence.quote.lower()
            text = s.match.statement.unit.text[:LONGEST]
            found = (text[a:b].lower() for a, b in place_spans(text, frozenset()))
            self._places[s.number] = frozenset(p for p in found if p not in own)
        return self._places[s.number]

    def live(self) -> list[Said]:
        """The clauses that may tell what came of the promise."""
        return [s for s in self.said if not s.clause.retold and Signal.FUTURE not in s.clause.said and s.back]

    def less(self) -> bool:
        """ "varje vecka utom i juli" """
        return self.part_of() or any(Signal.PARTLY in s.clause.said for s in self.live())

    def part_of(self) -> bool:
        """ "nio av tolv månader", whatever is counted."""
        return any(
            f.of is not None and f.value < f.of for s in self.live() for f in s.clause.figures if not f.retold
        )

    def claim(self, q: PromiseQuantity) -> Signal | None:
        """A word for the promise as a whole: in a cell or sentence of its own, or said of the promise."""
        for s in self.live():
            if any(comparable(q, self.promise, f, direct=True) for f in s.clause.figures if not f.retold):
                continue
            if _BARE_YES.match(s.text) and s.clause is not s.match.statement.clauses[-1]:
                continue  # "Ja, men bara fem gånger"
            if len(s.text.split()) <= _MANY_WORDS or _ABOUT_PROMISE.search(s.text):
                for c in CLAIMS:
                    if c in s.clause.said:
                        return c
        return None

    def word(self) -> Signal | None:
        """The first word for what came of it, wherever it stands."""
        return next((c for s in self.live() for c in CLAIMS if c in s.clause.said), None)

    def all_of(self, q: PromiseQuantity) -> bool:
        """ "Farthindren är byggda": the definite form of what is counted means all of them."""
        own = words_of(q.unit)
        if q.bound or not own:
            return False
        forms = [w for s in self.live() for w in re.findall(r"[^\W\d_]+", s.text.lower())]
        return any(_DEFINITE.search(w) and any(kinship(base_form(w), o) >= 0.5 for o in own) for w in forms)

    def late(self) -> str:
        """ "klart först 2024-09-02", where the promise has a last day and the follow-up a later one."""
        time, years = self.promise.time, self.promise.years
        if time is None or not _DEADLINE.search(time.quote):
            return ""
        dates = find_dates(time.quote)
        limit = _day(dates, years, last=not _BEFORE.search(time.quote)) if len(dates) == 1 else None
        if limit is None:
            return ""
        if _BEFORE.search(time.quote):
            limit -= timedelta(days=1)
        done = [
            f.value
            for s in self.live()
            if s.clause.said & {Signal.DONE, Signal.PAST}
            for f in s.match.statement.unit.facts
            if f.kind == "date" and s.clause.span.start <= f.start < s.clause.span.end
        ]
        day = _day([d for d in done if isinstance(d, DateMention)], years, last=False)
        return f"klart först {day.isoformat()}" if day is not None and day > limit else ""


def _as_retold(clause: Clause) -> Clause:
    return replace(clause, retold=True, figures=tuple(replace(f, retold=True) for f in clause.figures))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _day(dates: Sequence[DateMention], years: tuple[int, int] | None, *, last: bool) -> date | None:
    for d in dates:
        placed = d.with_year(years[0]) if years else d
        found = placed.last if last else placed.first
        if found is not None:
            return found
    return None
