"""Measures the checklists' suggested wordings: filled in and written into the document, do they do what
they promise? Usage: python benchmarks/suggestions.py [--alla] [--antal N] [--varianter N] [--visa KRITERIUM]

Every criterion that is missing or partial in a corpus text is tried as a step of its own. A table per
criterion goes to standard output: how often it became met, how often another verdict changed too.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from overenskommelse_granskning.checklist import checklists_for
from overenskommelse_granskning.evaluation.suggestions.fillings import Fillings
from overenskommelse_granskning.evaluation.suggestions.measure import Trial, try_all
from overenskommelse_granskning.pipeline import Reviewer
from overenskommelse_granskning.training.corpus import CorpusText, load_corpus
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, default=10, help="texter per slag (0: alla)")
    parser.add_argument("--varianter", type=int, default=1, help="ifyllnader per förslag")
    parser.add_argument("--slag", default="", help="bara detta slag av dokument")
    parser.add_argument("--bara", default="", help="bara dessa kriterier, med komma emellan")
    parser.add_argument("--visa", default="", help="visa varje försök för kriteriet som inte gav uppfyllt")
    args = parser.parse_args()
    fillings = Fillings.read(ROOT / "benchmarks" / "ifyllnad.yaml")
    trials: list[Trial] = []
    texts = load_corpus(ROOT / "corpus" / "texts")
    for kind in Kind:
        if kind is Kind.OTHER or (args.slag and kind.value != args.slag):
            continue
        chosen = spread([t for t in texts if t.kind == kind.value], args.antal)
        reviewer = Reviewer(checklists_for(kind), every_step=True)
        only = frozenset(filter(None, args.bara.split(",")))
        trials += try_all([t.document() for t in chosen], reviewer, fillings, args.varianter, only)
    print(table(trials))
    if args.visa:
        for t in trials:
            if args.visa in (t.step.criterion, "allt") and not t.kept:
                moved = {c: f"{a}→{b}" for c, (a, b) in t.others.items()}
                print(t.document, t.step.criterion, t.step.outcome, "→", t.after, moved, "|", t.written)


def spread(texts: Sequence[CorpusText], most: int) -> list[CorpusText]:
    """So many texts, one author after the other."""
    by_author: dict[str, list[CorpusText]] = defaultdict(list)
    for text in texts:
        by_author[text.author].append(text)
    longest = max(map(len, by_author.values()), default=0)
    turned = [own[i] for i in range(longest) for own in by_author.values() if i < len(own)]
    return turned[: most or None]


def table(trials: Sequence[Trial]) -> str:
    by_criterion: dict[str, list[Trial]] = defaultdict(list)
    for t in trials:
        by_criterion[t.step.criterion].append(t)
    lines = [f"{'kriterium':28}{'försök':>7}{'uppfyllt':>10}{'annat ändrat':>14}  vad mer ändrades"]
    for criterion, own in by_criterion.items():
        moved = Counter(c for t in own for c in t.others)
        told = ", ".join(f"{c} {n}" for c, n in moved.most_common(4))
        lines.append(f"{criterion:28}{len(own):>7}{share(own, 'met'):>10}{share(own, 'others'):>14}  {told}")
    lines.append(f"{'alla':28}{len(trials):>7}{share(trials, 'met'):>10}{share(trials, 'others'):>14}")
    return "\n".join(lines)


def share(trials: Sequence[Trial], what: str) -> str:
    held = [t.after is Outcome.MET if what == "met" else bool(t.others) for t in trials]
    return f"{sum(held) / max(len(held), 1):.2f}"


if __name__ == "__main__":
    main()
