"""The word table, taught on whole units: what the sentence model makes of them, the sum of their words shall tell.

A word that is encoded alone stands for all it can mean. Taught on the units of the corpus it stands for what it means
in agreements and promises, and weighs what it says there; a word that the units lack stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..classification.network import TOKENS, token_ids
from ..classification.space import WordTable
from ..errors import ConfigurationError
from .space import rarity
from .teacher import sentence_model, told_of, unit_texts
from .words import read_table, store_table


@dataclass(frozen=True)
class Lessons:
    """N units. ``texts``; ``tokens`` (N, TOKENS) as the networks read them; ``told`` (N, T) rows of length 1."""

    texts: Sequence[str]
    tokens: np.ndarray
    told: np.ndarray

    def by_text(self) -> dict[str, np.ndarray]:
        """Text → (T,) what the sentence model makes of it."""
        return dict(zip(self.texts, self.told, strict=True))


def lessons(
    corpus: Path,
    words: Sequence[str],
    table: np.ndarray,
    progress: Callable[[str], None] = lambda _: None,
) -> Lessons:
    """The units of the corpus that hold a known word, and what the sentence model makes of them."""
    model = sentence_model()
    index = WordTable({w: i for i, w in enumerate(words)}, table, np.zeros(table.shape[1], dtype=np.float32))
    listed = [(text, ids) for text in unit_texts(corpus) if (ids := token_ids(text, index))]
    tokens = np.zeros((len(listed), TOKENS), dtype=np.int32)
    for row, (_, ids) in enumerate(listed):
        tokens[row, : len(ids)] = ids
    texts = [text for text, _ in listed]
    return Lessons(texts, tokens, told_of(texts, model, progress))


def teach_table(corpus: Path, folder: Path, progress: Callable[[str], None] = lambda _: None) -> Path:
    """Teach the word table of a folder and write it anew. Takes half an hour."""
    try:
        from .reading_fit import teach
    except ImportError as error:
        raise ConfigurationError(
            "Ordtabellen lärs med paketen jax och optax: installera dem (tillägget ”trana”) och försök igen."
        ) from error
    words, table = read_table(folder)
    given = lessons(corpus, words, table, progress)
    moved, _ = teach(given, table, rarity(words, given.texts), progress)
    return store_table(words, moved, folder)
