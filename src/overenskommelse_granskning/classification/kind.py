"""What kind of document it is: a linear model over nameable signals and the mean of its sentences.

The signals (title, opening, form) tell the instruments apart; how the sentences lie in the text
space tells an instrument from texts about one.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import numpy as np

from ..document import Document
from ..resources import model_folder
from ..vocabulary.closed import Kind
from .kind_signals import SIGNAL_NAMES, signals
from .space import Floats

FILE = "kind.json"
# A text that names nothing of the field is none of the instruments, whatever its form. Everyday words for the
# field count as well: a promise to residents may speak of burglars and dark tunnels only.
_FIELD = re.compile(
    r"polis|brott|kriminal|lpo\b|avhopp|hoppa av|medborgarlöft|trygg|tjuv|stöld|inbrott|rån\b|misshandel|våld|hot(?:ad|bild|elser)\b|"
    r"narkotika|knark|langning|klotter|skadegörelse|vandal|bedräg|lura(?:s|de|r)\b|ordningsvakt|ordningsstör|anlagd|krossade|"
    r"\blöft(?:e|et|en)\b[^.]{0,80}\b(?:kommun|stad|invånar|boende)|\b(?:kommun|stad|invånar|boende)\w*\b[^.]{0,80}\b(?:löft(?:e|et|en)|lovar)\b",
    re.IGNORECASE,
)
# A text is only another kind when that is likelier than all instruments together: taking an agreement for
# something else loses its whole review, the other way round only costs the reader a glance.
OTHER_NEEDS = 0.5
MEAN_WEIGHT = 6.0  # brings the mean vector to the scale of the signals


def kind_features(document: Document, vectors: Floats) -> Floats:
    """Signals, then the mean text vector; ``vectors`` is (units, dimensions) of the document."""
    mean = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    return np.concatenate([np.asarray(signals(document), dtype=np.float32), mean * MEAN_WEIGHT])


@cache
def _weights(folder: Path) -> tuple[tuple[Kind, ...], Floats, Floats]:
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    if tuple(data["signals"]) != SIGNAL_NAMES:
        raise ValueError("the stored kind model does not fit this version; train it again")
    kinds = tuple(Kind(k) for k in data["kinds"])
    return (
        kinds,
        np.asarray(data["coefficients"], dtype=np.float32),
        np.asarray(data["intercepts"], dtype=np.float32),
    )


def names_the_field(document: Document) -> bool:
    """Whether anything in the text belongs to the field: police, crime, unsafety, a promise to residents."""
    return _FIELD.search(document.text) is not None


def classify_kind(document: Document, vectors: Floats, folder: Path | None = None) -> tuple[Kind, float]:
    """The most probable kind and its probability (0–1); see ``OTHER_NEEDS`` for texts of another kind."""
    if not names_the_field(document):
        return Kind.OTHER, 1.0
    kinds, coefficients, intercepts = _weights(folder or model_folder())
    z = coefficients @ kind_features(document, vectors) + intercepts
    e = np.exp(z - z.max())
    p = e / e.sum()
    ranked = p.copy()
    other = kinds.index(Kind.OTHER)
    if ranked[other] < OTHER_NEEDS:
        ranked[other] = 0.0
    best = int(ranked.argmax())
    return kinds[best], float(p[best])
