"""Is the kind of a document right where nobody has learned from its author? The locked texts of ``corpus/slag``.

They are what a county collects: promises, agreements and texts about either, in usual and unusual forms.

Usage: python benchmarks/kinds.py [--skriv]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.training.corpus import KindText, load_kind_texts
from overenskommelse_granskning.training.surfaces import surfaces
from overenskommelse_granskning.vocabulary.closed import KIND_TITLES, Kind

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "utvardering.md"
MARKS = ("<!-- mätning: skapad av benchmarks/kinds.py --skriv -->", "<!-- slut på mätningen av slag -->")
SURFACES = ("web", "one_line", "scanned")


def judged(text: KindText, reviewer: Reviewer) -> dict[str, str]:
    """Surface → the kind that was found; ``""`` is the text as it is."""
    other = surfaces(text.id, text.body)
    documents = {"": text.document()}
    documents |= {s: read_document(other[s].encode("utf-8"), filename=f"{text.id}.txt") for s in SURFACES}
    return {s: str(reviewer.review_document(d).document.kind) for s, d in documents.items()}


def table(texts: list[KindText], reviewer: Reviewer) -> list[str]:
    right: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for surface, kind in judged(text, reviewer).items():
            right[text.kind, surface] += kind == text.kind
    total = Counter(t.kind for t in texts)
    rows = [
        "| Slag | texter | rätt | som webbsida | på en rad | illa skannad |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind in sorted(total, key=lambda k: -total[k]):
        found = [right[kind, surface] for surface in ("", *SURFACES)]
        rows.append(f"| {KIND_TITLES[Kind(kind)]} | {total[kind]} | {' | '.join(map(str, found))} |")
    whole = [sum(n for (_, s), n in right.items() if s == surface) for surface in ("", *SURFACES)]
    return [*rows, f"| **i allt** | {total.total()} | {' | '.join(map(str, whole))} |"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--skriv", action="store_true", help="write the table into docs/utvardering.md")
    options = parser.parse_args()
    rows = table([t for t in load_kind_texts(ROOT / "corpus") if t.locked], Reviewer())
    print("\n".join(rows))
    if options.skriv:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
        _, end, tail = rest.partition(MARKS[1])
        if not end:
            raise SystemExit(f"{PAGE.name}: märkena saknas")
        PAGE.write_text("\n".join([head + MARKS[0], "", *rows, "", MARKS[1] + tail]), encoding="utf-8")


if __name__ == "__main__":
    main()
