"""Python looks through everything that lives for garbage in cycles, again and again while much is being made.

A review leaves little in cycles: what it uses goes when it is done. Looking as often as Python does by itself
takes a tenth of the time, in a command that soon ends as in a worker that goes on for hours. For programs of
ours only: the library leaves the settings of whoever imports it alone.
"""

from __future__ import annotations

import gc

_GARBAGE = 50_000  # objects made and not gone before cycles are looked for: a few megabytes


def collect_seldom() -> None:
    """Look for cycles seldom from now on."""
    gc.set_threshold(_GARBAGE, 10, 10)


def keep_loaded() -> None:
    """What is loaded now stays, and is not looked through any more (nor, in a forked child, written to)."""
    gc.collect()
    gc.freeze()
    collect_seldom()
