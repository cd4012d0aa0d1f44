"""The same work on a cluster: any executor whose workers can import this package, such as Dask's.

Documents are sent as bytes, so the workers need no folder in common with the run; what is kept is kept
by the run alone. A process of the cluster cannot be ended from here as one of our own can: a document
that takes too long is interrupted in its thread, and if that does not help its process ends itself,
which the cluster replaces.
"""

from __future__ import annotations

import ctypes
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import ReviewError
from .failure import Ended, Limits
from .settings import ReviewSettings, program_key
from .worker import Job, Reviewed, load, review_job

log = logging.getLogger(__name__)

_GRACE = 10.0  # seconds for an interrupted document to give up before its process ends itself
_TOO_LATE = 79  # exit code of such a process
_loading = threading.Lock()

Finished = tuple[Job, Reviewed | Ended]
Work = Callable[[Job, ReviewSettings, float, str], Reviewed]


class ClusterFailed(ReviewError):
    """The cluster is not there, or not such that it can do this run's work."""

    code = "K003"


def review_there(job: Job, settings: ReviewSettings, seconds: float, program: str) -> Reviewed:
    """Runs in a worker of the cluster: the reviewer is loaded once per process.

    Raises ClusterFailed when the worker has another version than the run: results would not be alike.
    """
    if program_key() != program:
        raise ClusterFailed(
            "En arbetare i klustret har en annan version av programmet, modellen eller checklistorna: installera samma "
            "version överallt."
        )
    with _loading:
        load(settings)
    try:
        with time_limit(seconds):
            return review_job(job)
    except TooLate:  # thrown in the very moment that the work was done
        raise Ended("R041") from None


@contextmanager
def time_limit(
    seconds: float, *, grace: float = _GRACE, end: Callable[[int], Any] = os._exit
) -> Iterator[None]:
    """Interrupt what this thread does after ``seconds`` (0: never) with ``Ended``; then end the process."""
    if not seconds:
        yield
        return
    thread = threading.get_ident()
    done = threading.Event()
    lock = threading.Lock()

    def watch() -> None:
        if done.wait(seconds):
            return
        with lock:
            if done.is_set():
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLate))
        if not done.wait(grace):
            end(_TOO_LATE)

    threading.Thread(target=watch, daemon=True, name="granska-time").start()
    try:
        yield
    except TooLate:
        raise Ended("R041") from None
    finally:
        with lock:
            done.set()


class TooLate(BaseException):
    """Thrown into a thread that works on a document for too long; no ``except Exception`` catches it."""


class ClusterWorkers:
    """Hands jobs to an executor, ``ahead`` at a time. Use it as a context manager."""

    def __init__(
        self,
        executor: Executor,
        settings: ReviewSettings,
        limits: Limits,
        *,
        ahead: int,
        work: Work = review_there,
    ) -> None:
        self._executor, self._settings, self._limits = executor, settings, limits
        self._ahead = max(ahead, 1)
        self._work = work
        self._sent: dict[Future[Reviewed], Job] = {}

    def __enter__(self) -> ClusterWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._sent:
            future.cancel()

    def run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        """Every job with its result, in the order in which they are finished. Lazy about the jobs."""
        source = iter(jobs)
        program = program_key()
        lost: deque[Job] = deque()
        while True:
            while len(self._sent) < self._ahead:
                job = lost.popleft() if lost else next(source, None)
                if job is None:
                    break
                future = self._executor.submit(
                    self._work, _with_data(job), self._settings, self._limits.seconds, program
                )
                self._sent[future] = job
            if not self._sent:
                return
            finished, _ = wait(self._sent, return_when=FIRST_COMPLETED)
            for future in finished:
                job = self._sent.pop(future)
                yield job, _result(future, job)


def _with_data(job: Job) -> Job:
    try:
        return replace(job, data=Path(job.path).read_bytes())
    except OSError:
        return replace(job, data=None)  # the worker tells why, if it cannot open the file either


def _result(future: Future[Reviewed], job: Job) -> Reviewed | Ended:
    try:
        return future.result()
    except Ended as ended:
        return ended
    except ReviewError:  # no matter of the document: the run cannot go on
        raise
    except CancelledError:
        raise ClusterFailed(
            "Förbindelsen med klustret bröts: det som är klart finns kvar, fortsätt med --ateruppta."
        ) from None
    except Exception as error:
        # The cluster has tried and given up, as a rule because the document took its processes with it.
        log.error("%s: %s", job.name, error)
        return Ended("R043", type(error).__name__)


@contextmanager
def dask_workers(address: str, settings: ReviewSettings, limits: Limits) -> Iterator[ClusterWorkers]:
    """The workers of a Dask cluster. Raises ClusterFailed where there is none, or Dask is not installed."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterFailed(
            'Dask är inte installerat: pip install "overenskommelse-granskning[dask]".'
        ) from None
    try:
        client = Client(address, timeout="20s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        log.debug("no cluster: %s", error)
        raise ClusterFailed(
            f"Klustret på {address} svarar inte: kontrollera adressen och att schemaläggaren är igång."
        ) from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterFailed(
                f"Klustret på {address} har inga arbetare: starta dem med dask worker {address}."
            )
        with ClusterWorkers(client.get_executor(), settings, limits, ahead=2 * threads) as workers:
            yield workers
    finally:
        client.close()
