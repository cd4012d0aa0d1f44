"""The thread measured: problems found, and which links of each were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..vocabulary.closed import Kind
from .overlap import overlap

LINKS = ("cause", "goal", "goal_measurable", "measure", "responsible", "time", "follow_up")
ALIKE = 0.3  # share of words that a problem must have in common with the labelled one


@dataclass(frozen=True)
class ThreadCounts:
    """Rows labelled, found and matched; links of matched rows: both, only found, only labelled."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    links_both: int = 0
    links_extra: int = 0
    links_lost: int = 0

    def __add__(self, other: ThreadCounts) -> ThreadCounts:
        return ThreadCounts(
            self.gold + other.gold,
            self.found + other.found,
            self.matched + other.matched,
            self.links_both + other.links_both,
            self.links_extra + other.links_extra,
            self.links_lost + other.links_lost,
        )


def count_thread(
    labelled: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]], kind: str
) -> ThreadCounts:
    """Compare the rows of one document; only agreements have a thread."""
    found = list(given) if kind == Kind.AGREEMENT else []
    pairs = match_problems(labelled, found)
    links = [(bool(g.get(link)), bool(p.get(link))) for g, p in pairs for link in LINKS]
    return ThreadCounts(
        len(labelled),
        len(found),
        len(pairs),
        sum(g and p for g, p in links),
        sum(p and not g for g, p in links),
        sum(g and not p for g, p in links),
    )


def match_problems(
    labelled: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Greedy one-to-one matching of problems on shared words."""
    candidates = sorted(
        (
            (overlap(g.get("problem", ""), _quote(p.get("problem"))), i, j)
            for i, g in enumerate(labelled)
            for j, p in enumerate(found)
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for score, i, j in candidates:
        if score > ALIKE and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((labelled[i], found[j]))
    return out


def _quote(value: Any) -> str:
    return str(value.get("quote", "")) if isinstance(value, Mapping) else (value or "")
