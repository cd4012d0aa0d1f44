"""Fits the n-gram space on the corpus and packs the word table into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..classification.space import MAX_N, MIN_N, WORD, NgramSpace, TextSpace, WordTable, unit_rows

NGRAM_FEATURES = 24_000
NGRAM_DIMENSIONS = 160
RARITY = 1e-3  # smooth inverse frequency: a / (a + p(word))


def fit_ngrams(texts: Sequence[str]) -> NgramSpace:
    """LSA over character n-grams of the corpus units; deterministic for the same texts."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    tfidf = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(MIN_N, MAX_N),
        min_df=2,
        sublinear_tf=True,
        max_features=NGRAM_FEATURES,
    )
    x = tfidf.fit_transform(texts)
    svd = TruncatedSVD(NGRAM_DIMENSIONS, random_state=0, n_iter=5).fit(x)
    projection = svd.components_.T.astype(np.float32)
    mean = np.asarray(x @ projection).mean(axis=0).astype(np.float32)
    vocabulary = {g: int(i) for g, i in tfidf.vocabulary_.items()}
    return NgramSpace(vocabulary, tfidf.idf_.astype(np.float32), projection, mean)


def fit_words(words: Sequence[str], table: np.ndarray, texts: Sequence[str]) -> WordTable:
    """Weigh the distilled word vectors by rarity in the corpus and centre them."""
    counts = Counter(w for t in texts for w in WORD.findall(t.lower()))
    total = sum(counts.values())
    index = {w: i for i, w in enumerate(words)}
    rarity = np.array([RARITY / (RARITY + counts.get(w, 0) / total) for w in words], dtype=np.float32)
    weighted = (table * rarity[:, None]).astype(np.float32)
    plain = WordTable(index, weighted, np.zeros(table.shape[1], dtype=np.float32))
    mean = plain.vectors(texts).mean(axis=0)
    return WordTable(index, weighted, mean.astype(np.float32))


def fit_space(texts: Sequence[str], words: Sequence[str], table: np.ndarray) -> TextSpace:
    return TextSpace(fit_ngrams(texts), fit_words(words, table, texts))


def reduce_table(raw: np.ndarray, dimensions: int) -> np.ndarray:
    """Centre and project word vectors on their principal directions; rows of length 1."""
    x = raw.astype(np.float32)
    x = x - x.mean(axis=0)
    _, _, axes = np.linalg.svd(x[:: max(len(x) // 20_000, 1)], full_matrices=False)
    return unit_rows(x @ axes[:dimensions].T)


def load_words(path: Path) -> tuple[list[str], np.ndarray]:
    """The word table as the distilling command wrote it: words and float32 vectors."""
    with np.load(path, allow_pickle=False) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        return words, data["vectors"].astype(np.float32) * data["scale"].astype(np.float32)
