"""Who is spoken of: police units, municipalities, authorities, boards, groups, functions, other actors.

Every mention has a ``party``: whose side it stands on, or ``both`` for what the parties run together,
``other`` for outsiders, None where the text leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...vocabulary.municipalities import Municipality
from .places import find_municipalities
from .roles import find_roles
from .scan import Scan


@dataclass(frozen=True, slots=True)
class OrgMention:
    """An actor in the text.

    ``kind``: police, police_unit, municipality, county_board, region, board, assembly, administration,
    group, council (the local BRÅ), agency (Brå and other state bodies), parties, role, actor.
    ``name`` is the unit's own name ("Västra Dal") or the text as written; ``role`` as in ``roles``.
    """

    start: int
    end: int
    kind: str
    party: str | None
    name: str
    role: str = ""
    standing: str = ""
    municipality: Municipality | None = None


_DIRECTION = r"(?:Norra|Södra|Östra|Västra|Nordöstra|Nordvästra|Sydöstra|Sydvästra|Mellersta|Mellan|Övre|Nedre|Inre|Yttre|Nya|Gamla|Stora|Lilla)"
_POINT = r"(?:Syd|Nord|Norr|Söder|Väst|Väster|Öst|Öster|Mitt|City|Centrum|Innerstaden)"
_NO_PLACE = r"(?!(?:och|samt|har|är|ska|skall|i|för|som|med|vid|den|till|av|på|om|under|var|eller|där|när|att)\b)"
UNIT_NAME = (
    rf"(?:{_DIRECTION}\s+{_NO_PLACE}[A-ZÅÄÖa-zåäö][\wåäö]+(?:[-/][A-ZÅÄÖ][\wåäö]+)?"
    rf"|(?!{_DIRECTION}\b)[A-ZÅÄÖ][\wåäö]*(?:[-/][A-ZÅÄÖ][\wåäö]+)?(?:\s+{_POINT}\b|\s+(?:län|skärgård)\b)?)"
)
_UPPER_NAME = r"[A-ZÅÄÖ]{2,}(?:[ -][A-ZÅÄÖ]{3,})?"
_UNIT = re.compile(
    r"(?i:(?P<kind>lokalpolisområde|närpolisområde|polisområde|polisregion|lokal\s?polisområde|lpo)(?P<def>t|na|n|en)?(?P<gen>s)?)\b"
    rf"(?:\s+(?P<name>{UNIT_NAME}))?(?P<more>(?:,\s+{UNIT_NAME})*\s+och\s+(?:lokalpolisområde\s+)?{UNIT_NAME})?"
)
_UNIT_UPPER = re.compile(rf"(?:LOKALPOLISOMRÅDE|NÄRPOLISOMRÅDE|POLISOMRÅDE|LPO|POLISREGION)(?:ET)?\s+(?P<name>{_UPPER_NAME})(?!\w)")
_AUTHORITY = re.compile(
    r"(?i:polismyndigheten?s?)(?:\s+i\s+(?P<county>[A-ZÅÄÖ][\wåäö]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?(?:\s+län)?)|,?\s+(?P<region>(?:Polisr|R)egion\s+[A-ZÅÄÖ]\w+))?"
)
_POLICE_IN = re.compile(rf"\s+i\s+({UNIT_NAME})")
_COUNTY_BOARD = re.compile(r"(?i:länsstyrelsen?s?)(?:\s+i\s+(?P<name>[A-ZÅÄÖ][\wåäö]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?)\s+län|\s+(?P<bare>[A-ZÅÄÖ][\wåäö]+))?")
_REGION = re.compile(r"Region(?:en)?s?\s+([A-ZÅÄÖ][\wåäö]+)")

_POLICE_WORDS = frozenset("polisen polisens närpolisen närpolisens lokalpolisen lokalpolisens poliserna polismän polisman poliser polis".split())
_POLICE_GROUPS = frozenset(
    "kommungrupp kommungruppen områdesgruppen ungdomsgrupp ungdomsgruppen polispatrull polispatruller ingripandeverksamheten "
    "trafikpolisen gränspolisen sjöpolisen underrättelseenheten polisstation polisstationen".split()
)
_MUNICIPAL_WORDS = frozenset("kommunen kommunens kommunerna kommunernas staden stadens".split())
_BOARDS = frozenset("kommunstyrelsen kommunstyrelsens kommunstyrelserna kommunstyrelse ksau".split())
_ASSEMBLY = frozenset("kommunfullmäktige kommunfullmäktiges fullmäktige fullmäktiges".split())
_ADMINISTRATIONS = frozenset(
    "kommunledningskontoret kommunledningsförvaltningen stadsledningskontoret kommunkansliet kommunledningen "
    "socialtjänsten socialtjänst socialtjänstens socialkontoret socialjouren skolan skolans skolor skolorna skola elevhälsan "
    "fritidsgården fritidsgårdar fritidsgårdarna grundskolan gymnasieskolan gymnasiet förskolan hemtjänsten ungdomsmottagningen "
    "fritidsverksamheten tekniska överförmyndaren kulturskolan".split()
)
_PARTIES = frozenset("parterna parternas parter part parten".split())
_AGENCIES = frozenset(
    "kriminalvården kriminalvårdens frivården försäkringskassan försäkringskassans arbetsförmedlingen arbetsförmedlingens "
    "skatteverket tullverket kronofogden kronofogdemyndigheten åklagarmyndigheten åklagaren trafikverket kustbevakningen "
    "migrationsverket rikspolisstyrelsen socialstyrelsen skolverket boverket länsrätten domstolsverket sis jämställdhetsmyndigheten "
    "folkhälsomyndigheten regeringen skr skl brottsofferjouren".split()
)
_ACTORS = frozenset(
    "räddningstjänsten räddningstjänst räddningstjänstens bostadsbolaget bostadsbolag bostadsbolagen bostadsföretag hyresvärd hyresvärdar "
    "hyresvärdarna hyresvärden fastighetsägare fastighetsägarna fastighetsägaren föreningar föreningarna föreningslivet föreningen "
    "näringslivet näringsidkare handlare handlarna köpmannaföreningen krögare krögarna civilsamhället civilsamhällets svenska "
    "regionen regionens landstinget vårdcentralen hälso beroendevården ordningsvakter ordningsvakterna ordningsvakt väktare "
    "väktarna nattvandrare nattvandrarna vaktbolaget vaktbolag trafikbolaget byalag byalaget bylag idrottsföreningar trossamfund kyrkan "
    "vårdnadshavare föräldrar föräldraföreningen hyresgästföreningen hemvärnet friskolor fastighetsbolaget fastighetsbolag".split()
)
_NOT_GROUPS = re.compile(
    r"^(?:mål|ålders?|risk|under|folk|yrkes|minoritets|brukar|gäng|invånar|elev|befolknings|personal|kund|kategori|huvud|del|familje|kill|tjej"
    r"|ungdoms|fokus|jämförelse|kontroll|inkomst|patient|besökar|person|samhälls|vän|kamrat|medborgar|special|resurs(?!grupp)|etniska)grupp"
)
_NOT_COUNCILS = re.compile(r"(?:området|samrådet|förrådet|länsrådet|kommunalrådet|oppositionsrådet|borgarrådet|regionrådet|utrådet|ljudrådet|tråd(?:en|et)?)s?$")
_GROUP = re.compile(
    r"(?:(?:styr|arbets|lednings|berednings|samverkans|projekt|referens|analys|aktions|strategi|lokal|områdes|est|operativ|kärn|trygghets"
    r"|samordnings|läges|uppföljnings|\w+)?grupp(?:en|er|erna)?s?|[\wåäö]+forum(?:et)?|forum(?:et)?|[\wåäö]*team(?:et)?|nätverket?|[\wåäö]+möte[tn]?)$"
)
_NOUN_BOARD = re.compile(r"^(?!om|ovan|nyss|förut|be|sist|väl)[\wåäö]+nämnd(?:en|ens|er|erna)$|^[\wåäö]{3,}utskottet?s?$")
_ADMIN = re.compile(r"^[\wåäö]+(?:förvaltning(?:en|ens|ar|arna)?|kontoret|kontorets|enheten|enhetens|avdelningen|staben)$")
_BRA = re.compile(r"(?i:lokala?\s+|det\s+lokala\s+)?(?i:brottsförebyggande\s+råd(?:et)?s?)(?:\s+i\s+[A-ZÅÄÖ]\w+)?")
_AGENCY_AFTER = re.compile(r"\s*(?:\(|s\s+(?:handbok|vägledning|kunskapsstöd|webb|metod|rapport|rekommend|statistik|nationella)|:s\s+(?:handbok|vägledning))")


def find_organisations(source: str | Scan, start: int = 0, end: int | None = None) -> list[OrgMention]:
    """All actors in order, not overlapping: the longer and more specific mention stays."""
    scan = Scan.of(source, start, end)
    text = scan.text
    found: list[OrgMention] = [*_police(scan)]
    for r in find_roles(scan):
        found.append(OrgMention(r.start, r.end, "role", r.party, text[r.start : r.end], r.role, r.standing))
    for m in find_municipalities(scan):
        if m.explicit:
            found.append(
                OrgMention(m.start, m.end, "municipality", "municipality", m.municipality.name, municipality=m.municipality)
            )
    found += _others(scan)
    found.sort(key=lambda m: (m.start, -m.end))
    out: list[OrgMention] = []
    for mention in found:
        if out and mention.start < out[-1].end:
            continue
        out.append(mention)
    return out


def _police(scan: Scan) -> Iterator[OrgMention]:
    text = scan.text
    taken = scan.start
    for at, end, low in scan.words:
        if at < taken:
            continue
        if low.startswith(("lokalpolisområde", "närpolisområde", "polisområde", "polisregion")) or low == "lpo":
            m = _UNIT_UPPER.match(text, at, scan.end) or _UNIT.match(text, at, scan.end)
            if m is None or (low == "lpo" and text[m.end() : m.end() + 1] == "-"):
                continue
            taken = m.start("more") if "more" in m.re.groupindex and m.group("more") else m.end()
            yield OrgMention(at, taken, "police_unit", "police", m.group("name") or "")
            if taken != m.end():
                last = re.compile(UNIT_NAME + r"$").search(text, taken + 1, m.end())
                if last:
                    yield OrgMention(last.start(), m.end(), "police_unit", "police", last.group())
                    taken = m.end()
        elif low.startswith("polismyndighet"):
            m = _AUTHORITY.match(text, at, scan.end)
            if m:
                taken = m.end()
                yield OrgMention(at, taken, "police", "police", m.group("county") or m.group("region") or "")
        elif low in _POLICE_WORDS:
            inside = _POLICE_IN.match(text, end, scan.end) if low == "polisen" else None
            taken = inside.end() if inside else end
            yield OrgMention(at, taken, "police", "police", inside.group(1) if inside else "")
        elif low in _POLICE_GROUPS:
            yield OrgMention(at, end, "group", "police", text[at:end])


def _others(scan: Scan) -> Iterator[OrgMention]:
    text = scan.text
    for at, end, low in scan.words:
        kind_party = _WORD_KINDS.get(low)
        if kind_party is not None:
            kind, party = kind_party
            stop, name = end, text[at:end]
            if low in ("brå", "brås"):
                kind, party = _bra(text, at, end)
            elif low == "svenska":
                if not text.startswith(" kyrkan", end):
                    continue
                stop, name = end + 7, text[at : end + 7]
            elif low in ("tekniska", "hälso"):
                continue
            elif kind == "parties" and low in ("part", "parter") and text[at : at + 1].islower() and at and text[at - 1] == "-":
                continue
            yield OrgMention(at, stop, kind, party, name)
        elif low.startswith("länsstyrels"):
            m = _COUNTY_BOARD.match(text, at, scan.end)
            if m:
                yield OrgMention(at, m.end(), "county_board", "other", m.group("name") or m.group("bare") or "")
        elif low in ("region", "regionen") and text[at].isupper():
            m = _REGION.match(text, at, scan.end)
            if m and m.group(1).lower() != "gotland":
                yield OrgMention(at, m.end(), "region", "other", m.group(1))
        elif low == "brottsförebyggande" or low in ("lokala", "lokalt"):
            m = _BRA.match(text, at, scan.end)
            if m:
                agency = text[at].isupper() and low == "brottsförebyggande" and not m.group().lower().startswith("lok")
                yield OrgMention(at, m.end(), "agency" if agency else "council", "other" if agency else "both", m.group())
        else:
            found = _by_ending(low)
            if found:
                begin = _hyphen_head(text, at, scan.start)
                yield OrgMention(begin, end, found[0], found[1], text[begin:end])


_WORD_KINDS: dict[str, tuple[str, str]] = (
    {w: ("municipality", "municipality") for w in _MUNICIPAL_WORDS}
    | {w: ("board", "municipality") for w in _BOARDS}
    | {w: ("assembly", "municipality") for w in _ASSEMBLY}
    | {w: ("administration", "municipality") for w in _ADMINISTRATIONS}
    | {w: ("parties", "both") for w in _PARTIES}
    | {w: ("agency", "other") for w in _AGENCIES}
    | {w: ("actor", "other") for w in _ACTORS}
    | {"brå": ("agency", "other"), "brås": ("agency", "other"), "est": ("group", "both")}
)


def _bra(text: str, at: int, end: int) -> tuple[str, str]:
    """The authority is written Brå, the local council BRÅ; a joined or local one is a council anyway."""
    if _AGENCY_AFTER.match(text, end) or (text[at:end] in ("Brå", "Brås") and text[end : end + 2] not in ("-r", "-m")):
        before = text[max(0, at - 14) : at].lower()
        if not before.endswith(("lokala ", "kommunens ", "lokalt ")):
            return "agency", "other"
    return "council", "both"


def _by_ending(low: str) -> tuple[str, str | None] | None:
    if len(low) < 5:
        return None
    if low.endswith(("rådet", "rådets", "råden")):
        return None if _NOT_COUNCILS.search(low) or low in ("rådets",) else ("council", "both")
    if "nämnd" in low or "utskott" in low:
        return ("board", "municipality") if _NOUN_BOARD.match(low) else None
    if low.endswith(("förvaltningen", "förvaltningens", "förvaltning", "förvaltningar", "förvaltningarna", "kontoret", "kontorets", "enheten", "enhetens", "avdelningen")):
        return ("administration", "municipality") if _ADMIN.match(low) and low not in ("enheten", "förvaltning") else None
    if "grupp" in low:
        return ("group", "both") if _GROUP.search(low) and not _NOT_GROUPS.match(low) and _names_body(low) else None
    if low.endswith(("forum", "forumet", "teamet", "nätverket")):
        return "group", "both"
    return None


def _names_body(low: str) -> bool:
    """A group as a body: definite ("gruppen"), or a compound such as styrgrupp; not "en grupp"."""
    return low.endswith(("gruppen", "gruppens", "grupperna")) or (not low.startswith("grupp") and len(low) > 8)


def _hyphen_head(text: str, at: int, low: int) -> int:
    """Where "EST-gruppen" or "Brå-rådet" begins."""
    if at - 1 > low and text[at - 1] == "-" and text[at - 2].isalnum():
        begin = at - 1
        while begin > low and text[begin - 1].isalnum():
            begin -= 1
        return begin
    return at
