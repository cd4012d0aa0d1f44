"""What a goal can be read off against: a level, a named measure, a starting point, a date.

The test behind "mätbart": a goal has a quantity, or a named measure together with something to
compare with. Which number is the target and which is where things stand today is decided by the
words before it ("från 31 … till högst 18", "mot 19", "(71 anmälda 2023)").
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ..language.analysis import Unit
from ..language.gates import Gate
from ..language.headings import heading_topics
from ..language.units import Cell
from ..vocabulary.swedish import MONTH_NAMES


class Trait(StrEnum):
    """What is settled about a goal; the names are lists that checklists can ask for."""

    MEASURABLE = "goals_measurable"
    INDICATOR = "goals_indicator"  # a named measure without level or comparison
    DATED = "goals_dated"
    BASE_VALUE = "goals_base_value"
    BASE_REFERENCE = "goals_base_reference"  # a measurement to compare with, its value not given


_NUMBER = (
    r"(?:\d+(?:[ .]\d{3})*(?:,\d+)?|noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|"
    r"tretton|fjorton|femton|"
    r"(?:sex|sjut|ar|nit)ton|tjugo\w*|trettio\w*|fyrtio\w*|femtio\w*|sextio\w*|sjuttio\w*|"
    r"åttio\w*|nittio\w*|hundra\w*|tusen)"
)
_RX = re.IGNORECASE
_NOT_LEVEL = re.compile(
    r"(?:årskurs(?:erna)?|åk\.?|klass|kl\.?|klockan|vecka|väg|§|avsnitt|punkt|kapitel|"
    r"tabell|bilaga|område|mål|delmål|fokus|den|år|"
    r"\bde|dessa|våra|båda|–|-)\s*$",
    _RX,
)
_AGE = re.compile(r"\s*(?:–\s*\d+\s*)?(?:år\b|åring|-åring|:\d|\.\d\d\b|[:.]00)", _RX)
_BOUND = re.compile(
    rf"\b(?:högst|minst|max(?:imalt)?|(?:färre|fler|lägre|högre|mer|mindre) än|"
    rf"inte över(?:stiga)?|under|över|upp till|"
    rf"ned till|ner till|nere i|uppgå till|understiga|överstiga|till)\s+(?:vart |var |"
    rf"en )?(?:\w+ )?(?P<n>{_NUMBER}|\w+(?:nde|dje))\b",
    _RX,
)
_RATIO = Gate(rf"\b{_NUMBER} av (?:de )?{_NUMBER}\b|\b(?:alla|samtliga) (?:de )?{_NUMBER}\b")
_SHARE = Gate(
    r"\d[\d,]*\s?(?:%|procent\b)|\b(?:hälften|halvera\w*|fördubbla\w*|(?:en|två|"
    r"tre) (?:tredje|fjärde|femte)del\w*)\b|\bnoll\b"
)
_COUNTED = re.compile(r"(?<![\d/:.–-])\b\d+(?:[ .]\d{3})*\s+[a-zåäö]{3,}", _RX)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY = re.compile(r"\b(?:senast|före|innan|till och med|vid|till)\b(?:\s\S+){0,3}\s*$", _RX)
_BASE_CUE = re.compile(
    r"(?:\b(?:än(?!\s(?:\d|noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b)|"
    r"jämfört med|jämförelse med|mot(?:svarande)?|från|sedan|räknat från|utgångs\w+|"
    r"basår\w*|i dag|idag)\b)(?!.*\b(?:till|ska|skall)\b)[^.;]{0,60}$",
    _RX,
)
_HEADED_YEAR = re.compile(r"(?<![–-])\b(?:19|20)\d\d\b(?!\s?[–-])")  # a range of years is the agreement's own
# What a cell says that is still without its value.
_PUT_OFF = re.compile(
    r"^\W*(?:(?:ska|kommer att) )?(?:(?:tas|tagas) fram|mäts|mätas|fastställ(?:s|as)|bestäm(?:s|mas)|sätt(?:s|as)|beslutas|beräknas|"
    r"anges|inventeras|kartlägg(?:s|as)|utred(?:s|as)|kompletteras|diskuteras|inväntar?|avvaktar?|återkommer|"
    r"under (?:framtagande|utredning|arbete))\b(?!.*\btill \d)",
    _RX,
)
_COMPARED = Gate(
    r"\b(?:jämfört med|jämfört mot|i jämförelse med|jämför(?:s|t)?\b|än (?:i|vid|under|"
    r"år)\b|än\b[^.]{0,50}\b(?:19|20)\d\d|utgångs(?:läge|värde|punkt)|basår\w*|nolläge|"
    r"mätningen \d{4}|dagens (?:nivå|läge)|nuvarande nivå|i förhållande till|(?:senaste|"
    r"förra) mätningen|mot \S+ (?:i dag|idag|år)\b|sedan \d{4})"
)
_TO_REACH = r"(?:mål\w*|senast|högst|minst|till|före|budget\w*|under|över)\b"  # a value to come is no start
_BASE_VALUE = re.compile(
    rf"\bfrån\s+(?:\w+ ){{0,2}}{_NUMBER}\b(?!\s*(?:år|{MONTH_NAMES}))"
    rf"|\b(?:mot|jämfört med|att jämföra med|(?<!fler )(?<!mer )(?<!färre )(?<!mindre )(?<!högre )(?<!lägre )än)\s+"
    rf"(?:(?!över|under)\w+ ){{0,2}}{_NUMBER}\b(?! år(?! \d))"
    rf"|\b(?:fler|mer|färre|mindre|högre|lägre) än (?:(?:de|den|det|förra årets|dagens) |i dag, )(?:\w+ )?{_NUMBER}\b"
    rf"|\({_NUMBER}[^()]{{0,40}}(?:19|20)\d\d[^()]*\)"
    rf"|\((?:(?!{_TO_REACH})\w+ ){{0,3}}(?:19|20)\d\d(?::|,| var)? (?:(?!{_TO_REACH})\w+ ){{0,3}}{_NUMBER}\b(?! kr)[^()]*\)"
    rf"|\bi dag (?:är|har|finns)\b.{{0,30}}\b{_NUMBER}\b|\b{_NUMBER}\b[^.]{{0,20}}\bi dag\b"
    rf"|\b(?:var|låg|utgjorde|uppgick|anmäldes|kom|svarade|uppgav)\b.{{0,60}}\b{_NUMBER}\b"
    rf"|\b(?:utgångs\w+|nuläge|nolläge|basvärde)\b[^.]{{0,40}}\b{_NUMBER}\b",
    _RX,
)
_BASE_HEADER = re.compile(
    r"utgångs|nuläge|basår|basvärde|\bi dag\b|\bidag\b|startvärde|noll(?:läge|värde)|"
    r"(?:(?<!mål)värde|(?<!önskat )läge|utfall)\w*\s+(?:19|20)\d\d|^(?:19|20)\d\d$|\b(?:så var|var) det\b",
    _RX,
)
_OTHER_HEADER = re.compile(r"åtgärd|insats|aktivitet|ansvar|vem|utför|uppfölj|problem|orsak|gör vi", _RX)
_MEASURE_HEADER = re.compile(r"åtgärd|insats|aktivitet|gör vi|vi gör|\bgöra\b", _RX)
_TIME_HEADER = re.compile(r"\bnär\b|\bklar\w*|\btid\b", _RX)
_DIGIT = re.compile(rf"\b{_NUMBER}\b", _RX)
_PAST = re.compile(
    r"\b(?:anmäl(?:des|da|t|ningar)|svarade|uppgav|var det|låg|inträffade|skedde|"
    r"registrerades|omfattade)\b",
    _RX,
)


_OF_YEAR = re.compile(
    rf"\b{_NUMBER}\b(?! (?:{MONTH_NAMES}))"
    rf"(?:,\d+)?(?: %| procent)?\s(?:(?!den )[a-zåäö-]+\s){{0,4}}\(?(?:19|20)\d\d\b"
    rf"|\b(?:19|20)\d\d(?:/\d\d)? (?:[a-zåäö-]+ ){{1,3}}{_NUMBER}\b(?! (?:{MONTH_NAMES}))",
    _RX,
)


def goal_text(unit: Unit) -> str:
    """The unit's text; of a table row only the cells that speak of the goal itself."""
    if not unit.cells:
        return unit.text
    return " | ".join(unit.said(c) for c in unit.cells if not _aside(c))


def _aside(cell: Cell) -> bool:
    """Whether a cell's column is about something else than the goal: the start, the measure, the actor."""
    if _BASE_HEADER.search(cell.header) or _OTHER_HEADER.search(cell.header):
        return True
    topics = set(heading_topics(cell.header))
    return "mal" not in topics and bool(topics & {"atgarder", "roller_ansvar", "orsaksanalys", "lagesbild"})


@lru_cache(maxsize=1 << 12)
def has_level(text: str) -> bool:
    """Whether the text holds a quantity to reach: a level, a share, a count."""
    bare = _blank_dates(text)
    if _SHARE.found(bare) or _RATIO.found(bare):
        return True
    for pattern in (_BOUND, _COUNTED):
        for m in pattern.finditer(bare):
            at = m.start("n") if "n" in m.groupdict() else m.start()
            end = m.end("n") if "n" in m.groupdict() else re.compile(r"\d[\d .]*").match(bare, at).end()  # type: ignore[union-attr]
            word = bare[at:end].strip()
            if not _AGE.match(bare, at + len(word)) and not _NOT_LEVEL.search(bare[:at]):
                return True
    return False


_DATE = re.compile(
    rf"\b\d{{1,2}}(?:\.|:[ae])? (?:{MONTH_NAMES})(?: \d{{4}})?"
    r"|\b(?:år )?(?:19|20)\d\d(?:-\d\d(?:-\d\d)?|/(?:20)?\d\d|[–-](?:20)?\d\d)?\b|\bkl(?:ockan|"
    r"\.)? ?\d{1,2}(?:[.:]\d\d)?(?:[–-]\d{1,2}(?:[.:]\d\d)?)?"
    r"|\bårskurs\w* \d(?:[–-]\d)?|\båk \d(?:[–-]\d)?|\bper (?:1 ?000|10 ?000|100 ?000|"
    r"tusen)\b|\b(?:minst |en |två |tre |fyra )?\w* ?gång(?:er)? (?:per|om|i)\b",
    _RX,
)


def _blank_dates(text: str) -> str:
    return _DATE.sub(lambda m: " " * len(m.group()), text)


def is_dated(unit: Unit) -> bool:
    """Whether a date or year in the goal is the one by which it is to be reached."""
    text = goal_text(unit)
    if any(
        headed_year(c) and re.search(r"\w", s) and not puts_off(s) for c in unit.cells if (s := unit.said(c))
    ):
        return True
    base = {(c.start, c.end) for c in unit.cells if _aside(c) or puts_off(unit.said(c))}
    if any(_MEASURE_HEADER.search(c.header) for c in unit.cells):  # then the row's time is the measure's
        base |= {(c.start, c.end) for c in unit.cells if _TIME_HEADER.search(c.header)}
    for fact in unit.facts_of("date", "year", "period"):
        if any(s <= fact.start < e for s, e in base):
            continue
        before = unit.text[: fact.start - unit.start].rpartition("\t")[2]
        said = unit.said(fact)
        if not (_YEAR.search(said) or _BY.search(before)):
            continue
        open_paren = before.rfind("(") > before.rfind(")")
        if _BASE_CUE.search(before) or (open_paren and not _BY.search(before)):
            continue
        return True
    return bool(re.search(r"\b(?:årets slut|årsskiftet|läsårets slut)\b", text, _RX))


def puts_off(said: str) -> bool:
    """Whether a cell for a value only tells that it is to come: ”Tas fram under 2025”."""
    return _PUT_OFF.search(said) is not None


def headed_year(cell: Cell) -> tuple[int, int] | None:
    """Where the header of a column for levels to reach names the year: ”Målnivå 2028”."""
    found = _HEADED_YEAR.search(cell.header)
    if found is None or _aside(cell) or "mal" not in heading_topics(cell.header):
        return None
    return found.span()


def traits_of(unit: Unit, following: Unit | None) -> frozenset[Trait]:
    """The traits of a goal from its own unit and, if given, the sentence that completes it."""
    text = goal_text(unit)
    more = following.text if following is not None else ""
    out: set[Trait] = set()
    named = _names_measure(unit) or (following is not None and bool(following.concepts & {"indikator_namn"}))
    base_value = bool(_BASE_VALUE.search(_blank_years(unit.text))) or bool(
        more and _BASE_VALUE.search(_blank_years(more))
    )
    base_value = base_value or any(
        _BASE_HEADER.search(c.header) and _DIGIT.search(said) and not puts_off(said)
        for c in unit.cells
        if (said := unit.said(c))
    )
    compared = bool(_COMPARED.found(unit.text) or (more and _COMPARED.found(more)))
    if base_value:
        out.add(Trait.BASE_VALUE)
    elif compared:
        out.add(Trait.BASE_REFERENCE)
    if has_level(text) or (named and (base_value or compared)):
        out.add(Trait.MEASURABLE)
    elif named or base_value:
        out.add(Trait.INDICATOR)
    if is_dated(unit):
        out.add(Trait.DATED)
    return frozenset(out)


def _names_measure(unit: Unit) -> bool:
    """Whether a measure is named, in a row where the goal stands."""
    aside = [(c.start, c.end) for c in unit.cells if _BASE_HEADER.search(c.header)]
    return any(
        h.concept == "indikator_namn" and not any(a <= h.start < b for a, b in aside) for h in unit.hits
    )


def figure_of_year(text: str) -> bool:
    """Whether a text gives a figure of a year: ”fyra 2023”, ”14 under 2024”, ”2020 var det 22”."""
    return bool(_OF_YEAR.search(text))


def _blank_years(text: str) -> str:
    """Dates out, but a year in parentheses kept: "(71 anmälda 2023)" is a value with its year."""
    return re.sub(r"(?<!\()\b(?:19|20)\d\d\b(?![^()]*\))", "    ", text)
