"""Periods in running text: two dates that belong together, open ends, durations, single years.

A range is two date mentions with a connecting word between them; the year of one serves for both.
Which of the periods of a document is that of the agreement is decided in ``validity``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .date_patterns import MonthDay
from .dates import DateMention, day_of, find_dates
from .identifiers import Mask
from .numbers import number_value
from .period_patterns import (
    AND,
    BETWEEN,
    CONNECT,
    DURATION_LEADS,
    DURATION_UNITS,
    FROM,
    FROM_SIGNING,
    LONG_YEAR,
    OPEN,
    OPEN_ALSO,
    STEP,
    TO_WORD,
    TWO_YEARS_LEAD,
    UNTIL,
    UNTIL_REPLACED,
    YEAR,
    YEARS,
)
from .scan import Scan


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of time as written.

    ``kind``: ``years`` (2024–2027), ``range`` (two dates), ``from`` (start only), ``until`` (end only),
    ``open`` (tills vidare), ``until_replaced``, ``duration`` (``months``), ``term_of_office``, ``year``.
    ``open_ended`` is true only where the text says so (tills vidare, tills nya löften …).
    """

    start: int
    end: int
    first: date | None
    last: date | None
    open_ended: bool
    kind: str
    months: int | None = None
    anchor: str = ""  # "signing" where a duration counts from the signing
    first_md: MonthDay | None = None  # month and day of dates without a year
    last_md: MonthDay | None = None

    def with_year(self, year: int) -> PeriodMention:
        """A period whose dates lack a year, placed in ``year`` (its end in the next where it must)."""
        first, last = self.first, self.last
        if first is None and self.first_md:
            first = day_of(year, self.first_md)
        if last is None and self.last_md:
            start_md = self.first_md or (first.month, first.day) if first else self.last_md
            begin = first.year if first else year
            last = day_of(begin if self.last_md >= (start_md or self.last_md) else begin + 1, self.last_md)
        return replace(self, first=first, last=last)


def find_periods(
    source: str | Scan,
    start: int = 0,
    end: int | None = None,
    *,
    dates: list[DateMention] | None = None,
) -> list[PeriodMention]:
    """All periods of a text or slice in order. Single years are listed where no period holds them."""
    scan = Scan.of(source, start, end)
    dates = find_dates(scan) if dates is None else dates
    found = [*_year_ranges(scan)]
    taken = Mask([(p.start, p.end) for p in found])
    free = [d for d in dates if not taken.hits(d.start, d.end)]
    found += _from_dates(scan, free)
    found += _in_words(scan)
    found = [_with_tail(scan, p) for p in found]
    return _without_overlap(found)


# How much a period says: of two that overlap the richer one stays.
_RICHNESS = {"range": 0, "years": 1, "from": 2, "until": 3, "until_replaced": 4, "open": 5, "duration": 6,
             "term_of_office": 7, "year": 8}  # fmt: skip


def _without_overlap(found: list[PeriodMention]) -> list[PeriodMention]:
    kept: list[PeriodMention] = []
    for period in sorted(found, key=lambda p: (_RICHNESS[p.kind], p.start - p.end)):
        at = bisect_left(kept, period.start, key=lambda p: p.start)
        after = kept[at].start if at < len(kept) else period.end
        if after >= period.end and (at == 0 or kept[at - 1].end <= period.start):
            kept.insert(at, period)
    return kept


def _year_ranges(scan: Scan) -> Iterator[PeriodMention]:
    taken = scan.start
    previous = ""
    for at, end, low in scan.words:
        lead, previous = previous, low
        if at < taken or end - at != 4 or not low.isdigit() or low[:2] not in ("19", "20"):
            continue
        m = YEARS.match(scan.text, at, scan.end)
        if m is None or scan.names.hits(m.start(), m.end()):
            continue
        first = int(low)
        last = _second_year(first, m)
        listed = len(re.findall(YEAR, m.group()))
        if last is None or (m.group("f") and (lead not in TWO_YEARS_LEAD or last != first + listed - 1)):
            continue
        taken = m.end()
        yield _years(m.start(), m.end(), first, last)


def _years(start: int, end: int, first: int, last: int) -> PeriodMention:
    return PeriodMention(start, end, date(first, 1, 1), date(last, 12, 31), False, "years")


def _second_year(first: int, m: re.Match[str]) -> int | None:
    """The last year of a range, None where the shape means something else (a month, a number)."""
    if m.group("c"):
        last = _complete(first, m.group("c"))
        return last if last == first + 1 else None  # 2020/2021; anything else is a registry number
    written = m.group("b") or m.group("e") or m.group("f")
    last = _complete(first, written)
    if len(written) == 2 and m.group("sep") == "-" and 1 <= int(written) <= 12:
        return None  # 2024-05 is a month
    return last if first < last <= first + 30 else None


def _complete(first: int, written: str) -> int:
    return int(written) if len(written) == 4 else first - first % 100 + int(written)


def _place(a: DateMention, b: DateMention) -> tuple[DateMention, DateMention]:
    """Give a date without year the year of its partner."""
    if a.first is None and b.first is not None and a.first_md and b.first_md:
        a = a.with_year(b.first.year if a.first_md <= b.first_md else b.first.year - 1)
    elif b.first is None and a.first is not None and a.first_md and b.first_md:
        b = b.with_year(a.first.year if b.first_md >= a.first_md else a.first.year + 1)
    return a, b


def _from_dates(scan: Scan, dates: list[DateMention]) -> Iterator[PeriodMention]:
    text = scan.text
    i = 0
    while i < len(dates):
        a = dates[i]
        low = max(scan.start, a.start - 40)
        before = text[low : a.start]
        lead = FROM.search(before)
        begin = low + lead.start() if lead else a.start
        b = dates[i + 1] if i + 1 < len(dates) else None
        if b is not None and _connected(text, a, b, before, lead is not None):
            placed_a, placed_b = _place(a, b)
            if _ordered(placed_a, placed_b):
                yield PeriodMention(
                    begin, b.end, placed_a.first, placed_b.last, False, "range",
                    first_md=a.first_md, last_md=b.last_md,
                )  # fmt: skip
                i += 2
                continue
        yield from _single(text, low, before, lead, a, begin)
        i += 1


def _ordered(a: DateMention, b: DateMention) -> bool:
    return a.first is None or b.last is None or a.first < b.last


def _connected(text: str, a: DateMention, b: DateMention, before: str, lead: bool) -> bool:
    between = text[a.end : b.start]
    if len(between) > 70 or "\n\n" in between or "\t" in between:
        return False
    if AND.match(between):
        return bool(BETWEEN.search(before))
    if not CONNECT.fullmatch(between):
        return False
    has_word = bool(TO_WORD.search(between))
    if not has_word:
        return False
    # Two months or weeks joined by "till" alone may be any phrase; with a dash or a lead they are a range.
    return lead or a.kind == b.kind or b.kind in ("year_edge", "holiday") or "-" in between or "–" in between


def _single(
    text: str, low: int, before: str, lead: re.Match[str] | None, a: DateMention, begin: int
) -> Iterator[PeriodMention]:
    until = UNTIL.search(before)
    if until:
        yield PeriodMention(low + until.start(), a.end, None, a.last, False, "until", last_md=a.last_md)
    elif lead and (lead.group("strong") or lead.group("weak").lower() == "från"):
        yield PeriodMention(begin, a.end, a.first, None, False, "from", first_md=a.first_md)
    elif a.kind == "days" and a.first:
        yield PeriodMention(a.start, a.end, a.first, a.last, False, "range")
    elif a.kind == "year":
        yield PeriodMention(a.start, a.end, a.first, a.last, False, "year")


_WORDS = frozenset({*DURATION_UNITS, *LONG_YEAR, "mandatperioden", "mandatperiodens"}) | frozenset(
    "tills till fram intill på utan tv".split()
)


def _in_words(scan: Scan) -> Iterator[PeriodMention]:
    text, stop, words = scan.text, scan.end, scan.words
    for i, (at, end, low) in enumerate(words):
        if low not in _WORDS:
            continue
        if low in ("tills", "till", "fram", "intill"):
            m = OPEN.match(text, at, stop)
            if m:
                yield PeriodMention(at, m.end(), None, None, True, "open")
            else:
                m = UNTIL_REPLACED.match(text, at, stop)
                if m:
                    yield PeriodMention(at, m.end(), None, None, True, "until_replaced")
        elif low in ("på", "utan", "tv"):
            m = OPEN_ALSO.match(text, at, stop)
            if m:
                yield PeriodMention(at, m.end(), None, None, True, "open")
        elif low in DURATION_UNITS:
            duration = _duration(scan, i)
            if duration:
                yield duration
            elif low.startswith("mandatperiod"):
                yield PeriodMention(at, end, None, None, False, "term_of_office", 48)
        elif low in LONG_YEAR:
            yield PeriodMention(at, end, None, None, False, "duration", LONG_YEAR[low])
        elif low in ("mandatperioden", "mandatperiodens"):
            yield PeriodMention(at, end, None, None, False, "term_of_office", 48)


def _duration(scan: Scan, i: int) -> PeriodMention | None:
    """ "i fyra år", "ett år från undertecknandet": a number before the unit, a lead or an anchor."""
    if i == 0:
        return None
    start, number_end, number = scan.words[i - 1]
    unit_start, end, unit = scan.words[i]
    value = number_value(number)
    if value is None or not 0 < value <= 60 or scan.text[number_end:unit_start].strip():
        return None
    anchored = FROM_SIGNING.match(scan.text, end, scan.end)
    lead = scan.words[i - 2] if i > 1 else (start, start, "")
    if not anchored and lead[2] not in DURATION_LEADS:
        return None
    if lead[2] in DURATION_LEADS:
        start = lead[0]
    step = STEP.match(scan.text, end, scan.end)
    stop = anchored.end() if anchored else step.end() if step else end
    months = int(value * DURATION_UNITS[unit])
    return PeriodMention(start, stop, None, None, False, "duration", months, "signing" if anchored else "")


_TAIL_OPEN = re.compile(
    r"[\s,]*(?:och\s+)?(?:den\s+)?(?:gäller\s+|löper\s+)?(?:därefter\s+)?tills\s+vidare\b", re.IGNORECASE
)


def _with_tail(scan: Scan, period: PeriodMention) -> PeriodMention:
    """ "från den 1 maj 2024 och tills vidare" is one open period, so is "tills vidare från …"."""
    if period.kind != "from":
        return period
    after = _TAIL_OPEN.match(scan.text, period.end, min(scan.end, period.end + 60))
    if after:
        return replace(period, end=after.end(), open_ended=True)
    before = scan.text[max(scan.start, period.start - 25) : period.start]
    m = re.search(r"\btills\s+vidare,?\s+(?:räknat\s+)?$", before, re.IGNORECASE)
    if m:
        return replace(period, start=period.start - len(before) + m.start(), open_ended=True)
    return period
