"""Who is spoken of: police units, municipalities, authorities, boards, groups, functions, other actors.

Every mention has a ``party``: whose side it stands on, or ``both`` for what the parties run together,
``other`` for outsiders, None where the text leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ...vocabulary.municipalities import Municipality
from .organisation_words import (
    ADMIN,
    AGENCY_AFTER,
    AUTHORITY,
    BRA,
    COUNTY_BOARD,
    GROUP,
    NOT_COUNCILS,
    NOT_GROUPS,
    NOUN_BOARD,
    OWNER,
    POLICE_GROUPS,
    POLICE_IN,
    POLICE_WORDS,
    REGION,
    UNIT,
    UNIT_NAME,
    UNIT_UPPER,
    WORD_KINDS,
)
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
                OrgMention(
                    m.start,
                    m.end,
                    "municipality",
                    "municipality",
                    m.municipality.name,
                    municipality=m.municipality,
                )
            )
    found = _shortened(found, text)
    found += _others(scan)
    found.sort(key=lambda m: (m.start, -m.end))
    out: list[OrgMention] = []
    for mention in found:
        if out and mention.start < out[-1].end:
            continue
        out.append(mention)
    return out


def _shortened(found: list[OrgMention], text: str) -> list[OrgMention]:
    """ "kommunen och polisen i Ekdala": the place is the municipality's, not a part of the police's name."""
    places = [o.start for o in found if o.kind == "municipality"]
    out: list[OrgMention] = []
    for o in found:
        if o.kind == "police" and o.name and any(o.start < at < o.end for at in places):
            o = replace(o, end=text.find(" ", o.start, o.end))
        out.append(o)
    return out


def _may_be_police(low: str) -> bool:
    return "pol" in low or "lpo" in low or low in POLICE_GROUPS


def _police(scan: Scan) -> Iterator[OrgMention]:
    text = scan.text
    taken = scan.start
    for at, end, low in scan.those(_may_be_police):
        if at < taken:
            continue
        if (
            low.startswith(("lokalpolisområde", "närpolisområde", "polisområde", "polisregion"))
            or low == "lpo"
        ):
            m = UNIT_UPPER.match(text, at, scan.end) or UNIT.match(text, at, scan.end)
            if m is None or (low == "lpo" and text[m.end() : m.end() + 1] == "-"):
                continue
            several = low.endswith("områdena") and "more" in m.re.groupindex and m.group("more")
            taken = (
                m.start("more")
                if several
                else m.end("name")
                if m.group("name")
                else m.end("kind")
                if "kind" in m.re.groupindex
                else m.end()
            )
            taken = max(taken, end)
            begin, name = at, m.group("name") or ""
            owner = None if name else OWNER.search(text, max(scan.start, at - 50), at)
            if owner:
                begin, name = owner.start(), owner.group("name")
            yield OrgMention(begin, taken, "police_unit", "police", name)
            if several:
                last = re.compile(UNIT_NAME + r"$").search(text, taken + 1, m.end())
                if last:
                    yield OrgMention(last.start(), m.end(), "police_unit", "police", last.group())
                    taken = m.end()
        elif low.startswith("polismyndighet"):
            m = AUTHORITY.match(text, at, scan.end)
            if m:
                taken = m.end()
                yield OrgMention(at, taken, "police", "police", m.group("county") or m.group("region") or "")
        elif low in POLICE_WORDS:
            inside = POLICE_IN.match(text, end, scan.end) if low == "polisen" else None
            taken = inside.end() if inside else end
            yield OrgMention(at, taken, "police", "police", inside.group(1) if inside else "")
        elif low in POLICE_GROUPS:
            yield OrgMention(at, end, "group", "police", text[at:end])


_BEGINNINGS = frozenset({"region", "regionen", "brottsförebyggande", "lokala", "lokalt"})


def _possible(low: str) -> bool:
    return (
        low in WORD_KINDS
        or low in _BEGINNINGS
        or low.startswith("länsstyrels")
        or _by_ending(low) is not None
    )


def _others(scan: Scan) -> Iterator[OrgMention]:
    text = scan.text
    for at, end, low in scan.those(_possible):
        kind_party = WORD_KINDS.get(low)
        if kind_party is not None:
            kind, party = kind_party
            stop, name = end, text[at:end]
            if low in ("brå", "brås"):
                kind, party = _bra(text, at, end)
            elif low == "svenska":
                if not text.startswith(" kyrkan", end):
                    continue
                stop, name = end + 7, text[at : end + 7]
            elif low in ("tekniska", "hälso") or (
                kind == "parties"
                and low in ("part", "parter")
                and text[at : at + 1].islower()
                and at
                and text[at - 1] == "-"
            ):
                continue
            yield OrgMention(at, stop, kind, party, name)
        elif low.startswith("länsstyrels"):
            m = COUNTY_BOARD.match(text, at, scan.end)
            if m:
                yield OrgMention(
                    at, m.end(), "county_board", "other", m.group("name") or m.group("bare") or ""
                )
        elif low in ("region", "regionen") and text[at].isupper():
            m = REGION.match(text, at, scan.end)
            if m and m.group(1).lower() != "gotland":
                yield OrgMention(at, m.end(), "region", "other", m.group(1))
        elif low == "brottsförebyggande" or low in ("lokala", "lokalt"):
            m = BRA.match(text, at, scan.end)
            if m:
                agency = (
                    text[at].isupper()
                    and low == "brottsförebyggande"
                    and not m.group().lower().startswith("lok")
                )
                yield OrgMention(
                    at, m.end(), "agency" if agency else "council", "other" if agency else "both", m.group()
                )
        else:
            found = _by_ending(low)
            if found:
                begin = _hyphen_head(text, at, scan.start)
                yield OrgMention(begin, end, found[0], found[1], text[begin:end])


def _bra(text: str, at: int, end: int) -> tuple[str, str]:
    """The authority is written Brå, the local council BRÅ; a joined or local one is a council anyway."""
    if AGENCY_AFTER.match(text, end) or (
        text[at:end] in ("Brå", "Brås") and text[end : end + 2] not in ("-r", "-m")
    ):
        before = text[max(0, at - 14) : at].lower()
        if not before.endswith(("lokala ", "kommunens ", "lokalt ")):
            return "agency", "other"
    return "council", "both"


@lru_cache(maxsize=1 << 10)
def _by_ending(low: str) -> tuple[str, str | None] | None:
    if len(low) < 5:
        return None
    if low.endswith(("rådet", "rådets", "råden")):
        return None if NOT_COUNCILS.search(low) or low in ("rådets",) else ("council", "both")
    if "nämnd" in low or "utskott" in low:
        return ("board", "municipality") if NOUN_BOARD.match(low) else None
    if low.endswith(
        (
            "förvaltningen",
            "förvaltningens",
            "förvaltning",
            "förvaltningar",
            "förvaltningarna",
            "kontoret",
            "kontorets",
            "enheten",
            "enhetens",
            "avdelningen",
        )
    ):
        return (
            ("administration", "municipality")
            if ADMIN.match(low) and low not in ("enheten", "förvaltning")
            else None
        )
    if "grupp" in low:
        return (
            ("group", "both")
            if GROUP.search(low) and not NOT_GROUPS.match(low) and _names_body(low)
            else None
        )
    if low.endswith(("forum", "forumet", "teamet", "nätverket")):
        return "group", "both"
    return None


def _names_body(low: str) -> bool:
    """A group as a body: definite ("gruppen"), or a compound such as styrgrupp; not "en grupp"."""
    return low.endswith(("gruppen", "gruppens", "grupperna")) or (
        not low.startswith("grupp") and len(low) > 8
    )


def _hyphen_head(text: str, at: int, low: int) -> int:
    """Where "EST-gruppen" or "Brå-rådet" begins."""
    if at - 1 > low and text[at - 1] == "-" and text[at - 2].isalnum():
        begin = at - 1
        while begin > low and text[begin - 1].isalnum():
            begin -= 1
        return begin
    return at
