"""One promise and everything the follow-up says of it, weighed into a status with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..assessment import Promise, PromiseQuantity
from ..document import Evidence, Span
from ..vocabulary.swedish import upper_first, year_span
from .matching import Match
from .model import PromiseOutcome, Status
from .signals import Signal
from .tally import Heard, Tally, add_up, ceiling, in_all, meets, shown
from .testimony import CLAIMS, Testimony

_ALL = re.compile(r"\b(?:alla|samtliga|varje|hela)\b", re.IGNORECASE)


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
        self.page_years = years
        self.heard = Testimony(promise, number, matches, evidence)
        # "inom två dygn" and "på lördagar" say when, not how much; they count where the follow-up gives a
        # number for it.
        limits = [q for q in promise.quantities if _says_when(q)]
        self.quantities = [q for q in promise.quantities if q not in limits]
        self.numbers = [*self.quantities, *limits]

    def outcome(self) -> PromiseOutcome:
        """The status, with the places in the follow-up it rests on."""
        if not self.heard.matches:
            return self._not_told()
        if not self.heard.said:
            years = ", ".join(str(y) for y in sorted(self.heard.past_years))
            return self._made(Status.NOT_MENTIONED, f"Det som sägs gäller {years}, inte löftets år.")
        for q in self.numbers:
            found = self._by_number(q)
            if found is not None:
                return found
        if self.quantities:
            return self._without_number(self.quantities[0])
        return self._by_words()

    def _not_told(self) -> PromiseOutcome:
        if self.heard.unsure:
            reason = "Uppföljningen kan gälla flera löften: det går inte att avgöra vilket."
            return self._made(Status.UNCLEAR, reason, self.heard.unsure)
        p, y = self.promise.years, self.page_years
        if p is not None and y is not None and (p[1] < y[0] or y[1] < p[0]):
            return self._made(
                Status.NOT_MENTIONED, f"Uppföljningen gäller {year_span(*y)}, löftet {year_span(*p)}."
            )
        return self._made(Status.NOT_MENTIONED, "Löftet hittades inte i uppföljningen.")

    def _by_number(self, q: PromiseQuantity) -> PromiseOutcome | None:
        """The status where the follow-up gives a number of what the promise counts."""
        retold = [f for s, f in self.heard.figures(q) if f.retold]
        wanted = {q.value, q.upper, in_all(q, self.promise)}
        wrong = next((f for f in retold if f.months_between is None and f.value not in wanted), None)
        heard = [
            Heard(f, s.number, self.heard.elsewhere(s))
            for s, f in self.heard.figures(q)
            if not f.retold and Signal.FUTURE not in s.clause.said and self.heard.of_the_years(f)
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
        ok = meets(q, self.promise, value, rate) and not (rate and self.heard.less())
        claim = self.heard.claim(q)
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
            late = self.heard.late()
            if late:
                return self._made(Status.PARTLY, f"{upper_first(told)}, men {late}.", q=q, reached=reached)
            return self._made(Status.DONE, f"{upper_first(told)}.", q=q, reached=reached)
        goal = q.kind == "percent" or ceiling(q, self.promise)
        status = Status.NOT_DONE if goal or (value == 0 and not rate) else Status.PARTLY
        return self._made(status, f"{upper_first(told)}: löftet är inte nått.", q=q, reached=reached)

    def _without_number(self, q: PromiseQuantity) -> PromiseOutcome:
        """The promise has a number, the follow-up none that can be compared with it."""
        others = [
            f
            for s in self.heard.said
            if s.back
            for f in s.clause.figures
            if not f.retold and f.words and Signal.FUTURE not in s.clause.said
        ]
        claim = self.heard.claim(q) or self.heard.word()
        if self.heard.part_of():
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
        if claim is Signal.DONE and self.heard.retold_right(q):
            return self._made(
                Status.DONE, f"Uppges uppfyllt; uppföljningen återger löftet {self._amount(q)}.", q=q
            )
        happened = claim is Signal.DONE or any(Signal.PAST in s.clause.said for s in self.heard.live())
        if happened and (any(_ALL.search(s.text) for s in self.heard.live()) or self.heard.all_of(q)):
            late = self.heard.late()
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
        found = [(s, c) for s in self.heard.live() for c in CLAIMS if c in s.clause.said]
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
                s
                for s in self.heard.live()
                if Signal.PAST in s.clause.said and not set(CLAIMS) & s.clause.said
            ]
            if happened and happened[-1].match.direct and happened[-1].number != found[-1][0].number:
                return self._made(
                    Status.CONFLICT, "Uppföljningen säger både att det är gjort och att det inte är det."
                )
            return self._made(Status.NOT_DONE, "Uppföljningen säger att det inte blev av.")
        if word is Signal.PARTLY:
            return self._made(Status.PARTLY, "Uppföljningen säger att det är gjort till en del.")
        if word is Signal.DONE or any(Signal.PAST in s.clause.said for s in self.heard.live()):
            late = self.heard.late()
            if late:
                return self._made(Status.PARTLY, f"Uppges gjort, men {late}.")
            return self._made(Status.DONE, "Uppföljningen säger att det är gjort.")
        return self._only_mentioned(None)

    def _only_mentioned(self, q: PromiseQuantity | None) -> PromiseOutcome:
        if any(Signal.FUTURE in s.clause.said for s in self.heard.said):
            return self._made(Status.UNCLEAR, "Det nämns, men bara som något som ska göras.", q=q)
        return self._made(Status.UNCLEAR, "Det nämns, men vad det blev av det framgår inte.", q=q)

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
        used = self.heard.matches if matches is None else matches
        tells = [not m.statement.heading and m.statement.told for m in used]
        told = [m for m, t in zip(used, tells, strict=True) if t]
        retold = [m for m, t in zip(used, tells, strict=True) if not t and (m.direct or m.statement.heading)]
        return PromiseOutcome(
            self.promise,
            status,
            reason,
            q,
            reached,
            tuple(self.heard.evidence(m.statement.span) for m in told),
            tuple(self.heard.evidence(m.statement.span) for m in retold),
            round(max(m.likeness for m in used), 4) if used else None,
        )


def _says_when(q: PromiseQuantity) -> bool:
    said = q.evidence.quote.lower()
    named = q.kind == "frequency" and said.startswith(q.unit) and not said.startswith("varje")
    return said.startswith("inom") or named


def _same_rate(rates: Sequence[Heard]) -> Tally:
    """The months between occasions, where all that is told of it agrees."""
    first = rates[0].figure
    odd = next((h.figure for h in rates if h.figure.months_between != first.months_between), None)
    if odd is not None:
        return Tally(None, clash=(first, odd))
    return Tally(first.months_between, (first,))
