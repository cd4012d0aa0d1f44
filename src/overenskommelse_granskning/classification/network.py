"""A small network that reads the words of each unit in their order and judges a criterion by its best units.

The other learned layers see a unit as a bag of words; this one sees what stands beside what. Two
convolutions over the word vectors, the strongest and the mean of what they see, beside the cues of the unit and
its heading, make the unit's inner vector. For each criterion units are weighed by how much they look like its
evidence, and the outcome is judged from their weighted mean. Inference from plain arrays;
``training.network`` fits them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..language.analysis import Analysis
from .chances import log_softmax
from .features import cue_names, unit_text
from .space import WORD, Floats, StoredRows, TextSpace, WordTable, product

TOKENS = 32  # words of a unit that are read; one in eighty of the corpus's units has more
OFF = 10.0  # what a penalty of 1 takes off the score of a unit, before the softmax
TOP = 3  # units whose likelihood of being evidence is told to the judgement
WORD_SCALE = 4.0  # the table's rows have length 1
_TOKEN = re.compile(rf"{WORD.pattern}|\d+")
_NUMBER, _FIRST_WORD = 1, 2  # 0 stands between units; a number takes a place and says nothing more
ARRAYS = (
    "near", "near_bias", "wide", "wide_bias", "read", "known", "inner_bias",
    "evidence", "evidence_bias", "outcome", "outcome_top", "outcome_bias",
)  # fmt: skip


def token_ids(text: str, words: WordTable) -> list[int]:
    """The places of a unit's first words: 1 for a number, 2 + row for a word; unknown words are left out."""
    out = []
    for token in _TOKEN.findall(text.lower()):
        row = -1 if token[0].isdigit() else words.place(token)
        if row >= 0 or token[0].isdigit():
            out.append(_NUMBER if row < 0 else row + _FIRST_WORD)
    return out[:TOKENS]


def network_tokens(analysis: Analysis, words: WordTable, units: slice = slice(None)) -> list[list[int]]:
    """:func:`token_ids` of the units, a table's row with the names of its columns."""
    return [token_ids(unit_text(analysis, unit), words) for unit in analysis.units[units]]


def network_inputs(x: Floats, space: TextSpace) -> Floats:
    """(units, inputs): of the unit features, the word vectors of unit and heading, and the cues.

    The n-gram space is left out: it turns with every training, and the network is trained seldom.
    """
    ngrams, both = space.ngrams.projection.shape[1], space.dimensions
    return np.hstack([x[:, ngrams:both], x[:, both + ngrams : 2 * both], x[:, 2 * both : -1]])


def input_names(word_dimensions: int) -> list[str]:
    """What :func:`network_inputs` holds, in order."""
    words = range(word_dimensions)
    return [*(f"unit:{i}" for i in words), *(f"heading:{i}" for i in words), *cue_names()]


@dataclass(frozen=True)
class Network:
    """Weights. W word dimensions, H channels, I inputs, D inner dimensions, C criteria, 3 outcomes.

    ``near`` (3, W, H), ``wide`` (3, H, H), ``read`` (2H, D), ``known`` (I, D), ``evidence`` (D, C), ``outcome``
    (C, D, 3), ``outcome_top`` (C, TOP, 3), and their biases.
    """

    criteria: Mapping[str, int]
    words: StoredRows
    near: Floats
    near_bias: Floats
    wide: Floats
    wide_bias: Floats
    read: Floats
    known: Floats
    inner_bias: Floats
    evidence: Floats
    evidence_bias: Floats
    outcome: Floats
    outcome_top: Floats
    outcome_bias: Floats

    def inner(self, tokens: Sequence[Sequence[int]], inputs: Floats) -> Floats:
        """(units, D): the inner vectors of units with the given words and inputs."""
        seen = self._read(tokens)
        z = product(seen, self.read) + product(inputs, self.known) + self.inner_bias
        return np.asarray(np.maximum(z, 0.0), dtype=np.float32)

    def _read(self, tokens: Sequence[Sequence[int]]) -> Floats:
        """(units, 2H): the strongest and the mean of what the convolutions see in each unit."""
        channels = self.near.shape[2]
        out = np.zeros((len(tokens), 2 * channels), dtype=np.float32)
        spoken = [i for i, t in enumerate(tokens) if t]
        if not spoken:
            return out
        flat = [0]
        for i in spoken:
            flat += tokens[i]
            flat.append(0)
        ids = np.array(flat, dtype=np.int64)
        here = np.flatnonzero(ids)
        first = self._first(ids, here)
        beside = np.concatenate([first[here - 1], first[here], first[here + 1]], axis=1)
        wide = product(beside, self.wide.reshape(3 * channels, channels)) + self.wide_bias
        told = first[here] + np.maximum(wide, 0.0)
        count = np.array([len(tokens[i]) for i in spoken])
        starts = np.concatenate(([0], np.cumsum(count)[:-1]))
        out[spoken, :channels] = np.maximum.reduceat(told, starts, axis=0)
        out[spoken, channels:] = np.add.reduceat(told, starts, axis=0) / count[:, None]
        return out

    def _first(self, ids: NDArray[np.int64], here: NDArray[np.int64]) -> Floats:
        """(places, H): the first convolution; each word is multiplied once, wherever it stands."""
        channels = self.near.shape[2]
        unique, place = np.unique(ids, return_inverse=True)
        vectors = np.zeros((len(unique), self.near.shape[1]), dtype=np.float32)
        known = unique >= _FIRST_WORD
        rows = unique[known] - _FIRST_WORD
        vectors[known] = self.words.quantised[rows].astype(np.float32) * (self.words.scale * WORD_SCALE)
        parts = product(vectors, self.near.transpose(1, 0, 2).reshape(-1, 3 * channels))
        before, own, after = (parts[:, i * channels : (i + 1) * channels] for i in range(3))
        out = np.zeros((len(ids), channels), dtype=np.float32)
        summed = before[place[here - 1]] + own[place[here]] + after[place[here + 1]] + self.near_bias
        out[here] = np.maximum(summed, 0.0)
        return out


class Judging:
    """What a network makes of one document, of one block of units after the other."""

    def __init__(self, network: Network, criteria: Sequence[str]) -> None:
        """Criteria that the network does not know are left out."""
        self._network = network
        self._columns = [i for i, c in enumerate(criteria) if c in network.criteria]
        self._names = [criteria[i] for i in self._columns]
        self._own = [network.criteria[c] for c in self._names]
        self._weighed = np.zeros((len(self._own), network.evidence.shape[0]), dtype=np.float32)
        self._best = np.full(len(self._own), -np.inf, dtype=np.float32)
        self._total = np.zeros(len(self._own), dtype=np.float32)
        self._likeliest = np.zeros((0, len(self._own)), dtype=np.float32)

    def add(self, tokens: Sequence[Sequence[int]], inputs: Floats, off: Floats) -> None:
        """Read more units; ``off``: their (units,) or (units, criteria) penalties."""
        if self._own and len(inputs):
            self.weigh(self._network.inner(tokens, inputs), off)

    def weigh(self, inner: Floats, off: Floats) -> None:
        """Weigh units with these inner vectors: each by how much it looks like evidence."""
        network = self._network
        score = product(inner, network.evidence[:, self._own]) + network.evidence_bias[self._own]
        score -= OFF * (off[:, self._columns] if off.ndim > 1 else off[:, None])
        before, self._best = self._best, np.maximum(self._best, score.max(axis=0))
        weight, faded = np.exp(score - self._best), np.exp(before - self._best)
        self._total = self._total * faded + weight.sum(axis=0)
        self._weighed = self._weighed * faded[:, None] + weight.T @ inner
        self._likeliest = -np.sort(-np.concatenate([self._likeliest, score]), axis=0)[:TOP]

    def told(self) -> dict[str, Floats]:
        """Criterion → logits of missing, partial, met; nothing where no unit was read."""
        if not len(self._likeliest):
            return {}
        network, own = self._network, self._own
        top = np.zeros((TOP, len(own)), dtype=np.float32)
        top[: len(self._likeliest)] = 1.0 / (1.0 + np.exp(-self._likeliest))
        logits = (
            np.matmul((self._weighed / self._total[:, None])[:, None, :], network.outcome[own])[:, 0]
            + np.matmul(top.T[:, None, :], network.outcome_top[own])[:, 0]
            + network.outcome_bias[own]
        )
        return dict(zip(self._names, logits, strict=True))


def together(judgings: Sequence[Judging]) -> dict[str, Floats]:
    """Criterion → the mean of what several networks hold, as logarithms of chances: each errs in its own way."""
    told = [judging.told() for judging in judgings]
    if not told:
        return {}
    return {c: np.mean([log_softmax(t[c]) for t in told], axis=0, dtype=np.float32) for c in told[0]}
