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
    "law",
    "diary",
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


_NUM = r"(?:\d+(?:[ .]\d{3})*(?:,\d+)?|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|trettio|fyrtio|femtio|hundra)"
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_ROLE = (
    r"\b\w*(?:chef|samordnare|strateg|direktör|ordförande|handläggare|koordinator|sekreterare|kommunpolis|områdespolis|"
    r"kommunikatör|utvecklare|ledare|kurator|rektor|råd\b(?<=kommunalråd)|kurator|controller|jurist|fältare|landshövding)"
    r"(?:n|en|na|erna|ar|er|arna|s|ns|ens|rnas|nas)?\b|\b(?:KSO|LPO-chef\w*)\b"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (k, re.compile(p, re.IGNORECASE if k not in {"municipality", "diary"} else 0))
    for k, p in (
        ("date", rf"\b(?:\d{{1,2}} )?{_MONTH}(?: \d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b|\b(?:våren|hösten|sommaren|vintern|årsskiftet|årets slut|höst|vår)(?: \d{{4}})?\b|\b(?:första|andra|tredje|fjärde|sista) (?:kvartalet|halvåret)\b|\bkvartal \d|\bvecka \d+"),
        ("year", r"(?<![\d:/.-])(?:19|20)\d\d(?![\d:]|/\d{2,})"),
        ("period", r"(?<!\d)20\d\d\s?[–—/-]\s?(?:20)?\d\d(?!\d)|från och med.{3,40}till och med|fr\.?o\.?m.{3,40}t\.?o\.?m|mandatperiod\w*|tills vidare|till utgången av"),
        ("frequency", rf"\b(?:varje|vartannat|vart|var(?:t|je)?) (?:vecka|månad|kvartal|termin|halvår|år|vår|höst|dag|kväll|fredag|lördag|helg|tertial|tredje|fjärde|andra|annan|{_MONTH}|måndag|tisdag|onsdag|torsdag|natt|morgon)\w*\b|\b(?:{_NUM}|en) gång(?:er)? (?:per|om|i|under|varje|var)\s?\w*|\b(?:års|halvårs|kvartals|månads|vecko|termins|dag)vis\b|\bårlig(?:en|a|t)?\b|\bper (?:år|termin|halvår|kvartal|månad|vecka)\b|\bi veckan\b|\bi månaden\b|\bom året\b|\bom dagen\b"),
        ("count", rf"\b{_NUM}(?:\s\w+)?"),
        ("percent", r"\d[\d,]*\s?(?:%|procent)|\bhälften\b|\ben tredjedel\b|\ben fjärdedel\b|\bhalver\w+|\bfördubbl\w+"),
        ("money", r"\d[\d ]*\s?(?:kronor|kr|tkr|mkr|miljoner|mnkr)\b"),
        ("duration", rf"\b{_NUM} (?:år|månader|veckor|dagar|timmar|tim|minuter)\b|\b(?:heltid|halvtid|årsarbetare|heltidstjänst\w*)\b|\d+\s?(?:procents|%-?)\s?tjänst"),
        ("bound", r"\b(?:minst|högst|maximalt|upp till|fler än|färre än|mer än|mindre än|senast|under)\b"),
        ("role", _ROLE),
        ("body", r"\b\w*(?:styrgrupp|arbetsgrupp|beredningsgrupp|ledningsgrupp|grupp|rådet|råd|forum|utskott\w*|beredning)(?:en|er|erna|ens|et|ets|s)?\b|\bBRÅ\b|\bEST\b"),
        ("board", r"\b(?:kommunstyrelse|kommunfullmäktige|fullmäktige|\w*nämnd|kommunledning\w*|KS|KF)(?:n|en|ens|s|er|erna|ernas)?\b"),
        ("municipality", r"\b[A-ZÅÄÖ][\wåäöé-]+(?:s)? (?:kommun|stad)(?:s|en|ens)?\b|\b[Kk]ommun(?:en|ens)\b"),
        ("police", r"\b(?:lokalpolisområd\w+|LPO|polisområd\w+|närpolisområd\w+|polisregion\w*|Polismyndighet\w*|polis(?:en|ens)?)\b"),
        ("county_board", r"\blänsstyrelse\w*"),
        ("actor", r"\b(?:socialtjänst\w*|skol(?:an|or|orna)|räddningstjänst\w*|bostadsbolag\w*|fastighetsägar\w*|förening\w*|region(?:en|ens)?|kriminalvård\w*|statens institutionsstyrelse|SiS|försäkringskassan|arbetsförmedlingen|näringsliv\w*|handlar\w*|krögar\w*)\b"),
        ("law", r"\b(?:19|20)\d\d:\d+\b|\b(?:OSL|SoL|LVU|PL)\b|\b\d+\s?(?:kap\.|§)|offentlighets- och sekretesslagen|socialtjänstlagen"),
        ("diary", r"\b[Dd](?:nr|iarienummer|iarienr)\.?:?\s?[\w/:.-]+|\b[A-ZÅÄÖ]{2,4}[ -]?(?:19|20)\d\d[/:-]\d+|\bA\d{3}\.\d{3}/\d{4}|§\s?\d+"),
        ("annex", r"\bbilag(?:a|an|or|orna)\b"),
        ("plan", r"\b\w*(?:plan|policy|program|strategi|budget)(?:en|et|s|ens|er|erna)?\b"),
        ("contact", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b0\d{1,3}[- ]?\d{2,3}[ ]?\d{2}(?:[ ]?\d{2})?\b|\b114 ?14\b|\bwww\.\S+|https?://\S+"),
    )
)


def find_facts(
    document: Document, units: Sequence[UnitSpan]
) -> tuple[tuple[Fact, ...], DocumentEntities]:
    """All facts of a document in text order, and the facts about it as a whole."""
    found: list[Fact] = []
    for kind, pattern in _PATTERNS:
        found.extend(Fact(kind, m.start(), m.end()) for m in pattern.finditer(document.text))
    found.sort(key=lambda f: (f.start, f.end, f.kind))
    return tuple(found), DocumentEntities()
