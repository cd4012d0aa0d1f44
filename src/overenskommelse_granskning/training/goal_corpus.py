"""``corpus/goals.jsonl``: goal sentences and look-alikes with their parts; how they are read and measured.

The locked sentences are for measuring only: nothing is tuned on what goes wrong in them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from ..language.analysis import analyse
from ..thread.goal_details import GoalDetail, GoalKind, describe
from ..thread.goal_parts import GoalPart
from ..thread.goals import find_goals
from .corpus import document_from_source

KEYS = {"id", "text", "heading", "item", "goal", "kind", "alike", "measurable", "parts", "split"}
PARTS = [str(p) for p in GoalPart]
# What a sentence that looks like a goal is instead.
ALIKE = {
    "statistik", "syfte", "mote", "beslut", "atgard", "andras", "struket", "metatext", "krav", "senare",
    "uppfoljning", "resurs", "orsak", "problem", "sekretess", "kommunikation", "dialog", "dokumentation",
    "vision", "villkor", "roller", "prognos", "exempel", "negation", "rubrik",
}  # fmt: skip
FEWEST = 250
LOCKED_SHARE = (0.38, 0.42)
SAME_SENTENCE = 0.5  # of their different words
_WORD = re.compile(r"[^\W\d_]{4,}")
_KINDS = {str(k) for k in GoalKind}
Row = Mapping[str, Any]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The sentences as they stand in the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def source_of(row: Row) -> str:
    """A document that holds nothing but the sentence, under its heading."""
    heading = f"## {row['heading']}\n\n" if row["heading"] else ""
    return f"{heading}{'- ' if row['item'] else ''}{row['text']}"


@dataclass(frozen=True)
class GoalFigures:
    """How well goals are read: measurable or not over all sentences, each part with its F1, the kind."""

    sentences: int
    measurable: float
    parts: Mapping[str, float]
    amount: float  # F1 of quantity or indicator: the third part of the test
    kind: float
    goal: float


def measure(rows: Sequence[Row]) -> GoalFigures:
    """Read every sentence by itself. A part counts as found where it overlaps with a labelled place."""
    counts: Counter[tuple[str, str]] = Counter()
    right = kinds = goals = 0
    for row in rows:
        source = source_of(row)
        analysis = analyse(document_from_source(str(row["id"]), source))
        found = [describe(analysis, g) for g in find_goals(analysis)]
        detail = found[0] if found else None
        right += (detail is not None and detail.measurable) == row["measurable"]
        counts["goal", _cell(row["goal"], detail is not None)] += 1
        if row["goal"] and detail is not None:
            goals += 1
            kinds += str(detail.kind) == row["kind"]
        at = analysis.document.text.find(row["text"])
        hits = {name: _hit(row["parts"][name], detail, name, at) for name in PARTS}
        for name, (labelled, given, same) in hits.items():
            _count(counts, name, labelled, given, same)
        amount = [hits["quantity"], hits["indicator"]]
        _count(counts, "amount", *(any(h[i] for h in amount) for i in range(3)))
    return GoalFigures(
        len(rows),
        right / len(rows),
        {name: _f1(counts, name) for name in PARTS},
        _f1(counts, "amount"),
        kinds / max(goals, 1),
        _f1(counts, "goal"),
    )


def _cell(labelled: bool, given: bool) -> str:
    return {(True, True): "both", (True, False): "lost", (False, True): "extra"}.get(
        (labelled, given), "none"
    )


def _hit(
    places: Sequence[Sequence[int]], detail: GoalDetail | None, name: str, at: int
) -> tuple[bool, bool, bool]:
    """Whether a part is labelled, given, and given at a labelled place."""
    span = detail.parts.get(GoalPart(name)) if detail is not None else None
    same = span is not None and any(span.start - at < b and a < span.end - at for a, b in places)
    return bool(places), span is not None, same


def _count(counts: Counter[tuple[str, str]], name: str, labelled: bool, given: bool, same: bool) -> None:
    if same:
        counts[name, "both"] += 1
        return
    counts[name, "lost"] += labelled
    counts[name, "extra"] += given


def _f1(counts: Counter[tuple[str, str]], name: str) -> float:
    both = counts[name, "both"]
    return 2 * both / max(2 * both + counts[name, "lost"] + counts[name, "extra"], 1)


def faults_of_goals(rows: Sequence[Row]) -> Iterator[str]:
    """One line per fault of the file: fields, places, what follows from what, an honest split."""
    if len(rows) < FEWEST:
        yield f"goals: only {len(rows)} sentences"
    for i, row in enumerate(rows, 1):
        if set(row) != KEYS:
            yield f"{row.get('id')}: fields {sorted(set(row) ^ KEYS)}"
            return
        if row["id"] != f"mal-{i:03d}":
            yield f"{row['id']}: stands as number {i}"
        yield from _row_faults(row)
    yield from (f"goals: twice: {t}" for t, n in Counter(r["text"] for r in rows).items() if n > 1)
    locked = sum(row["split"] == "locked" for row in rows) / max(len(rows), 1)
    if not LOCKED_SHARE[0] <= locked <= LOCKED_SHARE[1]:
        yield f"goals: {locked:.0%} are locked"
    yield from _near(rows)


def _row_faults(row: Row) -> Iterator[str]:
    parts, text = row["parts"], row["text"]
    if list(parts) != PARTS:
        yield f"{row['id']}: parts {list(parts)}"
        return
    for name, places in parts.items():
        for start, end in places:
            said = text[start:end]
            if not 0 <= start < end <= len(text) or said != said.strip():
                yield f"{row['id']}: {name} at {start}–{end}"
    if row["split"] not in ("train", "locked"):
        yield f"{row['id']}: split {row['split']}"
    if row["goal"]:
        if row["kind"] not in _KINDS or row["alike"] is not None:
            yield f"{row['id']}: a goal of kind {row['kind']}, alike {row['alike']}"
        level = parts["quantity"] or (parts["indicator"] and parts["baseline"])
        if row["measurable"] != bool(parts["object"] and parts["direction"] and level):
            yield f"{row['id']}: measurable does not follow from the parts"
    elif row["kind"] is not None or row["alike"] not in ALIKE or any(parts.values()) or row["measurable"]:
        yield f"{row['id']}: no goal, and yet kind, parts or measurable"


def _near(rows: Sequence[Row]) -> Iterator[str]:
    """Sentences of different parts of the corpus that share most of their words."""
    made = [(r, frozenset(w.lower() for w in _WORD.findall(r["text"]))) for r in rows]
    locked = [m for m in made if m[0]["split"] == "locked"]
    train = [m for m in made if m[0]["split"] == "train"]
    for (a, own), (b, theirs) in product(locked, train):
        if own and len(own & theirs) >= SAME_SENTENCE * len(own | theirs):
            yield f"{a['id']} (locked) is nearly {b['id']} (train)"
