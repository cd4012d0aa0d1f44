"""Insatser that are listed together, each cut into its pieces, and what speaks for such a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from .insats_labels import Part, split_label
from .insats_parts import pieces_of

_COUNT = r"(?:\d{1,2}|[A-H]|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|[IVX]{1,4})"
# An insats that calls itself one, or counts.
NAMED = re.compile(
    rf"^\W*(?:(?:insats(?:område)?|åtgärd|delinsats|prioriterad insats)\s+(?:nr\.?\s*|nummer\s+)?{_COUNT}\b|"
    r"(?:för det|den|det|en|ett|vår) (?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|sista)\b)",
    re.IGNORECASE,
)
TOLD = frozenset({Part.GROUP, Part.CONVENER, Part.RESULT, Part.PROBLEM})
_TITLE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Group:
    """Insatser listed together: title, units and pieces of each; ``led``: a heading says that they are."""

    members: tuple[tuple[str, tuple[Unit, ...], list[Unit]], ...]
    led: bool = False
    table: bool = False
    only_announced: bool = False  # too loose a guess unless the text says that there are as many

    def score(self, said: frozenset[int]) -> int:
        """What speaks for the group: the parts its members tell, and that the text announces as many."""
        announced = len(self.members) in said
        told = [len({p for piece in pieces for p in piece.lists} & TOLD) for _, _, pieces in self.members]
        if not announced and (self.only_announced or (sum(t > 0 for t in told) < 2 and not self.led)):
            return 0
        return sum(told) + (2 if self.led else 0) + (3 if announced else 0)


def told_parts(analysis: Analysis, units: Sequence[Unit]) -> int:
    """How many of group, convener, result and problem are told below the first unit."""
    return len({p for piece in pieces_of(analysis, units[1:]) for p in piece.lists} & TOLD)


def grouped(
    analysis: Analysis, members: Sequence[tuple[str, Sequence[Unit]]], led: bool, only_announced: bool = False
) -> Group:
    """Cut the members into pieces. The last one ends where the others do: what follows is something else."""
    sizes = [len({u.block for u in units}) for _, units in members]
    out = []
    for i, (title, units) in enumerate(members):
        kept = list(units)
        if i == len(members) - 1 > 0 and sizes[i] > max(sizes[:-1]):
            blocks = list(dict.fromkeys(u.block for u in kept))[: max(sizes[:-1])]
            kept = [u for u in kept if u.block in blocks]
        out.append((title, tuple(kept), pieces_of(analysis, _without_title(kept))))
    return Group(tuple(out), led, False, only_announced)


def _without_title(units: Sequence[Unit]) -> Sequence[Unit]:
    head = units[0]
    if split_label(head.text)[0]:
        return units
    return units[1:] if head.kind is UnitKind.HEADING or (len(units) > 1 and is_title(head)) else units


def is_title(unit: Unit) -> bool:
    """Whether a unit is short enough to be a title."""
    return len(unit.text.split()) <= _TITLE_WORDS and not unit.flags & {Flag.PLACEHOLDER}
