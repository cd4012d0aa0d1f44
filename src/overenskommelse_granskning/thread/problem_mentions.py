"""How much a document comes back to what a list names.

A document that has chosen its problems speaks of them again: in its goals, causes and measures. What
is only listed once (sources, participants, questions of a survey) it does not come back to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..language.analysis import Analysis
from ..language.units import UnitKind
from .problem_scoring import Problem, live

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_FEW = 2  # places outside the list that make a problem one that the document comes back to


class Mentions:
    """Where each word stem of a document stands, by the unit of layout it is in."""

    def __init__(self, analysis: Analysis) -> None:
        self._blocks: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._analysis = analysis
        for unit in analysis.units:
            if unit.kind is UnitKind.HEADING or live(unit):
                for stem in _stems(unit.text):
                    self._blocks[stem].add((unit.section, unit.block))

    def share(self, problems: Sequence[Problem]) -> float:
        """The share of problems that the document comes back to outside the units that list them.

        Only words that no other problem of the list has tell of one.
        """
        units = self._analysis.units
        own = [_stems(p.title) for p in problems]
        listed = {(units[i].section, units[i].block) for p in problems for i in p.units[:1]}
        back = 0
        for i, stems in enumerate(own):
            telling = [s for s in stems if not any(s in o for j, o in enumerate(own) if j != i)]
            back += any(len(self._blocks[s] - listed) >= _FEW for s in telling)
        return back / len(problems)


def _stems(text: str) -> frozenset[str]:
    return frozenset([w[:_STEM] for w in _WORD.findall(text.lower())])
