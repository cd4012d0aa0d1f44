"""Documents through worker processes: a document that hangs, crashes or swells costs itself alone.

Each worker is a pebble pool of one process. That gives it a channel of its own, so that a process
killed in the middle of a message cannot take the others' messages with it, and it leaves no doubt
about which document a process was working on when it ended.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import product
from multiprocessing.context import BaseContext
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ..errors import ReviewError
from .bounds import OUT_OF_MEMORY
from .failure import Ended, Limits
from .worker import Job, Reviewed, review_job

log = logging.getLogger(__name__)

_AHEAD = 2  # jobs sent to a worker at a time: one to work on, one waiting so that it never idles
_TRIES = 2  # a document whose process died is tried once more, after the others
_PATIENCE = 60.0  # seconds beyond its limit before a silent worker is given up
_START_UP = 180.0  # seconds a worker may take to load

_BREAKS = 5  # processes in a row that died before their first document: then it is not by chance

Finished = tuple[Job, Reviewed | Ended]


class WorkersFailed(ReviewError):
    """No worker comes as far as its first document."""

    code = "K002"

    def __init__(self) -> None:
        super().__init__(
            "Arbetsprocesserna dog innan de hann börja: kontrollera att minnet räcker (färre med --processer) "
            "och kör om med --felsok."
        )


class Workers:
    """``count`` processes, each made ready by ``start(*given)``. Use it as a context manager.

    At the end every process is gone. ``work`` is what is done with a job.
    """

    def __init__(
        self,
        count: int,
        start: Callable[..., None],
        given: tuple[Any, ...],
        limits: Limits,
        *,
        work: Callable[[Job], Reviewed] = review_job,
        method: str | None = None,
    ) -> None:
        self._context = start_context(method)
        self._limits = limits
        self._start, self._given, self._work = start, given, work
        self._breaks = 0
        self._slots = [_Slot(self._make_pool()) for _ in range(count)]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.pool.stop()
        for slot in self._slots:
            slot.pool.join()

    def run(self, jobs: Iterable[Job]) -> Iterator[Finished]:
        """Every job with its result, in the order in which they are finished. Lazy about the jobs."""
        source = iter(jobs)
        again: deque[Job] = deque()
        tries: dict[str, int] = {}
        lost: deque[Job] = deque()  # sent to a pool that broke, but not begun
        while True:
            # The emptiest first, so that the last documents are spread over all.
            for depth, slot in product(range(_AHEAD), self._slots):
                if len(slot.waiting) > depth:
                    continue
                job = lost.popleft() if lost else next(source, None)
                if job is None and again and not any(s.waiting for s in self._slots):
                    job = again.popleft()  # alone: what died may have been short of room
                if job is None:
                    break
                self._send(slot, job)
            if not any(s.waiting for s in self._slots):
                return
            wait([s.waiting[0].future for s in self._slots if s.waiting], 1.0, FIRST_COMPLETED)
            for slot in self._slots:
                for job, result in self._collect(slot, lost):
                    if isinstance(result, Ended) and result.code == "R043":
                        tries[job.key] = tries.get(job.key, 0) + 1
                        if tries[job.key] < _TRIES:
                            log.warning("%s: processen dog (%s), prövas en gång till", job.name, result.what)
                            again.append(job)
                            continue
                    yield job, result

    def _send(self, slot: _Slot, job: Job) -> None:
        timeout = self._limits.seconds or None
        try:
            future = slot.pool.schedule(self._work, args=(job,), timeout=timeout)
        except RuntimeError:  # broken since last time: its process died with nothing to do
            self._renew(slot)
            future = slot.pool.schedule(self._work, args=(job,), timeout=timeout)
        slot.waiting.append(_Sent(job, future, time.monotonic()))

    def _collect(self, slot: _Slot, lost: deque[Job]) -> Iterator[Finished]:
        while slot.waiting:
            head = slot.waiting[0]
            if not head.future.done():
                if self._silent(slot, head):
                    yield from self._give_up(slot, lost, Ended("R041"))
                return
            slot.waiting.popleft()
            slot.heard = time.monotonic()
            result: Reviewed | Ended
            try:
                result = head.future.result()
            except Ended as ended:
                result = ended
            except TimeoutError:
                result = Ended("R041")
            except ProcessExpired as error:
                result = _death(error.exitcode)
            except (BrokenProcessPool, CancelledError):
                # The process died with nothing begun, so that no document can be to blame.
                self._breaks += 1
                if self._breaks > _BREAKS:
                    raise WorkersFailed() from None
                lost.append(head.job)
                lost.extend(sent.job for sent in slot.waiting)
                slot.waiting.clear()
                self._renew(slot)
                return
            self._breaks = 0
            yield head.job, result

    def _silent(self, slot: _Slot, head: _Sent) -> bool:
        """Whether a worker has said nothing for so long that even its own supervisor must have lost it."""
        if not self._limits.seconds:
            return False
        allowed = self._limits.seconds + _PATIENCE + (0 if slot.heard else _START_UP)
        return time.monotonic() - max(head.sent, slot.heard) > allowed

    def _give_up(self, slot: _Slot, lost: deque[Job], ended: Ended) -> Iterator[Finished]:
        head, *rest = slot.waiting
        slot.waiting.clear()
        self._renew(slot)
        lost.extend(sent.job for sent in rest)
        yield head.job, ended

    def _renew(self, slot: _Slot) -> None:
        slot.pool.stop()
        slot.pool.join()
        slot.pool = self._make_pool()
        slot.heard = 0.0

    def _make_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=1, initializer=self._start, initargs=self._given, context=self._context
        )


@dataclass(slots=True)
class _Sent:
    job: Job
    future: Future[Reviewed]
    sent: float


class _Slot:
    """One worker and what has been sent to it, the job it works on first."""

    def __init__(self, pool: ProcessPool) -> None:
        self.pool = pool
        self.waiting: deque[_Sent] = deque()
        self.heard = 0.0  # when it last finished something; 0 before the first


def start_context(method: str | None = None) -> BaseContext:
    """How workers are started: from a process that has loaded everything once, where that is safe."""
    if method is None:
        method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([f"{__package__}.warm"])
    return context


def _death(code: int | None) -> Ended:
    if code == OUT_OF_MEMORY:
        return Ended("R042")
    if code is not None and code < 0:
        return Ended("R043", f"signal {-code}")
    return Ended("R043", f"slutkod {code}")
