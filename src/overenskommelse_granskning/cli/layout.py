"""Small layout for the commands that show reference text: wrapped, hanging, harmless."""

from __future__ import annotations

import textwrap

from ..reports.escape import printable
from .output import terminal_width


def paragraph(text: str, *, indent: int = 0, lead: str = "", hang: int | None = None) -> str:
    """One wrapped paragraph with a line end; ``lead`` before the first line, the rest hangs below it.

    ``hang``: how far the following lines are moved in, where a long lead would leave them little room.
    """
    start = " " * indent + lead
    return (
        textwrap.fill(
            printable(text),
            width=terminal_width(),
            initial_indent=start,
            subsequent_indent=" " * (len(start) if hang is None else indent + hang),
            break_on_hyphens=False,
        )
        or start.rstrip()
    ) + "\n"


def heading(text: str) -> str:
    """A blank line, the title, and a rule as long as it."""
    title = printable(text)
    return f"\n{title}\n{'-' * min(len(title), terminal_width())}\n"
