"""The red thread side by side: problems matched by what they are about, then link by link."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import THREAD_LINKS, ThreadRow
from .likeness import Likeness, pairs
from .model import ChainChange, Change, LinkChange

# More than half of what a problem is about, weighed by how rare its words are, must recur: two problems
# that share only their place or their group ("vid Åskolan", "unga i centrum") are two.
LEAST = 0.55


def compare_threads(before: Sequence[ThreadRow], after: Sequence[ThreadRow]) -> tuple[ChainChange, ...]:
    """Every chain of either side: those of the second in its order, then those that are gone."""
    like = Likeness([r.problem.quote for r in (*before, *after)])
    scores = [[like(a.problem.quote, b.problem.quote) for b in after] for a in before]
    partner = {j: i for i, j in pairs(scores, LEAST)}
    matched = set(partner.values())
    out = []
    for j, b in enumerate(after):
        i = partner.get(j)
        out.append(_chain(None, b) if i is None else _chain(before[i], b, scores[i][j]))
    out.extend(_chain(a, None) for i, a in enumerate(before) if i not in matched)
    return tuple(out)


def _chain(a: ThreadRow | None, b: ThreadRow | None, likeness: float | None = None) -> ChainChange:
    links = tuple(_link(name, a, b) for name in THREAD_LINKS)
    if a is None or b is None:
        return ChainChange(Change.ADDED if a is None else Change.REMOVED, a, b, links)
    found = {link.change for link in links}
    if a.goal and b.goal and a.goal_measurable != b.goal_measurable:
        found.add(Change.GAINED if b.goal_measurable else Change.LOST)
    gained, lost = Change.GAINED in found, Change.LOST in found
    change = Change.MIXED if gained and lost else Change.GAINED if gained else Change.LOST if lost else None
    return ChainChange(change or Change.UNCHANGED, a, b, links, likeness)


def _link(name: str, a: ThreadRow | None, b: ThreadRow | None) -> LinkChange:
    first, second = getattr(a, name, None), getattr(b, name, None)
    if (first is None) == (second is None):
        change = Change.UNCHANGED
    else:
        change = Change.GAINED if second is not None else Change.LOST
    return LinkChange(name, change, first, second)
