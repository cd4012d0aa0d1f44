"""Do exactly the right verdicts change when a text is edited?

Edits the labelled texts of ``corpus/`` (the locked ones, or all), reviews before and after, and counts:
recall per edit, false alarms on untouched copies, and whether a verdict follows its passages into
another document. ``--skriv`` writes docs/mutationer.md.

Usage: python benchmarks/mutations.py [--alla] [--skriv] [--exempel 3] [--dokument 'train-p-*']
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.checklist import checklists_for
from overenskommelse_granskning.evaluation.mutations.bench import Bench
from overenskommelse_granskning.evaluation.mutations.render import examples, page
from overenskommelse_granskning.evaluation.mutations.source import criterion_topics, load_sources
from overenskommelse_granskning.vocabulary.closed import Kind

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "mutationer.md"
AS_OF = date(2025, 1, 1)  # the figures must not depend on the day they are made


def reviewer(kind: Kind) -> Reviewer:
    return Reviewer(checklists_for(kind), as_of=AS_OF)


def main() -> None:
    parser = argparse.ArgumentParser(description="Ändras rätt omdömen när en text ändras?")
    parser.add_argument("--alla", action="store_true", help="alla märkta texter, inte bara de låsta")
    parser.add_argument("--dokument", default="*", help="bara texter vars namn passar mönstret")
    parser.add_argument("--skriv", action="store_true", help=f"skriv {PAGE.relative_to(ROOT)}")
    parser.add_argument("--exempel", type=int, default=0, help="visa så många fel per slag av ändring")
    options = parser.parse_args()
    everything = load_sources(ROOT / "corpus")
    chosen = [s for s in everything if (options.alla or s.locked) and fnmatchcase(s.id, options.dokument)]
    if not chosen:
        raise SystemExit("inga texter passar")

    def tell(i: int, n: int, name: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{i} av {n}: {name:20}")

    results = Bench(reviewer, criterion_topics()).run(chosen, everything, tell)
    text = page(results)
    print(text)
    if options.exempel:
        print(examples(results, options.exempel))
    if options.skriv:
        PAGE.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
