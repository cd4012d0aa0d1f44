"""Reviews in one call: one document, or many one after another or in parallel."""

from __future__ import annotations

import hashlib
import logging
import os
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypedDict, Unpack

from .assessment import Assessment
from .assessment.failed import failed_assessment
from .checklist import load_checklist
from .choices import ChecklistSource, a_day, chosen_checklists
from .errors import ConfigurationError, ReviewError, reading_message
from .pipeline import Reviewer
from .readers import ReadOptions, Source
from .readers.entry import source_name
from .vocabulary.closed import Kind, Stage

log = logging.getLogger(__name__)

ManySource = str | os.PathLike[str] | bytes

_MOST_KEPT = 4  # reviewers of a process
# What pools and clusters that are not of the standard library raise for a worker that died: Dask, pebble.
_DEATHS = frozenset({"KilledWorker", "ProcessExpired"})


class ReviewerOptions(TypedDict, total=False):
    """The options of :class:`Reviewer`, for calls that make one."""

    checklists: ChecklistSource | Iterable[ChecklistSource] | None
    read_options: ReadOptions | None
    as_of: date | None
    stage: Stage | str | None
    learned: bool
    keep_original: bool
    every_step: bool


def review(
    source: Source,
    filename: str | None = None,
    *,
    kind: Kind | str | None = None,
    **options: Unpack[ReviewerOptions],
) -> Assessment:
    """Review one document: :meth:`Reviewer.review` of a reviewer that is made for it with ``options``."""
    return Reviewer(**options).review(source, filename, kind=kind)


def review_many(
    sources: Iterable[ManySource], *, executor: Executor | None = None, **options: Unpack[ReviewerOptions]
) -> Reviews:
    """Review many documents, in order; with an executor (a pool's or a cluster's) in parallel.

    ``sources`` are paths, which are opened where the executor works, or bytes; ``options`` those of
    :class:`Reviewer`. What is wrong with them is raised at once. All documents are handed to the executor
    before this returns. A document whose worker dies is ``unreadable`` (R043), and so is one that the
    program fails on (R000); the others go on, as far as the executor does.
    """
    given = [_sendable(s) for s in _listed(sources)]
    plan = _plan(options)
    reviewer = _reviewer(plan)  # a wrong option is told here and now
    day = plan.options["as_of"] or date.today()
    if executor is None:
        return Reviews(
            (partial(_assessment, source, day, partial(_judged, reviewer, source)), _nothing)
            for source in given
        )
    handed: deque[_Handed] = deque()
    try:
        for source in given:
            future = _submitted(executor, source, plan)
            handed.append((partial(_assessment, source, day, future.result), future.cancel))
    except BaseException:
        Reviews(handed).close()
        raise
    return Reviews(handed)


_Handed = tuple[Callable[[], Assessment], Callable[[], object]]


class Reviews(Iterator[Assessment]):
    """The reviews of :func:`review_many`, one at a time, in the order of their documents.

    Once it is closed, or nobody holds it any more, no worker begins on what is left.
    """

    def __init__(self, handed: Iterable[_Handed]) -> None:
        self._handed = deque(handed)

    def __next__(self) -> Assessment:
        if not self._handed:
            raise StopIteration
        result, _ = self._handed.popleft()  # let go of each result when it has been handed on
        try:
            return result()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Take back what no worker has begun on; there is nothing more to be had then."""
        while self._handed:
            _, cancel = self._handed.popleft()
            cancel()

    __del__ = close


class _Plan(NamedTuple):
    """Everything that decides a reviewer, as it is sent to workers, and the key of its content."""

    options: ReviewerOptions
    key: str


class _Failure(NamedTuple):
    """An error of ours on one document, as it can be sent from any worker."""

    what: str
    trace: str


def _listed(sources: Iterable[ManySource]) -> list[ManySource]:
    if isinstance(sources, str | bytes | os.PathLike) or not isinstance(sources, Iterable):
        raise ConfigurationError(
            "Dokumenten (sources) ska vara en lista: ange [fil] för ett enda, eller använd review."
        )
    return list(sources)


def _sendable(source: ManySource) -> str | bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    if hasattr(source, "read"):  # it cannot be sent to a worker, and has no end that is known
        raise ConfigurationError(
            f"Ett av dokumenten är en öppen fil eller ström ({type(source).__name__}): ange dess sökväg, eller innehållet "
            "som bytes (fil.read()), som kan skickas till en arbetare."
        )
    raise ConfigurationError(
        f"Ett av dokumenten är av typen {type(source).__name__}: ange en sökväg eller bytes, som kan skickas till en "
        "arbetare."
    )


def _plan(options: ReviewerOptions) -> _Plan:
    """The options with what they hang on: the day, so that it is one for all, and the content of own checklists."""
    settled = options.copy()
    settled["as_of"] = a_day(options.get("as_of")) or date.today()
    chosen = chosen_checklists(options.get("checklists"))
    if chosen is not None:
        lists = [load_checklist(c) if isinstance(c, str | Path) else c for c in chosen]
        # A shipped list is where the program is; another goes along, whoever can open its file.
        settled["checklists"] = [c.id if c.shipped else c for c in lists]
    content = repr(sorted(settled.items(), key=lambda kv: kv[0]))
    return _Plan(settled, hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest())


def _submitted(executor: Executor, source: str | bytes, plan: _Plan) -> Future[Assessment | _Failure]:
    """The document's future; one that has failed where the executor is already broken."""
    try:
        return executor.submit(_review_there, source, plan)
    except BrokenExecutor as error:
        future: Future[Assessment | _Failure] = Future()
        future.set_exception(error)
        return future


_reviewers: OrderedDict[str, Reviewer] = OrderedDict()
_lock = Lock()


def _reviewer(plan: _Plan) -> Reviewer:
    """This process's reviewer for a plan: made once, kept until others have been asked for."""
    with _lock:  # a cluster's worker may have several threads
        if plan.key not in _reviewers:
            _reviewers[plan.key] = Reviewer(**plan.options)
            while len(_reviewers) > _MOST_KEPT:
                _reviewers.popitem(last=False)
        _reviewers.move_to_end(plan.key)
        return _reviewers[plan.key]


def _review_there(source: str | bytes, plan: _Plan) -> Assessment | _Failure:
    """Runs in a worker."""
    return _judged(_reviewer(plan), source)


def _judged(reviewer: Reviewer, source: str | bytes) -> Assessment | _Failure:
    try:
        return reviewer.review(source)
    except ReviewError:
        raise
    except Exception as error:  # may be such as cannot be sent, which would end a pool
        return _Failure(type(error).__name__, traceback.format_exc())


def _assessment(source: str | bytes, day: date, result: Callable[[], Assessment | _Failure]) -> Assessment:
    """The result of a document, or what is told of one that came to nothing."""
    name = source_name(source)
    try:
        found = result()
    except (ReviewError, CancelledError):
        raise
    except Exception as error:
        dead = isinstance(error, BrokenExecutor) or type(error).__name__ in _DEATHS
        log.error("the worker for %s %s", name, "died" if dead else "failed", exc_info=error)
        code, what = "R043" if dead else "R000", type(error).__name__
    else:
        if isinstance(found, Assessment):
            return found
        log.error("review of %s failed\n%s", name, found.trace)
        code, what = "R000", found.what
    digest = hashlib.sha256(source).hexdigest() if isinstance(source, bytes) else ""
    return failed_assessment(name, day, code, reading_message(code, what=what), digest)


def _nothing() -> None:
    """There is nothing to take back of what is not done elsewhere."""
