"""What a child process is asked to do in tests; importable where it is started afresh."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import time

from overenskommelse_granskning.errors import ChecklistError, UnreadableDocument


def call(work):
    return work()


def crash():
    faulthandler.disable()  # pytest's: the trace would only disturb
    ctypes.string_at(0)


def swell():
    return len(b"x" * 3_000_000_000)


def leave():
    os._exit(9)


def wait_for(path):
    """The file's name once it is there."""
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return path.name if path.exists() else "never"


def unreadable():
    raise UnreadableDocument("Filen är skadad.", code="R005")


def misplaced():
    raise ChecklistError("fel", file="l.yaml", line=3, column=5, excerpt="x: 1")


class Unsendable(Exception):
    def __init__(self, a, b):
        super().__init__("kan inte skickas")


def unsendable():
    raise Unsendable(1, 2)


def swell_and_die():
    """As PDFium does when memory is refused."""
    kept = bytearray(800_000_000)
    kept[::4096] = b"x" * len(kept[::4096])
    faulthandler.disable()
    os.abort()
