"""Typed facts: dates, periods, quantities, roles, bodies, parties, references — with their places.

``Fact.kind`` is one of :data:`FACT_KINDS`; checklists ask for facts by these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..document import Document
from .entities.facts import DocumentEntities, document_entities

FACT_KINDS = (
    "date",  # a day, month or season with or without year
    "year",
    "period",  # from … to …
    "frequency",  # varje termin, två gånger per år
    "count",
    "percent",
    "money",
    "duration",
    "bound",  # minst, högst
    "role",  # kommunpolis, säkerhetschef
    "body",  # styrgrupp, råd, nämnd
    "board",  # kommunstyrelsen, kommunfullmäktige, nämnd
    "municipality",
    "police",
    "county_board",
    "actor",  # other organisations
    "parties",  # parterna, båda
    "law",
    "diary",
    "paragraph",  # § 45, of a law or of minutes
    "annex",
    "plan",  # a named plan or policy
    "contact",  # e-mail, telephone, web address
)


class Fact(NamedTuple):
    """A fact in the text; ``value`` is the recogniser's own frozen result."""

    kind: str
    start: int
    end: int
    value: Any = None


_ORG_FACTS = {
    "role": "role",
    "group": "body",
    "council": "body",
    "board": "board",
    "assembly": "board",
    "municipality": "municipality",
    "police": "police",
    "police_unit": "police",
    "county_board": "county_board",
    "parties": "parties",
}
_REFERENCE_FACTS = {
    "law": "law",
    "ordinance": "law",
    "bill": "law",
    "paragraph": "paragraph",
    "dnr": "diary",
    "annex": "annex",
    "plan": "plan",
}
_PHONE_FORM = r"\b0\d{1,3}[- ]?\d{2,3} ?\d{2}(?: ?\d{2})?\b|\b114 ?14\b"
_PHONE = re.compile(_PHONE_FORM)
_CONTACT = re.compile(rf"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|{_PHONE_FORM}|\bwww\.\S+|https?://\S+")


def _contacts(text: str) -> Iterator[tuple[int, int]]:
    """The places of :data:`_CONTACT`; addresses are looked for in lines that hold a part of one only."""
    at = 0
    for line in text.split("\n"):
        address = "@" in line or "www." in line or "http" in line
        if address or "0" in line or "114" in line:
            pattern = _CONTACT if address else _PHONE
            for m in pattern.finditer(text, at, at + len(line)):
                yield m.start(), m.end()
        at += len(line) + 1


def find_facts(document: Document) -> tuple[tuple[Fact, ...], DocumentEntities]:
    """All facts of a document in text order, and the facts about it as a whole."""
    e = document_entities(document)
    found = [Fact("year" if d.kind == "year" else "date", d.start, d.end, d) for d in e.dates]
    for p in e.periods:
        if p.kind != "year":
            found.append(Fact("duration" if p.kind == "duration" else "period", p.start, p.end, p))
    for q in e.quantities:
        if q.kind != "age":
            found.append(Fact(q.kind, q.start, q.end, q))
        if q.bound:
            found.append(Fact("bound", q.start, q.end, q))
    found += [Fact(_ORG_FACTS.get(o.kind, "actor"), o.start, o.end, o) for o in e.organisations]
    found += [Fact(_REFERENCE_FACTS[r.kind], r.start, r.end, r) for r in e.references if not r.earlier]
    found += [Fact("contact", s, e) for s, e in _contacts(document.text)]
    found.sort(key=lambda f: (f.start, f.end, f.kind))
    return tuple(found), e
