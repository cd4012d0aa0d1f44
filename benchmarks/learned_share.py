"""How much of a review the learned layers cost, in processor time, on the PDF files of ``speed.py``.

The learned layers are: text vectors of all units, the passages and functions that are found in them, the
kind of document, the weighing of each verdict, and the section topics. What rules do with the found
passages is told apart: that time goes with the learned layers but is the rules'.
Usage: python benchmarks/learned_share.py [--documents 12] [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import speed

from overenskommelse_granskning import Reviewer, pipeline
from overenskommelse_granskning.classification.layers import LearnedLayers
from overenskommelse_granskning.verdict.weigh import VerdictModel

GOAL = 1 / 3
_PARTS: tuple[tuple[str, Any, str], ...] = (
    ("vectors and cues of units", LearnedLayers, "features"),
    ("passages, functions, topics of units", LearnedLayers, "view"),
    ("kind of document", pipeline, "classify_kind"),
    ("weighing of verdicts", VerdictModel, "probabilities"),
    ("section topics", pipeline, "find_sections"),
)


def timed(spent: Counter[str]) -> None:
    """Count the processor time of the parts; none of them calls another."""

    def wrap(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **more)
            finally:
                spent[name] += time.process_time() - start

        return counted

    for name, owner, attribute in _PARTS:
        setattr(owner, attribute, wrap(name, getattr(owner, attribute)))


def main() -> None:
    parser = argparse.ArgumentParser(description="How much of a review the learned layers cost.")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    spent: Counter[str] = Counter()
    timed(spent)
    totals: dict[bool, list[float]] = {True: [], False: []}
    parts: dict[str, list[float]] = {name: [] for name, _, _ in _PARTS}
    with tempfile.TemporaryDirectory() as folder:
        pdfs = []
        for stem, lines in speed.sources(options.documents):
            pdfs.append(Path(folder) / f"{stem}.pdf")
            speed.make_pdf(pdfs[-1], lines)
        reviewers = {learned: Reviewer(learned=learned) for learned in (True, False)}
        for reviewer in reviewers.values():  # warm: models and lexicons loaded, patterns made
            reviewer.review(pdfs[0])
        for _ in range(options.rounds):
            for learned, reviewer in reviewers.items():
                spent.clear()
                start = time.process_time()
                for path in pdfs:
                    reviewer.review(path)
                totals[learned].append(time.process_time() - start)
                if learned:
                    for name, listed in parts.items():
                        listed.append(spent[name])
    whole, rules = (statistics.median(totals[learned]) for learned in (True, False))
    print(f"{len(pdfs)} PDF files, median of {options.rounds} rounds, seconds of processor time")
    print(f"{'whole review':40}{whole:8.3f}")
    for name, listed in parts.items():
        print(f"  {name:38}{statistics.median(listed):8.3f}{statistics.median(listed) / whole:8.1%}")
    share = sum(statistics.median(listed) for listed in parts.values()) / whole
    print(f"{'learned layers together':40}{'':8}{share:8.1%}   (goal: at most {GOAL:.0%})")
    print(f"{'without them (learned=False)':40}{rules:8.3f}   the kind of document is told all the same")
    print(
        f"{'more than without them':40}{whole - rules:8.3f}{(whole - rules) / whole:8.1%}   rules run twice included"
    )


if __name__ == "__main__":
    main()
