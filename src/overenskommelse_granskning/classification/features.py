"""Features of a unit: its text and heading in the space, and what the analysis knows about it.

No document-level input: a unit is described by itself and the heading it stands under. Section topics
alone also see where in the document a unit stands (:func:`with_place`): who agrees and why is said at
the beginning, who signs at the end. A verdict on a criterion never sees that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.facts import FACT_KINDS
from ..language.units import HEADS, UnitKind
from ..vocabulary.sections import SECTION_LABELS
from .space import Floats, TextSpace

HEADING_WEIGHT = 0.4
CUE_WEIGHT = 0.25
PLACE_WEIGHT = 0.5
_SIGNAL_CONCEPTS = (
    "modal_framtid",
    "riktning",
    "niva_grans",
    "matt_jamforelse_da",
    "mal_ord",
    "indikator_ord",
    "atgardsverb",
    "aktivitet",
    "lofte_verb",
    "uppfoljning_ord",
    "kontakt",
    "dialog_form",
)


def cue_names() -> tuple[str, ...]:
    """Names of the cue features, in order."""
    return (
        *(f"fact:{k}" for k in FACT_KINDS),
        *(f"flag:{f.value}" for f in Flag),
        *(f"kind:{k.value}" for k in UnitKind),
        *(f"concept:{c}" for c in _SIGNAL_CONCEPTS),
        *(f"topic:{s}" for s in SECTION_LABELS),
        *(f"column:{s}" for s in SECTION_LABELS),
        "length",
        "question",
        "cells",
    )


_PLACES = {name: i for i, name in enumerate(cue_names())}
_LENGTH = _PLACES["length"]  # the first that is no flag


def _places(prefix: str) -> dict[str, int]:
    return {n.removeprefix(prefix): i for n, i in _PLACES.items() if n.startswith(prefix)}


_FACT, _FLAG, _KIND = _places("fact:"), _places("flag:"), _places("kind:")
_CONCEPT, _TOPIC, _COLUMN = _places("concept:"), _places("topic:"), _places("column:")


def flags(units: Sequence[Unit]) -> NDArray[np.bool_]:
    """(units, flags): the cue features that a unit has or has not."""
    out = np.zeros((len(units), _LENGTH), dtype=np.bool_)
    row = 0
    held: list[int] = []  # places in the flat array
    for unit in units:
        held += [row + _FACT[n] for n in unit.fact_kinds if n in _FACT]
        held += [row + _FLAG[n] for n in unit.flags]
        held.append(row + _KIND[unit.kind])
        held += [row + _CONCEPT[n] for n in unit.concepts & _CONCEPT.keys()]
        held += [row + _TOPIC[n] for n in unit.topics]
        held += [row + _COLUMN[n] for n in unit.column_topics]
        row += _LENGTH
    out.reshape(-1)[held] = True
    return out


def measures(units: Sequence[Unit]) -> Floats:
    """(units, 3): the cue features behind the flags, each between 0 and 1.5."""
    out = np.empty((len(units), 3), dtype=np.float32)
    out[:, 0] = [min(len(u.text) / 200, 1.5) for u in units]
    out[:, 1] = [u.text.rstrip().endswith("?") for u in units]
    out[:, 2] = [min(len(u.cells) / 5, 1.0) for u in units]
    return out


def unit_text(analysis: Analysis, unit: Unit) -> str:
    """What a unit says, with the headers of its columns where it is a row."""
    if not unit.cells or not any(c.header for c in unit.cells):
        return unit.text
    text = analysis.document.text
    return " ; ".join(
        f"{c.header}: {text[c.start : c.end]}" if c.header else text[c.start : c.end] for c in unit.cells
    )


@dataclass(frozen=True)
class UnitFeatures:
    """(units, features): text vector, heading vector, cues, constant; put together for the rows that are asked for.

    As one matrix they take two kilobytes a unit, half of it the vector of the heading that many units share.
    """

    own: Floats  # (units, dimensions)
    headings: Floats  # (sections, dimensions)
    sections: NDArray[np.int64]  # per unit the row of its heading
    flags: NDArray[np.bool_]  # (units, flags)
    measures: Floats  # (units, 3)

    def __len__(self) -> int:
        return len(self.own)

    def __getitem__(self, rows: slice | NDArray[np.int64]) -> Floats:
        own = self.own[rows]
        constant = np.ones((*own.shape[:-1], 1), dtype=np.float32)
        cues = (self.flags[rows].astype(np.float32) * CUE_WEIGHT, self.measures[rows] * CUE_WEIGHT)
        return np.concatenate([own, self.headings[self.sections[rows]], *cues, constant], axis=-1)


def unit_features(analysis: Analysis, space: TextSpace) -> UnitFeatures:
    """The features of the units of a document."""
    return UnitFeatures(
        space.vectors([unit_text(analysis, u) for u in analysis.units]),
        space.vectors([s.title for s in analysis.document.sections]) * HEADING_WEIGHT,
        np.array([u.section for u in analysis.units], dtype=np.int64),
        flags(analysis.units),
        measures(analysis.units),
    )


def dead_units(analysis: Analysis) -> list[int]:
    """Headings and cancelled units: what they say is never substance on a topic."""
    return [i for i, u in enumerate(analysis.units) if u.kind in HEADS or u.flags & CANCELLING]


def with_place(analysis: Analysis, x: Floats) -> Floats:
    """The features of section topics: where the unit stands among those with substance, and ``x``."""
    return np.hstack([places(analysis).astype(x.dtype), x])


def places(analysis: Analysis) -> Floats:
    """(units, places): where each unit stands among those with substance."""
    live = np.ones(len(analysis.units), dtype=bool)
    live[dead_units(analysis)] = False
    before = np.cumsum(live) - 1  # units with substance up to this one
    count = max(int(live.sum()), 1)
    share = before / count
    section = np.array([u.section for u in analysis.units], dtype=np.float32)
    found = (
        *(before < n for n in (1, 3, 6)),
        share < 0.1,
        share < 0.25,
        share > 0.75,
        share > 0.9,
        before >= count - 3,
        section <= 1,
        np.minimum(section / 10, 1.0),
    )
    return np.stack(found, axis=1).astype(np.float32) * np.float32(PLACE_WEIGHT)
