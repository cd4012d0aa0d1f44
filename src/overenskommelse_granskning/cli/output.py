"""Where things are printed: results on standard output, messages on standard error, UTF-8 and LF."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from ..reports.escape import printable
from ..reports.files import write_file as write_file


def prepare_streams() -> None:
    """UTF-8 and LF on both streams whatever the platform and its locale say; what the caller closed stays out of use."""
    _hold_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _hold_closed() -> None:
    """Take the places of standard streams that are closed, or the next file that is opened gets one of them.

    Messages are then told to nobody. Results and input are not: ``write_result`` and ``take_input`` refuse.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (for as long as the process lives)


def write_result(content: str | bytes) -> None:
    """Print a result exactly as it is; bytes (a Word or PDF file) go past the text layer."""
    if sys.stdout is None:  # closed by the caller
        raise OSError("standard output is closed")
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        # The receiver (head, less) has read enough; the exit code is that of the work all the same.
        silence(sys.stdout)


def tell(text: str) -> None:
    """Write to standard error at once. Where nobody listens any more that must not cost a result."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):  # what is still to be flushed goes nowhere
            silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let what is still written to a stream go nowhere, so that Python does not complain when it exits."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, stream.fileno())


def is_terminal(stream: object) -> bool:
    """True when a person reads the stream; false for anything odd or closed."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def colour_wanted(disabled: bool) -> bool:
    """Colour only for a terminal, and not where ``--ingen-farg`` or ``NO_COLOR`` says otherwise."""
    if disabled or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(sys.stdout)


def terminal_width(default: int = 80) -> int:
    """Columns to write for: the terminal's, within what is readable; 80 where there is none."""
    if not is_terminal(sys.stdout):
        return default
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return default
    return max(40, min(columns or default, 100))  # some pseudo-terminals say 0


def progress_width(most: int = 79) -> int:
    """Columns for a line that is rewritten: one that wraps cannot be wiped."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return most
    return min(most, columns - 1) if columns > 1 else most


class Messages:
    """Errors, warnings and progress on standard error; ``quiet`` leaves only the errors."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self._progress = ""

    def error(self, sentence: str) -> None:
        self._line(sentence)

    def note(self, sentence: str) -> None:
        if not self.quiet:
            self._line(sentence)

    def raw(self, text: str) -> None:
        self._clear()
        tell(text)

    def progress(self, done: int, total: int, name: str) -> None:
        """A single line that is rewritten; only on a terminal."""
        if self.quiet or total < 2 or not is_terminal(sys.stderr):
            return
        self._clear()
        self._progress = f"granskar {done} av {total}: {printable(name)}"[: progress_width()]
        tell(self._progress)

    def finish(self) -> None:
        self._clear()

    def _line(self, sentence: str) -> None:
        self._clear()
        first, *more = sentence.split("\n")
        # What follows the sentence is an excerpt of the author's own file: its indent says something.
        kept = [" " * (len(line) - len(line.lstrip(" "))) + printable(line.lstrip(" ")) for line in more]
        tell("\n".join((f"granska: {printable(first)}", *kept)) + "\n")

    def _clear(self) -> None:
        if self._progress:
            tell("\r" + " " * len(self._progress) + "\r")
            self._progress = ""
