"""What kind of document it is: a linear model over what stands in it and how.

Nameable signals (title, opening, form) tell the instruments apart. What the sentences do (promise, agree, report), where
they lie in the text space, the first ones apart, and who is party to it and has signed tell an
instrument from texts about one.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import numpy as np

from ..document import Document
from ..language.analysis import Analysis
from ..resources import model_folder
from ..vocabulary.closed import Kind
from .kind_signals import SIGNAL_NAMES, signals
from .layers import UnitScores
from .space import Floats

FILE = "kind.json"
_OLD = "the stored kind model does not fit this version; train it again"
# A text that names nothing of the field is none of the instruments, whatever its form. Everyday words for the
# field count as well: a promise to residents may speak of burglars and dark tunnels only.
_FIELD = re.compile(
    r"polis|brott|kriminal|lpo\b|avhopp|hoppa av|medborgarlöft|trygg|tjuv|stöld|inbrott|rån\b|misshandel|våld|hot(?:ad|bild|elser)\b|"
    r"narkotika|knark|langning|klotter|skadegörelse|vandal|bedräg|lura(?:s|de|r)\b|ordningsvakt|ordningsstör|anlagd|krossade|"
    r"\blöft(?:e|et|en)\b[^.]{0,80}\b(?:kommun|stad|invånar|boende)|\b(?:kommun|stad|invånar|boende)\w*\b[^.]{0,80}\b(?:löft(?:e|et|en)|lovar)\b",
    re.IGNORECASE,
)
# A text is only another kind when that is likelier by three to two than all instruments together: taking an agreement
# for something else loses its whole review, the other way round only costs the reader a glance. With authors left
# out .6 instead of .5 loses 26 promises and agreements instead of 38, and takes 60 other texts for one instead of 50.
OTHER_NEEDS = 0.6
# They bring the parts to the scale of the signals.
MEAN_WEIGHT = 6.0
OPENING_WEIGHT = 3.0
SHARE_WEIGHT = 3.0
OPENING_UNITS = 6
_GROUNDS = ("between", "act", "title", "signatures", "opening")


def kind_features(analysis: Analysis, seen: UnitScores) -> Floats:
    """Signals, facts, mean vectors and what the units do, of the document itself: an annex has a kind of its own."""
    document = analysis.document.main
    own = sum(u.start < len(document.text) for u in analysis.units)
    parts = [np.asarray(signals(document)), _facts(analysis)]
    parts.append(_mean(seen.vectors[:own]) * MEAN_WEIGHT)
    parts.append(_mean(seen.vectors[:own][:OPENING_UNITS]) * OPENING_WEIGHT)
    for scores in (seen.functions[:own], seen.topics[:own]):
        parts += [_mean(scores) * SHARE_WEIGHT, _highest(scores)]
    return np.concatenate(parts, dtype=np.float32)


def _mean(rows: Floats) -> Floats:
    return rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1], dtype=np.float32)


def _highest(rows: Floats) -> Floats:
    return rows.max(axis=0) if len(rows) else np.zeros(rows.shape[1], dtype=np.float32)


def _facts(analysis: Analysis) -> Floats:
    """Who has signed, for how long it holds, who is party to it and where that was read: each 0 or 1."""
    signatures, validity, parties = (
        analysis.entities.signatures,
        analysis.entities.validity,
        analysis.entities.parties,
    )
    told = (
        bool(signatures.of("municipality")),
        bool(signatures.of("police")),
        bool(signatures.blanks),
        validity is not None,
        validity is not None and validity.last is not None,
        parties.police is not None,
        any(p.kind == "municipality" for p in parties.parties),
        *(parties.ground == ground for ground in _GROUNDS),
    )
    return np.asarray(told, dtype=np.float32)


@cache
def _weights(folder: Path) -> tuple[tuple[Kind, ...], Floats, Floats]:
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    if tuple(data["signals"]) != SIGNAL_NAMES:
        raise ValueError(_OLD)
    kinds = tuple(Kind(k) for k in data["kinds"])
    return (
        kinds,
        np.asarray(data["coefficients"], dtype=np.float32),
        np.asarray(data["intercepts"], dtype=np.float32),
    )


def names_the_field(document: Document) -> bool:
    """Whether anything in the text belongs to the field: police, crime, unsafety, a promise to residents."""
    return _FIELD.search(document.text) is not None


def classify_kind(analysis: Analysis, seen: UnitScores, folder: Path | None = None) -> tuple[Kind, float]:
    """The most probable kind and its probability (0–1); see ``OTHER_NEEDS`` for texts of another kind."""
    if not names_the_field(analysis.document.main):
        return Kind.OTHER, 1.0
    kinds, coefficients, intercepts = _weights(folder or model_folder())
    features = kind_features(analysis, seen)
    if coefficients.shape[1] != len(features):
        raise ValueError(_OLD)
    z = coefficients @ features + intercepts
    e = np.exp(z - z.max())
    p = e / e.sum()
    ranked = p.copy()
    other = kinds.index(Kind.OTHER)
    if ranked[other] < OTHER_NEEDS:
        ranked[other] = 0.0
    best = int(ranked.argmax())
    return kinds[best], float(p[best])
