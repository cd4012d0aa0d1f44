"""Foreign files are handled by a child process, so that no file can take the command down."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ..batch.apart import Apart, Handler
    from ..batch.failure import Limits

T = TypeVar("T")


class Guard:
    """Answers requests with ``handler``, apart from this process. Use it as a context manager."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._apart: Apart | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def ask(
        self,
        request: Any,
        source: str | bytes,
        limits: Limits,
        *others: str | bytes,
        meanwhile: Callable[[], object] | None = None,
    ) -> Any:
        """The answer to a request about ``source`` (and ``others``). Raises what the handler raised, and Ended.

        ``meanwhile``: what may be done here while another process works.
        """
        if not any(map(_apart_from, (source, *others))):
            return self._handler(request)
        from ..batch.apart import Apart

        if self._apart is None or self._apart.limits != limits:
            self._close()
            self._apart = Apart(self._handler, limits)
        return self._apart.ask(request, meanwhile)

    def _close(self) -> None:
        if self._apart is not None:
            self._apart.close()
            self._apart = None


def guarded(work: Callable[[], T], source: str | bytes, limits: Limits) -> T:
    """One piece of work on ``source``; where it must be sent to another process it must be picklable."""
    from ..batch.apart import once

    return once(work, limits) if _apart_from(source) else work()


def _apart_from(source: str | bytes) -> bool:
    from ..batch.apart import can_copy

    if can_copy():
        return True
    from ..readers.oddity import is_odd

    return is_odd(source)
