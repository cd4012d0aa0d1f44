"""Corpus texts with everything an edit must know: evidence per criterion, topics per unit."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...checklist import available, load_checklist
from ...document import Document
from ...language.units import HEADS, UnitSpan, split_units
from ...training.corpus import CorpusText, load_corpus
from ...training.passages import find_quote, squeeze
from ...vocabulary.closed import Outcome


@dataclass(frozen=True)
class Source:
    """One labelled text.

    ``evidence``: criterion → units of its labelled passages, ``main`` those of the first of them;
    ``topics`` and ``functions``: what each unit is about and does, as labelled unit by unit.
    """

    text: CorpusText
    document: Document
    units: tuple[UnitSpan, ...]
    evidence: Mapping[str, frozenset[int]]
    main: Mapping[str, frozenset[int]]
    topics: Mapping[int, frozenset[str]]
    functions: Mapping[int, frozenset[str]]
    locked: bool

    @property
    def id(self) -> str:
        return self.text.id

    @cached_property
    def gold(self) -> dict[str, Outcome]:
        return {c: Outcome(v["outcome"]) for c, v in (self.text.labels.get("criteria") or {}).items()}

    @cached_property
    def sections(self) -> dict[str, bool]:
        return dict(self.text.labels.get("sections") or {})

    def about(self, topics: Iterable[str]) -> frozenset[int]:
        """Units that say something on one of ``topics``."""
        wanted = set(topics)
        return frozenset(i for i, own in self.topics.items() if own & wanted)

    def wording(self, unit: int) -> str:
        """The text of a unit."""
        u = self.units[unit]
        return self.document.text[u.start : u.end]

    def within(self, section: int) -> frozenset[int]:
        """Units of a section and of the sections below it."""
        below = {section}
        for s in self.document.sections:
            if s.parent in below:
                below.add(s.id)
        return frozenset(u.id for u in self.units if u.section in below)


def load_sources(corpus: Path) -> tuple[Source, ...]:
    """The labelled texts of a corpus whose units have labels too, by id."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with (corpus / "passages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["document"]].append(row)
    return tuple(
        _source(text, rows[text.id])
        for text in load_corpus(corpus / "texts")
        if text.labels.get("criteria") and rows.get(text.id)
    )


def _source(text: CorpusText, rows: list[dict[str, Any]]) -> Source:
    document = text.document()
    units = split_units(document)
    plain, places = squeeze(document.text)
    evidence: dict[str, frozenset[int]] = {}
    main: dict[str, frozenset[int]] = {}
    for criterion, label in text.labels["criteria"].items():
        quotes = [q for q in (label.get("quote"), *(label.get("also") or ())) if q]
        spans = [span for q in quotes if (span := find_quote(q, plain, places))]
        # A passage that cannot be found again would stay behind: such a label cannot be edited.
        found = len(spans) == len(quotes)
        evidence[criterion] = _covered(units, spans) if found else frozenset()
        main[criterion] = _covered(units, spans[:1]) if found else frozenset()
    topics: dict[int, frozenset[str]] = {}
    functions: dict[int, frozenset[str]] = {}
    for unit in units:
        own = [r for r in rows if _half(unit, r["start"], r["end"])]
        if unit.kind not in HEADS:
            topics[unit.id] = frozenset(t for r in own for t in r["topics"])
        functions[unit.id] = frozenset(f for r in own for f in r["functions"])
    locked = any(r.get("split") == "locked" for r in rows)
    return Source(text, document, units, evidence, main, topics, functions, locked)


def _covered(units: Iterable[UnitSpan], spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(u.id for u in units if any(_half(u, *span) for span in spans))


def _half(unit: UnitSpan, start: int, end: int) -> bool:
    """Whether unit and span share at least half of the shorter of them."""
    shared = min(unit.end, end) - max(unit.start, start)
    return shared > 0 and 2 * shared >= min(unit.end - unit.start, end - start)


def criterion_topics() -> dict[str, frozenset[str]]:
    """Criterion → the section topics that it is about, from the shipped checklists."""
    return {
        criterion.id: frozenset(criterion.topics)
        for checklist in available()
        for criterion in load_checklist(checklist).criteria
    }
