"""Quantities: what is counted, shares, money, durations and frequencies, with their bounds.

Numbers that are names (paragraphs, diarienummer, telephone, times of day) and dates are left out. The
articles en/ett count only before units of time, "gång" and parts, or after a bound ("minst en").
"""

from __future__ import annotations

import re

from .dates import DateMention, find_dates
from .frequencies import Frequency, find_frequencies
from .identifiers import Mask
from .numbers import DIGITS, cardinals, denominators, number_value, round_counts
from .quantity_units import (
    Quantity,
    duration,
    with_unit,
)
from .quantity_words import (
    ADDRESS,
    AND_NUMBER,
    APPROXIMATE,
    BOUND,
    CHANGE,
    COUNTED,
    EVERY_NTH,
    HALF_UNITS,
    NEXT,
    NO_UNIT,
    OF,
    RANGE,
    SHARE,
    TIME_UNITS,
)
from .scan import Scan


def find_quantities(
    source: str | Scan, start: int = 0, end: int | None = None, *, dates: list[DateMention] | None = None
) -> list[Quantity]:
    """All quantities of a text or slice in order, not overlapping."""
    scan = Scan.of(source, start, end)
    dates = find_dates(scan) if dates is None else dates
    days = Mask([(d.start, d.end) for d in dates])  # passed along: a season or month is no unit
    frequencies = [f for f in find_frequencies(scan) if not _names_time(scan, f, days)]
    busy = Mask([(f.start, f.end) for f in frequencies])
    found = [_from_frequency(scan, f) for f in frequencies]
    taken = scan.start
    for at, word_end, low in scan.those(_possible):
        if at < taken or scan.names.hits(at, word_end) or days.hits(at, word_end) or busy.hits(at, word_end):
            continue
        quantity = _at_word(scan, days, at, word_end, low)
        if quantity is not None and not busy.hits(quantity.start, quantity.end):
            found.append(quantity)
            taken = quantity.end
    found.sort(key=lambda q: q.start)
    return found


def _possible(low: str) -> bool:
    return (
        low[0].isdigit()
        or low in cardinals()
        or low in CHANGE
        or low in ("var", "vart", "varje")
        or low.endswith(("årig", "årigt", "åriga", "ors", "ers", "ars"))
    )


def _names_time(scan: Scan, f: Frequency, days: Mask) -> bool:
    return (
        days.hits(f.start, f.end)
        and scan.text[f.start : f.end].lower().startswith(("första", "andra"))
        and f.months_between > 12
    )


def _from_frequency(scan: Scan, f: Frequency) -> Quantity:
    bound, begin, _ = _bound(scan, f.start)
    text = scan.text[f.start : f.end]
    value = number_value(text.split()[0]) or 1.0
    return Quantity(begin, f.end, value, text, "frequency", bound, months_between=f.months_between)


def _bound(scan: Scan, at: int) -> tuple[str, int, bool]:
    """The bound before ``at``, where it begins, and whether the number is only about right."""
    low = max(scan.start, at - 26)
    window = scan.text[low:at]
    m = BOUND.search(window)
    if m:
        return m.lastgroup or "", low + m.start(), False
    m = APPROXIMATE.search(window)
    return ("", low + m.start(), True) if m else ("", at, False)


_DIGITS_HERE = re.compile(DIGITS)


def _at_word(scan: Scan, days: Mask, at: int, end: int, low: str) -> Quantity | None:
    text = scan.text
    if low in CHANGE:
        bound, begin, about = _bound(scan, at)
        return Quantity(begin, end, CHANGE[low], text[at:end], "percent", bound, approximate=about)
    if low in ("var", "vart", "varje"):
        m = EVERY_NTH.match(text, at, scan.end)
        if m is None:
            return None
        return Quantity(at, m.end("n"), round(100 / _nth(m.group("n")), 1), text[at : m.end("n")], "percent")
    if low[0].isdigit():
        if text[at - 1 : at] in ("/", ":", ".", ",") and at > scan.start and text[at - 2 : at - 1].isdigit():
            return None
        if end - at == 3 and text[at - 1 : at] == " " and text[at - 2 : at - 1].isdigit():
            return None  # the tail of a number in groups of three
        m = _DIGITS_HERE.match(text, at, scan.end)
        if m is None or (m.end() < end and not text[m.end()].isalpha()) or _POINT_DIGIT.match(text, m.end()):
            return None
        if _YEAR_LIKE.fullmatch(m.group()) and not _bound(scan, at)[0] and not COUNTED.match(text, m.end()):
            return None
        return _number(scan, days, at, m.end(), number_value(m.group()), written=False)
    value = cardinals().get(low)
    if value is None:
        return _glued(scan, at, end, low)
    return _number(scan, days, at, end, float(value), written=True)


_POINT_DIGIT = re.compile(r"[.:]\d")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def _nth(word: str) -> int:
    return {"tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "tionde": 10}[word.lower()]


_GLUED = re.compile(r"(?P<n>[a-zåäö]+?)(?P<unit>årig(?:t|a)?|dagars|veckors|månaders|timmars)$")


def _glued(scan: Scan, at: int, end: int, low: str) -> Quantity | None:
    """ "treårig", "tvåveckors": a number word joined to a unit of time."""
    if low.endswith(("årig", "årigt", "åriga", "ors", "ers", "ars")):
        m = _GLUED.match(low)
        value = cardinals().get(m.group("n")) if m else None
        if m and value and 0 < value <= 12:
            unit = m.group("unit")
            return Quantity(at, end, float(value), unit, "duration", value_months=value * TIME_UNITS[unit])
    return None


def _number(
    scan: Scan, days: Mask, at: int, end: int, value: float | None, *, written: bool
) -> Quantity | None:
    text, stop = scan.text, scan.end
    if value is None or text[max(scan.start, at - 4) : at].lower() == "per ":
        return None
    bound, begin, about = _bound(scan, at)
    article = written and text[at:end].lower() in ("en", "ett")
    share = SHARE.match(text, at, stop) if written or value < 10 else None
    if share:
        percent = round(100 * value / denominators()[share.group("part").lower()], 1)
        return Quantity(begin, share.end(), percent, share.group(), "percent", bound, approximate=about)
    if article:
        return _after_article(scan, days, at, end, bound, begin, about)
    of = OF.match(text, end, stop)
    whole = number_value(of.group("n")) if of else None
    if of and whole and 1 < whole <= 100 and value <= whole:
        return Quantity(
            begin,
            of.end(),
            round(100 * value / whole, 1),
            text[at : of.end()],
            "percent",
            bound,
            approximate=about,
        )
    upper = None
    second = RANGE.match(text, end, stop)
    if second is None and text[max(scan.start, at - 7) : at].lower() == "mellan ":
        second = AND_NUMBER.match(text, end, stop)
    if second:
        upper = number_value(second.group("n"))
        if upper is not None and upper > value:
            end = second.end()
        else:
            upper = None
    if not written and ADDRESS.search(text, max(scan.start, at - 30), at):
        return None
    return with_unit(scan, days, at, end, value, upper, bound, begin, about, written)


def _after_article(
    scan: Scan, days: Mask, at: int, end: int, bound: str, begin: int, about: bool
) -> Quantity | None:
    """ "ett tiotal", "en halv tjänst", "ett år", "minst en polis"."""
    m = NEXT.match(scan.text, end, scan.end)
    if m is None:
        return None
    word = m.group("word")
    rounded = round_counts().get(word)
    if rounded:
        times = _HUNDREDS.match(scan.text, m.end(), scan.end) if word == "par" else None
        if times:
            many = 200.0 if times.group(1).lower() == "hundra" else 2000.0
            return with_unit(scan, days, at, times.end(), many, None, bound, begin, True, True)
        unit = NEXT.match(scan.text, m.end(), scan.end)
        name = unit.group("word") if unit and unit.group("word") not in NO_UNIT else ""
        return Quantity(
            begin,
            unit.end() if unit and name else m.end(),
            float(rounded),
            name,
            "count",
            bound,
            approximate=True,
        )
    if word in ("halv", "halvt"):
        unit = HALF_UNITS.match(scan.text, m.end(), scan.end)
        if unit:
            return _half(unit.group("unit").lower(), begin, unit.end(), bound, about)
        return None
    if word in TIME_UNITS and word != "dag":
        return duration(scan, at, m.end(), 1.0, None, word, bound, begin, about)
    if word in ("gång", "miljon") or bound:
        return with_unit(scan, days, at, end, 1.0, None, bound, begin, about, True)
    return None


_HUNDREDS = re.compile(r"\s+(hundra|tusen)\b", re.IGNORECASE)


def _half(unit: str, begin: int, end: int, bound: str, about: bool) -> Quantity:
    if unit in TIME_UNITS:
        return Quantity(
            begin, end, 0.5, unit, "duration", bound, None, about, value_months=0.5 * TIME_UNITS[unit]
        )
    if unit == "miljon":
        return Quantity(begin, end, 500_000.0, unit, "money", bound, None, about)
    return Quantity(begin, end, 0.5, unit, "count", bound, None, about)
