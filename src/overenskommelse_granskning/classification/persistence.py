"""The shipped model: plain arrays in ``.npz`` files and a JSON card. No pickle anywhere.

``ord.npz`` holds the word table and ``nat.npz`` the networks (each made by a command of its own),
``modell.npz`` everything that training fits, ``modell.json`` version, hashes, names and metrics.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..resources import model_folder
from .layers import LearnedLayers
from .network import ARRAYS as NETWORK_ARRAYS
from .network import Network, input_names
from .space import Floats, NgramSpace, StoredRows, TextSpace, WordTable

WORDS_FILE, ARRAYS_FILE, CARD_FILE, NETWORK_FILE = "ord.npz", "modell.npz", "modell.json", "nat.npz"
FORMAT = 4


@dataclass(frozen=True)
class StoredModel:
    """The learned layers, and the arrays of the verdict layer for ``verdict`` to take up."""

    layers: LearnedLayers
    verdict: Mapping[str, NDArray[Any]]
    card: Mapping[str, Any]


def quantise(x: NDArray[Any]) -> tuple[NDArray[np.int8], Floats]:
    """int8 per column with a float32 scale: ``x ≈ q * scale``."""
    scale = np.maximum(np.abs(x).max(axis=0), 1e-9).astype(np.float32) / 127
    return np.round(x / scale).astype(np.int8), scale


def dequantise(q: NDArray[np.int8], scale: Floats) -> Floats:
    """Back to float32."""
    return q.astype(np.float32) * scale


def pack_strings(names: list[str]) -> NDArray[np.uint8]:
    """Strings without line breaks as one array of UTF-8 bytes."""
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def unpack_strings(data: NDArray[np.uint8]) -> list[str]:
    """The strings of :func:`pack_strings`."""
    return bytes(data).decode("utf-8").split("\n")


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_card(folder: Path, card: Mapping[str, Any]) -> None:
    """Write the card, keys sorted, LF."""
    text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / CARD_FILE).write_text(text + "\n", encoding="utf-8")


def model_available(folder: Path | None = None) -> bool:
    """Whether a trained model is installed."""
    return all(((folder or model_folder()) / f).is_file() for f in (WORDS_FILE, ARRAYS_FILE, CARD_FILE))


def load_model(folder: Path | None = None) -> StoredModel:
    """Load the shipped model (cached) or one from a folder. Raises ValueError for a foreign format."""
    return _load(folder or model_folder())


@cache
def _load(folder: Path) -> StoredModel:
    card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    if card["format"] != FORMAT:
        raise ValueError(f"the model has format {card['format']}, this version reads {FORMAT}")
    with np.load(folder / ARRAYS_FILE, allow_pickle=False) as stored:
        a = {k: stored[k] for k in stored.files}
    with np.load(folder / WORDS_FILE, allow_pickle=False) as stored:
        words = unpack_strings(stored["words"])
        table = StoredRows(stored["vectors"], stored["scale"], a["rarity"].astype(np.float32))
    grams = unpack_strings(a["grams"])
    space = TextSpace(
        NgramSpace(
            {g: i for i, g in enumerate(grams)},
            a["idf"],
            StoredRows(a["projection"], a["projection_scale"]),
            a["ngram_mean"],
        ),
        WordTable(dict(zip(words, range(len(words)), strict=True)), table, a["word_mean"]),
    )
    network = folder / NETWORK_FILE
    criteria = card["criteria"]
    finder = a["finder"].astype(np.float32)
    judge = a["judge"].astype(np.float32)
    layers = LearnedLayers(
        space=space,
        finder={c: finder[i] for i, c in enumerate(criteria)},
        judge={c: judge[i] for i, c in enumerate(criteria)},
        judge_prior=a["judge_prior"],
        function_names=card["functions"],
        function_weights=a["function_weights"].astype(np.float32),
        topic_names=card["sections"],
        topic_weights=a["topic_weights"].astype(np.float32),
        criteria_of=card["criteria_of"],
        version=card["version"],
        sha256=file_sha256(folder / ARRAYS_FILE),
        networks=read_networks(network, table) if network.is_file() else (),
    )
    verdict = {k[8:]: v for k, v in a.items() if k.startswith("verdict_")}
    return StoredModel(layers, {**verdict, "presence": a["presence_weights"]}, card)


def read_networks(path: Path, words: StoredRows) -> tuple[Network, ...]:
    """The stored networks. A cue that they have not been trained on says nothing to them."""
    with np.load(path, allow_pickle=False) as stored:
        names, inputs = unpack_strings(stored["criteria"]), unpack_strings(stored["inputs"])
        arrays = {name: stored[name].astype(np.float32) for name in NETWORK_ARRAYS}
    row = {name: i for i, name in enumerate(inputs)}
    known = arrays["known"]
    nothing = np.zeros_like(known[:, 0])
    found = [known[:, row[n]] if n in row else nothing for n in input_names(words.shape[1])]
    arrays["known"] = np.stack(found, axis=1)
    criteria = {c: i for i, c in enumerate(names)}
    return tuple(
        Network(criteria, words, **{name: array[i] for name, array in arrays.items()})
        for i in range(len(known))
    )
