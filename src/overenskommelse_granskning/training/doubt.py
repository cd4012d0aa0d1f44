"""Rules are less right on texts that their authors never read; the verdict layer must learn to doubt them.

Whoever wrote the rules had read much of the corpus: there they are right in about nine verdicts of ten,
on documents by other authors in about eight. A layer fitted on the corpus as it is would trust them
too much. So a share of the training rows gets the rule results of another document for the same
criterion, which brings the rules down to what they reach elsewhere and leaves all else as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..verdict.weigh import RULE_FEATURES
from .fit import Row

SHARE = 0.2  # of the rows; a result from elsewhere is right by chance in some of them
ROUNDS = 3  # copies of the rows, each doubted at other places


def doubted(
    rows: Sequence[Row], features: np.ndarray, rounds: int = ROUNDS, share: float = SHARE, seed: int = 0
) -> tuple[list[Row], np.ndarray]:
    """``rounds`` copies of rows and their (rows, shared features), with exchanged rule results."""
    at = features.shape[1] - len(RULE_FEATURES)
    by_criterion: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_criterion[row.criterion].append(i)
    random = np.random.default_rng(seed)
    out: list[Row] = []
    parts: list[np.ndarray] = []
    for _ in range(rounds):
        part = features.copy()
        chosen = random.random(len(rows)) < share
        for i, row in enumerate(rows):
            if chosen[i]:
                others = by_criterion[row.criterion]
                other = others[int(random.integers(len(others)))]
                row = replace(row, alone=rows[other].alone, assisted=rows[other].assisted)
                part[i, at:] = features[other, at:]
            out.append(row)
        parts.append(part)
    return out, np.vstack(parts)
