"""Methods without vectors: the commonest outcome, words of the concept, headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from overenskommelse_granskning.language.analysis import Unit
from overenskommelse_granskning.language.headings import heading_topics
from overenskommelse_granskning.language.units import UnitKind
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.training.units import SECTIONS

from .setting import Key, criteria, labelled_sections, labelled_verdicts

_BODY = (UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW)
_FEWEST = 40  # characters under a heading that count as something


def majority(train: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, str]:
    """The commonest outcome of the criterion in training."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for _, criterion, outcome in labelled_verdicts(train):
        counted[criterion][outcome] += 1
    best = {c: max(sorted(n), key=n.__getitem__) for c, n in counted.items()}
    return {(t.text.id, c): best.get(c, "missing") for t, c, _ in labelled_verdicts(test)}


def keywords(_: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, str]:
    """Met when a word of the criterion's concept stands in the body; never partial."""
    out = {}
    for t in test:
        body = [u for u in t.analysis.units if u.kind in _BODY]
        for criterion in t.evidence.keys() & criteria().keys():
            out[t.text.id, criterion] = "met" if any(_says(u, criterion) for u in body) else "missing"
    return out


def _says(unit: Unit, criterion: str) -> bool:
    checklist, c = criteria()[criterion]
    wanted = set(_concepts(c.passages or {}, checklist.tests))
    for element in () if wanted else c.elements:
        wanted |= set(_concepts(element.options, checklist.tests))
    if wanted:
        return bool(wanted & unit.concepts)
    return bool(set(c.topics) & set(heading_topics(unit.text)))  # no concept: the words of its section


def _concepts(test: Any, named: Mapping[str, Any], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The concepts that a condition asks for, through the tests it uses; not those it excludes."""
    if isinstance(test, Mapping):
        for key, value in test.items():
            if key == "concept":
                yield from [value] if isinstance(value, str) else value
            elif key == "use" and value in named and value not in seen:
                yield from _concepts(named[value], named, seen | {value})
            elif key != "none":
                yield from _concepts(value, named, seen)
    elif isinstance(test, list | tuple):
        for part in test:
            yield from _concepts(part, named, seen)


def no_sections(_: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, bool]:
    """Every topic is missing."""
    return {(t.text.id, s): False for t, s, _ in labelled_sections(test)}


def majority_sections(train: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, bool]:
    """Present when most documents of the same kind have it."""
    counted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for t, section, there in labelled_sections(train):
        counted[t.text.kind, section].append(there)
    mean = {k: sum(v) / len(v) > 0.5 for k, v in counted.items()}
    return {(t.text.id, s): mean.get((t.text.kind, s), False) for t, s, _ in labelled_sections(test)}


def headings(_: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, bool]:
    """Present when a heading names the topic and something stands under it."""
    out: dict[Key, bool] = {}
    for t in test:
        found: set[str] = set()
        for section in t.analysis.document.sections:
            if section.heading_block is not None and section.end - section.body_start >= _FEWEST:
                found |= set(heading_topics(section.title))
        out |= {(t.text.id, s): s in found for s in SECTIONS}
    return out


def section_words(_: Sequence[LabelledText], test: Sequence[LabelledText]) -> dict[Key, bool]:
    """Present when a word of the topic's heading lexicon stands anywhere in the body."""
    out: dict[Key, bool] = {}
    for t in test:
        found = {s for u in t.analysis.units if u.kind in _BODY for s in heading_topics(u.text)}
        out |= {(t.text.id, s): s in found for s in SECTIONS}
    return out
