"""Reviews in one call: one document, or many one after another or in parallel."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from threading import Lock

from .assessment import Assessment
from .assessment.failed import failed_assessment
from .errors import ReviewError, reading_message
from .pipeline import Reviewer
from .readers import Source

log = logging.getLogger(__name__)


def review(source: Source, **options: object) -> Assessment:
    """Review one document; ``options`` are those of :class:`Reviewer`."""
    return Reviewer(**options).review(source)  # type: ignore[arg-type]


def review_many(
    sources: Iterable[str | os.PathLike[str]], *, executor: Executor | None = None, **options: object
) -> Iterator[Assessment]:
    """Review many files, in order; with an executor (a pool's or a cluster's) in parallel.

    ``options`` are those of :class:`Reviewer`. A document whose worker dies is ``unreadable`` (R043); the
    others go on, as far as the executor does. The files are opened where the executor works.
    """
    paths = [os.fspath(s) for s in sources]
    if executor is None:
        reviewer = Reviewer(**options)  # type: ignore[arg-type]
        yield from (reviewer.review(p) for p in paths)
        return
    waiting = deque((p, executor.submit(_review_path, p, options)) for p in paths)
    while waiting:
        path, future = waiting.popleft()  # let go of each result when it has been handed on
        try:
            assessment = future.result()
        except ReviewError:
            raise
        except Exception as error:
            log.exception("the worker for %s died", path)
            message = reading_message("R043", what=type(error).__name__)
            as_of = options.get("as_of")
            day = as_of if isinstance(as_of, date) else date.today()
            assessment = failed_assessment(Path(path).name, day, "R043", message)
        yield assessment


_worker: dict[str, Reviewer] = {}
_worker_lock = Lock()


def _review_path(path: str, options: dict[str, object]) -> Assessment:
    """Runs in a worker: the reviewer is built once per process and set of options."""
    key = repr(sorted(options.items(), key=lambda kv: kv[0]))
    with _worker_lock:  # a cluster's worker may have several threads
        if key not in _worker:
            _worker[key] = Reviewer(**options)  # type: ignore[arg-type]
    return _worker[key].review(path)
