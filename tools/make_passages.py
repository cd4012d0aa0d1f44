"""Fits ``corpus/passages.jsonl`` to texts that were reworded: same units, same order, new text and offsets.

Usage: python tools/make_passages.py [--check]. Labels (functions, topics, split) stay as they are: they
belong to the unit. A text whose number or kinds of units changed must be labelled anew; the exit
code is then 1 and nothing is written. With --check nothing is written, and the exit code is 1 when
a passage does not stand where its line says.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from overenskommelse_granskning.document import Document
from overenskommelse_granskning.language.units import UnitKind, split_units
from overenskommelse_granskning.training.corpus import load_corpus

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
Passage = dict[str, Any]


class Relabel(Exception):
    """A text has other units than those that were labelled."""


def fits(document: Document, passages: Sequence[Passage]) -> bool:
    """Whether every passage stands in the document where its line says, under the heading it says."""
    return all(
        document.text[p["start"] : p["end"]] == p["text"] and p["heading"] == heading(document, p)
        for p in passages
    )


def heading(document: Document, p: Passage) -> str:
    """The title of the section that a passage stands in; empty for a heading itself."""
    if p["kind"] == UnitKind.HEADING.value:
        return ""
    return next(s.title for s in reversed(document.sections) if s.start <= p["start"])


def refitted(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """The passages on the document's units. Raises Relabel where the units are not the labelled ones."""
    if all(document.text[p["start"] : p["end"]] == p["text"] for p in passages):
        return [{**p, "heading": heading(document, p)} for p in passages]
    units = split_units(document)
    if [u.kind.value for u in units] != [p["kind"] for p in passages]:
        raise Relabel(f"{document.name}: {len(units)} units, {len(passages)} passages, or other kinds")
    placed = [
        {**p, "start": u.start, "end": u.end, "text": document.text[u.start : u.end]}
        for p, u in zip(passages, units, strict=True)
    ]
    return [{**p, "heading": heading(document, p)} for p in placed]


def read(path: Path) -> dict[str, list[Passage]]:
    """Passages by document, in file order."""
    out: dict[str, list[Passage]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        p = json.loads(line)
        out[p["document"]].append(p)
    return dict(out)


def main(check: bool) -> int:
    """Fit what does not fit; tell which documents."""
    path = CORPUS / "passages.jsonl"
    passages = read(path)
    changed = failed = 0
    for text in load_corpus(CORPUS / "texts"):
        document = text.document()
        if fits(document, passages.get(text.id, ())):
            continue
        changed += 1
        sys.stdout.write(f"{text.id}\n")
        if not check:
            try:
                passages[text.id] = refitted(document, passages[text.id])
            except (Relabel, KeyError) as problem:
                sys.stdout.write(f"must be labelled anew: {problem}\n")
                failed += 1
    if changed and not check and not failed:
        lines = (json.dumps(p, ensure_ascii=False) for listed in passages.values() for p in listed)
        path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    return 1 if failed or (check and changed) else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
