"""The numbers of a follow-up: what they count, of which part of the year, and whether they only retell the promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.entities.dates import DateMention
from ..language.entities.numbers import number_value
from ..language.entities.quantity_units import Quantity
from ..language.facts import Fact
from ..thread.promise_amounts import quantities_in
from .kinship import base_form

_NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?|[a-zåäö]+)"
_WORD = re.compile(rf"(?<![\w.,/])(?P<n>{_NUMBER})(?![\w]|[.,]\d)", re.IGNORECASE)
_OF = re.compile(
    rf"\s*(?:av|utav|/)\s*(?:de\s+|dem\s+|våra\s+|totalt\s+)?(?P<m>{_NUMBER})(?!\w)", re.IGNORECASE
)
# "Av de tolv kvällarna hölls åtta": how many were meant, before how many it came to.
_OF_BEFORE = re.compile(
    r"\b(?:av|utav)\s+(?:de|dem|våra|totalt|alla|samtliga)(?:\s+(?:utlovade|lovade|planerade|tänkta))?\s+$",
    re.IGNORECASE,
)
# "14 dörrar av 14": what is counted may stand in between, where nothing follows.
_OF_LATER = re.compile(
    rf"\s+[a-zåäö]+\s+av\s+(?:de\s+|totalt\s+)?(?P<m>{_NUMBER})(?=\s*(?:[.,;)]|$|utlovade|planerade|lovade|möjliga))",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"[ \t-]{1,2}(?P<w>[^\W\d_]+(?:-[^\W\d_]+)*)")
_SIGN = re.compile(r"\s*%")
# A number behind one of these is a name.
_NAMED = re.compile(
    r"(?:\b(?:årskurs|åk|klass|nr|nummer|löfte|punkt|sida|s|kl|klockan|väg|bilaga|avsnitt|vecka|v)\.?\s*|§\s*|[A-ZÅÄÖ][a-zåäö]+"
    r"(?:gatan|vägen|stigen)\s+|-)$",
    re.IGNORECASE,
)
_RETOLD_BEFORE = re.compile(
    r"(?<!som )\b(?:lova\w*|utlova\w*|planera\w*|löftet (?:var|löd|gällde)|målet (?:var|är)|mål|löfte|skulle|lovat|enligt löftet)\b"
    r"(?:(?!\b(?:blev|men|gjorde\w*|höll\w*|genomför\w*|hann)\b)[^.;])*$",
    re.IGNORECASE,
)
# "Det blev inte 30 utan 22": the first is what was promised.
# "Föreläsningar (tio): 10"
_IN_BRACKETS = re.compile(r"[^()]*\)\s*(?:$|:)")
_NOT_SO_MANY = re.compile(
    r"\b(?:inte|ej|i stället för|istället för|mot)\s+(?:de\s+|så många som\s+|riktigt\s+)?$", re.IGNORECASE
)
_PART_OF_IT = re.compile(
    r"\b(?:varav|därav|av (?:dem|dessa)|bland annat|utom|förutom)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_DONE_AFTER = re.compile(
    r"\s*(?:\w+\s+){0,1}?(?:genomförda|genomfördes|hölls|hållna|gjordes|gjorda|utförda|utfördes|blev av|färdiga|klara)\b",
    re.IGNORECASE,
)
# "40 utlovade pass", "femtiotvå vandringar blev femtiofyra"
_RETOLD_AFTER = re.compile(
    r"\s*(?:(?:\w+\s+)?(?:utlovade|lovade|planerade|tänkta)\b|(?:\w+\s+){1,3}?(?:blev|har blivit)\s+(?:bara\s+|i stället\s+)?"
    rf"(?P<m>{_NUMBER})(?!\w))",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:totalt|sammanlagt|i allt|sammantaget|allt som allt|summan?)\W*(?:\w+\s+){0,1}$", re.IGNORECASE
)
_STOP = frozenset(
    "och eller till av i på för med om är var har ska kan per som att vid under sedan innan från mot men samt mellan hölls gjordes "
    "genomfördes blev gånger hos längs kring runt efter före inom det de den vi".split()
) - {"gånger"}
_FILLERS = frozenset(
    "st stycken första andra sista övriga ytterligare nya öppna extra olika genomförda utlovade planerade lovade sådana fler gemensamma hela stora små av de".split()
)


_BUSY = frozenset({"date", "year", "period", "contact", "paragraph", "diary", "law"})
# No clause that a person writes is longer; what is bounds the work on a hostile page.
LONGEST, _NEAR = 4_000, 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as told. ``words`` are lemmas of what it counts, empty for a bare number; ``part`` names the part
    of the year it is of; ``retold`` is true where it says what was promised."""

    span: Span
    value: float
    kind: str
    words: tuple[str, ...] = ()
    part: str = ""
    total: bool = False
    retold: bool = False
    years: frozenset[int] = frozenset()
    months_between: float | None = None
    of: float | None = None  # "nio av tolv": the second number


def find_figures(analysis: Analysis, unit: Unit, span: Span, *, retold: bool = False) -> list[Figure]:
    """The figures of a clause or cell, in text order; dates, times, ages and names of things are none."""
    text = analysis.document.text
    span = Span(span.start, min(span.end, span.start + LONGEST))
    facts = [f for f in unit.facts if span.start <= f.start < span.end]
    busy = [f for f in facts if f.kind in _BUSY]
    rates = {s: q for s, q in quantities_in(text, span, facts) if q.kind == "frequency"}
    found = list(_scan(text, span, busy, rates, retold))
    return [_placed(text, span, facts, found, i) for i in range(len(found))]


def _scan(
    text: str, span: Span, busy: Sequence[Fact], rates: dict[Span, Quantity], retold: bool
) -> Iterator[Figure]:
    at = span.start
    while (m := _WORD.search(text, at, span.end)) is not None:
        at = m.end()
        rate = next((s for s in rates if s.start <= m.start() < s.end), None)
        if rate is not None:
            yield _of_rate(rate, rates[rate], text, span, retold)
            at = max(at, rate.end)
            continue
        value = number_value(m.group("n"))
        if value is None or any(f.start <= m.start() < f.end for f in busy):
            continue
        if _NAMED.search(text, max(span.start, m.start() - 14), m.start()):
            continue
        before = text[max(span.start, m.start() - _NEAR) : m.start()]
        of = _OF.match(text, m.end(), span.end) or _OF_LATER.match(text, m.end(), span.end)
        whole = number_value(of.group("m")) if of else None
        if of and whole is not None and whole >= value and m.group("n").lower() not in ("en", "ett"):
            after = m.end() if of.re is _OF_LATER else of.end()
            kind, words, _ = _unit(text, after, span.end)
            yield Figure(Span(m.start(), of.end()), value, kind, words, retold=retold, of=whole)
            yield Figure(Span(of.start("m"), of.end()), whole, kind, words, retold=True)
            at = of.end()
            continue
        kind, words, end = _unit(text, m.end(), span.end)
        if m.group("n").lower() in ("en", "ett") and not words:
            continue
        if _PART_OF_IT.search(before):
            continue
        told = retold or any(p.search(before) for p in (_RETOLD_BEFORE, _NOT_SO_MANY))
        told = told or bool(_IN_BRACKETS.match(text, m.end(), span.end) and "(" in before)
        later = _RETOLD_AFTER.match(text, m.end(), span.end)
        told = told or (later is not None and (later["m"] is None or number_value(later["m"]) is not None))
        told = told and (retold or not _DONE_AFTER.match(text, m.end(), span.end))
        told = told or bool(_OF_BEFORE.search(before))  # also before "genomfördes": what was done follows
        total = bool(_TOTAL.search(before))
        yield Figure(Span(m.start(), end), value, kind, words, total=total, retold=told)


def _of_rate(rate: Span, q: Quantity, text: str, span: Span, retold: bool) -> Figure:
    told = retold or bool(_RETOLD_BEFORE.search(text[span.start : rate.start]))
    return Figure(
        rate, q.value, "frequency", words_of(q.unit_text), retold=told, months_between=q.months_between
    )


def _unit(text: str, at: int, end: int) -> tuple[str, tuple[str, ...], int]:
    """The kind, the lemmas of the words counted, and where they end."""
    sign = _SIGN.match(text, at, end)
    if sign:
        return "percent", (), sign.end()
    words: list[str] = []
    stop = at
    for _ in range(4):
        m = _FOLLOWING.match(text, stop, end)
        if m is None or m.group("w").lower() in _STOP:
            break
        low = m.group("w").lower()
        stop = m.end()
        if low in ("procent", "procentenheter"):
            return "percent", (), stop
        if low in ("kronor", "kr", "tkr", "mkr", "miljoner"):
            return "money", (), stop
        if low in _FILLERS or _done_to(low):
            continue
        words.append(base_form(low))
        break
    return "count", tuple(words), stop if words else at


_PARTICIPLE = re.compile(r"(?:ade|dda|tta|[gjlmnrv]da|[kps]ta)$")


def _done_to(word: str) -> bool:
    """ "43 utbildade", "31 bytta": what has been done to them is not what they are."""
    return bool(_PARTICIPLE.search(word)) and base_form(word) != word and base_form(word).endswith("a")


def words_of(unit: str) -> tuple[str, ...]:
    """The lemmas of a unit as a promise has it ("öppna kvällar"): its last word is what is counted."""
    counted = re.split(
        r"(?:^|\s+)(?:per|i|om|varje|var|varannan|vartannat|årligen|dagligen|\w+vis)\b|/", unit.lower()
    )[0]  # "en gång per termin"
    found = [w for w in re.findall(r"[^\W\d_]+", counted) if w not in _STOP and w not in _FILLERS]
    found = [w for w in found if number_value(w) is None]
    return (base_form(found[-1]),) if found else ()


def _placed(text: str, span: Span, facts: Sequence[Fact], found: Sequence[Figure], i: int) -> Figure:
    """The figure with the part of the year and the years that the words around it name."""
    f = found[i]
    low = found[i - 1].span.end if i else span.start
    high = found[i + 1].span.start if i + 1 < len(found) else span.end
    near = [
        d
        for d in facts
        if d.kind in ("date", "year", "period") and low <= d.start and d.end <= max(high, f.span.end)
    ]
    after = [d for d in near if d.start >= f.span.end] or near
    part = ""
    for d in after:
        if isinstance(d.value, DateMention) and d.kind == "date":
            part = " ".join(text[d.start : d.end].lower().split())
            break
    years = {y for d in facts if span.start <= d.start < span.end for y in _years(d)}
    return replace(f, part=part, years=frozenset(years))


def _years(fact: Fact) -> Iterator[int]:
    if fact.kind in ("date", "year", "period"):
        for day in (getattr(fact.value, "first", None), getattr(fact.value, "last", None)):
            if day is not None:
                yield day.year
