"""Fits the n-gram space on the corpus and packs the word table into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..classification.persistence import dequantise, quantise
from ..classification.space import MAX_N, MIN_N, WORD, NgramSpace, TextSpace, WordTable

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
    # Train on what the product will read: the stored form is int8.
    projection = dequantise(*quantise(svd.components_.T))
    mean = np.asarray(x @ projection).mean(axis=0).astype(np.float32)
    vocabulary = {g: int(i) for g, i in tfidf.vocabulary_.items()}
    return NgramSpace(vocabulary, tfidf.idf_.astype(np.float32), projection, mean)


def fit_words(words: Sequence[str], table: np.ndarray, texts: Sequence[str]) -> WordTable:
    """Weigh the distilled word vectors by rarity in the corpus and centre them."""
    index = {w: i for i, w in enumerate(words)}
    weighted = (table * rarity(words, texts)[:, None]).astype(np.float32)
    plain = WordTable(index, weighted, np.zeros(table.shape[1], dtype=np.float32))
    mean = plain.vectors(texts).mean(axis=0)
    return WordTable(index, weighted, mean.astype(np.float32))


def rarity(words: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """Weight per word, as stored (float16): common words say little."""
    counts = Counter(w for t in texts for w in WORD.findall(t.lower()))
    total = max(sum(counts.values()), 1)
    weights = [RARITY / (RARITY + counts.get(w, 0) / total) for w in words]
    return np.array(weights, dtype=np.float16).astype(np.float32)


def fit_space(texts: Sequence[str], words: Sequence[str], table: np.ndarray) -> TextSpace:
    """Both parts of the text space."""
    return TextSpace(fit_ngrams(texts), fit_words(words, table, texts))
