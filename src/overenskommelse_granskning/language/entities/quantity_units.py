"""A quantity and what its unit makes of it: money, duration, age, rate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .identifiers import Mask
from .quantity_words import (
    ADJECTIVE,
    AGE_AFTER,
    AGE_BEFORE,
    MEETINGS,
    MONEY,
    NEXT,
    NO_UNIT,
    PER_MONTHS,
    PERSON_BEFORE,
    RATE,
    TIME_LIKE,
    TIME_UNITS,
    UNIT,
)
from .scan import Scan


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    ``kind``: count, percent, money, duration, frequency or age. Shares ("hälften", "en tredjedel",
    "fyra av tio", "halveras", "fördubblas") are percent. ``bound``: min, max, below, above or empty.
    ``upper`` is the second number of a range. ``months_between`` is set where a rate in time is said
    ("per år", "två gånger i veckan"). Money is in kronor, a duration in months (``value_months``).
    """

    start: int
    end: int
    value: float
    unit_text: str
    kind: str
    bound: str = ""
    upper: float | None = None
    approximate: bool = False
    rate: str = ""
    months_between: float | None = None
    value_months: float | None = None


def with_unit(
    scan: Scan,
    days: Mask,
    at: int,
    end: int,
    value: float,
    upper: float | None,
    bound: str,
    begin: int,
    about: bool,
    written: bool,
) -> Quantity | None:
    """What a number with the word after it counts; None where it only points back."""
    text, stop = scan.text, scan.end
    m = UNIT.match(text, end, stop)
    word = (m.group("word") or "").lower() if m else ""
    if m and (
        m.group("sign") or word in ("procent", "procentenheter", "procentenhet", "promille", "procentig")
    ):
        return Quantity(begin, m.end(), value, m.group().strip(), "percent", bound, upper, about)
    if m and word in MONEY:
        return money(scan, m.end(), value, upper, word, bound, begin, about)
    if m and word == "år" and _YEAR.match(text, m.end(), stop):
        ahead = text[max(scan.start, at - 26) : at]
        level = upper is None and (bound in ("max", "min") or _DOWN_TO.search(ahead))
        if level and not PERSON_BEFORE.search(ahead):
            m = None  # "högst 40 år 2028": 40 in that year, not forty years
    if m and word in TIME_UNITS and not (m.group().startswith("-") and not written):
        return duration(scan, at, m.end(), value, upper, word, bound, begin, about)
    if m and word == "tusen":
        return with_unit(scan, days, at, m.end(), value * 1000, upper, bound, begin, about, written)
    if m is None or not word or word in NO_UNIT or not m.group()[:1].isspace():
        if written and value <= 12 and not bound:
            return None  # a bare "två" or "tre" mostly points back to something
        return Quantity(begin, end, value, "", "count", bound, upper, about)
    unit_end, unit = m.end(), m.group("word")
    if days.hits(m.start("word"), unit_end):
        return Quantity(begin, end, value, "", "count", bound, upper, about)
    if bound in ("below", "above") and TIME_LIKE.search(word):
        bound, begin = "", at  # "under tre eftermiddagar" says when, not how many
    if ADJECTIVE.search(word):
        second = NEXT.match(text, unit_end, stop)
        if second and second.group("word") not in NO_UNIT:
            unit_end, unit = second.end(), f"{unit} {second.group('word')}"
    rate = RATE.match(text, unit_end, stop)
    if rate:
        unit_end = rate.end()
    months = rate_months(rate.group("what")) if rate else None
    kind = "frequency" if months and MEETINGS.search(unit.lower()) else "count"
    return Quantity(
        begin, unit_end, value, unit, kind, bound, upper, about,
        rate.group("what") if rate else "", months / value if months and value else None,
    )  # fmt: skip


_YEAR = re.compile(r"\s(?:19|20)\d\d\b")
_DOWN_TO = re.compile(r"\b(?:ned|ner|upp|minska\w*|öka\w*|sjunk\w+|stig\w+) till $", re.IGNORECASE)


def rate_months(what: str) -> float | None:
    """The months between two occasions of a rate such as "året" or "veckan"."""
    low = what.lower()
    for unit, months in PER_MONTHS.items():
        if low in (unit, unit + "en", unit + "et", unit + "n"):
            return months
    return None


def money(
    scan: Scan, end: int, value: float, upper: float | None, word: str, bound: str, begin: int, about: bool
) -> Quantity:
    """An amount in kronor."""
    factor = MONEY[word]
    following = re.compile(r"\s+(?:kronor|kr)\b", re.IGNORECASE).match(scan.text, end, scan.end)
    if word.startswith(("miljon", "miljard")) and not following:
        unit = NEXT.match(scan.text, end, scan.end)
        name = unit.group("word") if unit and unit.group("word") not in NO_UNIT else ""
        if name:
            return Quantity(
                begin, unit.end() if unit else end, value * factor, name, "count", bound, upper, about
            )
    stop = following.end() if following else end
    rate = RATE.match(scan.text, stop, scan.end)
    text = scan.text[begin : rate.end() if rate else stop]
    scaled = upper * factor if upper is not None else None
    return Quantity(
        begin, begin + len(text), value * factor, word, "money", bound, scaled, about,
        rate.group("what") if rate else "", rate_months(rate.group("what")) if rate else None,
    )  # fmt: skip


def duration(
    scan: Scan,
    at: int,
    end: int,
    value: float,
    upper: float | None,
    word: str,
    bound: str,
    begin: int,
    about: bool,
) -> Quantity:
    """A length of time, an age, or a rate ("fyra timmar per vecka")."""
    text = scan.text
    unders = bound in ("below", "above")
    if word in ("år", "års") and value >= 6:
        before = text[max(scan.start, at - 26) : at]
        if AGE_AFTER.match(text, end, scan.end) or (
            value <= 99
            and (
                PERSON_BEFORE.search(before)
                or (value >= 10 and AGE_BEFORE.search(before))
                or (upper and value < 90)
            )
        ):
            return Quantity(begin, end, value, word, "age", bound, upper, about)
    if unders and text[begin:at].lower().startswith(("under", "över")):
        bound, begin = "", at
    rate = RATE.match(text, end, scan.end)
    months = rate_months(rate.group("what")) if rate else None
    if rate and months:
        return Quantity(
            begin,
            rate.end(),
            value,
            word,
            "frequency",
            bound,
            upper,
            about,
            rate.group("what"),
            months / value if value else None,
        )
    return Quantity(
        begin, end, value, word, "duration", bound, upper, about, value_months=value * TIME_UNITS[word]
    )
