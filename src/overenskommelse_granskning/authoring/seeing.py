"""What the program sees in a text, sentence by sentence, under the names that a checklist may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document
from ..language.agents import agents
from ..language.analysis import Unit, analyse
from ..language.units import UnitKind
from ..rules.contract import Context, Layers
from ..rules.document_facts import FACTS
from ..rules.ground import Ground
from ..thread.lists import LIST_NAMES, Lists, build_lists
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from . import meanings
from .plain import about_concept

_MAY_ACT = frozenset({"role", "body", "board", "municipality", "police", "county_board", "actor", "parties"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence, item, row or heading; each sign is a key of a test, a name and the words that bear it."""

    kind: UnitKind
    text: str
    signs: tuple[tuple[str, str, str], ...]


def see(document: Document) -> tuple[tuple[Seen, ...], tuple[tuple[str, str], ...]]:
    """Every unit with its signs, and the facts of the document that are there (name and outcome)."""
    analysis = analyse(document)
    lists = build_lists(analysis)
    seen = tuple(Seen(u.kind, u.text, tuple(_signs(u, lists, document.text))) for u in analysis.units)
    context = Context(analysis, lists, Layers(), Ground(analysis.units, lists, analysis.words))
    found = ((name, decide(context)[0]) for name, decide in FACTS.items())
    there = tuple((name, OUTCOME_TITLES[o]) for name, o in found if o in (Outcome.MET, Outcome.PARTIAL))
    return seen, there


def _signs(unit: Unit, lists: Lists, text: str) -> Iterator[tuple[str, str, str]]:
    acting = agents(unit, unit.fact_kinds) if unit.fact_kinds else ()
    acts = {f.kind for f in acting} & _MAY_ACT
    for kind in meanings.FACT_KINDS:
        words = [text[f.start : f.end] for f in unit.facts_of(kind)]
        if words:
            yield "fact, agent" if kind in acts else "fact", kind, _quoted(words)
    for concept in sorted(unit.concepts):
        words = [text[h.start : h.end] for h in unit.hits if h.concept == concept]
        yield "concept", concept, f"{_quoted(words)} ({about_concept(concept)})"
    for flag in sorted(unit.flags):
        yield "flag", flag.value, meanings.FLAGS[flag.value]
    for topic in sorted(unit.topics):
        yield "topic", topic, "rubriken"
    for topic in sorted(unit.column_topics):
        yield "column", topic, "kolumnrubriken"
    for name in LIST_NAMES:
        if unit.id in lists.units_of(name):
            yield "list", name, meanings.LISTS[name]


def _quoted(words: list[str]) -> str:
    return ", ".join(f"”{w}”" for w in dict.fromkeys(" ".join(w.split()) for w in words))
