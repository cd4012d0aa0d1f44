"""What the networks (:mod:`overenskommelse_granskning.classification.network`) are trained on, and how they are stored.

Run seldom, by a command of its own: the networks read the word table and the cues, not the n-gram space that
turns with every training. In training whole sections of a document are left out at random, so that the
network learns how a document looks that is silent on one thing. Its convolutions begin as those that were taught to
read a unit as a sentence model does (:mod:`.reading_fit`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ..classification.features import unit_text
from ..classification.network import ARRAYS, TOKENS, input_names, network_inputs, network_tokens
from ..classification.persistence import NETWORK_FILE, pack_strings
from ..classification.space import TextSpace
from ..errors import ConfigurationError
from .corpus import load_corpus
from .fit import LEVELS, Prepared, criteria_by_kind, make_space, prepare
from .passages import labelled
from .reading import lessons
from .units import FUNCTIONS, LabelledPassage, load_passages, unit_targets
from .words import read_table

NETWORKS = 2  # fitted alike from other beginnings: what they hold in common is right more often than either
UNKNOWN = -1  # an outcome that no label tells
BATCH_UNITS = 700
_STEP = 32  # lengths of documents are rounded up to it: fewer shapes to compile
_LENGTH_NOISE = 25  # units; documents of like length meet in a batch, but not always the same ones
_CUT_DOCUMENTS, _MOST_CUT = 0.6, 0.3  # share of documents that lose sections, and of their sections
_LEFT = 6  # units that must be left


@dataclass(frozen=True)
class Example:
    """A labelled text. U units, I inputs, C criteria, F functions.

    ``tokens`` (U, TOKENS), ``inputs`` (U, I), ``section`` (U,), ``penalty`` (U,), ``evidence`` (U, C) weights 0–1,
    ``outcome`` (C,) 0–2 or UNKNOWN, ``asked`` (C,) 1 where the criterion belongs to the kind of document,
    ``told`` (U, T) what the sentence model makes of each unit, 0 where it was not asked, ``functions`` (U, F) or None
    where nothing is labelled.
    """

    author: str
    tokens: np.ndarray
    inputs: np.ndarray
    section: np.ndarray
    penalty: np.ndarray
    evidence: np.ndarray
    outcome: np.ndarray
    asked: np.ndarray
    told: np.ndarray
    functions: np.ndarray | None


class Batch(NamedTuple):
    """Several examples beside each other, padded: see :class:`Example`; ``there`` (B, U) is false for padding."""

    tokens: np.ndarray
    inputs: np.ndarray
    there: np.ndarray
    penalty: np.ndarray
    evidence: np.ndarray
    outcome: np.ndarray
    asked: np.ndarray
    told: np.ndarray
    functions: np.ndarray
    has_functions: np.ndarray


def train_network(
    corpus: Path, words_folder: Path, folder: Path, progress: Callable[[str], None] = lambda _: None
) -> Path:
    """Fit the networks on the corpus without its locked part, on the word table of a folder; writes ``nat.npz``."""
    try:
        from .network_fit import fit
        from .reading_fit import teach
    except ImportError as error:
        raise ConfigurationError(
            "Nätet görs med paketen jax och optax: installera dem (tillägget ”trana”) och försök igen."
        ) from error

    passages = load_passages(corpus / "passages.jsonl")
    locked = {d for d, listed in passages.items() if listed[0].locked}
    marked = [labelled(t) for t in load_corpus(corpus / "texts") if t.id not in locked]
    words, table = read_table(words_folder)
    space = make_space(marked, words, table)
    ready = prepare(marked, space)
    criteria = criteria_by_kind(ready)
    names = sorted({c for listed in criteria.values() for c in listed})
    given = lessons(corpus, words, table, progress)
    made = examples(ready, space, criteria, names, passages, given.by_text())
    path = folder / NETWORK_FILE
    fitted = []
    for seed in range(NETWORKS):
        _, reading = teach(given, table, None, progress, seed=seed)
        fitted.append(fit(made, table, progress, seed=seed, reading=reading))
    store_networks(fitted, names, table.shape[1], path)
    return path


def store_networks(
    fitted: Sequence[Mapping[str, np.ndarray]], criteria: Sequence[str], word_dimensions: int, path: Path
) -> None:
    """Each network's arrays along the first axis. Half precision: the logits of outcomes, some units wide, change by
    about a thousandth."""
    arrays = {name: np.stack([weights[name] for weights in fitted]).astype(np.float16) for name in ARRAYS}
    names = {"criteria": list(criteria), "inputs": input_names(word_dimensions)}
    np.savez(path, allow_pickle=False, **{k: pack_strings(v) for k, v in names.items()}, **arrays)


def examples(
    texts: Sequence[Prepared],
    space: TextSpace,
    criteria: Mapping[str, Sequence[str]],
    names: Sequence[str],
    passages: Mapping[str, Sequence[LabelledPassage]],
    told: Mapping[str, np.ndarray] = MappingProxyType({}),
) -> list[Example]:
    """The texts as the network sees them.

    ``names``: all criteria, in the order of the columns; ``told``: text of a unit → (T,) what the sentence model makes of it.
    """
    width = next((len(row) for row in told.values()), 0)
    column = {c: i for i, c in enumerate(names)}
    out = []
    for p in texts:
        analysis, units = p.labelled.analysis, len(p.x)
        tokens = np.zeros((units, TOKENS), dtype=np.int32)
        for i, listed in enumerate(network_tokens(analysis, space.words)):
            tokens[i, : len(listed)] = listed
        evidence = np.zeros((units, len(names)), dtype=np.float32)
        outcome = np.full(len(names), UNKNOWN, dtype=np.int32)
        for criterion, (level, hits) in p.labelled.evidence.items():
            if criterion not in column:
                continue
            outcome[column[criterion]] = LEVELS.get(level, UNKNOWN)
            for unit, weight in hits.items():
                evidence[unit, column[criterion]] = weight
        known = passages.get(p.labelled.text.id)
        heard = np.zeros((units, width), dtype=np.float32)
        for own, spoken in zip(heard, analysis.units, strict=True):
            if (row := told.get(unit_text(analysis, spoken))) is not None:
                own[:] = row
        out.append(
            Example(
                p.author,
                tokens,
                network_inputs(p.x.astype(np.float32), space),
                np.array([u.section for u in analysis.units]),
                p.penalty.astype(np.float32),
                evidence,
                outcome,
                np.isin(names, list(criteria.get(p.kind, ()))).astype(np.float32),
                heard,
                unit_targets(p, known)[:, : len(FUNCTIONS)].astype(np.float32) if known else None,
            )
        )
    return out


def batches(made: Sequence[Example], random: np.random.Generator) -> Iterator[Batch]:
    """All examples once, in batches of like length, in random order."""
    noise = random.uniform(0, _LENGTH_NOISE, len(made))
    order = sorted(range(len(made)), key=lambda i: len(made[i].tokens) + noise[i])
    groups: list[tuple[list[int], int]] = []
    for i in order:
        length = -(-len(made[i].tokens) // _STEP) * _STEP
        if not groups or max(groups[-1][1], length) * (len(groups[-1][0]) + 1) > BATCH_UNITS:
            groups.append(([], 0))
        listed, longest = groups[-1]
        listed.append(i)
        groups[-1] = (listed, max(longest, length))
    for at in random.permutation(len(groups)):
        listed, longest = groups[at]
        yield collate([cut(made[i], random) for i in listed], longest, max(1, BATCH_UNITS // longest))


def cut(example: Example, random: np.random.Generator) -> Example:
    """The example, or the same without some sections.

    A criterion all whose evidence is gone is missing; of one that lost a part nothing is known.
    """
    if random.random() >= _CUT_DOCUMENTS:
        return example
    sections = np.unique(example.section)
    gone = sections[random.random(len(sections)) < random.uniform(0, _MOST_CUT)]
    kept = ~np.isin(example.section, gone)
    if kept.sum() < _LEFT or kept.all():
        return example
    had, left = (example.evidence > 0).sum(axis=0), (example.evidence[kept] > 0).sum(axis=0)
    outcome = example.outcome.copy()
    outcome[(had > 0) & (left == 0) & (outcome > 0)] = LEVELS["missing"]
    outcome[(left > 0) & (left < had)] = UNKNOWN
    return Example(
        example.author,
        example.tokens[kept],
        example.inputs[kept],
        example.section[kept],
        example.penalty[kept],
        example.evidence[kept],
        outcome,
        example.asked,
        example.told[kept],
        None if example.functions is None else example.functions[kept],
    )


def collate(made: Sequence[Example], units: int, rows: int) -> Batch:
    """Examples padded to ``units``, the batch to ``rows`` documents."""
    rows = max(rows, len(made))
    criteria, inputs = made[0].evidence.shape[1], made[0].inputs.shape[1]
    out = Batch(
        np.zeros((rows, units, TOKENS), dtype=np.int32),
        np.zeros((rows, units, inputs), dtype=np.float32),
        np.zeros((rows, units), dtype=bool),
        np.zeros((rows, units), dtype=np.float32),
        np.zeros((rows, units, criteria), dtype=np.float32),
        np.full((rows, criteria), UNKNOWN, dtype=np.int32),
        np.zeros((rows, criteria), dtype=np.float32),
        np.zeros((rows, units, made[0].told.shape[1]), dtype=np.float32),
        np.zeros((rows, units, len(FUNCTIONS)), dtype=np.float32),
        np.zeros(rows, dtype=np.float32),
    )
    for i, e in enumerate(made):
        n = len(e.tokens)
        out.tokens[i, :n], out.inputs[i, :n], out.there[i, :n] = e.tokens, e.inputs, True
        out.penalty[i, :n], out.evidence[i, :n], out.told[i, :n] = e.penalty, e.evidence, e.told
        out.outcome[i], out.asked[i] = e.outcome, e.asked
        if e.functions is not None:
            out.functions[i, :n], out.has_functions[i] = e.functions, 1.0
    return out
