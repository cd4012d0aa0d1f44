"""Quantities: what is counted, shares, money, durations and frequencies, with their bounds.

Numbers that are names (paragraphs, diarienummer, telephone, times of day) and dates are left out. The
articles en/ett count only before units of time, "gång" and parts, or after a bound ("minst en").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import DateMention, find_dates
from .frequencies import Frequency, find_frequencies
from .identifiers import Mask
from .numbers import DIGITS, cardinals, denominators, number_value, round_counts
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


_BOUND = re.compile(
    r"\b(?:(?P<min>minst|åtminstone|lägst|minimum|ej\s+under|inte\s+under|inte\s+färre\s+än|inte\s+mindre\s+än)"
    r"|(?P<max>högst|max|maximalt|maximum|som\s+mest|upp\s+till|inte\s+mer\s+än|inte\s+fler\s+än|inte\s+över|ej\s+över|mest|inom)"
    r"|(?P<below>färre\s+än|mindre\s+än|under|lägre\s+än|färre)"
    r"|(?P<above>fler\s+än|mer\s+än|över|högre\s+än|större\s+än))\s+(?:ca\.?\s+|cirka\s+)?$",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(r"\b(?:cirka|ca\.?|circa|omkring|ungefär|drygt|knappt|nästan|runt|uppåt|närmare|bortåt|runt|i\s+snitt|i\s+genomsnitt|c:a)\s+$", re.IGNORECASE)
_RANGE = re.compile(rf"\s?(?:[–-]|\btill\b)\s?(?:den\s+)?(?P<n>{DIGITS}|[a-zåäö]+)\b", re.IGNORECASE)
_AND_NUMBER = re.compile(rf"\s+och\s+(?P<n>{DIGITS}|[a-zåäö]+)\b", re.IGNORECASE)
_UNIT = re.compile(r"[ \t]*(?P<sign>%)|[ \t-]{0,2}(?P<word>[^\W\d_][^\W\d_]*(?:-[^\W\d_]+)*)")
_NEXT = re.compile(r"[ \t]+(?P<word>[a-zåäö][a-zåäö-]*)")
_RATE = re.compile(
    r"[ \t]*(?:/|per\s+|om\s+|i\s+|varje\s+)(?P<what>år(?:et)?|dag(?:en)?|dygn|vecka(?:n)?|månad(?:en)?|kvartal(?:et)?|tertial|termin(?:en)?|halvår"
    r"|1[ .]?000\s+(?:invånare|elever)|10[ .]?000\s+invånare|100[ .]?000\s+invånare|tusen\s+invånare|invånare|elev|person|skola|kommun|tillfälle|pass)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?P<n>en|ett|två|tre|fyra|fem|sju|nio|\d)\s+(?P<part>tredjedel|fjärdedel|femtedel|sjättedel|sjundedel|åttondel|åttondedel|niondel|tiondel|tiondedel"
    r"|hundradel)(?:ar(?:na)?|en)?\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+av\s+(?P<n>\d+|[a-zåäö]+)\b", re.IGNORECASE)
_EVERY_NTH = re.compile(r"var(?:t|je)?\s+(?P<n>tredje|fjärde|femte|sjätte|tionde)\s+(?!dag|vecka|månad|kvartal|år|termin|halvår|helg|gång|\w+dag\b)", re.IGNORECASE)
_HALF_UNITS = re.compile(r"\s+(?P<unit>tjänst|heltidstjänst|heltid|miljon|dag|dagar|timme|år|dagtid)\b", re.IGNORECASE)

_MONEY = {
    "kr": 1, "kronor": 1, "kronan": 1, "krona": 1, "sek": 1, "tkr": 1e3, "kkr": 1e3, "tusenlappar": 1e3, "mkr": 1e6, "mnkr": 1e6,
    "msek": 1e6, "miljoner": 1e6, "miljon": 1e6, "miljarder": 1e9, "miljard": 1e9, "mdkr": 1e9,
}  # fmt: skip
_TIME_UNITS: dict[str, float] = {
    "sekunder": 12 / 365.25 / 86400, "minuter": 12 / 365.25 / 1440, "minut": 12 / 365.25 / 1440,
    "timmar": 12 / 365.25 / 24, "timme": 12 / 365.25 / 24, "dagar": 12 / 365.25, "dag": 12 / 365.25, "dygn": 12 / 365.25,
    "arbetsdagar": 12 / 260, "arbetsdag": 12 / 260, "vardagar": 12 / 260, "veckor": 12 * 7 / 365.25, "vecka": 12 * 7 / 365.25,
    "månader": 1, "månad": 1, "månaders": 1, "kvartal": 3, "terminer": 6, "termin": 6, "halvår": 6, "år": 12, "års": 12,
    "årig": 12, "årigt": 12, "åriga": 12, "mandatperioder": 48, "veckors": 12 * 7 / 365.25, "dagars": 12 / 365.25, "timmars": 12 / 365.25 / 24,
}  # fmt: skip
_CHANGE = {
    "halvera": 50.0, "halveras": 50.0, "halverats": 50.0, "halverade": 50.0, "halverat": 50.0, "halvering": 50.0,
    "fördubbla": 200.0, "fördubblas": 200.0, "fördubblats": 200.0, "dubblas": 200.0, "dubbla": 200.0, "dubbelt": 200.0, "fördubblades": 200.0,
    "tredubblas": 300.0, "tredubblats": 300.0, "fyrdubblas": 400.0, "hälften": 50.0, "hälft": 50.0,
}  # fmt: skip
_MEETINGS = re.compile(r"(?:möte|möten|träff|träffar|sammanträde|sammanträden|avstämning|avstämningar|uppföljning|uppföljningar|tillfälle|tillfällen"
                       r"|gång|gånger|ggr|dialog|dialoger|kväll|kvällar|eftermiddag|eftermiddagar|dag|dagar|pass|nätter|helger|timmar|timme)$")  # fmt: skip
_PER_MONTHS = {"år": 12.0, "dag": 12 / 365.25, "dygn": 12 / 365.25, "vecka": 12 * 7 / 365.25, "månad": 1.0, "kvartal": 3.0, "tertial": 4.0,
               "termin": 6.0, "halvår": 6.0}  # fmt: skip
_NO_UNIT = frozenset(
    "och eller till av i på för med om är var har ska kan per som att vid under sedan innan från mot den det de vi ni än men samt mellan "
    "eftersom när där då så inte ännu redan bara också kl vardera respektive gör blev fick ur längs igen enligt kring genom utan "
    "bland hos åt efter före inom året mer vid över driver kommer gick ligger står sätter bor finns utan jämfört år".split()
)
_AGE_BEFORE = re.compile(r"\b(?:fyllt|åldern?|åldrarna|mellan|under|över|yngre\s+än|äldre\s+än|från|och|till|på|är|upp\s+till)\s+$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"\s+(?:gammal|gamla|och\s+(?:äldre|yngre|uppåt)|eller\s+(?:äldre|yngre))\b", re.IGNORECASE)
_PERSON_BEFORE = re.compile(r"\b(?:unga|ungdomar|barn|personer|elever|män|kvinnor|pojkar|flickor|vuxna|invånare|den\s+som\s+är|person)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:ade|ande|ende|iga|nya|små|stora|egna|öppna|allmänna|första|anmälda|unga|äldre|fler|färre|sta|ska|ala|iva|ra|ella|era)$"
)
_TIME_LIKE = re.compile(r"(?:dag|dagar|veckor|kväll|kvällar|nätter|månader|helger|år|timmar|pass|minuter|möten|tillfällen|dygn)$")
_ADDRESS = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|stigen|gränd|torget|allén|backen|gata|väg|plan|leden)\s+$")


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
    for at, word_end, low in scan.words:
        if at < taken or scan.names.hits(at, word_end) or days.hits(at, word_end) or busy.hits(at, word_end):
            continue
        quantity = _at_word(scan, days, at, word_end, low)
        if quantity is not None and not busy.hits(quantity.start, quantity.end):
            found.append(quantity)
            taken = quantity.end
    found.sort(key=lambda q: q.start)
    return found


def _names_time(scan: Scan, f: Frequency, days: Mask) -> bool:
    return days.hits(f.start, f.end) and scan.text[f.start : f.end].lower().startswith(("första", "andra")) and f.months_between > 12


def _from_frequency(scan: Scan, f: Frequency) -> Quantity:
    bound, begin, _ = _bound(scan, f.start)
    text = scan.text[f.start : f.end]
    value = number_value(text.split()[0]) or 1.0
    return Quantity(begin, f.end, value, text, "frequency", bound, months_between=f.months_between)


def _bound(scan: Scan, at: int) -> tuple[str, int, bool]:
    """The bound before ``at``, where it begins, and whether the number is only about right."""
    low = max(scan.start, at - 26)
    window = scan.text[low:at]
    m = _BOUND.search(window)
    if m:
        return m.lastgroup or "", low + m.start(), False
    m = _APPROXIMATE.search(window)
    return ("", low + m.start(), True) if m else ("", at, False)


_DIGITS_HERE = re.compile(DIGITS)


def _at_word(scan: Scan, days: Mask, at: int, end: int, low: str) -> Quantity | None:
    text = scan.text
    if low in _CHANGE:
        bound, begin, about = _bound(scan, at)
        return Quantity(begin, end, _CHANGE[low], text[at:end], "percent", bound, approximate=about)
    if low in ("var", "vart", "varje"):
        m = _EVERY_NTH.match(text, at, scan.end)
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
        if _YEAR_LIKE.fullmatch(m.group()) and not _bound(scan, at)[0] and not _COUNTED.match(text, m.end()):
            return None
        return _number(scan, days, at, m.end(), number_value(m.group()), written=False)
    value = cardinals().get(low)
    if value is None:
        return _glued(scan, at, end, low)
    return _number(scan, days, at, end, float(value), written=True)


_POINT_DIGIT = re.compile(r"[.:]\d")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"\s*(?:%|kr\b|kronor|personer|invånare|lägenheter|timmar|poliser|anmälningar|elever|hushåll|meter\b|st\b|brev)", re.IGNORECASE)


def _nth(word: str) -> int:
    return {"tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "tionde": 10}[word.lower()]


_GLUED = re.compile(r"(?P<n>[a-zåäö]+?)(?P<unit>årig(?:t|a)?|dagars|veckors|månaders|timmars)$")


def _glued(scan: Scan, at: int, end: int, low: str) -> Quantity | None:
    """"treårig", "tvåveckors": a number word joined to a unit of time."""
    if low.endswith(("årig", "årigt", "åriga", "ors", "ers", "ars")):
        m = _GLUED.match(low)
        value = cardinals().get(m.group("n")) if m else None
        if m and value and 0 < value <= 12:
            unit = m.group("unit")
            return Quantity(at, end, float(value), unit, "duration", value_months=value * _TIME_UNITS[unit])
    return None


def _number(scan: Scan, days: Mask, at: int, end: int, value: float | None, *, written: bool) -> Quantity | None:
    text, stop = scan.text, scan.end
    if value is None or text[max(scan.start, at - 4) : at].lower() == "per ":
        return None
    bound, begin, about = _bound(scan, at)
    article = written and text[at:end].lower() in ("en", "ett")
    share = _SHARE.match(text, at, stop) if written or value < 10 else None
    if share:
        percent = round(100 * value / denominators()[share.group("part").lower()], 1)
        return Quantity(begin, share.end(), percent, share.group(), "percent", bound, approximate=about)
    if article:
        return _after_article(scan, days, at, end, bound, begin, about)
    of = _OF.match(text, end, stop)
    whole = number_value(of.group("n")) if of else None
    if of and whole and 1 < whole <= 100 and value <= whole:
        return Quantity(begin, of.end(), round(100 * value / whole, 1), text[at : of.end()], "percent", bound, approximate=about)
    upper = None
    second = _RANGE.match(text, end, stop)
    if second is None and text[max(scan.start, at - 7) : at].lower() == "mellan ":
        second = _AND_NUMBER.match(text, end, stop)
    if second:
        upper = number_value(second.group("n"))
        if upper is not None and upper > value:
            end = second.end()
        else:
            upper = None
    if not written and _ADDRESS.search(text, max(scan.start, at - 30), at):
        return None
    return _with_unit(scan, days, at, end, value, upper, bound, begin, about, written)


def _after_article(scan: Scan, days: Mask, at: int, end: int, bound: str, begin: int, about: bool) -> Quantity | None:
    """"ett tiotal", "en halv tjänst", "ett år", "minst en polis"."""
    m = _NEXT.match(scan.text, end, scan.end)
    if m is None:
        return None
    word = m.group("word")
    rounded = round_counts().get(word)
    if rounded:
        times = _HUNDREDS.match(scan.text, m.end(), scan.end) if word == "par" else None
        if times:
            many = 200.0 if times.group(1).lower() == "hundra" else 2000.0
            return _with_unit(scan, days, at, times.end(), many, None, bound, begin, True, True)
        unit = _NEXT.match(scan.text, m.end(), scan.end)
        name = unit.group("word") if unit and unit.group("word") not in _NO_UNIT else ""
        return Quantity(begin, unit.end() if unit and name else m.end(), float(rounded), name, "count", bound, approximate=True)
    if word in ("halv", "halvt"):
        unit = _HALF_UNITS.match(scan.text, m.end(), scan.end)
        if unit:
            return _half(unit.group("unit").lower(), begin, unit.end(), bound, about)
        return None
    if word in _TIME_UNITS and word != "dag":
        return _duration(scan, at, m.end(), 1.0, None, word, bound, begin, about)
    if word in ("gång", "miljon") or bound:
        return _with_unit(scan, days, at, end, 1.0, None, bound, begin, about, True)
    return None


_HUNDREDS = re.compile(r"\s+(hundra|tusen)\b", re.IGNORECASE)


def _half(unit: str, begin: int, end: int, bound: str, about: bool) -> Quantity:
    if unit in _TIME_UNITS:
        return Quantity(begin, end, 0.5, unit, "duration", bound, None, about, value_months=0.5 * _TIME_UNITS[unit])
    if unit == "miljon":
        return Quantity(begin, end, 500_000.0, unit, "money", bound, None, about)
    return Quantity(begin, end, 0.5, unit, "count", bound, None, about)


def _with_unit(
    scan: Scan, days: Mask, at: int, end: int, value: float, upper: float | None, bound: str, begin: int, about: bool, written: bool
) -> Quantity | None:
    text, stop = scan.text, scan.end
    m = _UNIT.match(text, end, stop)
    word = (m.group("word") or "").lower() if m else ""
    if m and (m.group("sign") or word in ("procent", "procentenheter", "procentenhet", "promille", "procentig")):
        return Quantity(begin, m.end(), value, m.group().strip(), "percent", bound, upper, about)
    if m and word in _MONEY:
        return _money(scan, m.end(), value, upper, word, bound, begin, about)
    if m and word in _TIME_UNITS and not (m.group().startswith("-") and not written):
        return _duration(scan, at, m.end(), value, upper, word, bound, begin, about)
    if m and word == "tusen":
        return _with_unit(scan, days, at, m.end(), value * 1000, upper, bound, begin, about, written)
    if m is None or not word or word in _NO_UNIT or not m.group()[:1].isspace():
        if written and value <= 12 and not bound:
            return None  # a bare "två" or "tre" mostly points back to something
        return Quantity(begin, end, value, "", "count", bound, upper, about)
    unit_end, unit = m.end(), m.group("word")
    if days.hits(m.start("word"), unit_end):
        return Quantity(begin, end, value, "", "count", bound, upper, about)
    if bound in ("below", "above") and _TIME_LIKE.search(word):
        bound, begin = "", at  # "under tre eftermiddagar" says when, not how many
    if _ADJECTIVE.search(word):
        second = _NEXT.match(text, unit_end, stop)
        if second and second.group("word") not in _NO_UNIT:
            unit_end, unit = second.end(), f"{unit} {second.group('word')}"
    rate = _RATE.match(text, unit_end, stop)
    if rate:
        unit_end = rate.end()
    months = _rate_months(rate.group("what")) if rate else None
    kind = "frequency" if months and _MEETINGS.search(unit.lower()) else "count"
    return Quantity(
        begin, unit_end, value, unit, kind, bound, upper, about,
        rate.group("what") if rate else "", months / value if months and value else None,
    )  # fmt: skip


def _rate_months(what: str) -> float | None:
    low = what.lower()
    for unit, months in _PER_MONTHS.items():
        if low in (unit, unit + "en", unit + "et", unit + "n"):
            return months
    return None


def _money(
    scan: Scan, end: int, value: float, upper: float | None, word: str, bound: str, begin: int, about: bool
) -> Quantity:
    factor = _MONEY[word]
    following = re.compile(r"\s+(?:kronor|kr)\b", re.IGNORECASE).match(scan.text, end, scan.end)
    if word.startswith(("miljon", "miljard")) and not following:
        unit = _NEXT.match(scan.text, end, scan.end)
        name = unit.group("word") if unit and unit.group("word") not in _NO_UNIT else ""
        if name:
            return Quantity(begin, unit.end() if unit else end, value * factor, name, "count", bound, upper, about)
    stop = following.end() if following else end
    rate = _RATE.match(scan.text, stop, scan.end)
    text = scan.text[begin : rate.end() if rate else stop]
    scaled = upper * factor if upper is not None else None
    return Quantity(
        begin, begin + len(text), value * factor, word, "money", bound, scaled, about,
        rate.group("what") if rate else "", _rate_months(rate.group("what")) if rate else None,
    )  # fmt: skip


def _duration(
    scan: Scan, at: int, end: int, value: float, upper: float | None, word: str, bound: str, begin: int, about: bool
) -> Quantity:
    text = scan.text
    unders = bound in ("below", "above")
    if word in ("år", "års") and value >= 6:
        before = text[max(scan.start, at - 26) : at]
        if _AGE_AFTER.match(text, end, scan.end) or (
            value <= 99 and (_PERSON_BEFORE.search(before) or (10 <= value and _AGE_BEFORE.search(before)) or (upper and value < 90))
        ):
            return Quantity(begin, end, value, word, "age", bound, upper, about)
    if unders and text[begin:at].lower().startswith(("under", "över")):
        bound, begin = "", at
    rate = _RATE.match(text, end, scan.end)
    months = _rate_months(rate.group("what")) if rate else None
    if rate and months:
        return Quantity(
            begin, rate.end(), value, word, "frequency", bound, upper, about, rate.group("what"), months / value if value else None
        )  # fmt: skip
    return Quantity(begin, end, value, word, "duration", bound, upper, about, value_months=value * _TIME_UNITS[word])
