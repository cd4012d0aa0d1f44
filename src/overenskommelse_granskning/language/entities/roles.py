"""Functions that persons hold: chairs, chiefs, coordinators, police of all ranks.

A role is found by its last part (``-chef``, ``-samordnare``, ``-strateg`` …), so that titles nobody
listed are found too; the first part tells whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .scan import Scan


@dataclass(frozen=True, slots=True)
class RoleMention:
    """``role`` is a stable identifier: kso, kf_chair, lpo_chief, police_area_chief, regional_police_chief,
    local_police_chief (närpolischef, before 2015), municipal_director, administration_chief,
    security_chief, coordinator, municipal_police, area_police, governor, chair, principal, other.
    ``standing`` is ``acting`` (tf), ``deputy`` (biträdande, vice, stf) or empty."""

    start: int
    end: int
    role: str
    party: str | None
    standing: str = ""


# Functions that bind their party: two of them together, one of each side, are signers whatever stands before.
BINDING = (
    frozenset("kso kf_chair municipal_director councillor".split()),
    frozenset("lpo_chief local_police_chief police_area_chief regional_police_chief".split()),
)
# Functions that say by themselves for whom somebody signs.
TELLS_PARTY = frozenset.union(*BINDING, {"municipal_police", "area_police", "chair"})

_SUFFIX = re.compile(
    r"(?:chef(?:en|er|erna)?|samordnar(?:en|e|na)?|strateg(?:en|er|erna)?|koordinator(?:n|er|erna)?|direktör(?:en|er|erna)?"
    r"|handläggar(?:en|e|na)?|ansvarig(?:a|e)?|sekreterar(?:en|e|na)?|planerar(?:en|e|na)?|utredar(?:en|e|na)?|råd(?:et)?"
    r"|assistent(?:en|er|erna)?|inspektör(?:en|er|erna)?|ledar(?:en|e|na)?|polis(?:en|er|erna)?|pedagog(?:en|er|erna)?|befäl(?:et)?"
    r"|utvecklar(?:en|e|na)?|analytiker(?:n|na)?|mästar(?:en|e)?|controller(?:n)?|lots(?:en|ar|arna)?|kurator(?:n|er|erna)?"
    r"|rektor(?:n|er|erna)?|ordförande(?:n|na)?|konsulent(?:en|er)?|värd(?:en|ar|arna)?)s?$"
)
_COUNCILLORS = frozenset(
    "kommunalråd kommunalrådet oppositionsråd oppositionsrådet länsråd länsrådet borgarråd regionråd".split()
)
_WHOLE = {
    "rektor": ("principal", "municipality"), "rektorn": ("principal", "municipality"),
    "rektorer": ("principal", "municipality"), "rektorerna": ("principal", "municipality"),
    "landshövding": ("governor", "other"), "landshövdingen": ("governor", "other"),
    "länspolismästare": ("regional_police_chief", "police"),
    "länspolismästaren": ("regional_police_chief", "police"),
    "polismästare": ("local_police_chief", "police"),
    "polismästaren": ("local_police_chief", "police"), "kurator": ("other", "municipality"),
    "kso": ("kso", "municipality"), "kso:s": ("kso", "municipality"),
    "polischef": ("police_chief", "police"), "polischefen": ("police_chief", "police"),
}  # fmt: skip
_NOT_ROLES = frozenset(
    "chefer ledare ledaren närpolisen lokalpolisen polis polisen poliser trafikpolisen "
    "sjöpolisen gränspolisen råd rådet värd värden "
    "värdar medledare barnmästare rektorsområde gårdar förare uppvärd bevärd förvärd resvärd "
    "sevärd ansvarig ansvariga "
    "medansvarig gemensamhetsansvarig samråd samrådet förråd förrådet området lots polispolis utvärd".split()
)
_POLICE_WORDS = (
    "lokalpolisområde", "polisområde", "polisregion", "lpo", "närpolis", "polis", "ungdomspolis",
    "stationsbefäl", "yttre", "grupp", "områdes", "trafikpolis",
)  # fmt: skip
_MUNICIPAL_WORDS = (
    "kommun", "stads", "trygghets", "säkerhets", "social", "skol", "förvaltnings", "fritids",
    "brottsförebyggar", "folkhälso", "kultur", "tekniska", "tekn", "barn", "ungdoms", "fält", "drog",
    "andt", "sspf", "ssp", "samhälls", "miljö", "alkohol", "bygg", "gatu", "park", "fritidsgårds",
    "elevhälso", "enhets", "bistånds", "budget", "närings", "bostads", "integrations", "demokrati",
    "säkerhet", "beredskaps", "krisberedskaps", "kansli", "avhoppar", "familje", "individ", "vård",
    "omsorgs", "landsbygds", "park", "samverkans", "utbildnings", "omsorg",
)  # fmt: skip

_DIRECTION = r"(?:[NSVÖ](?:orra|ödra|ästra|stra)|Mellersta|Övre|Nedre|Inre|Yttre|Mellan)"
_CHIEF_OF = re.compile(
    r"(?i:chef(?:en|er|erna)?,?\s+(?:(?:för|vid|på|i)\s+)?(?:(?:polismyndighetens?|polisens),?\s+)?"
    r"(?P<unit>lokalpolisområde(?:t|na)?|närpolisområde(?:t)?|polisområde(?:t)?|polisregion(?:en)?|lpo\b))"
    rf"(?:\s+(?:{_DIRECTION}\s+(?!och\b|samt\b|har\b|är\b|ska\b|vid\b|i\b)[\wåäö-]+|[A-ZÅÄÖ][\wåäö]*(?:[-/][A-ZÅÄÖ]\w+)?"
    r"(?:\s+(?:Syd|Nord|Norr|Söder|Väst|Väster|Öst|Öster|City|Centrum|Innerstaden|Norra|Södra|Östra|Västra)\b)?))?"
)
_UNITS_CHIEF = re.compile(
    r"\s+(?:(?:ställföreträdande|stf\.?|biträdande|tf\.?|vice)\s+)?chef(?:en)?\b", re.IGNORECASE
)
_CHAIR = re.compile(
    r"(?:(?P<body>kommunstyrels\w*|kommunfullmäktiges?|fullmäktiges?|socialnämndens|regionstyrelsens|[\wåäö]+nämnd(?:en)?s|[\wåäö]+utskottets"
    r"|rådets|styrgruppens|brås|[\wåäö]+rådets|ks)\s+)(?P<chair>(?:1:e\s+vice\s+|2:e\s+vice\s+|förste\s+vice\s+|vice\s+)?ordförande(?:n|na)?)\b",
    re.IGNORECASE,
)
_CHAIR_OF = re.compile(
    r"ordförande(?:n|na)?(?:\s+(?:i|för)\s+(?:(?:norra|södra|östra|västra|inre|yttre)\s+)?(?P<body>kommunstyrels\w*|kommunfullmäktige|(?:[\wåäö]+-(?:,\s+[\wåäö]+-)*\s+och\s+)?[\wåäö]+nämnden|rådet|brå|styrgruppen)"
    r"|,?\s+(?P<beside>kommunstyrelsen|kommunfullmäktige|[\wåäö]+nämnden))\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"(?P<acting>\bt\.?f\.?|\btillförordnad|\btillf\.)\s+$|(?P<deputy>\bbitr(?:\.|ädande)?|\bvice|\bstf\.?|\bställföreträdande|\bst\.?f\.?)\s+$",
    re.IGNORECASE,
)
_DEPUTY_INSIDE = re.compile(r"\s(?:vice|ställföreträdande|stf\.?|biträdande)\s", re.IGNORECASE)
_LPO_COMPOUND = re.compile(r"(?:lpo|lokalpolisområdes?)[-\s]?chef", re.IGNORECASE)

_ADJECTIVE = re.compile(r"\bbrottsförebyggande\s+$", re.IGNORECASE)
_NOT_STEMS = frozenset("med an för be ut rikt mät gräns bas hyres medel närings".split())
_POLICE_PERSONS = ("kommun", "områdes", "ungdoms", "skol", "trafik", "närområdes")
_OTHER_WORDS = (
    "räddnings",
    "kriminalvård",
    "frivård",
    "region",
    "läns",
    "sjukvårds",
    "hälso",
    "fastighets",
    "bolags",
    "förenings",
)

_CHAIR_BODIES = (
    "kommunstyrels",
    "kommunfullmäktige",
    "fullmäktige",
    "socialnämnd",
    "regionstyrelse",
    "rådet",
    "styrgrupp",
    "ks",
    "brå",
)


# Endings of titles that surnames have too: "Gyllensvärd", "Byggmästare". A name is followed by any other title
# without a sign between them where they stood on two lines of a cell.
_SURNAME = re.compile(r"(?:värd|mästare?|råd|lots)s?$")
_NAME_BEFORE = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? $")


def find_roles(source: str | Scan, start: int = 0, end: int | None = None) -> list[RoleMention]:
    """All roles of a text or slice in order, not overlapping."""
    scan = Scan.of(source, start, end)
    return list(_roles(scan))


def _possible(low: str) -> bool:
    """Whether a word can begin or end a role; most words cannot, and texts repeat their words."""
    return (
        low in _WHOLE
        or low in _COUNCILLORS
        or low.startswith(
            ("chef", "ordförande", "lokalpolisområdets", "polisområdets", "närpolisområdets", *_CHAIR_BODIES)
        )
        or low.endswith(("nämndens", "rådets", "utskottets", "nämnds"))
        or _SUFFIX.search(low) is not None
    )


def _roles(scan: Scan) -> Iterator[RoleMention]:
    text = scan.text
    taken = scan.start
    for at, end, low in scan.those(_possible):
        if at < taken or (
            text[at].isupper()
            and low not in _WHOLE
            and low not in _COUNCILLORS
            and _SURNAME.search(low)
            and _NAME_BEFORE.search(text, max(scan.start, at - 24), at)
        ):
            continue  # a surname such as Gyllensvärd
        found = _at_word(scan, at, end, low)
        if found is None:
            continue
        begin, stop, role, party = found
        standing, begin = _standing(text, max(taken, scan.start), begin)
        if not standing and _DEPUTY_INSIDE.search(text, begin, stop):
            standing = "deputy"
        taken = stop
        yield RoleMention(begin, stop, role, party, standing)


def _standing(text: str, low: int, begin: int) -> tuple[str, int]:
    window = text[max(low, begin - 22) : begin]
    m = _STANDING.search(window)
    if m is None:
        return "", begin
    return ("acting" if m.group("acting") else "deputy"), begin - len(window) + m.start()


def _at_word(scan: Scan, at: int, end: int, low: str) -> tuple[int, int, str, str | None] | None:
    text = scan.text
    if low in _WHOLE:
        role, party = _WHOLE[low]
        return at, end, role, party
    if low.startswith(("lokalpolisområdets", "polisområdets", "närpolisområdets")):
        m = _UNITS_CHIEF.match(text, end, scan.end)
        return (at, m.end(), _chief_role(low), "police") if m else None
    if low.startswith("chef") and text[at - 1 : at] != "-":
        m = _CHIEF_OF.match(text, at, scan.end)
        if m:
            return at, m.end(), _chief_role(m.group("unit").lower()), "police"
        return (at, end, "other", None) if low == "chefen" else None
    if low.startswith(_CHAIR_BODIES) or low.endswith(("nämndens", "rådets", "utskottets", "nämnds")):
        m = _CHAIR.match(text, at, scan.end)
        if m:
            party = "other" if low.startswith("region") else "municipality"
            return at, m.end(), _chair_role(m.group("body").lower()), party
        return None
    if low in ("ordförande", "ordföranden", "ordförandena"):
        m = _CHAIR_OF.match(text, at, scan.end)
        if m:
            return at, m.end(), _chair_role((m["body"] or m["beside"]).lower()), "municipality"
        return at, end, "chair", None
    return _by_suffix(scan, at, end, low)


def _chief_role(unit: str) -> str:
    if unit.startswith("polisregion"):
        return "regional_police_chief"
    if unit.startswith("polisområde"):
        return "police_area_chief"
    return "local_police_chief" if unit.startswith("när") else "lpo_chief"


def _chair_role(body: str) -> str:
    if body.startswith("kommunstyrels") or body == "ks":
        return "kso"
    return "kf_chair" if "fullmäktige" in body else "chair"


def _by_suffix(scan: Scan, at: int, end: int, low: str) -> tuple[int, int, str, str | None] | None:
    text = scan.text
    begin = at
    head = ""
    # "LPO-chef", "ANDT-samordnare", "stations- och gruppchef": the part before the hyphen belongs to it.
    if at > scan.start and text[at - 1] == "-" and at - 1 > scan.start and text[at - 2].isalnum():
        begin = at - 1
        while begin > scan.start and text[begin - 1].isalnum():
            begin -= 1
        head = text[begin : at - 1].lower()
    whole = head + low
    if low in _COUNCILLORS:
        role = "councillor" if not low.startswith("läns") else "county_director"
        return begin, end, role, "other" if low.startswith("läns") else "municipality"
    m = _SUFFIX.search(low)
    if m is None or (low in _NOT_ROLES and not head):
        return None
    stem = head + low[: m.start()]
    suffix = m.group()
    if suffix.startswith("råd") or (suffix.startswith(("värd", "lots", "ledar")) and len(stem) < 4):
        return None
    if not stem and not suffix.startswith(
        ("samordnar", "strateg", "koordinator", "rektor", "kurator", "handläggar", "direktör", "analytiker")
    ):
        return None
    if stem in _NOT_STEMS or (suffix.startswith("polis") and not stem.startswith(_POLICE_PERSONS)):
        return None
    adjective = _ADJECTIVE.search(text, max(scan.start, begin - 22), begin)
    return adjective.start() if adjective else begin, end, *_identify(whole, stem, suffix)


def _identify(whole: str, stem: str, suffix: str) -> tuple[str, str | None]:
    if _LPO_COMPOUND.match(whole):
        return "lpo_chief", "police"
    if suffix.startswith("chef"):
        if stem.startswith("polisområde"):
            return "police_area_chief", "police"
        if stem.startswith(("regionpolis", "polisregion")):
            return "regional_police_chief", "police"
        if stem.startswith(("närpolis", "lokalpolis")):
            return "local_police_chief", "police"
        if stem in ("kommun",):
            return "municipal_director", "municipality"
        if stem.startswith("säkerhets"):
            return "security_chief", "municipality"
        if stem.startswith(
            ("förvaltnings", "social", "skol", "utbildnings", "fritids", "kultur", "kansli", "teknik", "gatu")
        ):
            return "administration_chief", "municipality"
    if suffix.startswith("direktör") and stem.startswith(("kommun", "stads", "stadsdels")):
        return "municipal_director", "municipality"
    if suffix.startswith("polis"):
        if stem == "kommun":
            return "municipal_police", "police"
        return ("area_police" if stem.startswith("områdes") else "other"), "police"
    party: str | None = None
    if stem.startswith(_POLICE_WORDS):
        party = "police"
    elif stem.startswith(_OTHER_WORDS):
        party = "other"
    elif stem.startswith(_MUNICIPAL_WORDS) or suffix.startswith("rektor"):
        party = "municipality"
    if suffix.startswith(("samordnar", "koordinator", "strateg")):
        return "coordinator", party
    return "other", party
