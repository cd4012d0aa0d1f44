"""Dates in Swedish running text, in all the shapes that agreements use.

A mention without a year has ``first`` and ``last`` None and can be completed with
:meth:`DateMention.with_year`. Seasons are the calendar ones (våren = mars–maj); a month, quarter, week
or year is the span of its days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .date_patterns import (
    AFTER_YEAR,
    COUNT_LEAD,
    FIRST_WORDS,
    HOLIDAYS,
    MODAL_LEAD,
    MONTHS,
    NUMERIC,
    SEASONS,
    SHORT,
    SURNAME,
    TERM_WORD,
    TEXTUAL,
    UNIT_AFTER,
    VERB_AFTER,
    WEEK_WORD,
    YEAR_LEAD,
    MonthDay,
)
from .identifiers import Mask
from .numbers import ordinals
from .scan import Scan


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a span of days as written.

    ``kind``: day, days, month, season, quarter, half_year, tertial, week, turn_of_year, year_edge,
    holiday or year. ``first``/``last`` are None where the year is not said.
    """

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    first_md: MonthDay | None = None
    last_md: MonthDay | None = None
    week: int | None = None

    @property
    def year(self) -> int | None:
        return self.first.year if self.first else None

    def with_year(self, year: int) -> DateMention:
        """The same mention placed in ``year``; a mention that has a year stays as it is."""
        if self.first is not None:
            return self
        if self.week is not None:
            return replace(self, first=_week(year, self.week, 1), last=_week(year, self.week, 7))
        if self.first_md is None or self.last_md is None:
            return self
        return replace(self, first=day_of(year, self.first_md), last=_last(year, self.first_md, self.last_md))


def day_of(year: int, md: MonthDay) -> date | None:
    """A day of a year; 29 February becomes the last of February. None for a day that no year has."""
    month, day = md
    if md == (2, 29):
        return month_end(year, 2)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(year: int, first: MonthDay, last: MonthDay) -> date | None:
    # A span such as winter or a school year ends in the year after.
    return day_of(year if last >= first else year + 1, last)


def _week(year: int, week: int, day: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def _month_md(month: int) -> tuple[MonthDay, MonthDay]:
    return (month, 1), (month, 29 if month == 2 else month_end(2023, month).day)


def _make(
    start: int, end: int, kind: str, year: int | None, first: MonthDay, last: MonthDay
) -> DateMention | None:
    mention = DateMention(start, end, kind, None, None, first, last)
    if year is None:
        return mention
    placed = mention.with_year(year)
    return placed if placed.first is not None and placed.last is not None else None


def find_dates(source: str | Scan, start: int = 0, end: int | None = None) -> list[DateMention]:
    """All date mentions of a text or slice, in order, not overlapping."""
    scan = Scan.of(source, start, end)
    found = [m for m in _textual(scan) if not scan.names.hits(m.start, m.end)]
    taken = Mask([(m.start, m.end) for m in found])
    for mention in _numeric(scan.text, scan.start, scan.end):
        if not taken.hits(mention.start, mention.end) and not scan.names.hits(mention.start, mention.end):
            found.append(mention)
    found.sort(key=lambda m: m.start)
    return found


def _century(two_digits: str) -> int:
    return 2000 + int(two_digits)


def _numeric(text: str, start: int, stop: int) -> Iterator[DateMention]:
    for m in NUMERIC.finditer(text, start, stop):
        g = m.group
        made: DateMention | None
        if g("y"):
            made = _whole_day(m, int(g("y")), g("m"), g("d"))
        elif g("cy"):
            made = _whole_day(m, int(g("cy")), g("cm"), g("cd"))
        elif g("y2"):
            made = _whole_day(m, _century(g("y2")), g("m2"), g("d2"))
        elif g("ed"):
            made = _whole_day(m, int(g("ey")), g("em"), g("ed"))
        elif g("fd"):
            year = int(g("fy")) if g("fy") else _century(g("fy2"))
            made = _whole_day(m, year, g("fm"), g("fd"))
        elif g("ym"):
            made = _make(m.start(), m.end(), "month", int(g("ym")), *_month_md(int(g("mm"))))
        else:
            made = _year(text, m.start(), m.end(), int(g("year")))
        if made is not None:
            yield made


def _whole_day(m: re.Match[str], year: int, month: str, day: str) -> DateMention | None:
    md = (int(month), int(day))
    if md == (2, 29) and month_end(year, 2).day == 28:
        return None
    return _make(m.start(), m.end(), "day", year, md, md)


def _year(text: str, start: int, end: int, year: int) -> DateMention | None:
    if not 1900 <= year <= 2079:
        return None
    before = text[max(0, start - 24) : start]
    if COUNT_LEAD.search(before) or UNIT_AFTER.match(text, end):
        return None
    capital = re.search(r"[A-ZÅÄÖ][\wåäö-]*\s+$", before)
    between = MODAL_LEAD.search(before) and VERB_AFTER.match(text, end)
    if not (YEAR_LEAD.search(before) or capital or AFTER_YEAR.match(text, end) or between):
        return None
    return _make(start, end, "year", year, (1, 1), (12, 31))


def _can_begin(low: str) -> bool:
    if low in FIRST_WORDS or (low[0].isdigit() and len(low) <= 3):
        return True
    return low[0] in "vh" and low[-1].isdigit() and bool(TERM_WORD.match(low) or WEEK_WORD.match(low))


def _textual(scan: Scan) -> Iterator[DateMention]:
    text = scan.text
    taken = scan.start
    for at, _, _ in scan.those(_can_begin):
        if at < taken:
            continue
        m = TEXTUAL.match(text, at, scan.end)
        made = _from_words(text, m) if m else None
        if made is not None:
            # A word of its own: "perioden april–september" has none.
            lead = text[max(taken, made.start - 5) : made.start].lower()
            if lead.endswith("den ") and not lead[:-4].isalnum():
                made = replace(made, start=made.start - 4)
            taken = made.end
            yield made


def _int(value: str | None) -> int | None:
    return int(value) if value else None


def _month_number(word: str) -> int:
    low = word.lower().rstrip(".")
    return MONTHS.get(low) or SHORT[low]


def _from_words(text: str, m: re.Match[str]) -> DateMention | None:
    g = m.group
    s, e = m.start(), m.end()
    if g("d1"):
        year = _int(g("dy")) or (_century(g("dy2")) if g("dy2") else None)
        month = _month_number(g("dmon"))
        d1 = int(g("d1"))
        d2 = int(g("d2") or d1)
        longest = 29 if month == 2 else month_end(2023, month).day
        if (
            max(d1, d2) > longest
            or d2 < d1
            or (year and (month, d2) == (2, 29) and month_end(year, 2).day < 29)
        ):
            return None
        return _make(s, e, "day" if d1 == d2 else "days", year, (month, d1), (month, d2))
    if g("ord"):
        return _ordinal_day(s, e, g("ord").lower(), MONTHS[g("omon").lower()], _int(g("oy")))
    if g("holiday"):
        md = HOLIDAYS[g("holiday").lower()]
        return _make(s, e, "holiday", _int(g("hy")), md, md)
    if g("mon"):
        if g("mon")[0].isupper() and not g("my") and not g("mon").isupper() and not _sentence_start(text, s):
            return None  # a name: Maj, Juni
        if g("mon")[0].isupper() and not g("my") and SURNAME.match(text, e):
            return None
        return _make(s, e, "month", _int(g("my")), *_month_md(MONTHS[g("mon").lower()]))
    if g("season"):
        return _season(s, e, g("season").lower(), _int(g("sy")))
    if g("term"):
        year = int(g("ty")) if len(g("ty")) == 4 else _century(g("ty"))
        return _make(s, e, "season", year, *SEASONS["vårtermin" if g("term")[0] in "Vv" else "hösttermin"])
    if g("schoolyear"):
        return _make(s, e, "season", int(g("ly")), *SEASONS["läsår"])
    return _part_of_year(m, s, e)


def _sentence_start(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in ".!?\n\t:–-•*"


def _ordinal_day(s: int, e: int, word: str, month: int, year: int | None) -> DateMention | None:
    longest = 29 if month == 2 else month_end(2023, month).day
    day = longest if word in ("sista", "siste") else ordinals()[word]
    if month == 2 and word in ("sista", "siste") and year:
        day = month_end(year, 2).day
    return _make(s, e, "day", year, (month, day), (month, day)) if day <= longest else None


def _season(s: int, e: int, word: str, year: int | None) -> DateMention | None:
    if year is None and word in ("vår", "höst", "sommar", "vinter"):
        return None  # a bare "vår" is mostly the pronoun, and the others name no time of their own
    key = {"våren": "vår", "sommaren": "sommar", "hösten": "höst", "vintern": "vinter"}.get(word, word)
    key = {"vårterminen": "vårtermin", "höstterminen": "hösttermin"}.get(key, key)
    return _make(s, e, "season", year, *SEASONS[key])


_ORDINAL_PART = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}


def _part_of_year(m: re.Match[str], s: int, e: int) -> DateMention | None:
    g = m.group
    quarter = g("q1") or g("q2") or g("q3")
    if quarter:
        n = int(quarter) if quarter.isdigit() else _ORDINAL_PART.get(quarter.lower(), 4)
        return _make(s, e, "quarter", _int(g("qy")), (3 * n - 2, 1), _month_md(3 * n)[1])
    if g("half"):
        halves = {"första": ((1, 1), (6, 30)), "andra": ((7, 1), (12, 31))}
        return _make(s, e, "half_year", _int(g("hay")), *halves[g("half").lower()])
    if g("halfturn") is not None:
        return _make(s, e, "turn_of_year", _int(g("hsy")), (6, 30), (7, 1))
    tertial = g("t1") or g("t2")
    if tertial:
        n = int(tertial) if tertial.isdigit() else _ORDINAL_PART.get(tertial.lower(), 3)
        return _make(s, e, "tertial", _int(g("tey")), (4 * n - 3, 1), _month_md(4 * n)[1])
    if g("w1"):
        return _weeks(s, e, int(g("w1")), _int(g("w2")), _int(g("wy")))
    if g("turn") is not None:
        if not g("ay"):
            return DateMention(s, e, "turn_of_year", None, None, (12, 31), (1, 1))
        # "årsskiftet 2025/2026" names both years; a single year is the one that begins.
        year = int(g("ay")) if g("ay2") else int(g("ay")) - 1
        return _make(s, e, "turn_of_year", year, (12, 31), (1, 1))
    if g("edge"):
        md = (1, 1) if "början" in g("edge").lower() else (12, 31)
        return _make(s, e, "year_edge", _int(g("ey")), md, md)
    return None


def _weeks(s: int, e: int, first: int, last: int | None, year: int | None) -> DateMention | None:
    if year is None:
        return DateMention(s, e, "week", None, None, week=first)
    monday, sunday = _week(year, first, 1), _week(year, last or first, 7)
    if monday is None or sunday is None or sunday < monday:
        return None
    return DateMention(s, e, "week", monday, sunday, week=first)
