"""Mentions of municipalities: registered ones, and invented or misspelt ones with the word "kommun".

"Granlösa, Hästvikens och Sillnäs kommuner" names three. Whether a final -s of an unregistered name is a
genitive is settled by the other capitalised words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...vocabulary.municipalities import AMBIGUOUS, Municipality, districts, registered, unregistered
from .scan import Scan


@dataclass(frozen=True, slots=True)
class MunicipalityMention:
    """``explicit`` is true where a word such as "kommun" or "stad" says that a municipality is meant."""

    start: int
    end: int
    municipality: Municipality
    explicit: bool


_UPPER = "A-ZÅÄÖÉÜ"
_FIRST = (
    "(?:Norra|Södra|Östra|Västra|Mellersta|Nya|Gamla|Stora|Lilla|Övre|Nedre|Inre|Yttre|Upplands|Sankt"
    "|S:t|Dals)"
)
_NAME = rf"(?:{_FIRST}[ -])?[{_UPPER}][\w]+(?:[-][{_UPPER}][\w]+)?"
_NAME_UPPER = rf"(?:(?:{_FIRST.upper()})[ -])?[{_UPPER}]{{2,}}(?:-[{_UPPER}]{{2,}})?"

# The names before the key word, from the right; the window is short, so the anchored search is cheap.
_BEFORE = re.compile(
    rf"(?<![\w-])((?:{_NAME}(?:,\s+|\s+(?:och|samt|&)\s+|,\s+(?:och|samt)\s+))*)({_NAME})\s+$"
)
_AFTER_IN = re.compile(
    rf"(?:\s+och\s+(?:lokal)?polis(?:en|området|myndigheten)?|\s+och\s+polisens\s+\w+)?\s+(?:i|på)\s+({_NAME}|{_NAME_UPPER})\b"
)
_AFTER_PLURAL = re.compile(rf"\s+({_NAME}(?:,\s+{_NAME})*\s+(?:och|samt)\s+{_NAME})\b")
_SPLIT = re.compile(r",\s+(?:och\s+|samt\s+)?|\s+(?:och|samt|&)\s+")

_KEYS_AFTER = frozenset(
    "kommun kommuns kornmun kormnun kornrnun stad stads kn kommuner kommuners kommunerna".split()
)
_KEYS_IN = frozenset(
    "kommunen kommunstyrelsen kommunstyrelse kommunfullmäktige kommunfullmäktiges "
    "kommunstyrelsens stadshuset "
    "kommunhuset kommunledningskontoret kommundirektören kommunchefen socialförvaltningen "
    "socialtjänsten socialchef".split()
)
_CHAIR = re.compile(r"\s+ordförande")

# Capitalised words that stand before "kommun" without being a name.
_NO_NAME = frozenset(
    "den denna en varje vår vårt era er ingen annan andra sveriges landets länets samtliga alla "
    "berörd berörda respektive "
    "aktuell övrig övriga hela båda polis polisen för i och mellan som om när där här "
    "samverkande deltagande svenska flera "
    "varje våra era deras sveriges två tre fyra fem sex sju åtta nio tio region länsstyrelsen "
    "mot till från hur vilken vilka många några nästa gamla "
    "innerstad storstad stor små minsta största trygg tryggare säker utan med under per enligt "
    "genom inom varken sin".split()
)
_NO_NAME_ENDING = re.compile(
    r"(?:styrelsen|myndigheten|vården|förmedlingen|verket|kassan|nämnden|tjänsten|skolan|överenskommelse|löfte|avtal|plan|ning"
    r"|else|het|skap|gruppen|rådet|bolaget|förbundet|föreningen|polisen|området|kyrkan|landsting|regioner)s?$",
    re.IGNORECASE,
)
_POLICE_BEFORE = re.compile(
    r"(?i:polisområde[tn]?s?|polisregion(?:en)?|\blpo|\bregion|länsstyrelsen\s+i)\s+(?:\w+\s+)?$"
)
_COUNTY_AFTER = re.compile(r"\s+läns?\b")
_SURNAME_BEFORE = re.compile(rf"[{_UPPER}][a-zåäöé]+\s+$")


def find_municipalities(
    source: str | Scan, start: int = 0, end: int | None = None
) -> list[MunicipalityMention]:
    """All mentions in order. A bare registered name counts unless it is a common word or part of a
    police district's, a county's or a person's name."""
    scan = Scan.of(source, start, end)
    found = [*_explicit(scan)]
    taken = {position for m in found for position in (m.start,)}
    spans = [(m.start, m.end) for m in found]
    for mention in _bare(scan):
        if mention.start not in taken and not any(s <= mention.start < e for s, e in spans):
            found.append(mention)
    found.sort(key=lambda m: m.start)
    return found


_DISTRICT_KEYS = frozenset({"stadsdelsförvaltning", "stadsdelsnämnd", "stadsdelsområde", "stadsområde"})
_KEYS = frozenset({*_KEYS_AFTER, *_KEYS_IN, *_DISTRICT_KEYS, "region"})


def _explicit(scan: Scan) -> Iterator[MunicipalityMention]:
    text = scan.text
    for at, end, low in scan.those(_KEYS.__contains__):
        if low in _KEYS_AFTER:
            yield from _before_key(scan, at, end, low)
            if low in ("kommunerna", "kommuner"):
                m = _AFTER_PLURAL.match(text, end, scan.end)
                if m:
                    yield from _each(scan, m.group(1), m.start(1), m.end(1))
        elif low in _KEYS_IN:
            chair = _CHAIR.match(text, end, scan.end)
            m = _AFTER_IN.match(text, chair.end() if chair else end, scan.end)
            if m:
                municipality = _named(scan, m.group(1), genitive=False)
                if municipality:
                    yield MunicipalityMention(m.start(1), m.end(1), municipality, True)
        elif low in _DISTRICT_KEYS:
            yield from _district(scan, at, end)
        elif low == "region" and re.match(r"\s+gotlands?\b", text[end : end + 10], re.IGNORECASE):
            gotland = registered("Gotland")
            assert gotland is not None
            yield MunicipalityMention(at, end + 8, gotland, True)


def _before_key(scan: Scan, at: int, end: int, low: str) -> Iterator[MunicipalityMention]:
    text = scan.text
    window = text[max(scan.start, at - 140) : at]
    m = _BEFORE.search(window)
    if m is None:
        return
    offset = at - len(window)
    plural = low.startswith("kommuner")
    if plural:
        yield from _each(scan, m.group(1) + m.group(2), offset + m.start(), at)
        return
    if text[at:end].isupper() and not m.group(2).isupper():
        return
    # "Den stad", "Gamla stad": only "kommun" makes a name of an unknown word in front of it.
    municipality = _named(scan, m.group(2), genitive=True)
    if municipality is None or (
        low.startswith("stad") and municipality.code is None and not m.group(2).endswith("s")
    ):
        return
    yield MunicipalityMention(offset + m.start(2), end, municipality, True)


def _each(scan: Scan, names: str, start: int, end: int) -> Iterator[MunicipalityMention]:
    at = start
    listed = _SPLIT.split(names.strip())
    if listed[-1].lower() in _NO_NAME:  # "… och Sveriges kommuner"
        return
    for name in listed:
        place = scan.text.find(name, at, end)
        municipality = _named(scan, name, genitive=True)
        if municipality is not None and place >= 0:
            at = place + len(name)
            yield MunicipalityMention(place, at, municipality, True)


def _named(scan: Scan, name: str, *, genitive: bool) -> Municipality | None:
    if name.split()[0].lower() in _NO_NAME and " " not in name:
        return None
    known = registered(name)
    if known is not None:
        return known
    if len(name) < 3 or _NO_NAME_ENDING.search(name) or any(c.isdigit() for c in name):
        return None
    return unregistered(name, genitive=genitive, seen=scan.capitals)


def _district(scan: Scan, at: int, end: int) -> Iterator[MunicipalityMention]:
    window = scan.text[max(scan.start, at - 40) : at]
    m = _BEFORE.search(window)
    name = m.group(2) if m else ""
    city = districts().get(name.lower()) or districts().get(name.lower().removesuffix("s"))
    if m and city:
        yield MunicipalityMention(at - len(window) + m.start(2), end, city, True)


def _bare(scan: Scan) -> Iterator[MunicipalityMention]:
    text, words = scan.text, scan.words
    skip = -1
    for i in scan.capitalised:
        at, end, low = words[i]
        if at < skip or low in AMBIGUOUS:
            continue
        found, stop = None, end
        if i + 1 < len(words) and words[i + 1][0] == end + 1 and text[end] in " -":
            stop = words[i + 1][1]
            found = registered(text[at:stop]) if text[words[i + 1][0]].isupper() else None
        if found is None:
            stop = end
            found = registered(low)
        if found is None or found.name.lower() in AMBIGUOUS or _COUNTY_AFTER.match(text, stop, scan.end):
            continue
        before = text[max(scan.start, at - 28) : at]
        if _POLICE_BEFORE.search(before) or text[at - 1 : at] == "-" or text[stop : stop + 1] == "-":
            continue
        skip = stop
        yield MunicipalityMention(at, stop, found, False)
