"""How much and how often a promise says: counts, shares, sums, rates, days of the week and dated occasions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Span
from ..language.entities.dates import DateMention
from ..language.entities.quantity_units import Quantity, rate_months
from ..language.facts import Fact
from .promise_sentences import is_present

COUNTS = ("count", "percent", "money", "frequency", "duration")
# "en föräldrakväll per termin", "varje skoldag": rates that no quantity of the document's facts covers.
_RATE_OF_ONE = re.compile(
    r"\b(?:en|ett)\s+(?P<what>[a-zåäö-]+)\s+(?:per|i|om|varje)\s+"
    r"(?P<per>år(?:et)?|dag(?:en)?|vecka(?:n)?|månad(?:en)?|kvartal(?:et)?|tertial|termin(?:en)?|halvår(?:et)?)\b",
    re.IGNORECASE,
)
_EVERY_DAY = re.compile(r"\bvarje\s+\w*(?:dag|dagskväll|helgkväll|rast|lov)\b", re.IGNORECASE)
# "alla klasser i årskurs 7", "samtliga krogar": the whole of what can be counted off; "alla boende" is anyone.
_WHOLE = re.compile(
    r"\b(?:alla|samtliga)\s+(?:(?:kommunens|stadens|våra|de|[a-zåäö]+a)\s+)?"
    r"(?!\w*(?:boende|invånare|medborgare|människor|personer|åldrar|grupper|parter|aktörer|sätt|delar|former)\b)"
    r"(?P<of>[a-zåäö-]{2,}(?:or|ar|er|n|erna|arna|orna)|byar|tåg|torg|hus|bad)\b"
    r"(?=\W|$)(?!\s+(?:ska|som|kan|har|är|får)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:där|när|som)\s$", re.IGNORECASE)
_ONESELF = re.compile(r"\s(?:sig|att|sin|sitt|sina)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:mellan|klockan|kl\.?)\s+(?:\d\d?(?:[.:]\d\d)?\s*(?:och|–|-)\s*)?$", re.IGNORECASE)
_DAY = 12 / 365.25
_WEEK = 7 * _DAY
# "lördagar 18–23", "fredagar och lördagar", "torsdag–lördag": days of the week, each once a week.
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
_DAYS = re.compile(
    rf"\b(?:(?P<first>{_WEEKDAY})(?:ar|s?kväll(?:ar)?)?\s?(?:–|-|till)\s?(?P<last>{_WEEKDAY})(?:ar|s?kväll(?:ar)?)?\b|"
    rf"(?<!-\soch\s)(?P<some>{_WEEKDAY}(?:arna|ar|s?kvällar)\b(?:(?:,\s|,?\s(?:och|samt)\s){_WEEKDAY}(?:arna|ar|s?kvällar)\b)*)|"
    r"(?P<work>(?:var|skol)dagar(?:na)?)\b|(?P<ends>helg(?:er(?:na)?|kvällar(?:na)?))\b)",
    re.IGNORECASE,
)
_ORDER = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_TWICE_A_YEAR = re.compile(
    r"\b(?:vår och höst|höst och vår|vår- och hösttermin(?:en)?)\b(?!\s+20\d\d)", re.IGNORECASE
)
_HOURS = re.compile(
    r",?\s(?:(?:klockan|kl\.?|mellan)\s){0,2}\d\d?(?:[.:]\d\d)?\s?(?:–|-|och|till)\s?\d\d?(?:[.:]\d\d)?"
    r"(?![\d%]|\s(?:%|procent|gånger|pass))",
    re.IGNORECASE,
)
# What a number is counted by stands behind what is counted: "25 mopeder och bilar i månaden", "per skola och termin".
_RATE_BEHIND = re.compile(
    r"(?:\s(?!i\s|om\s|per\s|varje\s)[a-zåäö-]+){0,3}\s(?:(?:i|om)\s(?:dygnet|veckan|månaden|kvartalet|terminen|halvåret|året)|"
    r"(?:per|varje)\s(?:[a-zåäö]+\s(?:och|per)\s)?(?:dag|dygn|vecka|månad|kvartal|tertial|termin|halvår|år|läsår|säsong))\b",
    re.IGNORECASE,
)
_AND_PER = re.compile(
    r"\s(?:och|per|varje)\s(?:dag|dygn|vecka|månad|kvartal|tertial|termin|halvår|år|läsår|säsong)\b"
)
_OCCASION_AND = re.compile(r"(?:,\s|\s(?:och|samt)\s)(?:den\s|i\s)?", re.IGNORECASE)
_NOT_AN_OCCASION = re.compile(
    r"\b(?:senast|före|innan|från|till|mellan|efter|sedan|beslut\w*|t\.?o\.?m\.?|f\.?r\.?o\.?m\.?)\s(?:den\s)?$"
)


def quantities_in(text: str, span: Span, facts: Iterable[Fact]) -> Iterator[tuple[Span, Quantity]]:
    """The counts, shares, sums and rates in text order; times of day are none."""
    found: list[tuple[Span, Quantity]] = []
    for fact in facts:
        if fact.kind in COUNTS and isinstance(fact.value, Quantity):
            q = fact.value
            if (
                not q.unit_text
                and not q.bound
                and _CLOCK.search(text, max(span.start, fact.start - 30), fact.start)
            ):
                continue
            found.append((Span(fact.start, fact.end), q))
    for m in (*_RATE_OF_ONE.finditer(text, *span), *_EVERY_DAY.finditer(text, *span)):
        if _free(found, m.start(), m.end()):
            per = m.group("per") if "per" in m.re.groupindex else ""
            months = rate_months(per) if per else _DAY
            unit = m.group("what") if per else m.group()
            q = Quantity(m.start(), m.end(), 1.0, unit, "frequency", rate=per, months_between=months)
            found.append((Span(*m.span()), q))
    for m in _WHOLE.finditer(text, *span):
        if _free(found, m.start(), m.end()) and not _acting(text, m):
            q = Quantity(m.start(), m.end(), 100.0, m.group("of"), "percent")
            found.append((Span(*m.span()), q))
    yield from sorted(found, key=lambda pair: pair[0])


def amounts_in(text: str, span: Span, facts: Sequence[Fact]) -> tuple[tuple[Span, Quantity], ...]:
    """What a promise says of how much and how often: quantities with what they are counted by, days of the
    week with their hours, and occasions told by their dates."""
    found = list(quantities_in(text, span, facts))
    found += [pair for pair in _by_week(text, span) if _free(found, *pair[0])]
    found += [pair for pair in _by_dates(text, span, facts) if _free(found, *pair[0])]
    found.sort(key=lambda pair: pair[0])
    found = [_with_hours(text, pair, span.end) for pair in found]
    hours = [s for s, q in found if q.kind == "frequency"]
    found = [  # "fredagar 20–01": the hours are no counts
        (s, q) for s, q in found if q.unit_text or not any(h.start < s.start < h.end for h in hours)
    ]
    following = [s.start for s, _ in found[1:]]
    return tuple(_whole(text, pair, end) for pair, end in zip(found, (*following, span.end), strict=False))


def _acting(text: str, m: re.Match[str]) -> bool:
    """ "där alla känner sig trygga": all who do something, not all of what is counted."""
    return is_present(m.group("of").lower()) and (
        _CLAUSE.search(text, max(m.start() - 12, 0), m.start()) is not None
        or _ONESELF.match(text, m.end()) is not None
    )


def _free(found: Iterable[tuple[Span, Quantity]], start: int, end: int) -> bool:
    return all(end <= s.start or start >= s.end for s, _ in found)


def _by_week(text: str, span: Span) -> Iterator[tuple[Span, Quantity]]:
    for m in _DAYS.finditer(text, *span):
        if m.group("first"):
            first, last = (_ORDER.index(m.group(g).lower().removesuffix("dag")) for g in ("first", "last"))
            days = (last - first) % 7 + 1
        elif m.group("some"):
            days = len(re.findall(_WEEKDAY, m.group("some"), re.IGNORECASE))
        else:
            days = 5 if m.group("work") else 1
        yield _rate(m, float(days), "vecka", _WEEK / days)
    for m in _TWICE_A_YEAR.finditer(text, *span):
        yield _rate(m, 2.0, "år", 6.0)


def _rate(m: re.Match[str], value: float, per: str, months: float) -> tuple[Span, Quantity]:
    q = Quantity(m.start(), m.end(), value, m.group().lower(), "frequency", rate=per, months_between=months)
    return Span(*m.span()), q


def _by_dates(text: str, span: Span, facts: Sequence[Fact]) -> Iterator[tuple[Span, Quantity]]:
    """Days side by side: "22 april och 14 oktober" are two occasions."""
    days = [
        f for f in facts if f.kind == "date" and isinstance(f.value, DateMention) and f.value.kind == "day"
    ]
    periods = [f for f in facts if f.kind == "period"]
    run: list[Fact] = []
    for fact in [*days, None]:
        if fact is not None and run and _OCCASION_AND.fullmatch(text, run[-1].end, fact.start):
            run.append(fact)
            continue
        if len(run) >= 2 and not any(p.start < run[-1].end and run[0].start < p.end for p in periods):
            start, end = run[0].start, run[-1].end
            if not _NOT_AN_OCCASION.search(text, max(span.start, start - 20), start):
                yield Span(start, end), Quantity(start, end, float(len(run)), "tillfällen", "count")
        run = [fact] if fact is not None else []


def _with_hours(text: str, pair: tuple[Span, Quantity], end: int) -> tuple[Span, Quantity]:
    span, q = pair
    hours = _HOURS.match(text, span.end, end) if q.kind == "frequency" else None
    return (Span(span.start, hours.end()), q) if hours else pair


def _whole(text: str, pair: tuple[Span, Quantity], end: int) -> tuple[Span, Quantity]:
    """A count with the words behind it that say what it is counted by, before ``end``."""
    span, q = pair
    if q.kind != "count" or q.months_between is not None:
        return pair
    m = _AND_PER.match(text, span.end, end) if q.rate else _RATE_BEHIND.match(text, span.end, end)
    if m is None:
        return pair
    return Span(span.start, m.end()), replace(q, end=m.end())
