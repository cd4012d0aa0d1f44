"""Learns which list of a document is its prioritised problems, from the labelled chains of the corpus.

For every agreement with labelled chains, the lists that the program finds are compared with the labels
as ``granska utvardera`` does; the list that fits best is the right one, or none where none fits. A linear
score with a softmax over a document's lists and "none" is fitted; the locked texts are not read.

Usage: python tools/make_problem_weights.py [--check] [--folds]. Writes the packaged weights; --check
compares only (exit code 1 where they differ); --folds tells what it reaches on left-out authors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from overenskommelse_granskning.evaluation.thread import match_problems
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.resources import problem_weights_file
from overenskommelse_granskning.thread.problem_choice import SIGNS, signs
from overenskommelse_granskning.thread.problem_groups import find_groups
from overenskommelse_granskning.training.corpus import CorpusText, load_corpus
from overenskommelse_granskning.training.units import load_passages
from overenskommelse_granskning.vocabulary.closed import Kind

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
STRENGTH = 0.5  # of the pull towards 0
FITS = 0.5  # F1 of a list that is right enough to learn from
DIGITS = 3
CLOSE = 0.02  # the solver may stop a little elsewhere on another processor


@dataclass(frozen=True)
class Example:
    """The lists of one document: their signs, and how well each fits the labels (F1)."""

    author: str
    x: np.ndarray
    fit: np.ndarray
    labelled: int  # problems
    found: np.ndarray  # problems in each list
    right: np.ndarray  # of them that are labelled


def example(text: CorpusText) -> Example | None:
    """An agreement with labelled chains; None for anything else."""
    gold = text.labels.get("thread")
    if text.kind != Kind.AGREEMENT or gold is None:
        return None
    analysis = analyse(text.document())
    groups = find_groups(analysis)
    right = np.array([len(match_problems(gold, [{"problem": p.title} for p in g.problems])) for g in groups])
    found = np.array([len(g.problems) for g in groups])
    x = np.array(signs(analysis, groups)).reshape(-1, len(SIGNS))
    return Example(text.author, x, 2 * right / np.maximum(found + len(gold), 1), len(gold), found, right)


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The weights; the same every time."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = STRENGTH * float(w[:-1] @ w[:-1]), 2 * STRENGTH * w
        gradient[-1] = 0.0
        for e in examples:
            z = np.append(e.x @ w, 0.0)
            p = np.exp(z - z.max())
            p /= p.sum()
            best = e.fit.max(initial=0.0)
            wanted = np.append((e.fit == best) & (best >= FITS), best < FITS).astype(float)
            wanted /= wanted.sum()
            total -= float(wanted @ np.log(p + 1e-12))
            gradient += e.x.T @ (p - wanted)[:-1]
        return total, gradient

    return np.asarray(minimize(loss, np.zeros(len(SIGNS)), jac=True, method="L-BFGS-B").x)


def reached(examples: Sequence[Example], weights: np.ndarray) -> tuple[int, int, int]:
    """Problems right, found and labelled when the best list of each document is taken."""
    right = found = labelled = 0
    for e in examples:
        labelled += e.labelled
        scores = e.x @ weights
        if len(scores) and scores.max() > 0:
            i = int(scores.argmax())
            right, found = right + int(e.right[i]), found + int(e.found[i])
    return right, found, labelled


def folds(examples: Sequence[Example]) -> None:
    """Print what is reached on each author by weights that never saw the author."""
    total = np.zeros(3)
    for author in sorted({e.author for e in examples}):
        held = [e for e in examples if e.author == author]
        counts = reached(held, fit([e for e in examples if e.author != author]))
        total += counts
        sys.stdout.write(
            f"{author:10} {len(held):3} dokument, F1 {2 * counts[0] / (counts[1] + counts[2]):.3f}\n"
        )
    sys.stdout.write(
        f"alla       {len(examples):3} dokument, F1 {2 * total[0] / (total[1] + total[2]):.3f}\n"
    )


def main() -> None:
    """Make, compare or measure."""
    parser = argparse.ArgumentParser(description="Vikter för vilken lista som är problemen.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    locked = {d for d, listed in load_passages(options.corpus / "passages.jsonl").items() if listed[0].locked}
    texts = [t for t in load_corpus(options.corpus / "texts") if t.id not in locked]
    examples = [e for t in texts if (e := example(t)) is not None]
    if options.folds:
        folds(examples)
        return
    weights = {name: round(float(v), DIGITS) for name, v in zip(SIGNS, fit(examples), strict=True)}
    made = json.dumps({"documents": len(examples), "weights": weights}, ensure_ascii=False, indent=1) + "\n"
    path = problem_weights_file()
    if options.check:
        stored = json.loads(path.read_text(encoding="utf-8"))["weights"]
        if set(stored) != set(weights) or any(abs(stored[k] - v) > CLOSE for k, v in weights.items()):
            sys.exit(
                f"{path.name} är inte gjord av den här korpusen: kör python tools/make_problem_weights.py"
            )
        return
    path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
