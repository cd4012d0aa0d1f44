"""How often a criterion's suggested wording made it met, when it was tried (``benchmarks/suggestions.py``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from ..resources import suggestions_file

FEW = 3  # tried in fewer texts, a wording is given the benefit of the doubt
LEAST = 0.5  # a wording that is seldom enough makes no step: it stays an advice


@dataclass(frozen=True, slots=True)
class Tried:
    """In how many texts a wording was tried, in what share of them the criterion became met, and in what
    share it was the only verdict (but for those it may move) that changed."""

    texts: int
    met: float
    alone: float


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


def exactness(criterion: str) -> float:
    """The share of texts in which the wording was enough and moved nothing else; 1 where that is not known."""
    found = tried_wordings().get(criterion)
    return found.met * found.alone if found is not None and found.texts >= FEW else 1.0
