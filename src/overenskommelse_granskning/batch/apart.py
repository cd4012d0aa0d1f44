"""Work on foreign files in a child process, for a command that handles a few of them.

A crash or an endless loop in a library that reads files ends the child, not the command; what was
asked for then ends as :class:`~.failure.Ended`. On Linux the child is a copy of this process (fork),
which costs a few milliseconds and is done before anything heavy is loaded, so every file is read
apart. Where the process cannot be copied (Windows, macOS, or when it has threads) a child has to be
started afresh, which costs a second, and only files that are large or odd are read apart.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol

from .bounds import (
    OUT_OF_MEMORY,
    leave_no_core,
    leave_when_told,
    leave_with_parent,
    limit_memory,
    limit_processor,
    watch,
)
from .failure import Ended, Limits

Handler = Callable[[Any], Any]

_PATIENCE = 3.0  # seconds to clean up after being told to end
_MOST_OF = 0.6  # of the memory allowed
_HEAD = 8  # bytes of a message's length
_OUT_OF_TIME = 24  # SIGXCPU, from the system's own limit
_LOST = 70  # exit code of a child that could not answer


def can_copy() -> bool:
    """Whether a child can be a copy of this process: a copied lock that another thread holds never opens."""
    return sys.platform == "linux" and threading.active_count() == 1


class Apart:
    """A child that answers one request after another with ``handler``. Use it as a context manager.

    It is started at the first request, and anew after it died. Without ``can_copy`` the handler and
    the requests must be picklable.
    """

    def __init__(self, handler: Handler, limits: Limits) -> None:
        self._handler, self.limits = handler, limits
        self._child: _Child | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: Any, meanwhile: Callable[[], object] | None = None) -> Any:
        """The handler's answer. Raises what it raised, or Ended: R041 (time), R042 (memory), R044 (died).

        ``meanwhile`` is done here while the child works: what is needed anyway costs no time then.
        """
        if self._child is None:
            make = _Copy if can_copy() else _Fresh
            self._child = make(self._handler, self.limits)
        try:
            kind, value = self._child.ask(request, self.limits.seconds or None, meanwhile)
        except BaseException:
            self.close(at_once=True)
            raise
        if kind == "value":
            return value
        if kind == "memory":
            self.close()  # what is left of it may be short of room
            raise Ended("R042")
        raise value

    def close(self, *, at_once: bool = False) -> None:
        """End the child; ``at_once``: whatever it is doing."""
        if self._child is not None:
            child, self._child = self._child, None
            child.close(at_once=at_once)


def once(work: Callable[[], Any], limits: Limits) -> Any:
    """The result of ``work``, done by a child; see :meth:`Apart.ask`."""
    with Apart(_call if not can_copy() else lambda _: work(), limits) as apart:
        return apart.ask(None if can_copy() else work)


def _call(work: Callable[[], Any]) -> Any:
    return work()


class _Child(Protocol):
    def ask(
        self, request: Any, seconds: float | None, meanwhile: Callable[[], object] | None
    ) -> tuple[str, Any]: ...

    def close(self, *, at_once: bool) -> None: ...


class _Copy:
    """A copy of this process, made with fork; pickled messages through two pipes."""

    def __init__(self, handler: Handler, limits: Limits) -> None:
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()
        for stream in filter(None, (sys.stdout, sys.stderr)):  # either may be closed
            stream.flush()
        self._pid = os.fork()
        if self._pid == 0:
            code = _LOST
            try:
                os.close(here_in)
                os.close(here_out)
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
                leave_when_told()
                leave_with_parent()
                code = _serve(handler, limits, lambda: _read(there_in, None), lambda m: _write(there_out, m))
            finally:
                os._exit(code)
        os.close(there_in)
        os.close(there_out)
        self._in, self._out = here_in, here_out
        self._memory = limits.megabytes * 1_000_000

    def ask(
        self, request: Any, seconds: float | None, meanwhile: Callable[[], object] | None
    ) -> tuple[str, Any]:
        answer = None
        with contextlib.suppress(BrokenPipeError):
            _write(self._out, pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
            if meanwhile is not None:
                meanwhile()
            answer = _read(self._in, seconds)
        if answer is None:
            code, used = self._wait()
            # A library that cannot go on without memory ends its process in its own way.
            if code < 0 and self._memory and used > _MOST_OF * self._memory:
                raise Ended("R042")
            raise _death(code)
        kind, value = pickle.loads(answer)
        return str(kind), value

    def close(self, *, at_once: bool) -> None:
        os.close(self._out)  # without requests to come the child ends
        os.close(self._in)
        if self._pid and at_once:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGTERM)
        until = time.monotonic() + _PATIENCE
        while self._pid and time.monotonic() < until:
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                self._pid = 0
                return
            time.sleep(0.002)
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._wait()

    def _wait(self) -> tuple[int, int]:
        """The child's exit code, and the most memory that it has used."""
        _, status, usage = os.wait4(self._pid, 0)
        self._pid = 0
        return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024


class _Fresh:
    """A process started afresh, for systems and moments where this one cannot be copied."""

    def __init__(self, handler: Handler, limits: Limits) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_start, args=(there, handler, limits), daemon=True)
        self._process.start()
        there.close()

    def ask(
        self, request: Any, seconds: float | None, meanwhile: Callable[[], object] | None
    ) -> tuple[str, Any]:
        try:
            self._pipe.send_bytes(pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
            if meanwhile is not None:
                meanwhile()
            if not self._pipe.poll(seconds):
                raise Ended("R041")
            kind, value = pickle.loads(self._pipe.recv_bytes())
        except (EOFError, OSError):
            self._process.join(_PATIENCE)
            raise _death(self._process.exitcode or 0) from None
        return str(kind), value

    def close(self, *, at_once: bool) -> None:
        self._pipe.close()
        if at_once:
            self._process.terminate()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _start(pipe: Any, handler: Handler, limits: Limits) -> None:
    """What a process started afresh does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_when_told()
    memory = limits.megabytes * 1_000_000
    threading.Thread(target=watch, args=(memory,), daemon=True, name="granska-watch").start()

    def receive() -> bytes | None:
        try:
            return bytes(pipe.recv_bytes())
        except EOFError:
            return None

    _serve(handler, limits, receive, pipe.send_bytes)


def _serve(
    handler: Handler, limits: Limits, receive: Callable[[], bytes | None], send: Callable[[bytes], None]
) -> int:
    """Answer until there is nobody left to ask."""
    limit_memory(limits.megabytes * 1_000_000)
    leave_no_core()
    while (request := receive()) is not None:
        limit_processor(limits.seconds)
        try:
            answer = pickle.dumps(("value", handler(pickle.loads(request))), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            answer = pickle.dumps(("memory", None))
        except Exception as error:
            answer = _packed(error)
        try:
            send(answer)
        except OSError:
            return _LOST
    return 0


def _packed(error: Exception) -> bytes:
    """The error as it can be sent, with the trace of where it arose for ``--felsok``."""
    error.add_note("".join(traceback.format_tb(error.__traceback__)))
    try:
        packed = pickle.dumps(("error", error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(packed)
    except Exception:
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.__notes__ = error.__notes__
        return pickle.dumps(("error", told))
    return packed


def _death(code: int) -> Ended:
    if code == OUT_OF_MEMORY:
        return Ended("R042")
    if code == -_OUT_OF_TIME:
        return Ended("R041")
    return Ended("R044", f"signal {-code}" if code < 0 else f"slutkod {code}")


def _write(pipe: int, message: bytes) -> None:
    left = memoryview(len(message).to_bytes(_HEAD, "little") + message)
    while left:
        left = left[os.write(pipe, left) :]


def _read(pipe: int, seconds: float | None) -> bytes | None:
    """One message; None at the end of the stream. Raises Ended (R041) after ``seconds``."""
    until = None if seconds is None else time.monotonic() + seconds
    head = _read_exactly(pipe, _HEAD, until)
    return None if head is None else _read_exactly(pipe, int.from_bytes(head, "little"), until)


def _read_exactly(pipe: int, count: int, until: float | None) -> bytes | None:
    parts = []
    while count:
        left = None if until is None else max(0.0, until - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            raise Ended("R041")
        part = os.read(pipe, min(count, 1 << 20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
