"""Counts over documents: outcomes per criterion, and where the red thread breaks.

The page's script counts the same way when a filter is set (``panel.js``); a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...vocabulary.closed import LINK_TITLES
from .facts import Criterion, PanelDocument, PanelList


@dataclass(frozen=True, slots=True)
class Tally:
    """How the documents stand on one criterion."""

    criterion: Criterion
    met: int
    partial: int
    missing: int
    other: int  # not assessable, not applicable, error

    @property
    def judged(self) -> int:
        return self.met + self.partial + self.missing

    @property
    def gap(self) -> float:
        """The share of the judged that lack it; -1 where nothing was judged."""
        return self.missing / self.judged if self.judged else -1.0


@dataclass(frozen=True, slots=True)
class ThreadTally:
    """How many prioritised problems are followed all the way, and what the others lack."""

    documents: int
    problems: int
    whole: int
    lacking: tuple[tuple[str, int], ...]  # Swedish word of the link, count


def tally(documents: Sequence[PanelDocument], chosen: PanelList) -> list[Tally]:
    """Per criterion, in the order of the checklist."""
    strings = [d.lists[chosen.id].outcomes for d in documents if chosen.id in d.lists]
    out = []
    for at, c in enumerate(chosen.criteria):
        counts = Counter(s[at] if at < len(s) else "-" for s in strings)
        out.append(Tally(c, counts["m"], counts["p"], counts["s"], counts["b"] + counts["t"] + counts["e"]))
    return out


def tally_thread(documents: Sequence[PanelDocument]) -> ThreadTally:
    """Over the documents that have prioritised problems."""
    with_problems = [d for d in documents if d.problems]
    return ThreadTally(
        documents=len(with_problems),
        problems=sum(d.problems for d in with_problems),
        whole=sum(d.whole for d in with_problems),
        lacking=tuple(
            (word, sum(d.lacking[at] for d in with_problems)) for at, word in enumerate(LINK_TITLES.values())
        ),
    )
