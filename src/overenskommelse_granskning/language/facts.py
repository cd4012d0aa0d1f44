"""Typed facts: dates, periods, quantities, roles, bodies, parties, references — with their places.

``Fact.kind`` is one of :data:`FACT_KINDS`; checklists ask for facts by these names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..document import Document
from ..vocabulary.closed import Stage
from .entities.dates import find_dates
from .entities.organisations import find_organisations
from .entities.periods import find_periods
from .entities.quantities import find_quantities
from .entities.references import find_references
from .entities.scan import Scan
from .units import UnitSpan

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


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in the text; ``value`` is the recogniser's own frozen result."""

    kind: str
    start: int
    end: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class MunicipalityName:
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class SignatoryName:
    name: str | None
    role: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class ValidPeriod:
    """The document's period of validity and the place that says so."""

    first: date | None
    last: date | None
    open_ended: bool
    start: int
    end: int


@dataclass(frozen=True)
class DocumentEntities:
    """Facts about the document as a whole."""

    municipalities: tuple[MunicipalityName, ...] = ()
    parties: tuple[str, ...] = ()
    police_units: tuple[str, ...] = ()
    period: ValidPeriod | None = None
    made: date | None = None
    stage: Stage = Stage.UNKNOWN
    signatories: tuple[SignatoryName, ...] = ()
    diary_numbers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()


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
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b0\d{1,3}[- ]?\d{2,3} ?\d{2}(?: ?\d{2})?\b|\b114 ?14\b|\bwww\.\S+|https?://\S+"
)


def find_facts(
    document: Document, units: Sequence[UnitSpan]
) -> tuple[tuple[Fact, ...], DocumentEntities]:
    """All facts of a document in text order, and the facts about it as a whole."""
    text = document.text
    scan = Scan(text)
    dates = find_dates(scan)
    periods = find_periods(scan, dates=dates)
    found = [Fact("year" if d.kind == "year" else "date", d.start, d.end, d) for d in dates]
    for p in periods:
        kind = "duration" if p.kind == "duration" else "period"
        if p.kind != "year":
            found.append(Fact(kind, p.start, p.end, p))
    for q in find_quantities(scan):
        if q.kind != "age":
            found.append(Fact(q.kind, q.start, q.end, q))
        if q.bound:
            found.append(Fact("bound", q.start, q.end, q))
    organisations = find_organisations(scan)
    found += [Fact(_ORG_FACTS.get(o.kind, "actor"), o.start, o.end, o) for o in organisations]
    references = find_references(scan)
    found += [Fact(_REFERENCE_FACTS[r.kind], r.start, r.end, r) for r in references]
    found += [Fact("contact", m.start(), m.end()) for m in _CONTACT.finditer(text)]
    found.sort(key=lambda f: (f.start, f.end, f.kind))
    return tuple(found), DocumentEntities()
