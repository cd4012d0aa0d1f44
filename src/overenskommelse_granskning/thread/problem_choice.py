"""Which of the lists that a document holds is its prioritised problems, if any.

A linear score over nameable signs (:data:`.problem_scoring.FEATURES` and how much the document comes
back to what is listed). The weights are learned from the labelled chains of the corpus by
``tools/make_problem_weights.py``; a score below 0 is less likely than that no list is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from ..language.analysis import Analysis
from ..resources import problem_weights_file
from .problem_mentions import Mentions
from .problem_scoring import FEATURES, Group

SIGNS = (*FEATURES, "återkommer", "alla återkommer", "grund")


def signs(analysis: Analysis, groups: Sequence[Group]) -> list[tuple[float, ...]]:
    """What speaks for each group: one value per :data:`SIGNS`."""
    mentions = Mentions(analysis)
    out = []
    for g in groups:
        share = mentions.share(g.problems)
        out.append((*g.features, share, float(share == 1.0), 1.0))
    return out


def best_group(analysis: Analysis, groups: Sequence[Group]) -> Group | None:
    """The likeliest list of problems; of equals the first in the text; None where none is likely."""
    weights = _weights()
    scores = [sum(w * v for w, v in zip(weights, x, strict=True)) for x in signs(analysis, groups)]
    best = max(range(len(groups)), key=lambda i: (scores[i], -groups[i].problems[0].units[0]), default=None)
    return groups[best] if best is not None and scores[best] > 0.0 else None


@cache
def _weights() -> tuple[float, ...]:
    stored = json.loads(problem_weights_file().read_text(encoding="utf-8"))["weights"]
    if tuple(stored) != SIGNS:
        raise ValueError("the stored weights do not fit this version; make them again")
    return tuple(stored.values())
