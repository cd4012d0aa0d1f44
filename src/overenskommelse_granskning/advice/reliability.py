"""What came of the suggested wordings when they were tried (``benchmarks/suggestions.py``): how often a
criterion became met, and how much certainty its wording takes from the verdicts on other criteria.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ..resources import suggestions_file
from ..verdict.model import Verdict
from ..vocabulary.closed import Outcome

FEW = 3  # tried in fewer texts, a wording is given the benefit of the doubt
LEAST = 0.5  # a wording that is seldom enough makes no step: it stays an advice
# A verdict of certainty c changes in about _SHAKE · exp(−_FIRM · c) of the tries per unit of certainty that a
# wording takes from it on average. Fitted on 4,000 tries; measured on texts by authors left out.
_SHAKE, _FIRM = 300.0, 9.0


@dataclass(frozen=True, slots=True)
class Tried:
    """In how many texts a wording was tried, in what share of them the criterion became met, and in what
    share it was the only verdict (but for those it may move) that changed.

    ``lost``: other criterion → the certainty that its verdict lost on average, where it was met and where not.
    """

    texts: int
    met: float
    alone: float
    lost: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@cache
def tried_wordings() -> dict[str, Tried]:
    """Criterion → what came of its wording; empty where nothing is shipped."""
    path = suggestions_file()
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {c: Tried(**values) for c, values in data["criteria"].items()}


def chance(criterion: str) -> float:
    """The share of texts in which the wording was enough; 1 where that is not known."""
    found = tried_wordings().get(criterion)
    return found.met if found is not None and found.texts >= FEW else 1.0


Shaky = Mapping[str, tuple[bool, float]]


def shaky(verdicts: Iterable[Verdict]) -> Shaky:
    """Criterion → whether it is met, and how easily its verdict changes; without those that rules alone decided."""
    return {
        v.criterion.id: (v.outcome is Outcome.MET, _SHAKE * math.exp(-_FIRM * v.confidence))
        for v in verdicts
        if v.there is not None
    }


def exactness(criterion: str, others: Shaky, promised: Container[str] = ()) -> float:
    """How likely the wording is enough and moves nothing else but what is ``promised``; 1 where that is not known.

    A verdict that hangs in the balance is moved by a wording on a matter close to it, a sure one is not: the
    same wording is exact in one document and not in the next.
    """
    found = tried_wordings().get(criterion)
    if found is None or found.texts < FEW:
        return 1.0
    if not others:
        return found.met * found.alone
    moved = 0.0
    for other, (when_met, when_not) in found.lost.items():
        at = others.get(other)
        if at is not None and other not in promised:
            moved += at[1] * (when_met if at[0] else when_not)
    return found.met * math.exp(-moved)
