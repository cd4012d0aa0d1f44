"""How often something happens: "två gånger per termin", "varannan vecka", "kvartalsvis".

"Löpande", "kontinuerligt" and "regelbundet" name no frequency and are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...vocabulary.swedish import MONTH_NAMES
from .date_patterns import MONTHS
from .numbers import cardinals, number_value, ordinals
from .scan import Scan


@dataclass(frozen=True, slots=True)
class Frequency:
    """``months_between`` is the mean time between two occasions, in months."""

    start: int
    end: int
    months_between: float


_DAY, _WEEK = 12 / 365.25, 12 * 7 / 365.25
_PERIODS: dict[str, float] = {
    "dag": _DAY, "dygn": _DAY, "vardag": _DAY, "kväll": _DAY, "natt": _DAY, "morgon": _DAY, "arbetsdag": _DAY,
    "vecka": _WEEK, "helg": _WEEK, "månad": 1.0, "kvartal": 3.0, "tertial": 4.0, "termin": 6.0,
    "halvår": 6.0, "år": 12.0,
    "kalenderår": 12.0, "verksamhetsår": 12.0, "mandatperiod": 48.0, "läsår": 12.0, "säsong": 12.0,
}  # fmt: skip
_DEFINITE = {
    "dagen": "dag", "dygnet": "dygn", "veckan": "vecka", "månaden": "månad", "kvartalet": "kvartal",
    "terminen": "termin", "halvåret": "halvår", "året": "år", "tertialet": "tertial",
    "mandatperioden": "mandatperiod", "helgen": "helg",
}  # fmt: skip
_WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
_YEARLY = frozenset(
    "vår höst sommar vinter jul påsk oktobermöte skolstart skolavslutning höstlov sportlov".split()
) | frozenset(MONTHS)
_ADVERBS: dict[str, float] = {
    "dagligen": _DAY, "dagliga": _DAY, "daglig": _DAY, "dagligt": _DAY, "veckovis": _WEEK, "veckovisa": _WEEK,
    "månadsvis": 1.0, "månadsvisa": 1.0, "månatligen": 1.0, "månatlig": 1.0, "månatliga": 1.0,
    "månatligt": 1.0,
    "kvartalsvis": 3.0, "kvartalsvisa": 3.0, "tertialvis": 4.0, "tertialvisa": 4.0, "terminsvis": 6.0,
    "terminsvisa": 6.0,
    "halvårsvis": 6.0, "halvårsvisa": 6.0, "halvårligen": 6.0, "årligen": 12.0, "årlig": 12.0, "årliga": 12.0,
    "årligt": 12.0, "årsvis": 12.0, "årsvisa": 12.0, "vartannatårsvis": 24.0,
}  # fmt: skip

_PERIOD = "(?:" + "|".join(sorted([*_PERIODS, *_DEFINITE], key=len, reverse=True)) + ")"
_MON = f"(?:{MONTH_NAMES})"
_DAYS = "|".join(_WEEKDAYS)
_PER = (
    r"(?:/|per\s+|i\s+|om\s+|varje\s+|under\s+(?:ett\s+|varje\s+|en\s+)?|var(?:t|je)?\s+)"
    rf"(?P<per>{_PERIOD})\b"
)
_TIMES = re.compile(
    r"\s*(?:(?:[–-]|till)\s*(?P<upper>\d+|\w+)\s*)?(?:gång(?:er)?|ggr\.?|tillfällen?)\s*"
    rf"(?:{_PER}|årligen\b(?P<yearly>)"
    rf"|var(?:je|t)\s+(?P<other>annan|annat|tredje|fjärde|femte)\s+(?P<operiod>{_PERIOD})\b)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"varje\s+(?:(?P<period>{_PERIOD})\b|(?P<day>{_DAYS})(?:s?kväll|smorgon)?\b"
    rf"|(?P<yearly>vår|höst|sommar|vinter|{_MON})\b(?:\s+och\s+(?P<and>vår|höst|sommar|vinter|{_MON})\b)?)",
    re.IGNORECASE,
)
_EVERY_NTH = re.compile(
    r"(?:var(?:t|je)?\s*)?(?P<n>annan|annat|tredje|fjärde|femte|sjätte|åttonde|tionde)\s+"
    rf"(?P<period>{_PERIOD}|{_DAYS})\b",
    re.IGNORECASE,
)
_IN_THE = re.compile(
    rf"(?:första|andra|tredje|fjärde|sista)\s+(?:{_DAYS})(?:en)?\s+"
    r"(?:i\s+(?:varje\s+)?(?P<p>månaden|månad|kvartalet|kvartal)|varje\s+(?P<q>månad|kvartal|vecka))\b",
    re.IGNORECASE,
)
_TWO_MONTHS = re.compile(
    rf"(?P<a>{_MON}|våren|hösten)\s+och\s+(?:i\s+)?(?P<b>{_MON}|våren|hösten)\s+varje\s+år\b", re.IGNORECASE
)
# "på årets första möte", "månadens sista torsdag": what every such period has one of.
_OF_THE = re.compile(r"\w+s\s+(?:första|andra|sista)\s+[a-zåäö]+\b", re.IGNORECASE)
_NEXT_PERIOD = re.compile(rf"\s+(?P<period>{_PERIOD}|{_DAYS})\b", re.IGNORECASE)
_VAR_WORDS = {"varannan": 2, "vartannat": 2, "vartannan": 2}


def find_frequencies(source: str | Scan, start: int = 0, end: int | None = None) -> list[Frequency]:
    """All frequencies of a text or slice in order, not overlapping."""
    scan = Scan.of(source, start, end)
    out: list[Frequency] = []
    taken = scan.start
    for found in _candidates(scan):
        if found.start >= taken:
            out.append(found)
            taken = found.end
    return out


_GENITIVES = {f"{definite}s": period for definite, period in _DEFINITE.items()}
_FIRST_WORDS = frozenset(
    {*_ADVERBS, *_VAR_WORDS, *MONTHS, *cardinals(), *_GENITIVES}
    | set("varje var vart första andra tredje fjärde sista våren hösten".split())
)


def _can_begin(low: str) -> bool:
    return low in _FIRST_WORDS or low[0].isdigit()


def _candidates(scan: Scan) -> Iterator[Frequency]:
    text, stop = scan.text, scan.end
    for at, end, low in scan.those(_can_begin):
        if low in _ADVERBS:
            yield Frequency(at, end, _ADVERBS[low])
        elif low == "varje":
            m = _EVERY.match(text, at, stop)
            if m:
                yield Frequency(at, m.end(), _every(m))
        elif low in ("var", "vart"):
            m = _EVERY_NTH.match(text, at, stop)
            if m:
                yield Frequency(at, m.end(), _nth(m.group("n")) * _unit(m.group("period")))
        elif low in _VAR_WORDS:
            following = _NEXT_PERIOD.match(text, end, stop)
            if following:
                yield Frequency(at, following.end(), 2 * _unit(following.group("period")))
        elif low in _GENITIVES:
            m = _OF_THE.match(text, at, stop)
            if m:
                yield Frequency(at, m.end(), _PERIODS[_GENITIVES[low]])
        elif low in ("första", "andra", "tredje", "fjärde", "sista"):
            m = _IN_THE.match(text, at, stop)
            if m:
                yield Frequency(at, m.end(), _unit(m.group("p") or m.group("q")))
        elif low in MONTHS or low in ("våren", "hösten"):
            m = _TWO_MONTHS.match(text, at, stop)
            if m:
                yield Frequency(at, m.end(), 6.0)
        else:
            found = _times(scan, at, end, low)
            if found:
                yield found


def _unit(word: str) -> float:
    low = word.lower()
    low = _DEFINITE.get(low, low)
    return _WEEK if low in _WEEKDAYS else _PERIODS[low]


def _nth(word: str) -> int:
    low = word.lower()
    return 2 if low in ("annan", "annat") else ordinals()[low]


def _every(m: re.Match[str]) -> float:
    if m.group("period"):
        return _unit(m.group("period"))
    if m.group("day"):
        return _WEEK
    return 6.0 if m.group("and") else 12.0


def _times(scan: Scan, at: int, end: int, low: str) -> Frequency | None:
    """ "två gånger per år", "4 ggr/år", "2–3 gånger i månaden"."""
    value = number_value(low) if low[0].isdigit() or low in cardinals() else None
    if not value:
        return None
    m = _TIMES.match(scan.text, end, scan.end)
    if m is None:
        return None
    if m.group("yearly") is not None:
        unit = 12.0
    elif m.group("operiod"):
        unit = _nth(m.group("other")) * _unit(m.group("operiod"))
    else:
        unit = _unit(m.group("per"))
    return Frequency(at, m.end(), unit / value)
