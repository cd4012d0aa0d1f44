"""Distils the word table from a multilingual sentence model. Run seldom, by a command of its own.

The sentence model is not a dependency: the command says what to install. Vocabulary: the words of
the corpus, then the most frequent Swedish words of a frequency list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..classification.persistence import WORDS_FILE, dequantise, pack_strings, quantise, unpack_strings
from ..classification.space import WORD, unit_rows
from ..errors import ConfigurationError
from .teacher import sentence_model

VOCABULARY = 70_000
DIMENSIONS = 96
_PLAIN = re.compile(r"[a-zåäöéü]{2,30}")


def distil(texts: Sequence[str], folder: Path) -> Path:
    """Encode every word once and write the reduced, quantised table. Takes about ten minutes."""
    model = sentence_model()
    try:
        from wordfreq import iter_wordlist
    except ImportError as error:
        raise ConfigurationError(
            "Ordtabellen görs med paketet wordfreq: installera det och försök igen."
        ) from error
    words: dict[str, None] = {}
    for text in texts:
        for word in WORD.findall(text.lower()):
            if len(word) > 1:
                words.setdefault(word)
    for word in iter_wordlist("sv", wordlist="best"):
        if len(words) >= VOCABULARY:
            break
        if _PLAIN.fullmatch(word):
            words.setdefault(word)
    listed = list(words)
    raw = np.vstack([model.passage(listed[i : i + 256]) for i in range(0, len(listed), 256)])
    return write_table(listed, raw, folder)


def write_table(words: Sequence[str], raw: np.ndarray, folder: Path) -> Path:
    """Reduce raw vectors to their principal directions and store them."""
    return store_table(words, reduce(raw, DIMENSIONS), folder)


def store_table(words: Sequence[str], vectors: np.ndarray, folder: Path) -> Path:
    """Store (words, dimensions) vectors as int8."""
    q, scale = quantise(vectors)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WORDS_FILE
    np.savez(path, words=pack_strings(list(words)), vectors=q, scale=scale)
    return path


def reduce(raw: np.ndarray, dimensions: int) -> np.ndarray:
    """Centre, project on the principal directions of a sample; rows of length 1."""
    x = raw.astype(np.float32)
    x = x - x.mean(axis=0)
    _, _, axes = np.linalg.svd(x[:: max(len(x) // 20_000, 1)], full_matrices=False)
    return unit_rows(x @ axes[:dimensions].T)


def read_table(folder: Path) -> tuple[list[str], np.ndarray]:
    """Words and vectors as training sees them: exactly what the product reads."""
    with np.load(folder / WORDS_FILE, allow_pickle=False) as stored:
        return unpack_strings(stored["words"]), dequantise(stored["vectors"], stored["scale"])
