"""Progress of a long run on standard error: a line that is rewritten in a terminal, few lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..reports.escape import printable
from ..vocabulary.swedish import decimal
from .output import is_terminal, progress_width, tell

_REDRAW = 0.1  # seconds between redrawings
_SPARSE = 30.0  # seconds between lines where nobody watches
_WARM = 3  # documents before a rate is worth telling


class Meter:
    """Tells how far, how fast, and how long it will take. ``clock`` counts seconds from any start."""

    def __init__(self, clock: Callable[[], float], *, quiet: bool = False) -> None:
        self._clock = clock
        self._quiet = quiet
        self._terminal = is_terminal(sys.stderr)
        self._begun = clock()
        self._drawn = 0.0
        self._width = 0
        self._reviewed = 0

    def update(self, done: int, total: int, name: str, *, kept: bool) -> None:
        """One more document is finished; ``kept``: it took no time now."""
        self._reviewed += not kept
        now = self._clock()
        last = done == total
        if self._quiet or (not last and now - self._drawn < (_REDRAW if self._terminal else _SPARSE)):
            return
        if self._drawn == 0.0 and not self._terminal and not last:
            self._drawn = now  # the first line comes when there is something to tell
            return
        self._drawn = now
        text = f"{done} av {total}{self._pace(done, total, now)}"
        if self._terminal:
            self._write(f"{text} · {printable(name)}"[: progress_width()])
        else:
            tell(f"granska: {text}\n")

    def _pace(self, done: int, total: int, now: float) -> str:
        spent = now - self._begun
        if self._reviewed < _WARM or spent <= 0:
            return ""
        rate = self._reviewed / spent
        told = (
            f" · {decimal(rate, '.1f')} dokument/s"
            if rate >= 1
            else f" · {decimal(rate * 60, '.1f')} dokument/min"
        )
        left = (total - done) / rate
        return f"{told} · {duration(left)} kvar" if done < total else f"{told} · {duration(spent)}"

    def _write(self, text: str) -> None:
        tell("\r" + text.ljust(self._width))
        self._width = len(text)

    def close(self) -> None:
        """Leave an empty line behind in a terminal, so that what follows stands alone."""
        if self._width:
            tell("\r" + " " * self._width + "\r")
            self._width = 0


def duration(seconds: float) -> str:
    """``"45 s"``, ``"12 min"``, ``"3 h 20 min"``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
