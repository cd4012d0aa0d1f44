"""The texts, who is held out when, and how predictions are measured."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from overenskommelse_granskning.checklist import Checklist, Criterion, checklists_for, load_checklist
from overenskommelse_granskning.evaluation.metrics import measures, precision_recall_f1, table
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.passages import LabelledText, labelled
from overenskommelse_granskning.training.units import SECTIONS, LabelledPassage, load_passages
from overenskommelse_granskning.vocabulary.closed import Kind

LEVELS = ("missing", "partial", "met")
CV, GOLD, LOCKED = "cv", "gold", "locked"
FOLDS = 5  # groups of authors that are left out in turn
MIXED = re.compile(r"egen-|\w+-[p-w]")  # each criterion drawn by itself; the others are even throughout

Key = tuple[str, str]  # document, criterion (or section)
Tests = Mapping[str, list[LabelledText]]  # by set


@dataclass
class Data:
    """Analysed texts: those that training may read, the locked ones, the evaluation documents."""

    train: list[LabelledText]
    locked: list[LabelledText]
    gold: list[LabelledText]
    passages: Mapping[str, Sequence[LabelledPassage]]

    def splits(self, wanted: Collection[str]) -> Iterator[tuple[list[LabelledText], Tests]]:
        """(train, what to predict, by set): the authors of the corpus left out, a few at a time; then the others.

        Authors without a single labelled verdict (texts of other kinds only) are never tested on.
        """
        authors = sorted({t.text.author for t, _, _ in labelled_verdicts(self.train)})
        for k in range(FOLDS if CV in wanted else 0):
            held = set(authors[k::FOLDS])
            rest = [t for t in self.train if t.text.author not in held]
            yield rest, {CV: [t for t in self.train if t.text.author in held]}
        others = {GOLD: self.gold, LOCKED: self.locked}
        chosen = {name: texts for name, texts in others.items() if name in wanted}
        if chosen:
            yield self.train, chosen


def load(corpus: Path) -> Data:
    """Read and analyse everything."""
    passages = load_passages(corpus / "passages.jsonl")
    texts = [labelled(t) for t in load_corpus(corpus / "texts")]
    locked = {d for d, listed in passages.items() if listed[0].locked}
    return Data(
        [t for t in texts if t.text.id not in locked],
        [t for t in texts if t.text.id in locked],
        [labelled(t) for t in load_corpus(corpus / "gold")],
        passages,
    )


@cache
def criteria() -> dict[str, tuple[Checklist, Criterion]]:
    """The criteria of the shipped checklists: what is compared."""
    lists = {i for kind in Kind for i in checklists_for(kind)}
    return {c.id: (made, c) for made in map(load_checklist, sorted(lists)) for c in made.criteria}


def labelled_verdicts(texts: Sequence[LabelledText]) -> Iterator[tuple[LabelledText, str, str]]:
    """(text, criterion, outcome) of every label on the three levels."""
    for t in texts:
        for criterion, (outcome, _) in t.evidence.items():
            if outcome in LEVELS and criterion in criteria():
                yield t, criterion, outcome


def labelled_sections(texts: Sequence[LabelledText]) -> Iterator[tuple[LabelledText, str, bool]]:
    """(text, section, whether it has substance on it) of every label."""
    for t in texts:
        for section, there in (t.text.labels.get("sections") or {}).items():
            yield t, section, bool(there)


@dataclass
class Results:
    """Predictions per method and set; a file keeps them between runs."""

    path: Path
    verdicts: dict[str, dict[str, list[tuple[str, str, str, str]]]] = field(default_factory=dict)
    sections: dict[str, dict[str, list[tuple[str, str, bool, bool]]]] = field(default_factory=dict)
    sizes: dict[str, tuple[float, float]] = field(default_factory=dict)  # method → MB, load seconds

    @classmethod
    def read(cls, path: Path) -> Results:
        if not path.is_file():
            return cls(path)
        return cls(path, **json.loads(path.read_text(encoding="utf-8")))

    def save(self) -> None:
        data = {"verdicts": self.verdicts, "sections": self.sections, "sizes": self.sizes}
        self.path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def add(self, method: str, which: str, texts: Sequence[LabelledText], found: Mapping[Key, str]) -> None:
        rows = self.verdicts.setdefault(method, {}).setdefault(which, [])
        for t, criterion, outcome in labelled_verdicts(texts):
            rows.append((t.text.id, criterion, outcome, found.get((t.text.id, criterion), "absent")))

    def add_sections(
        self, method: str, which: str, texts: Sequence[LabelledText], found: Mapping[Key, bool]
    ) -> None:
        rows = self.sections.setdefault(method, {}).setdefault(which, [])
        for t, section, there in labelled_sections(texts):
            rows.append((t.text.id, section, there, bool(found[t.text.id, section])))

    def measured(self, method: str, which: str, mixed: bool = False) -> dict[str, float]:
        """The measures of a method on a set; ``mixed``: on its uneven documents only."""
        rows = [r for r in self.verdicts[method][which] if not mixed or MIXED.match(r[0])]
        return {k: float(v) for k, v in measures(table((g, p) for _, _, g, p in rows)).items()}

    def measured_sections(self, method: str, which: str) -> dict[str, float]:
        rows = self.sections[method][which]
        out = {}
        for name, wanted in (("present_f1", True), ("missing_f1", False)):
            out[name] = _f1([(g, p) for *_, g, p in rows], wanted)
        per_topic = [_f1([(g, p) for _, s, g, p in rows if s == section], True) for section in SECTIONS]
        there = [any(g for _, s, g, _ in rows if s == section) for section in SECTIONS]
        told = [f for f, t in zip(per_topic, there, strict=True) if t]
        out["macro_f1"] = sum(told) / len(told)
        return out


def _f1(pairs: Sequence[tuple[bool, bool]], wanted: bool) -> float:
    return precision_recall_f1(
        sum(g == p == wanted for g, p in pairs),
        sum(p == wanted != g for g, p in pairs),
        sum(g == wanted != p for g, p in pairs),
    )[2]
