"""Which pages are read by OCR, and how they go through it side by side."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import BoundedSemaphore
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ...options import ReadOptions
from .. import pdfium
from ..model import PageContent

if TYPE_CHECKING:
    from .engine import Engine
    from .render import Rendered

_GAIN = 3  # OCR must read so many times the characters that the page holds
_POOR = 0.6  # mean confidence below which a page may stand on its head after all
_AHEAD = 2  # rendered pages per process that may wait


class Recogniser:
    """Takes the pages of a document in order and gives them back, image pages read where that is possible.

    While one page is read others are rendered. To be used in a ``with`` statement, which ends all processes.
    """

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._engine: Engine | None = None
        self._searched = options.ocr == "off"
        self._pages: list[PageContent | Future[PageContent]] = []
        self._threads: ThreadPoolExecutor | None = None
        self._waiting: BoundedSemaphore | None = None

    def __enter__(self) -> Recogniser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._engine is not None:
            self._engine.close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)

    def add(self, handle: Any, page: PageContent) -> None:
        """The next page. The caller holds the lock, which is free meanwhile for some of the time."""
        if not self._wanted(page):
            self._pages.append(page)
            return
        self._pages.append(self._submitted(handle, page))

    def pages(self) -> list[PageContent]:
        """All pages, when the last one is read."""
        return [page if isinstance(page, PageContent) else page.result() for page in self._pages]

    def _wanted(self, page: PageContent) -> bool:
        wanted = page.image_only or (self._options.ocr == "on" and not page.blank)
        return wanted and page.pixels <= self._options.limits.image_pixels and self._find()

    def _find(self) -> bool:
        if not self._searched:
            self._searched = True
            from .engine import cores
            from .tesseract import find_engine

            self._engine = find_engine(self._options.ocr_processes or cores())
            if self._engine is not None:
                self._threads = ThreadPoolExecutor(self._engine.processes, "granska-ocr")
                self._waiting = BoundedSemaphore(_AHEAD * self._engine.processes)
        return self._engine is not None

    def _submitted(self, handle: Any, page: PageContent) -> Future[PageContent]:
        assert self._engine is not None and self._threads is not None and self._waiting is not None
        with pdfium.unlocked():
            self._waiting.acquire()
        image = _upright(handle, page, self._options.limits.image_pixels)
        work = self._threads.submit(_read, page, image, self._engine.tsv, self._options.ocr == "auto")
        work.add_done_callback(lambda _, waiting=self._waiting: waiting.release())  # type: ignore[misc]
        return work


def _upright(handle: Any, page: PageContent, pixel_limit: int) -> Rendered:
    """The page turned so that its lines of text run as they should, straightened where they slant much."""
    from . import upright
    from .pixels import is_dark, levelled
    from .render import render, turned

    size = (page.width, page.height)
    image = render(handle, size, pixel_limit)
    with pdfium.unlocked():
        dark = upright.without_rules(upright.halved(is_dark(image.pixels)), image.dpi // 2)
        turn = 90 if upright.is_sideways(dark, image.dpi // 2) else 0
        if turn:
            dark = dark.T[::-1]
        skew = upright.skew(dark)
    if abs(skew) > upright.BORNE:
        image = render(handle, size, pixel_limit, skew)
    elif abs(skew) >= upright.LEAST_SKEW:
        image = replace(image, slant=skew)
    if turn:
        image = turned(image, turn)
    with pdfium.unlocked():
        if upright.is_upside_down(levelled(is_dark(image.pixels), image.slant), image.dpi):
            image = turned(image, 180)
    return image


def _read(
    page: PageContent, image: Rendered, recognise: Callable[[bytes, int, int, int], str], choose: bool
) -> PageContent:
    """What OCR makes of a page; the page itself where that is the better text."""
    from .engine import Unrecognised
    from .render import turned
    from .words import page_of

    def attempt(image: Rendered) -> PageContent:
        table = recognise(image.pixels.tobytes(), image.width, image.height, image.dpi)
        return page_of(page, image, table)

    try:
        read = attempt(image)
        if read.lines and (read.confidence or 0.0) < _POOR:
            other = attempt(turned(image, 180))
            read = max(read, other, key=_certain)
    except Unrecognised as error:
        return replace(page, unread="R026" if error.late else "R027")
    if choose and read.characters < _GAIN * page.characters:
        # A picture with a caption, not a scan: the page's own text is the better one.
        return replace(page, image_only=False)
    return read


def _certain(page: PageContent) -> float:
    return page.characters * (page.confidence or 0.0) ** 2
