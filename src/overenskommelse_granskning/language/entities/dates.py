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

from .identifiers import Mask
from .numbers import ordinals
from .scan import Scan

MonthDay = tuple[int, int]

MONTHS = {
    "januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7, "augusti": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_SEASONS: dict[str, tuple[MonthDay, MonthDay]] = {
    "vår": ((3, 1), (5, 31)),
    "sommar": ((6, 1), (8, 31)),
    "höst": ((9, 1), (11, 30)),
    "vinter": ((12, 1), (2, 28)),
    "vårtermin": ((1, 8), (6, 15)),
    "hösttermin": ((8, 15), (12, 22)),
    "läsår": ((8, 15), (6, 15)),
}
_HOLIDAYS: dict[str, MonthDay] = {
    "nyårsdagen": (1, 1),
    "nyårsafton": (12, 31),
    "nyår": (12, 31),
    "julafton": (12, 24),
    "juldagen": (12, 25),
    "luciadagen": (12, 13),
    "valborg": (4, 30),
    "valborgsmässoafton": (4, 30),
    "nationaldagen": (6, 6),
}

_YEAR = r"(?:19|20)\d\d"
_MON = "(?:" + "|".join(MONTHS) + ")"
_MON_ANY = "(?:" + "|".join([*MONTHS, *(f"{m}\\.?" for m in sorted(_SHORT, key=len, reverse=True))]) + ")"
_ORD = "(?:" + "|".join(sorted(ordinals(), key=len, reverse=True)) + "|sista|siste)"


def _year_group(name: str) -> str:
    return rf",?\s+(?:år\s+)?(?P<{name}>{_YEAR})\b(?![-/:]?\d)"


# Applied at words that can begin a mention (see _FIRST_WORDS), never searched.
_TEXTUAL = re.compile(
    rf"""
    (?:
    (?<![\d.,:/])(?<!\d-)(?P<d1>3[01]|[12]\d|0?[1-9])(?:\s?:?[ea]\b|\.)?
        (?:\s*(?:[–-]|\boch\b|\btill\b|\beller\b)\s*(?:den\s+)?(?P<d2>3[01]|[12]\d|0?[1-9])(?::[ea]\b|\.)?)?
        \s+(?P<dmon>{_MON_ANY})(?![\wåäö])
        (?:{_year_group("dy")}|\s?[’'-](?P<dy2>\d\d)(?![\d.:]|\s+[a-zåäö]|\s*{_MON}))?
  | (?P<ord>{_ORD})\s+(?:dagen\s+i\s+)?(?P<omon>{_MON})\b(?:{_year_group("oy")})?
  | (?P<holiday>nyårsdagen|nyårsafton|julafton|juldagen|luciadagen|valborgsmässoafton|nationaldagen)\b
        (?:{_year_group("hy")})?
  | (?P<mon>{_MON})\b(?:\s+månad\b)?(?:{_year_group("my")})?
  | (?P<season>vårterminen|höstterminen|våren|sommaren|hösten|vintern|vår|höst|sommar|vinter)
        (?:säsongen)?\b(?:\s+(?:år\s+)?(?P<sy>{_YEAR})(?:\s?[/–-]\s?(?:20)?(?P<sy2>\d\d)\b)?(?![-/:]?\d))?
  | (?P<term>[VH]T)[ -]?(?P<ty>{_YEAR}|\d\d)\b
  | (?P<schoolyear>läsåret)\s+(?P<ly>{_YEAR})\s?[/–-]\s?(?:{_YEAR}|\d\d)\b
  | (?:(?:kvartal|kv\.?)\s?(?P<q1>[1-4])|(?P<q2>första|andra|tredje|fjärde|sista)\s+kvartalet|Q(?P<q3>[1-4]))\b
        (?:[,/-]?\s*(?:av\s+|under\s+)?(?:år\s+)?(?P<qy>{_YEAR})\b)?
  | (?P<half>första|andra)\s+halvåret\b(?:\s+(?:av\s+)?(?P<hay>{_YEAR})\b)?
  | halvårsskiftet\b(?:\s+(?P<hsy>{_YEAR})\b)?(?P<halfturn>)
  | (?:tertial\s?(?P<t1>[1-3])|(?P<t2>första|andra|tredje|sista)\s+tertialet)\b(?:[,/]?\s+(?:av\s+)?(?P<tey>{_YEAR})\b)?
  | (?:vecka|veckorna|v\.?)\s?(?P<w1>5[0-3]|[1-4]\d|0?[1-9])(?:\s?(?:[–-]|\boch\b|\btill\b)\s?(?P<w2>5[0-3]|[1-4]\d|0?[1-9]))?
        \b(?!\s?%|[.,]\d)(?:,?\s+(?:år\s+)?(?P<wy>{_YEAR})\b)?
  | årsskiftet\b(?:\s+(?:till\s+)?(?P<ay>{_YEAR})(?:\s?[/–-]\s?(?P<ay2>{_YEAR}|\d\d)\b)?)?(?P<turn>)
  | (?P<edge>årets\s+slut|slutet\s+av\s+året|utgången\s+av\s+året|årets\s+utgång|årets\s+början|början\s+av\s+året)\b
        (?:\s+(?P<ey>{_YEAR})\b)?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_NUMERIC = re.compile(
    r"""
    \b(?=\d)(?<![\d.,:/])(?:
        (?P<y>(?:19|20)\d\d)(?P<sep>[-/.–])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)
      | (?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?![\d-])
      | (?P<y2>[0-4]\d)(?P<sep2>[.-])(?P<m2>0[1-9]|1[0-2])(?P=sep2)(?P<d2>3[01]|[12]\d|0[1-9])(?![\d.-])
      | (?P<ed>3[01]|[12]\d|0?[1-9])(?P<sep3>[./-])(?P<em>1[0-2]|0?[1-9])(?P=sep3)(?P<ey>(?:19|20)\d\d)(?!\d)
      | (?P<fd>3[01]|[12]\d|0?[1-9])/(?P<fm>1[0-2]|0?[1-9])(?:\s?[-–]\s?(?P<fy2>\d\d)(?!\d)|[ ,]\s?(?P<fy>(?:19|20)\d\d)\b)
      | (?P<ym>(?:19|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?![\d/:-])
      | (?P<year>(?:19|20)\d\d)(?![\d:]|-tal|[.,/-]\d)
    )
    """,
    re.VERBOSE,
)


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
    for m in _NUMERIC.finditer(text, start, stop):
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


# A four-digit number is a year unless it counts something: a quantity cue before it, or a noun after it
# with no word that leads in a year.
_YEAR_LEAD = re.compile(
    r"(?:^|[\n\t(|–—-]|\b(?:år|året|åren|års|under|i|sedan|från|till|för|senast|före|efter|mot|med|mellan|och|samt|eller"
    r"|av|inför|vid|hösten|våren|vintern|sommaren|perioden|t\.?o\.?m\.?|fr\.?o\.?m\.?|tills|kring|gällande|avser|hela"
    r"|än|jämfört|kalenderåret|verksamhetsåret|budgetåret|mandatperioden|den|om|ur)|[a-zåäö]{3,}(?:en|et|an|na|in|un))\W*$",
    re.IGNORECASE,
)
_COUNT_LEAD = re.compile(
    r"\b(?:minst|högst|cirka|ca|circa|omkring|ungefär|drygt|knappt|nästan|uppåt|totalt|max|sammanlagt|närmare|antal\w*"
    r"|uppgår|kostar|om)\.?\s*$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s*(?:%|kr\b|kronor|procent|personer|invånare|lägenheter|timmar|poliser|anmälningar|elever|hushåll|meter\b|st\b"
    r"|respondenter|svar\b|ungdomar|barn\b|brott\b|tkr\b|deltagare|besök|fall\b)",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(r"\s*(?:[^\w\s]|$|\n|(?:och|till|är|ska|var|har|för|i|på|som|samt|med|mot|men|eller|av|vid|t|fram"
                         r"|gäller|att|den|då|när|under|mellan|från|om|visar|visade|hade|blev|genom|års?|tills|bör|kommer)\b)")


def _year(text: str, start: int, end: int, year: int) -> DateMention | None:
    if not 1900 <= year <= 2079:
        return None
    before = text[max(0, start - 24) : start]
    if _COUNT_LEAD.search(before) or _UNIT_AFTER.match(text, end):
        return None
    capital = re.search(r"[A-ZÅÄÖ][\wåäö-]*\s+$", before)
    if not (_YEAR_LEAD.search(before) or capital or _AFTER_YEAR.match(text, end)):
        return None
    return _make(start, end, "year", year, (1, 1), (12, 31))


# The words that a mention in words can begin with ("den" is added afterwards).
_FIRST_WORDS = frozenset(
    [*MONTHS, *ordinals(), "sista", "siste", *_HOLIDAYS, *_SEASONS, "våren", "sommaren", "hösten", "vintern"]
    + "vårterminen höstterminen läsåret kvartal kv halvårsskiftet tertial vecka veckorna v årsskiftet årets slutet".split()
    + "utgången början q1 q2 q3 q4 vt ht sommarsäsongen vintersäsongen".split()
)
_TERM_WORD = re.compile(r"[vh]t(?:\d\d)?\d\d$")
_WEEK_WORD = re.compile(r"v\d\d?$")


def _textual(scan: Scan) -> Iterator[DateMention]:
    text = scan.text
    taken = scan.start
    for at, _, low in scan.words:
        if at < taken:
            continue
        if not (low in _FIRST_WORDS or (low[0].isdigit() and len(low) <= 3)):
            if not (low[0] in "vh" and low[-1].isdigit() and (_TERM_WORD.match(low) or _WEEK_WORD.match(low))):
                continue
        m = _TEXTUAL.match(text, at, scan.end)
        made = _from_words(text, m) if m else None
        if made is not None:
            if text[max(taken, made.start - 4) : made.start].lower() == "den ":
                made = replace(made, start=made.start - 4)
            taken = made.end
            yield made


def _int(value: str | None) -> int | None:
    return int(value) if value else None


def _month_number(word: str) -> int:
    low = word.lower().rstrip(".")
    return MONTHS.get(low) or _SHORT[low]


def _from_words(text: str, m: re.Match[str]) -> DateMention | None:
    g = m.group
    s, e = m.start(), m.end()
    if g("d1"):
        year = _int(g("dy")) or (_century(g("dy2")) if g("dy2") else None)
        month = _month_number(g("dmon"))
        d1 = int(g("d1"))
        d2 = int(g("d2") or d1)
        longest = 29 if month == 2 else month_end(2023, month).day
        if max(d1, d2) > longest or d2 < d1 or (year and (month, d2) == (2, 29) and month_end(year, 2).day < 29):
            return None
        return _make(s, e, "day" if d1 == d2 else "days", year, (month, d1), (month, d2))
    if g("ord"):
        return _ordinal_day(s, e, g("ord").lower(), MONTHS[g("omon").lower()], _int(g("oy")))
    if g("holiday"):
        md = _HOLIDAYS[g("holiday").lower()]
        return _make(s, e, "holiday", _int(g("hy")), md, md)
    if g("mon"):
        if g("mon")[0].isupper() and not g("my") and not g("mon").isupper() and not _sentence_start(text, s):
            return None  # a name: Maj, Juni
        if g("mon")[0].isupper() and not g("my") and _SURNAME.match(text, e):
            return None
        return _make(s, e, "month", _int(g("my")), *_month_md(MONTHS[g("mon").lower()]))
    if g("season"):
        return _season(s, e, g("season").lower(), _int(g("sy")))
    if g("term"):
        year = int(g("ty")) if len(g("ty")) == 4 else _century(g("ty"))
        return _make(s, e, "season", year, *_SEASONS["vårtermin" if g("term")[0] in "Vv" else "hösttermin"])
    if g("schoolyear"):
        return _make(s, e, "season", int(g("ly")), *_SEASONS["läsår"])
    return _part_of_year(m, s, e)


_SURNAME = re.compile(r"[ -][A-ZÅÄÖ][a-zåäö]")


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
    return _make(s, e, "season", year, *_SEASONS[key])


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
