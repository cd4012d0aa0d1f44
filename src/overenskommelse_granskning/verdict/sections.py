"""Whether a document has substance on each of the 22 topics, from block scores and criteria.

A logistic regression per topic over: how strongly the best units are about it, what the criteria
that ask for the same thing found and how likely they are to be met at all, and the kind of document.
(A verdict on a criterion never sees any of this.)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..language.analysis import Analysis
from ..thread.lists import Lists
from ..vocabulary.closed import Kind
from ..vocabulary.sections import SECTION_LABELS
from ..vocabulary.standing import SAME

Floats = NDArray[np.float64]

# Section → shared criterion topics that ask for the same substance, or for something close to it.
RELATED: Mapping[str, tuple[str, ...]] = {
    "parter": ("parter",),
    "bakgrund": ("bakgrund", "lagesbild"),
    "syfte": ("syfte",),
    "lagesbild": ("lagesbild", "jamforelse", "monster", "kallor", "4_delar"),
    "orsaksanalys": ("orsaker", "orsaksanalys"),
    "prioriterade_omraden": ("fokusproblem", "prioritering", "inriktning"),
    "mal": ("mal", "mal_matbara", "mal_tidsatta"),
    "atgarder": ("atgarder", "atgardsplan", "konkret"),
    "roller_ansvar": ("roller",),
    "organisation": ("styrgrupp", "beredning", "samordning", "organisation"),
    "resurser": ("resurser",),
    "informationsutbyte": ("sekretess",),
    "kommunikation": ("kommunikation",),
    "medborgarlofte": ("lofte_koppling", "konkret"),
    "dialog": ("medborgardialog", "medarbetardialog"),
    "dokumentation": ("dokumentation",),
    "uppfoljning": ("uppfoljning", "uppfoljning_typ", "6_intervall"),
    "giltighet_revidering": ("period", "revidering"),
    "underskrifter": ("undertecknad",),
    "bilagor": (),
    "styrdokument": ("7_integrering", "uppdrag"),
    "definitioner": ("definitioner", "malgrupp"),
}
# Section → sentence functions that carry it.
CARRIED_BY: Mapping[str, tuple[str, ...]] = {
    "parter": ("parter",),
    "bakgrund": ("bakgrund",),
    "syfte": ("syfte",),
    "lagesbild": ("problem", "statistik"),
    "orsaksanalys": ("orsak",),
    "prioriterade_omraden": ("problem",),
    "mal": ("mal",),
    "atgarder": ("atgard", "lofte"),
    "roller_ansvar": ("ansvar",),
    "organisation": ("organisation",),
    "resurser": ("resurs",),
    "informationsutbyte": ("informationsutbyte",),
    "kommunikation": ("kommunikation",),
    "medborgarlofte": ("lofte",),
    "dialog": ("dialog",),
    "dokumentation": ("dokumentation",),
    "uppfoljning": ("uppfoljning",),
    "giltighet_revidering": ("tid_giltighet",),
    "underskrifter": ("underskrift",),
    "styrdokument": ("styrdokument",),
}
_KINDS = tuple(k for k in Kind if k is not Kind.OTHER)
AGGREGATES = 3  # see classification.layers.aggregate
_RULED = AGGREGATES + 6
_OTHER = _RULED + 4
FEATURES = _OTHER + 2 + len(_KINDS)
_SURE = 0.02  # what the verdict layer says of a criterion is never surer than this


@dataclass(frozen=True)
class Seen:
    """What the layers hold of one criterion: its best passage, the judged scores, how far its rules
    lean, and how likely it is that the document has something on it (None: no verdict)."""

    best: float
    judged: Sequence[float]
    lean: float
    there: float | None


def presence_features(
    aggregates: NDArray[np.float32],
    functions: Mapping[str, float],
    criteria: Mapping[str, Seen],
    topics: Mapping[str, str],
    kind: Kind,
    facts: Mapping[str, float],
) -> Floats:
    """(22, features). ``facts``: what :func:`fact_signals` says."""
    by_topic: dict[str, list[Seen]] = {}
    for criterion, one in criteria.items():
        by_topic.setdefault(topics.get(criterion, criterion), []).append(one)
    out = np.zeros((len(SECTION_LABELS), FEATURES))
    out[:, :AGGREGATES] = aggregates
    for row, label in enumerate(str(s) for s in SECTION_LABELS):
        seen = [s for t in RELATED[label] for s in by_topic.get(t, ())]
        if seen:
            missing = [float(s.judged[0]) for s in seen]
            lean = [s.lean for s in seen]
            out[row, AGGREGATES:_RULED] = (
                max(s.best for s in seen),
                min(missing),
                sum(missing) / len(missing),
                1.0,
                max(lean),
                sum(lean) / len(lean),
            )
        same = ([s.there for s in by_topic.get(t, ()) if s.there is not None] for t in SAME.get(label, ()))
        there = [chances for chances in same if chances]
        if there:
            told = [chance for chances in there for chance in chances]
            out[row, _RULED:_OTHER] = (
                _logit(max(there[0])),
                _logit(max(told)),
                _logit(sum(told) / len(told)),
                1.0,
            )
        out[row, _OTHER] = max((functions[f] for f in CARRIED_BY.get(label, ())), default=0.0)
        out[row, _OTHER + 1] = facts.get(label, 0.0)
        if kind in _KINDS:
            out[row, _OTHER + 2 + _KINDS.index(kind)] = 1.0
    return out


def _logit(chance: float) -> float:
    kept = min(max(chance, _SURE), 1 - _SURE)
    return math.log(kept / (1 - kept)) / 4


def fact_signals(analysis: Analysis, lists: Lists) -> dict[str, float]:
    """What facts and lists say of some topics, each between 0 and 1."""
    e = analysis.entities
    named = sum(r.kind in ("plan", "law", "ordinance") for r in e.references)
    return {
        "parter": min(len(e.parties.parties) / 2, 1.0) if e.parties.ground in ("between", "act") else 0.0,
        "prioriterade_omraden": min(len(lists.named("problems")) / 3, 1.0),
        "mal": min(len(lists.named("goals")) / 3, 1.0),
        "atgarder": min(len(lists.named("measures")) / 5, 1.0),
        "giltighet_revidering": float(e.validity is not None and e.validity.mention is not None),
        "underskrifter": float(bool(e.signatures.filled)),
        "bilagor": min(sum(r.kind == "annex" for r in e.references) / 2, 1.0),
        "styrdokument": min(named / 6, 1.0),
    }


def presence(features: Floats, weights: NDArray[np.float32]) -> Floats:
    """Probability of presence per topic; ``weights`` is (22, features + 1), the last the intercept."""
    z = (features * weights[:, :-1]).sum(axis=1) + weights[:, -1]
    return np.asarray(1.0 / (1.0 + np.exp(-z)))
