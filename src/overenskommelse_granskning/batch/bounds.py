"""What a process that reads foreign files may take, as far as the operating system helps."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

OUT_OF_MEMORY = 77  # exit code of a process that passed its limit
_PARENT_GONE = 78
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG
_LOOK_EVERY = 0.2  # seconds between looks at the memory in use
_SPARE = 30.0  # seconds of processor time beyond the limit: whoever supervises comes first


def limit_memory(memory: int) -> None:
    """Let the system refuse what is far beyond the limit in bytes, where it can; the watch takes the rest."""
    loaded = _data_bytes()
    if not memory or not loaded:
        return
    import resource

    # What is loaded lies within the data segment too.
    ceiling = loaded + memory
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (ceiling, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    except (ValueError, OSError) as error:
        log.debug("no limit on data: %s", error)


def limit_processor(seconds: float) -> None:
    """End the process by itself if nobody is left to end it: from now on so much processor time, and some."""
    if not seconds:
        return
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds + _SPARE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def leave_no_core() -> None:
    """A crash must not leave the document's text behind in a core file."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def leave_when_told() -> None:
    """Make a request to end (SIGTERM) take along what is under way: programs started, temporary files."""
    signal.signal(signal.SIGTERM, _leave)


def leave_with_parent() -> None:
    """Be told to end when the process that made this copy is gone, however it went (Linux)."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)


def watch(memory: int) -> None:
    """End the process when it uses more bytes, or when the process that it works for is gone. Never returns."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    import psutil

    own = psutil.Process()
    parent: Any = parent_process()
    sentinels = [parent.sentinel] if parent is not None else []
    while True:
        if sentinels:
            if wait(sentinels, timeout=_LOOK_EVERY):
                os._exit(_PARENT_GONE)
        else:
            time.sleep(_LOOK_EVERY)
        if memory and own.memory_info().rss > memory:
            os._exit(OUT_OF_MEMORY)


def _leave(*_: object) -> None:
    from ..readers.conversion import abandon

    abandon()
    os._exit(128 + signal.SIGTERM)


def _data_bytes() -> int:
    """The size of the process's data segment; 0 on systems that do not tell."""
    try:
        import resource

        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except (ImportError, OSError, IndexError, ValueError):
        return 0
