"""How the verdict layer is fitted: on the labelled verdicts, with doubted rules, and on imagined ones.

Some criteria are nearly always met in the corpus, a few were never labelled missing. Fitted on those
alone, the layer would learn to expect the usual outcome whatever the text says. So every criterion
also gets, for each outcome, a few imagined rows: rules that say just that, and passages as they look
on average where that is the outcome. They tell what is true of all criteria, and matter where little
was labelled. Documents that are silent on one thing are imagined too: see :mod:`.silence`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..checklist import available, load_checklist
from ..rules.engine import RuleResult
from ..verdict.weigh import OUTCOMES, RULE_FEATURES
from .doubt import doubted
from .fit import Row
from .silence import Silenced, lend
from .verdict_layer import FittedVerdict, fit_verdict

# Of a silenced row, against 1 of a labelled one: the more it weighs, the more often a section that is gone is
# missed (on left-out authors: .5 82 %, 1 84 %; before criteria had weights of their own 0 75 %, .3 78 %, .6 81 %), until
# real passages are doubted too (labelled rows right: .797 at .5, .794 at 1).
SILENCED_WEIGHT = 0.7
COPIES = 8  # of each imagined row; best log loss on left-out authors among 1, 3, 6, 12 and 24


def fit_weighing(
    rows: Sequence[Row], features: np.ndarray, criteria: Sequence[str], silenced: Silenced
) -> FittedVerdict:
    """The verdict layer of the product."""
    seen, x = doubted(rows, features)
    more, y = imagined(rows, features, criteria)
    silent, z = lend(silenced, rows, features)
    return fit_verdict(
        [*seen, *more, *silent], np.vstack([x, y, z]), criteria, light=len(silent), weight=SILENCED_WEIGHT
    )


def imagined(
    rows: Sequence[Row], features: np.ndarray, criteria: Sequence[str], copies: int = COPIES
) -> tuple[list[Row], np.ndarray]:
    """Rows and features in which rules and passages agree, for every criterion and outcome.

    Outcomes that no row has, and criteria that no shipped checklist has rules for, are left out.
    """
    known = {c.id: c for name in available() for c in load_checklist(name).criteria}
    outcomes = np.array([r.outcome for r in rows])
    out: list[Row] = []
    parts: list[np.ndarray] = []
    for i, outcome in enumerate(OUTCOMES):
        own = outcomes == i
        if not own.any():
            continue
        mean = features[own].mean(axis=0)
        said = mean[-len(RULE_FEATURES) :]  # a view: the first six tell the outcome of either run
        said[: 2 * len(OUTCOMES)] = 0.0
        said[[i, len(OUTCOMES) + i]] = 1.0
        like = rows[int(np.flatnonzero(own)[0])].found
        for name in criteria:
            if name not in known:
                continue
            result = RuleResult(known[name], outcome, (), (), ())
            out += [Row("", "", name, i, like, result, result)] * copies
            parts += [mean] * copies
    return out, np.array(parts).reshape(-1, features.shape[1])
