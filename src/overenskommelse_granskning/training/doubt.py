"""Rules are less right on texts that their authors never read; the verdict layer must learn to doubt them.

Whoever wrote the rules had read much of the corpus: there they are right in about nine verdicts of ten,
on documents by other authors in about eight. A layer fitted on the corpus as it is would trust them
too much. So a share of the training rows gets the rule results of another document for the same
criterion, which brings the rules down to what they reach elsewhere and leaves all else as it is.

Texts by authors whom nobody read while writing rules show the truth as they are: they are not
exchanged, and they count more (``corpus/authors.yaml`` tells who they are).
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
UNREAD_WEIGHT = 2  # copies of their rows in each round; on left-out authors .718 right against .715


def doubted(
    rows: Sequence[Row],
    features: np.ndarray,
    rounds: int = ROUNDS,
    share: float = SHARE,
    seed: int = 0,
    weight: int = UNREAD_WEIGHT,
) -> tuple[list[Row], np.ndarray]:
    """``rounds`` copies of rows and their (rows, shared features), with exchanged rule results.

    ``weight``: how many copies the rows of unread authors, which keep their results, get in each round.
    """
    at = features.shape[1] - len(RULE_FEATURES)
    by_criterion: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_criterion[row.criterion].append(i)
    random = np.random.default_rng(seed)
    unread = np.array([row.unread for row in rows], dtype=bool)
    own = [row for row, true in zip(rows, unread, strict=True) if true]
    out: list[Row] = []
    parts: list[np.ndarray] = []
    for _ in range(rounds):
        part = features.copy()
        chosen = (random.random(len(rows)) < share) & ~unread
        for i, row in enumerate(rows):
            if chosen[i]:
                others = by_criterion[row.criterion]
                other = others[int(random.integers(len(others)))]
                row = replace(row, alone=rows[other].alone, assisted=rows[other].assisted)
                part[i, at:] = features[other, at:]
            out.append(row)
        parts.append(part)
        for _ in range(weight - 1):
            out += own
            parts.append(features[unread])
    return out, np.vstack(parts)
