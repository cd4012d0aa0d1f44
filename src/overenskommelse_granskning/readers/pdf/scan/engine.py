"""Processes that run Tesseract: as many pages at a time as there are cores, each within its time.

Where tesserocr (the extra ``ocr``) is installed a process of ours keeps it loaded from page to page, which is a
quarter faster than the command; otherwise the command ``tesseract`` is started for every page. Either way the
native code is outside of this process: what crashes or hangs costs one page.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import LifoQueue
from typing import IO, Protocol

from .worker import ANSWER, REQUEST

LANGUAGE = "swe"
PAGE_SECONDS = 120.0
_START_SECONDS = 30.0
_AUTO = 3  # Tesseract's segmentation of the page: automatic, without orientation
_WORKER = Path(__file__).with_name("worker.py")


class Unrecognised(Exception):
    """A page that Tesseract did not get through: it crashed, or its time ran out (``late``)."""

    def __init__(self, late: bool) -> None:
        super().__init__("out of time" if late else "crashed")
        self.late = late


class Engine(Protocol):
    """Recognises grey images (rows of bytes, 0 black) and gives Tesseract's TSV.

    ``processes`` threads may ask at once; more wait for their turn. Raises Unrecognised.
    """

    @property
    def processes(self) -> int: ...

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str: ...

    def close(self) -> None: ...


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def environment(folder: Path) -> dict[str, str]:
    """That of a process of Tesseract. Its threads gain nothing on one page and starve the other pages."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": str(folder)}


class Workers:
    """Our own processes with tesserocr in them, started when the first page for each comes.

    Raises OSError where the first one does not start.
    """

    def __init__(self, folder: Path, processes: int, seconds: float = PAGE_SECONDS) -> None:
        self.processes = processes
        self._folder = folder
        self._seconds = seconds
        self._lock = threading.Lock()
        self._closed = False
        self._all: set[_Process] = set()
        self._free: LifoQueue[_Process | None] = LifoQueue()  # None: a place for one that is not started
        for _ in range(processes - 1):
            self._free.put(None)
        self._free.put(self._started())

    def _started(self) -> _Process:
        with self._lock:
            if self._closed:
                raise OSError("closed")
            process = _Process(self._folder)
            self._all.add(process)
        try:
            process.wait_until_ready()
        except Unrecognised as error:
            self._all.discard(process)
            raise OSError("Tesseract cannot be loaded") from error
        return process

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        process = self._free.get()
        try:
            if process is None:
                process = self._started()
            return process.recognise(REQUEST.pack(width, height, dpi, _AUTO) + pixels, self._seconds)
        except (Unrecognised, OSError) as error:
            if process is not None:
                self._all.discard(process)
                process = None
            raise error if isinstance(error, Unrecognised) else Unrecognised(late=False) from error
        finally:
            self._free.put(process)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for process in tuple(self._all):
                process.close()


class _Process:
    """One worker. Any failure ends it."""

    def __init__(self, folder: Path) -> None:
        # -P: beside the script lie modules that would be taken for others of their name.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER), str(folder), LANGUAGE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(folder),
        )

    def wait_until_ready(self) -> None:
        self._within(_START_SECONDS, self._answer)

    def recognise(self, request: bytes, seconds: float) -> str:
        def exchange() -> bytes:
            source = _open(self._process.stdin)
            source.write(request)
            source.flush()
            return self._answer()

        return self._within(seconds, exchange).decode("utf-8", "replace")

    def _within(self, seconds: float, work: Callable[[], bytes]) -> bytes:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()  # what waits for its answer gets the end of the file

        with _alarm(seconds, stop):
            try:
                return work()
            except (OSError, ValueError, EOFError) as error:
                failure = error
        self.close()
        raise Unrecognised(late.is_set()) from failure

    def _answer(self) -> bytes:
        (length,) = ANSWER.unpack(self._read(ANSWER.size))
        return self._read(length)

    def _read(self, length: int) -> bytes:
        found = _open(self._process.stdout).read(length)
        if len(found) < length:
            raise EOFError
        return found

    def close(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not yet written to a process that is gone
                _open(stream).close()
        self._process.wait()


class Commands:
    """The command, a process per page."""

    def __init__(self, command: str, folder: Path, processes: int, seconds: float = PAGE_SECONDS) -> None:
        self.processes = processes
        self._command = [command, "stdin", "stdout", "-l", LANGUAGE, "--psm", str(_AUTO)]
        self._environment = environment(folder)
        self._seconds = seconds
        self._turns = threading.BoundedSemaphore(processes)
        self._lock = threading.Lock()
        self._closed = False
        self._running: set[subprocess.Popen[bytes]] = set()

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        with self._turns:
            process = self._start(dpi)
            try:
                image = b"P5 %d %d 255\n" % (width, height) + pixels
                table, _ = process.communicate(image, timeout=self._seconds)
            except subprocess.TimeoutExpired as error:
                raise Unrecognised(late=True) from error
            except (OSError, ValueError) as error:
                raise Unrecognised(late=False) from error
            finally:
                self._end(process)
        if process.returncode != 0:
            raise Unrecognised(late=False)
        return table.decode("utf-8", "replace")

    def _start(self, dpi: int) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise Unrecognised(late=False)
            try:
                process = subprocess.Popen(
                    [*self._command, "--dpi", str(dpi), "tsv"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=self._environment,
                )
            except OSError as error:
                raise Unrecognised(late=False) from error
            self._running.add(process)
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                _open(stream).close()
        process.wait()
        self._running.discard(process)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for process in list(self._running):
                process.kill()  # the thread that asked cleans up


@contextmanager
def _alarm(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("no pipe")
    return stream
