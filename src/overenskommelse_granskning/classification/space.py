"""Where a text lies: character n-grams in a latent space, beside a table of word vectors.

Inference from plain arrays; scikit-learn is needed for fitting only (``training.space``). Both parts
are known to generalise over authors: the n-grams see inflection, compounds and misspellings, the
word table (distilled from a multilingual sentence model) sees that different words mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*")
MIN_N, MAX_N = 3, 5
_TAIL_MIN = 4  # letters of a known word that an unknown compound must end or begin with
_CACHE_LIMIT = 10_000  # words, some 8 MB
_GRAM_BYTES = 4
_AT_ONCE = 512  # texts; the vectors of all their words, some 10 MB, lie in memory together
_ONE_THREAD = 1 << 18  # multiplications up to which OpenBLAS keeps to one thread


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


def unit_rows(x: Floats) -> Floats:
    """Rows scaled to length 1; zero rows stay zero."""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return np.asarray(x / np.maximum(length, 1e-9), dtype=np.float32)


def product(a: Floats, b: Floats) -> Floats:
    """``a @ b`` in pieces that are too small for the numeric library to share among threads.

    The matrices of a review take less than a millisecond; threads that wait for the next one spin, and took
    half as long again as the whole review. All pieces have the same number of rows, so that a row comes out
    the same wherever it stands; a single row would be another operation, which is shared earlier.
    """
    rows = max(2, _ONE_THREAD // b.size)
    if len(a) <= rows:
        return np.asarray(a @ b)
    out = np.empty((len(a), b.shape[1]), dtype=np.result_type(a, b))
    whole = len(a) - len(a) % rows
    np.matmul(a[:whole].reshape(-1, rows, a.shape[1]), b, out=out[:whole].reshape(-1, rows, b.shape[1]))
    if whole < len(a):
        np.matmul(a[-rows:], b, out=out[-rows:])
    return out


@dataclass(frozen=True, slots=True)
class _Word:
    """The n-grams of a word, and what they add up to where each stands once.

    As bytes, which take less memory than arrays and are quicker put one after the other.
    """

    grams: bytes  # int32
    vector: bytes  # float32
    square: float  # of the weights


@dataclass(frozen=True)
class StoredRows:
    """Rows kept as int8 and made into numbers when they are asked for: a text needs few of them."""

    quantised: NDArray[np.int8]
    scale: Floats  # per column
    weight: Floats | None = None  # per row

    @property
    def shape(self) -> tuple[int, ...]:
        return self.quantised.shape

    def __getitem__(self, rows: Sequence[int] | NDArray[np.integer[Any]] | slice) -> Floats:
        found = self.quantised[rows].astype(np.float32) * self.scale
        return found if self.weight is None else found * self.weight[rows, None]


@dataclass
class NgramSpace:
    """LSA over character n-grams: ``projection`` is (features, dimensions)."""

    vocabulary: Mapping[str, int]
    idf: Floats
    projection: Floats | StoredRows
    mean: Floats
    _cache: dict[str, _Word] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, dimensions) rows of length 1, centred on the corpus.

        An n-gram weighs its rarity times 1 + log of how often the text has it. The words of a text are added
        up, each known from before, and what the n-grams that stand several times have too much is taken off.
        """
        known, size = self._cache.get, self.projection.shape[1]
        split = [text.lower().split() for text in texts]
        words = [known(w) or self._word(w) for parts in split for w in parts]
        count = np.array([len(parts) for parts in split], dtype=np.int64)
        out = np.zeros((len(texts), size), dtype=np.float32)
        square = np.zeros(len(texts))
        if words:
            spoken = np.flatnonzero(count)
            starts = np.concatenate(([0], np.cumsum(count[spoken])[:-1]))
            summed = np.frombuffer(b"".join([w.vector for w in words]), np.float32).reshape(-1, size)
            out[spoken] = np.add.reduceat(summed, starts, axis=0)
            square[spoken] = np.add.reduceat(np.array([w.square for w in words]), starts)
            self._take_off(words, np.repeat(np.arange(len(texts)), count), out, square)
        out /= np.sqrt(np.maximum(square, 1e-18))[:, None]
        return unit_rows(out - self.mean)

    def _take_off(
        self, words: Sequence[_Word], rows: NDArray[np.int64], out: Floats, square: NDArray[np.float64]
    ) -> None:
        """Correct the sum of each text for the n-grams that it has several times; ``rows``: a word's text."""
        size = len(self.idf)
        keys = np.frombuffer(b"".join([w.grams for w in words]), np.int32).astype(np.int64)
        keys += np.repeat(rows * size, [len(w.grams) // _GRAM_BYTES for w in words])
        keys.sort()
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
        count = np.diff(first)
        several = count > 1
        row, gram = np.divmod(keys[first[:-1][several]], size)
        log, count = 1.0 + np.log(count[several]), count[several]
        idf = self.idf[gram].astype(np.float64)
        np.add.at(square, row, (log**2 - count) * idf**2)
        change = ((log - count) * idf).astype(np.float32)
        if len(row):
            starts = np.flatnonzero(np.concatenate(([True], row[1:] != row[:-1])))
            out[row[starts]] += np.add.reduceat(change[:, None] * self.projection[gram], starts, axis=0)

    def _word(self, word: str) -> _Word:
        found = self._cache.get(word)
        if found is None:
            get = self.vocabulary.get
            grams = np.array([i for g in word_grams(word) if (i := get(g)) is not None], dtype=np.int32)
            idf = self.idf[grams]
            vector = np.einsum("i,ij->j", idf, self.projection[grams])  # a long word is no matter for threads
            square = float((idf.astype(np.float64) ** 2).sum())
            found = _Word(grams.tobytes(), vector.tobytes(), square)
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            self._cache[word] = found
        return found


@dataclass
class WordTable:
    """Static word vectors with a fallback to known parts for words that are not in the table.

    ``table`` is (words, dimensions), already weighted by rarity; ``mean`` centres a text.
    """

    index: Mapping[str, int]
    table: Floats | StoredRows
    mean: Floats
    _cache: dict[str, int] = field(default_factory=dict, repr=False)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, dimensions) rows of length 1, centred on the corpus; zero where no word is known."""
        out = np.zeros((len(texts), self.table.shape[1]), dtype=np.float32)
        found = [[i for w in WORD.findall(text.lower()) if (i := self.place(w)) >= 0] for text in texts]
        known = [row for row, places in enumerate(found) if places]
        if known:
            starts = np.cumsum([0, *(len(found[row]) for row in known[:-1])])
            out[known] = np.add.reduceat(self.table[[i for row in known for i in found[row]]], starts, axis=0)
        centred = unit_rows(unit_rows(out) - self.mean)
        centred[~out.any(axis=1)] = 0.0
        return centred

    def place(self, word: str) -> int:
        """The row of a word, or of the last part of an unseen compound; -1 where there is none."""
        found = self._cache.get(word)
        if found is None:
            found = self.index.get(word, -1)
            if found < 0:
                # An unseen compound means what its last part means.
                for cut in range(2, len(word) - _TAIL_MIN + 1):
                    found = self.index.get(word[cut:].lstrip("-"), -1)
                    if found >= 0:
                        break
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            self._cache[word] = found
        return found


@dataclass
class TextSpace:
    """Both parts side by side."""

    ngrams: NgramSpace
    words: WordTable

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, ngram dimensions + word dimensions)."""
        out = np.empty((len(texts), self.dimensions), np.float32)
        for first in range(0, len(texts), _AT_ONCE):
            part = texts[first : first + _AT_ONCE]
            out[first : first + _AT_ONCE] = np.hstack([self.ngrams.vectors(part), self.words.vectors(part)])
        return out

    @property
    def dimensions(self) -> int:
        return int(self.ngrams.projection.shape[1] + self.words.table.shape[1])
