"""What is left to fill in beside something that is told all the same.

A cell of a table row that holds nothing but a placeholder says as little as an empty one, and the others say what
they do. Where a function is named, what is left is only the name of who has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import Cue, Flag, placeholders
from .facts import Fact
from .headings import heading_topics
from .units import Cell, UnitKind, UnitSpan

_LABEL = re.compile(r"[^:]{0,40}:")  # "Ansvarig: NN"
_UNNAMED = re.compile(r"\s*N\.? ?N\.?")
_TELLING = frozenset({"atgarder", "mal", "orsaksanalys"})
_SAYS = 2  # cells that say something by themselves: a single one is only the name of what is blank


def without_blanks(
    text: str, unit: UnitSpan, cues: tuple[Cue, ...], facts: Sequence[Fact]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...], tuple[Cue, ...]]:
    """The cells of a unit that say something, what is left blank beside what it says, and the cues but for that."""
    if all(c.flag is not Flag.PLACEHOLDER for c in cues):
        return unit.cells, (), cues
    cells = unit.cells if unit.kind is UnitKind.ROW else ()
    blank = [c for c in cells if is_blank(text, c.start, c.end)]
    if len(said := [c for c in cells if c not in blank]) < _SAYS and not any(map(_tells, said)):
        blank = []
    filled = tuple(c for c in unit.cells if c not in blank)
    left: list[Cue] = []
    for c in filled or (Cell("", unit.start, unit.end),):
        function = any(f.kind == "role" and c.start <= f.start < c.end for f in facts)
        for start, end in placeholders(text, c.start, c.end):
            if function and _UNNAMED.fullmatch(text, start, end):
                blank.append(Cell("", start, end))
            else:
                left.append(Cue(Flag.PLACEHOLDER, start, end))
    others = tuple(c for c in cues if c.flag is not Flag.PLACEHOLDER)
    return filled, tuple(blank), (*left, *others) if blank or cells else cues


def _tells(cell: Cell) -> bool:
    """Whether a cell says something whoever and whenever it will be: "Åtgärd" above "Lampan byts"."""
    return bool(_TELLING & set(heading_topics(cell.header)))


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether a placeholder is all that stands there, with or without a label before it."""
    said, at = "", start
    for first, last in placeholders(text, start, end):
        said += text[at:first]
        at = last
    return at > start and not any(map(str.isalnum, _LABEL.sub("", said + text[at:end], count=1)))
