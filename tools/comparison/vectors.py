"""Spaces to compare in: n-grams alone, with the word table, with a sentence embedding in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from overenskommelse_granskning.classification.features import unit_text
from overenskommelse_granskning.classification.space import unit_rows
from overenskommelse_granskning.training.fit import make_space
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.training.space import fit_ngrams


class Space(Protocol):
    """What the project's features ask of a space."""

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Rows of length 1 (each part) for texts."""


@dataclass
class Beside:
    """Parts side by side."""

    parts: Sequence[Space]

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        return np.hstack([p.vectors(texts) for p in self.parts])


class Embedded:
    """Vectors of a sentence model, looked up by the text's hash, centred on the training units."""

    def __init__(self, table: Mapping[str, np.ndarray], units: Sequence[str]) -> None:
        self._table = table
        self._mean = np.zeros(len(next(iter(table.values()))), dtype=np.float32)
        self._mean = self.vectors(units).mean(axis=0)

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.stack([self._table[key(t)] for t in texts]).astype(np.float32)
        return unit_rows(unit_rows(rows) - self._mean)


def key(text: str) -> str:
    """What a text is called in the file of vectors."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_embeddings(path: Path) -> dict[str, np.ndarray]:
    """What tools/embed_texts.py wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(zip(map(str, stored["keys"]), stored["vectors"], strict=True))


def units_of(texts: Sequence[LabelledText]) -> list[str]:
    """What the units say, as the features read them."""
    return [unit_text(t.analysis, u) for t in texts for u in t.analysis.units]


def all_texts(texts: Sequence[LabelledText]) -> list[str]:
    """Every text that a space may be asked for: units and headings."""
    titles = [s.title for t in texts for s in t.analysis.document.sections]
    return list(dict.fromkeys([*units_of(texts), *titles]))


class Spaces:
    """The spaces of one split; the n-grams are fitted once."""

    def __init__(
        self,
        train: Sequence[LabelledText],
        words: tuple[Sequence[str], np.ndarray],
        embeddings: Mapping[str, np.ndarray] | None,
    ) -> None:
        units = units_of(train)
        self.ngrams = fit_ngrams(units)
        self.words = make_space(train, *words).words if words else None
        self.product = Beside((self.ngrams, self.words))
        self.embedded = Beside((self.ngrams, Embedded(embeddings, units))) if embeddings else None
