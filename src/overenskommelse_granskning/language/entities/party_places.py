"""The municipality a document is about, where no party names it."""

from __future__ import annotations

import re

from ...vocabulary.municipalities import Municipality, registered, unregistered
from .organisations import OrgMention
from .outline import Outline
from .places import find_municipalities

SEVERAL = re.compile(
    r"\bkommuner(?:na|nas)\b|kommunstyrelserna|(?:båda|bägge|två|tre|fyra) kommuner", re.IGNORECASE
)
COUNTY_TITLE = re.compile(r"\blän(?:s|et|ets)?\b|länsövergripande|regional", re.IGNORECASE)
PLACE = r"[A-ZÅÄÖ][a-zåäö]+(?:[ -][A-ZÅÄÖ][a-zåäö]+)?"
PLACES = rf"{PLACE}(?:,\s+{PLACE})*"
TITLE_PLACE = re.compile(
    rf"(?:\b(?:i|för|till)\s+(?P<places>{PLACES}(?:\s+och\s+{PLACE})?)"
    rf"|(?i:medborgarl[öo]fte[nt]?|l[öo]fte)\s*[–:-]?\s*(?:20\d\d\s+)?(?P<after>{PLACE})"
    rf"|(?<![\w-])(?P<allied>{PLACES}),?\s+och\s+(?:lokal)?polis(?:en|området)|^(?P<before>{PLACE})(?=\s*[:–-]\s))(?!\w|\s+läns?\b)",
    re.MULTILINE,
)
POLICE_IN = re.compile(rf"\b[Pp]olisen\s+i\s+(?P<places>{PLACE})(?!\w|\s+läns?\b)")
NO_PLACE = frozenset(
    "sverige under den det vi för och med som när är medborgarlöfte överenskommelse polisen "
    "kommunen kontakta samverkan".split()
)


def title_places(outline: Outline) -> list[Municipality]:
    """Places that the title names and the text speaks of again: "… lovar dig i Ekdala och Norrby"."""
    if COUNTY_TITLE.search(outline.title):
        return []
    scan = outline.scan
    out: list[Municipality] = []
    opening = scan.text[: outline.opening_end] if outline.promise else ""
    for m in [*TITLE_PLACE.finditer(outline.title), *POLICE_IN.finditer(opening)]:
        if m.re is POLICE_IN and out:
            break
        written = next(g for g in m.groups() if g)
        for name in re.split(r",\s+|\s+och\s+", written):
            known = registered(name)
            place = known or unregistered(name, seen=scan.capitals)
            if name.lower().split()[0] in NO_PLACE or place is None:
                continue
            base = place.name
            often = (
                sum(scan.text[s:e] in (base, base + "s") for s, e, _ in scan.words) if " " not in base else 2
            )
            if (known or often >= 2) and all(x.name != base for x in out):
                out.append(place)
    return out


def most_named(outline: Outline, organisations: list[OrgMention]) -> list[Municipality]:
    """The municipality named most often, in the text or in running headers."""
    if COUNTY_TITLE.search(outline.title):
        return []
    counts: dict[Municipality, int] = {}
    for o in organisations:
        if o.municipality is not None:
            counts[o.municipality] = counts.get(o.municipality, 0) + (
                3 if o.start < outline.opening_end else 1
            )
    for item in outline.document.furniture:
        for mention in find_municipalities(item.text):
            if mention.explicit:
                counts[mention.municipality] = counts.get(mention.municipality, 0) + 3
    if counts:
        return [max(counts, key=lambda m: counts[m])]
    return [m.municipality for m in find_municipalities(outline.title)][:1]
