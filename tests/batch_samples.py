"""What the tests of batch runs need in a process of its own: it must be importable by name there."""

from __future__ import annotations

import os
import signal
import time
import zlib
from pathlib import Path

from overenskommelse_granskning.batch.failure import Ended
from overenskommelse_granskning.batch.worker import OUT_OF_MEMORY, Job, Reviewed

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "utkast.md"


def agreement(kommun: str = "Ekdala", year: int = 2026, n: int = 40) -> str:
    """The shipped example as another municipality, another period and another goal would have it."""
    text = (
        EXAMPLE.read_text(encoding="utf-8")
        .replace("Norrsele", kommun)
        .replace("högst 40 år", f"högst {n} år")
    )
    return text.replace("2026–2029", f"{year}–{year + 3}")


def begin(*given: object) -> None:
    """A worker that is ready at once."""


def begin_never(*given: object) -> None:
    raise RuntimeError("går inte att starta")


def done(text: str) -> Reviewed:
    return Reviewed("read", "", zlib.compress(text.encode()))


def work(job: Job) -> Reviewed:
    """Do what the job's name says."""
    what, _, rest = job.name.partition("-")
    if what == "häng":
        time.sleep(600)
    if what == "krascha":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "svullna":
        os._exit(OUT_OF_MEMORY)
    if what == "gränsen":
        raise Ended("R042")
    if what == "engång" and not Path(rest).exists():
        Path(rest).write_text("dog en gång", encoding="utf-8")
        os._exit(3)
    return done(job.name)
