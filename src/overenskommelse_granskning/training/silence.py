"""Documents as they would look had they been silent on a criterion.

Few documents say all but one thing, so from the labelled ones the verdict layer learns little of how a
document looks whose other sections stand and where only the one asked for is gone: then the best
passages left are neighbours, and a weak guess is not far. Every verdict with passages therefore also
teaches what is left without the sections that hold them. The rules then say what they say of another
document that lacks the criterion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..classification.pooling import pool
from ..verdict.weigh import RULE_FEATURES
from .fit import LEVELS, Prepared, Row

_GONE = 5.0  # taken off the score of what is silenced: more than any unit reaches
_LEFT = 6  # units that must be left to be looked at
_MISSING = LEVELS["missing"]


@dataclass(frozen=True)
class Silenced:
    """Rows without rule results, and their (rows, features of passages and judge)."""

    rows: list[Row]
    features: np.ndarray

    def of(self, authors: Collection[str], *, others: bool = False) -> Silenced:
        """Only the rows of these authors, or only those of others."""
        kept = [i for i, r in enumerate(self.rows) if (r.author in authors) is not others]
        return Silenced([self.rows[i] for i in kept], self.features[kept])


def silent_rows(
    texts: Sequence[Prepared],
    criteria: Mapping[str, Sequence[str]],
    finder_for: Callable[[str], Mapping[str, np.ndarray]],
) -> list[Row]:
    """For each labelled verdict with passages: the same document without the sections that hold them."""
    out: list[Row] = []
    for p in texts:
        finder, text = finder_for(p.author), p.labelled.text
        section = np.array([u.section for u in p.labelled.analysis.units])
        for criterion in criteria.get(p.kind, ()):
            outcome, hits = p.labelled.evidence.get(criterion, ("", {}))
            if criterion not in finder or not hits or LEVELS.get(outcome, _MISSING) == _MISSING:
                continue
            gone = np.isin(section, section[list(hits)])
            if np.count_nonzero(~gone) < _LEFT:
                continue
            found = pool([criterion], [p.x @ finder[criterion]], p.penalty + _GONE * gone, p.x)[criterion]
            out.append(Row(text.id, p.author, criterion, _MISSING, found, None, None, text.unread))
    return out


def lend(
    silenced: Silenced, rows: Sequence[Row], features: np.ndarray, seed: int = 2
) -> tuple[list[Row], np.ndarray]:
    """The silenced rows with the rule results of rows that lack the criterion, by other authors.

    Rows of criteria that nobody lacks are left out: nothing is known of what the rules would say.
    """
    lacking: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.outcome == _MISSING and row.alone is not None:
            lacking[row.criterion].append(i)
    random = np.random.default_rng(seed)
    kept: list[Row] = []
    parts: list[np.ndarray] = []
    at = features.shape[1] - len(RULE_FEATURES)
    for row, own in zip(silenced.rows, silenced.features, strict=True):
        others = [i for i in lacking[row.criterion] if rows[i].author != row.author]
        if not others:
            continue
        other = others[int(random.integers(len(others)))]
        kept.append(replace(row, alone=rows[other].alone, assisted=rows[other].assisted))
        parts.append(np.concatenate([own[:at], features[other, at:]]))
    return kept, np.array(parts).reshape(-1, features.shape[1])
