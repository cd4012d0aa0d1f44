"""Where a text lies: character n-grams in a latent space, beside a table of word vectors.

Inference from plain arrays; scikit-learn is needed for fitting only (``training.space``). Both parts
are known to generalise over authors: the n-grams see inflection, compounds and misspellings, the
word table (distilled from a multilingual sentence model) sees that different words mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*")
_WHITE = re.compile(r"\s\s+")
MIN_N, MAX_N = 3, 5
_TAIL_MIN = 4  # letters of a known word that an unknown compound must end or begin with
_CACHE_LIMIT = 200_000


def word_grams(word: str) -> list[str]:
    """Character n-grams of one word as scikit-learn's ``char_wb`` analyzer makes them."""
    padded = f" {word} "
    out: list[str] = []
    for n in range(MIN_N, MAX_N + 1):
        if len(padded) <= n:
            out.append(padded)  # a short word is counted once per n-gram length, then no further
            break
        out.extend(padded[i : i + n] for i in range(len(padded) - n + 1))
    return out


def _counted(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different values in order and how often each occurs, as ``np.unique`` gives them, but faster."""
    values.sort()
    first = np.ones(len(values) + 1, dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:-1])
    at = np.flatnonzero(first)
    return values[at[:-1]], at[1:] - at[:-1]


def unit_rows(x: Floats) -> Floats:
    """Rows scaled to length 1; zero rows stay zero."""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return np.asarray(x / np.maximum(length, 1e-9), dtype=np.float32)


@dataclass
class NgramSpace:
    """LSA over character n-grams: ``projection`` is (features, dimensions)."""

    vocabulary: Mapping[str, int]
    idf: Floats
    projection: Floats
    mean: Floats
    _cache: dict[str, NDArray[np.int64]] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, dimensions) rows of length 1, centred on the corpus."""
        out = np.zeros((len(texts), self.projection.shape[1]), dtype=np.float32)
        for row, text in enumerate(texts):
            parts = [self._indices(w) for w in _WHITE.sub(" ", text.lower()).split()]
            if not parts:
                continue
            index, count = _counted(np.concatenate(parts))
            if not len(index):
                continue
            weight = (1.0 + np.log(count)) * self.idf[index]
            weight /= np.linalg.norm(weight)
            out[row] = weight.astype(np.float32) @ self.projection[index]
        return unit_rows(out - self.mean)

    def _indices(self, word: str) -> NDArray[np.int64]:
        found = self._cache.get(word)
        if found is None:
            get = self.vocabulary.get
            found = np.array([i for g in word_grams(word) if (i := get(g)) is not None], dtype=np.int64)
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = found
        return found


@dataclass(frozen=True)
class StoredRows:
    """Rows kept as int8 and made into numbers when they are asked for: a text needs few of them."""

    quantised: NDArray[np.int8]
    scale: Floats  # per column
    weight: Floats  # per row

    @property
    def shape(self) -> tuple[int, ...]:
        return self.quantised.shape

    def __getitem__(self, rows: Sequence[int]) -> Floats:
        return (self.quantised[rows].astype(np.float32) * self.scale) * self.weight[rows, None]


@dataclass
class WordTable:
    """Static word vectors with a fallback to known parts for words that are not in the table.

    ``table`` is (words, dimensions), already weighted by rarity; ``mean`` centres a text.
    """

    index: Mapping[str, int]
    table: Floats | StoredRows
    mean: Floats
    _cache: dict[str, int | None] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, dimensions) rows of length 1, centred on the corpus; zero where no word is known."""
        out = np.zeros((len(texts), self.table.shape[1]), dtype=np.float32)
        for row, text in enumerate(texts):
            found = [i for w in WORD.findall(text.lower()) if (i := self._lookup(w)) is not None]
            if found:
                out[row] = self.table[found].sum(axis=0)
        known = np.linalg.norm(out, axis=1) > 0
        centred = unit_rows(unit_rows(out) - self.mean)
        centred[~known] = 0.0
        return centred

    def _lookup(self, word: str) -> int | None:
        if word in self._cache:
            return self._cache[word]
        found = self.index.get(word)
        if found is None:
            # An unseen compound means what its last part means.
            for cut in range(2, len(word) - _TAIL_MIN + 1):
                found = self.index.get(word[cut:].lstrip("-"))
                if found is not None:
                    break
        if len(self._cache) < _CACHE_LIMIT:
            self._cache[word] = found
        return found


@dataclass
class TextSpace:
    """Both parts side by side."""

    ngrams: NgramSpace
    words: WordTable

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, ngram dimensions + word dimensions)."""
        return np.hstack([self.ngrams.vectors(texts), self.words.vectors(texts)])

    @property
    def dimensions(self) -> int:
        return int(self.ngrams.projection.shape[1] + self.words.table.shape[1])
