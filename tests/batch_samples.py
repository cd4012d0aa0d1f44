"""What the tests of batch runs need in a process of its own: it must be importable by name there."""

from __future__ import annotations

import hashlib
import os
import signal
import time
import zlib
from dataclasses import replace
from pathlib import Path

from overenskommelse_granskning.assessment import Assessment
from overenskommelse_granskning.batch.bounds import OUT_OF_MEMORY
from overenskommelse_granskning.batch.discovery import TEMPORARY, Discovery, Skipped
from overenskommelse_granskning.batch.failure import Ended
from overenskommelse_granskning.batch.names import report_names
from overenskommelse_granskning.batch.run import FileResult, RunResult
from overenskommelse_granskning.batch.settings import ReviewSettings
from overenskommelse_granskning.batch.store import Store
from overenskommelse_granskning.batch.worker import Job, Reviewed, pack
from report_samples import SHA

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


def stored(
    folder: Path, assessments: dict[str, Assessment], settings: ReviewSettings, files: str = ""
) -> tuple[Store, RunResult]:
    """A run's results as they would stand if these had been its documents, without reviewing anything.

    ``files``: what makes their bytes other than those of another run.
    """
    store = Store(folder)
    results = []
    names = report_names(assessments)
    store.set_files(names)
    with store.transaction():
        for path, assessment in assessments.items():
            facts = assessment.document
            if facts.sha256 == SHA:  # files of their own, unless a test says whose they are
                own = hashlib.sha256(f"{files}/{path}".encode()).hexdigest()
                assessment = replace(assessment, document=replace(facts, sha256=own))
            reviewed = pack(assessment, settings, path, 0.0)
            key = f"nyckel-{path}"
            store.add(key, reviewed)
            results.append(FileResult(path, names[path], key, reviewed.status, reviewed.code, False))
    skipped = (Skipped("~$avtal.docx", TEMPORARY),)
    return store, RunResult(tuple(results), Discovery((), skipped))
