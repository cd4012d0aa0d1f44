"""One promise and everything the follow-up says of it, weighed into a status with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..assessment import Promise, PromiseQuantity
from ..document import Evidence, Span
from ..language.entities.dates import DateMention, find_dates
from ..thread.places import place_spans
from .figures import Figure, words_of
from .likeness import kinship, terms
from .matching import Match
from .model import PromiseOutcome, Status
from .signals import Signal, refers_back
from .statements import Clause, tells_outcomes
from .tally import Heard, Tally, add_up, ceiling, comparable, in_all, meets, shown

_CLAIMS = (Signal.DONE, Signal.PARTLY, Signal.NOT_DONE)
_ABOUT_PROMISE = re.compile(r"\b(?:löfte\w*|åtagande\w*|mål\w*|utlova\w*|lova\w*)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:alla|samtliga|varje|hela)\b", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:före|senast|innan|till|klar\w*|färdig\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:före|innan)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:erna|arna|orna|ren|na|en|et)$")
_BARE_YES = re.compile(r"\W*ja\W*$", re.IGNORECASE)
_MANY_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause that counts for the promise."""

    clause: Clause
    match: Match
    number: int  # of the statement
    text: str


class Reading:
    """Reads what the matched statements say of one promise."""

    def __init__(
        self,
        promise: Promise,
        number: int,
        matches: Sequence[Match],
        evidence: Callable[[Span], Evidence],
        years: tuple[int, int] | None,
    ) -> None:
        self.promise = promise
        self.evidence = evidence
        self.page_years = years
        self.matches = [m for m in matches if m.sure(number)]
        self.unsure = [m for m in matches if number in m.promises and not m.sure(number)]
        self.past_years: set[int] = set()
        self.said = list(self._said())
        # "inom två dygn" says when, not how much; it counts where the follow-up gives a number for it.
        limits = [q for q in promise.quantities if q.evidence.quote.lower().startswith("inom")]
        self.quantities = [q for q in promise.quantities if q not in limits]
        self.numbers = [*self.quantities, *limits]

    # --- what counts ---------------------------------------------------------------------------------

    def _said(self) -> Iterator[_Said]:
        for n, m in enumerate(self.matches):
            for clause in m.statement.clauses:
                span = clause.span
                text = m.statement.unit.text[
                    span.start - m.statement.unit.start : span.end - m.statement.unit.start
                ]
                if not self._of_other_year(m, clause):
                    yield _Said(_as_retold(clause) if self._repeats(m) else clause, m, n, text)

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

    # --- the outcome ---------------------------------------------------------------------------------

    def outcome(self) -> PromiseOutcome:
        """The status, with the places in the follow-up it rests on."""
        if not self.matches:
            return self._not_told()
        if not self.said:
            years = ", ".join(str(y) for y in sorted(self.past_years))
            return self._made(Status.NOT_MENTIONED, f"Det som sägs gäller {years}, inte löftets år.")
        for q in self.numbers:
            found = self._by_number(q)
            if found is not None:
                return found
        if self.quantities:
            return self._without_number(self.quantities[0])
        return self._by_words()

    def _not_told(self) -> PromiseOutcome:
        if self.unsure:
            reason = "Uppföljningen kan gälla flera löften: det går inte att avgöra vilket."
            return self._made(Status.UNCLEAR, reason, self.unsure)
        p, y = self.promise.years, self.page_years
        if p is not None and y is not None and (p[1] < y[0] or y[1] < p[0]):
            return self._made(Status.NOT_MENTIONED, f"Uppföljningen gäller {_years(y)}, löftet {_years(p)}.")
        return self._made(Status.NOT_MENTIONED, "Löftet hittades inte i uppföljningen.")

    def _by_number(self, q: PromiseQuantity) -> PromiseOutcome | None:
        """The status where the follow-up gives a number of what the promise counts."""
        retold = [f for s, f in self._figures(q) if f.retold]
        wanted = {q.value, q.upper, in_all(q, self.promise)}
        wrong = next((f for f in retold if f.months_between is None and f.value not in wanted), None)
        heard = [
            Heard(f, s.number, self._elsewhere(s))
            for s, f in self._figures(q)
            if not f.retold and Signal.FUTURE not in s.clause.said and self._of_the_years(f)
        ]
        rates = [h for h in heard if h.figure.months_between is not None]
        tally = _same_rate(rates) if rates else add_up(heard)
        value = None if rates and tally.value is None else tally.value
        if wrong is not None:
            reason = (
                f"Löftet gäller {self._amount(q)}, men uppföljningen återger det som {shown(wrong.value)}."
            )
            return self._made(Status.CONFLICT, reason, q=q, reached=None if rates else value)
        if tally.clash is not None:
            a, b = (shown(f.value) for f in tally.clash)
            return self._made(Status.CONFLICT, f"Uppföljningen ger två olika tal: {a} och {b}.", q=q)
        if value is None:
            return None
        return self._judged(q, value, bool(rates))

    def _judged(self, q: PromiseQuantity, value: float, rate: bool) -> PromiseOutcome:
        ok = meets(q, self.promise, value, rate) and not (rate and self._less())
        claim = self._claim(q)
        told = self._told(q, value, rate)
        reached = None if rate else value
        if claim is Signal.DONE and not ok:
            return self._made(
                Status.CONFLICT,
                f"Uppföljningen säger att löftet är uppfyllt, men {told}.",
                q=q,
                reached=reached,
            )
        if claim in (Signal.NOT_DONE, Signal.PARTLY) and ok:
            word = "inte uppfyllt" if claim is Signal.NOT_DONE else "bara delvis uppfyllt"
            return self._made(
                Status.CONFLICT,
                f"Uppföljningen säger att löftet är {word}, men {told}.",
                q=q,
                reached=reached,
            )
        if ok:
            late = self._late()
            if late:
                return self._made(Status.PARTLY, f"{_capital(told)}, men {late}.", q=q, reached=reached)
            return self._made(Status.DONE, f"{_capital(told)}.", q=q, reached=reached)
        goal = q.kind == "percent" or ceiling(q, self.promise)
        status = Status.NOT_DONE if goal or (value == 0 and not rate) else Status.PARTLY
        return self._made(status, f"{_capital(told)}: löftet är inte nått.", q=q, reached=reached)

    def _without_number(self, q: PromiseQuantity) -> PromiseOutcome:
        """The promise has a number, the follow-up none that can be compared with it."""
        others = [
            f
            for s in self.said
            if s.match.direct or refers_back(s.match.statement.unit.text)
            for f in s.clause.figures
            if not f.retold and f.words and Signal.FUTURE not in s.clause.said
        ]
        claim = self._claim(q) or self._word()
        if self._part_of():
            if claim is Signal.DONE:
                return self._made(
                    Status.CONFLICT, "Uppföljningen säger att löftet är uppfyllt, men bara till en del.", q=q
                )
            claim = Signal.PARTLY
        if claim is Signal.NOT_DONE:
            return self._made(Status.NOT_DONE, "Uppföljningen säger att det inte blev av.", q=q)
        if claim is Signal.PARTLY:
            return self._made(Status.PARTLY, "Uppföljningen säger att det är gjort till en del.", q=q)
        if others:
            f = others[0]
            reason = f"Uppföljningen räknar {' '.join(f.words)} ({shown(f.value)}), löftet {self._amount(q)}."
            return self._made(Status.UNCLEAR, reason, q=q)
        if claim is Signal.DONE and self._retold_right(q):
            return self._made(
                Status.DONE, f"Uppges uppfyllt; uppföljningen återger löftet {self._amount(q)}.", q=q
            )
        happened = claim is Signal.DONE or any(Signal.PAST in s.clause.said for s in self._live())
        if happened and (any(_ALL.search(s.text) for s in self._live()) or self._all_of(q)):
            late = self._late()
            if late:
                return self._made(Status.PARTLY, f"Uppges gjort, men {late}.", q=q)
            return self._made(Status.DONE, "Uppges gjort i sin helhet, utan tal.", q=q)
        if happened:
            return self._made(
                Status.UNCLEAR,
                f"Uppges gjort, men hur mycket framgår inte; löftet gäller {self._amount(q)}.",
                q=q,
            )
        return self._only_mentioned(q)

    def _by_words(self) -> PromiseOutcome:
        """The promise has no number: the words decide."""
        found = [(s, c) for s in self._live() for c in _CLAIMS if c in s.clause.said]
        kinds = {c for _, c in found}
        if {Signal.DONE, Signal.NOT_DONE} <= kinds and len({s.number for s, _ in found}) > 1:
            last = {s.number: c for s, c in found}
            if len(set(last.values())) > 1:
                return self._made(
                    Status.CONFLICT, "Uppföljningen säger både att det är gjort och att det inte är det."
                )
        word = found[-1][1] if found else None
        if word is Signal.NOT_DONE:
            happened = [
                s for s in self._live() if Signal.PAST in s.clause.said and not set(_CLAIMS) & s.clause.said
            ]
            if happened and happened[-1].match.direct and happened[-1].number != found[-1][0].number:
                return self._made(
                    Status.CONFLICT, "Uppföljningen säger både att det är gjort och att det inte är det."
                )
            return self._made(Status.NOT_DONE, "Uppföljningen säger att det inte blev av.")
        if word is Signal.PARTLY:
            return self._made(Status.PARTLY, "Uppföljningen säger att det är gjort till en del.")
        if word is Signal.DONE or any(Signal.PAST in s.clause.said for s in self._live()):
            late = self._late()
            if late:
                return self._made(Status.PARTLY, f"Uppges gjort, men {late}.")
            return self._made(Status.DONE, "Uppföljningen säger att det är gjort.")
        return self._only_mentioned(None)

    def _only_mentioned(self, q: PromiseQuantity | None) -> PromiseOutcome:
        if any(Signal.FUTURE in s.clause.said for s in self.said):
            return self._made(Status.UNCLEAR, "Det nämns, men bara som något som ska göras.", q=q)
        return self._made(Status.UNCLEAR, "Det nämns, men vad det blev av det framgår inte.", q=q)

    # --- parts ---------------------------------------------------------------------------------------

    def _figures(self, q: PromiseQuantity) -> Iterator[tuple[_Said, Figure]]:
        for s in self.said:
            back = s.match.direct or refers_back(s.match.statement.unit.text)
            for f in s.clause.figures:
                if s.match.several and not self._names(f):
                    continue  # a bare number in a sentence about several promises is of none for sure
                bare = not f.words and f.months_between is None and in_all(q, self.promise) is None
                if q.kind == "frequency" and bare and len(s.text.split()) > 3:
                    continue  # a bare number in a longer sentence is not said to be so and so often
                if comparable(q, self.promise, f, direct=back) and (f.words or f.kind != "count" or back):
                    yield s, f

    def _names(self, f: Figure) -> bool:
        own = terms(self.promise.evidence.quote)
        return any(kinship(a, b) >= 0.8 for a in f.words for b in own)

    def _retold_right(self, q: PromiseQuantity) -> bool:
        """The number of the promise, in the statement or below the heading that says it is kept."""
        return any(f.retold and f.value == q.value for _, f in self._figures(q))

    def _of_the_years(self, f: Figure) -> bool:
        years = self.promise.years
        return years is None or not f.years or any(years[0] <= y <= years[1] for y in f.years)

    def _elsewhere(self, s: _Said) -> frozenset[str]:
        """The places of a statement that the promise does not name."""
        own = self.promise.evidence.quote.lower()
        text = s.match.statement.unit.text
        found = (text[a:b].lower() for a, b in place_spans(text, frozenset()))
        return frozenset(p for p in found if p not in own)

    def _live(self) -> list[_Said]:
        """The clauses that may tell what came of the promise."""
        return [
            s
            for s in self.said
            if not s.clause.retold
            and Signal.FUTURE not in s.clause.said
            and (s.match.direct or refers_back(s.match.statement.unit.text))
        ]

    def _less(self) -> bool:
        """ "varje vecka utom i juli" """
        return self._part_of() or any(Signal.PARTLY in s.clause.said for s in self._live())

    def _part_of(self) -> bool:
        """ "nio av tolv månader", whatever is counted."""
        return any(
            f.of is not None and f.value < f.of
            for s in self._live()
            for f in s.clause.figures
            if not f.retold
        )

    def _claim(self, q: PromiseQuantity) -> Signal | None:
        """A word for the promise as a whole: in a cell or sentence of its own, or said of the promise."""
        for s in self._live():
            if any(comparable(q, self.promise, f, direct=True) for f in s.clause.figures if not f.retold):
                continue
            if _BARE_YES.match(s.text) and s.clause is not s.match.statement.clauses[-1]:
                continue  # "Ja, men bara fem gånger"
            if len(s.text.split()) <= _MANY_WORDS or _ABOUT_PROMISE.search(s.text):
                for c in _CLAIMS:
                    if c in s.clause.said:
                        return c
        return None

    def _word(self) -> Signal | None:
        return next((c for s in self._live() for c in _CLAIMS if c in s.clause.said), None)

    def _all_of(self, q: PromiseQuantity) -> bool:
        """ "Farthindren är byggda": the definite form of what is counted means all of them."""
        own = words_of(q.unit)
        if q.bound or not own:
            return False
        forms = [w for s in self._live() for w in re.findall(r"[^\W\d_]+", s.text.lower())]
        from ..language.lemmas import Lemmatizer

        lemma = Lemmatizer()
        return any(_DEFINITE.search(w) and any(kinship(lemma(w), o) >= 0.5 for o in own) for w in forms)

    def _late(self) -> str:
        """ "klart först 2024-09-02", where the promise has a last day and the follow-up a later one."""
        time, years = self.promise.time, self.promise.years
        if time is None or not _DEADLINE.search(time.quote):
            return ""
        limit = _day(find_dates(time.quote), years, last=not _BEFORE.search(time.quote))
        if limit is None:
            return ""
        if _BEFORE.search(time.quote):
            limit -= timedelta(days=1)
        done = [
            f.value
            for s in self._live()
            if s.clause.said & {Signal.DONE, Signal.PAST}
            for f in s.match.statement.unit.facts
            if f.kind == "date" and s.clause.span.start <= f.start < s.clause.span.end
        ]
        day = _day([d for d in done if isinstance(d, DateMention)], years, last=False)
        return f"klart först {day.isoformat()}" if day is not None and day > limit else ""

    def _amount(self, q: PromiseQuantity) -> str:
        return f"”{' '.join(q.evidence.quote.split())}”"

    def _told(self, q: PromiseQuantity, value: float, rate: bool) -> str:
        if rate:
            return (
                f"uppföljningen anger en annan takt än {self._amount(q)}"
                if not meets(q, self.promise, value, True)
                else f"takten är den som lovades, {self._amount(q)}"
            )
        sign = " procent" if q.kind == "percent" else ""
        wanted = in_all(q, self.promise)
        more = (
            f" (på hela tiden {shown(wanted)})" if wanted is not None and q.months_between is not None else ""
        )
        return f"uppföljningen anger {shown(value)}{sign}, löftet är {self._amount(q)}{more}"

    def _made(
        self,
        status: Status,
        reason: str,
        matches: Sequence[Match] | None = None,
        *,
        q: PromiseQuantity | None = None,
        reached: float | None = None,
    ) -> PromiseOutcome:
        used = self.matches if matches is None else matches
        told = [m for m in used if not m.statement.heading and m.statement.told]
        retold = [m for m in used if m not in told and (m.direct or m.statement.heading)]
        return PromiseOutcome(
            self.promise,
            status,
            reason,
            q,
            reached,
            tuple(self.evidence(m.statement.span) for m in told),
            tuple(self.evidence(m.statement.span) for m in retold),
            round(max(m.likeness for m in used), 4) if used else None,
        )


def _as_retold(clause: Clause) -> Clause:
    return replace(clause, retold=True, figures=tuple(replace(f, retold=True) for f in clause.figures))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _same_rate(rates: Sequence[Heard]) -> Tally:
    """The months between occasions, where all that is told of it agrees."""
    first = rates[0].figure
    odd = next((h.figure for h in rates if h.figure.months_between != first.months_between), None)
    if odd is not None:
        return Tally(None, clash=(first, odd))
    return Tally(first.months_between, (first,))


def _day(dates: Sequence[DateMention], years: tuple[int, int] | None, *, last: bool) -> date | None:
    for d in dates:
        placed = d.with_year(years[0]) if years else d
        found = placed.last if last else placed.first
        if found is not None:
            return found
    return None


def _years(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
