"""Mentions of organisations as parties: what each is called, and which of them are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...vocabulary.municipalities import Municipality, title_case
from .organisations import OrgMention

# Words that make no party of what they are said of.
NO_PARTY = re.compile(
    r"\b(?:inte\s+part(?:er)?|ej\s+part(?:er)?|inte\s+bundna|medverkar|hindrar\s+inte|liknande\s+(?:uppgörelser|överenskommelser)|tidigare)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r",?\s*(?:\[|_{3}|<|X{2,})")


@dataclass(frozen=True, slots=True)
class Party:
    """One party. ``kind``: municipality, police, county_board, region, agency or other.

    ``name`` is how it is written in base form ("Ekdala kommun", "Polismyndigheten, lokalpolisområde X"),
    ``unit`` the police unit ("lokalpolisområde X", empty where none is named).
    """

    name: str
    kind: str
    unit: str = ""
    municipality: Municipality | None = None
    start: int = 0
    end: int = 0


def parties_of(text: str, found: Sequence[OrgMention], start: int, end: int) -> list[Party]:
    """Mentions to parties: "Polismyndigheten, lokalpolisområde X" is one; a repeated name counts once."""
    out: list[Party] = []
    for o in found:
        if NO_PARTY.search(text[o.end : min(end, o.end + 30)]):
            break
        party = party_of(text, o)
        if party is None or _PLACEHOLDER.match(text, o.end):
            continue
        last = out[-1] if out else None
        if (
            party.kind == "police"
            and last is not None
            and last.kind == "police"
            and (not party.unit or not last.unit)
        ):
            out[-1] = _joined(last, party)
        elif not any(_same(p, party) for p in out):
            out.append(party)
    named_police = [p for p in out if p.kind == "police" and p.unit]
    return [p for p in out if p.kind != "police" or p.unit or not named_police]


def _same(a: Party, b: Party) -> bool:
    if a.municipality is not None or a.unit:
        return (a.municipality, a.unit) == (b.municipality, b.unit)
    return (a.name, a.kind) == (b.name, b.kind)


def _joined(first: Party, second: Party) -> Party:
    unit = first.unit or second.unit
    authority = first.name if not first.unit else second.name if not second.unit else "Polismyndigheten"
    name = f"{authority}, {unit}" if unit and authority.startswith("Polismyndighet") else unit or authority
    return Party(name, "police", unit, None, first.start, second.end)


def party_of(text: str, o: OrgMention) -> Party | None:
    """The party that a mention names; None where it is too vague to be one."""
    written = " ".join(text[o.start : o.end].split())
    if o.kind == "municipality":
        if o.municipality is None:
            return None
        return Party(
            _municipality_name(written, o.municipality), "municipality", "", o.municipality, o.start, o.end
        )
    if o.kind == "police_unit":
        unit = _unit_name(written)
        return Party(unit, "police", unit if o.name else "", None, o.start, o.end) if o.name else None
    if o.kind == "police":
        name = written if written.lower().startswith("polismyndighet") else "Polisen"
        return Party(
            re.sub(r"^(polismyndigheten)s\b", r"\1", name, flags=re.IGNORECASE),
            "police",
            "",
            None,
            o.start,
            o.end,
        )
    if o.kind == "agency" and o.name.lower() in (
        "regeringen",
        "brå",
        "brås",
        "skr",
        "skl",
        "brottsförebyggande rådet",
    ):
        return None
    if o.kind == "county_board" and not o.name:
        return None
    return Party(written, o.kind, "", None, o.start, o.end)


def _municipality_name(written: str, municipality: Municipality) -> str:
    """ "Raukviks kommun" as written; "X kommun" where the text names only the place."""
    if not re.search(r"\b(?:kommun|stad)$", written, re.IGNORECASE):
        return written if written.lower().startswith("region") else in_full(municipality.name)
    if written.isupper():
        return title_case(written.rpartition(" ")[0]) + " " + written.rpartition(" ")[2].lower()
    return written


def in_full(place: str) -> str:
    """ "Lunds kommun", "Nacka kommun", "Höganäs kommun": only a consonant other than s takes the genitive's s."""
    return f"{place} kommun" if place[-1:].lower() in "aeiouyåäösxz" else f"{place}s kommun"


def _unit_name(written: str) -> str:
    """``"LOKALPOLISOMRÅDE VÄSTRA DAL"`` → ``"lokalpolisområde Västra Dal"``."""
    head, _, name = written.partition(" ")
    if name.isupper() and len(name) > 4:
        name = name.title()
    head = head if head.isupper() and len(head) <= 3 else head.lower()
    return f"{head} {name}".strip()
