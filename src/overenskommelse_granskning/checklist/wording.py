"""Parts of a checklist said in plain Swedish: fields, conditions, documents, days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..vocabulary.closed import KIND_TITLES, Kind, Outcome, Place
from ..vocabulary.swedish import listed
from .model import Condition

FIELD_TITLES: Mapping[str, str] = {
    "title": "rubrik",
    "question": "fråga",
    "step": "steg",
    "level": "nivå",
    "weight": "vikt",
    "place": "var det bedöms",
    "mandatory": "obligatoriskt",
    "since": "infört i version",
    "changed": "ändrat i version",
    "why": "varför",
    "sources": "källor",
    "levels": "vad nivåerna betyder",
    "topics": "avsnitt där det hör hemma",
    "passages": "vilka ställen som prövas",
    "elements": "delkrav",
    "outcome": "hur delkraven läggs ihop",
    "applies_when": "när kravet började gälla",
    "advice": "råd",
    "suggestion": "förslag till skrivning",
    "examples": "exempel",
    "cases": "provfall",
}
PLACE_TITLES = {
    Place.DOCUMENT: "i dokumentet",
    Place.ANNEX: "i dokumentet bara om bilagan följer med eller återges",
    Place.PROCESS: "som ett påstående om hur arbetet gått till",
}


def kinds_text(kinds: Sequence[Kind]) -> str:
    """The documents that a checklist applies to."""
    return ", ".join(KIND_TITLES[k] for k in kinds) or "inga av sig själv (väljs med --checklista)"


def condition_text(condition: Condition, titles: Mapping[str, str]) -> str:
    """A condition as words: ”Vem och minst ett av När och Hur”; ``titles`` by element id."""
    parts: list[str] = []
    if condition.all:
        parts.append(listed([_part(p, titles) for p in condition.all], "och"))
    if condition.any:
        some = [_part(p, titles) for p in condition.any]
        parts.append(some[0] if len(some) == 1 else f"minst ett av {listed(some, 'och')}")
    if condition.at_least is not None:
        counted = listed([_part(p, titles) for p in condition.of], "och")
        parts.append(f"minst {condition.at_least} av {counted}")
    if condition.none:
        parts.append(f"inte {listed([_part(p, titles) for p in condition.none], 'eller')}")
    return listed(parts, "samt")


def _part(part: Condition | str, titles: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return f"”{titles.get(part, part)}”"
    text = condition_text(part, titles)
    several = len(part.all) + len(part.any) + len(part.of) + len(part.none) > 1
    return f"({text})" if several else text


def outcome_order(outcomes: Mapping[Outcome, str]) -> list[tuple[Outcome, str]]:
    """Met first, then partial, then missing."""
    order = list(Outcome)
    return sorted(outcomes.items(), key=lambda item: order.index(item[0]))
