"""Small things that every Swedish sentence needs: month names, lists in running text."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = tuple(
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)


def listed(values: Sequence[str]) -> str:
    """``["a", "b", "c"]`` → ``"a, b och c"``."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} och {values[-1]}"


def checklists_named(names: Sequence[str]) -> str:
    """``["a", "b"]`` → ``"Checklistorna a och b"``."""
    return f"{'Checklistan' if len(names) == 1 else 'Checklistorna'} {listed(names)}"
