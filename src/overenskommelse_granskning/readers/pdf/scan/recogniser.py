"""Which pages are read by OCR, and how they go through it side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ...options import ReadOptions
from .. import pdfium
from ..model import PageContent
from .quality import BETTER, page_texts_agree, page_words

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from threading import BoundedSemaphore

    from .engine import Engine, Unrecognised
    from .render import Rendered

Recognise = Callable[[bytes, int, int, int], str]

_GAIN = 3  # OCR must read so many times the characters that the page holds
_DOUBTFUL = 0.8  # mean confidence below which a page may be too noisy
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
        if page.pixels > self._options.limits.image_pixels:
            self._pages.append(page)
        elif page.image_only or (self._options.ocr == "on" and not page.blank) or page.garbled:
            self._pages.append(self._whole(handle, page))
        elif page.pictures:
            self._pages.append(self._pictured(handle, page))
        else:
            self._pages.append(page)

    def pages(self) -> list[PageContent]:
        """All pages, when the last one is read."""
        return [page if isinstance(page, PageContent) else page.result() for page in self._pages]

    def _whole(self, handle: Any, page: PageContent) -> PageContent | Future[PageContent]:
        if not self._find():
            return replace(page, known=page_words(page)) if page.garbled else page
        self._wait()
        image = _upright(handle, page, self._options.limits.image_pixels)
        return self._submit(_read_whole, page, image, self._options.ocr == "on")

    def _pictured(self, handle: Any, page: PageContent) -> PageContent | Future[PageContent]:
        """A page with pictures, of which those with text are read."""
        from .printed import only, with_text
        from .render import render

        ready = self._find()
        if ready:
            self._wait()
        image = render(handle, (page.width, page.height), self._options.limits.image_pixels)
        with pdfium.unlocked():
            boxes = with_text(image, page.pictures)
            page = replace(page, pictures=boxes)
            if ready and boxes:
                return self._submit(_read_pictures, page, only(image, boxes, page.lines))
        if ready:
            self._release()
        return replace(page, unread="R025") if boxes else page

    def _find(self) -> bool:
        if not self._searched:
            self._searched = True
            from concurrent.futures import ThreadPoolExecutor
            from threading import BoundedSemaphore

            from .engine import cores
            from .tesseract import find_engine

            self._engine = find_engine(self._options.ocr_processes or cores())
            if self._engine is not None:
                self._threads = ThreadPoolExecutor(self._engine.processes, "granska-ocr")
                self._waiting = BoundedSemaphore(_AHEAD * self._engine.processes)
        return self._engine is not None

    def _wait(self) -> None:
        """Until few rendered pages are waiting."""
        assert self._waiting is not None
        with pdfium.unlocked():
            self._waiting.acquire()

    def _release(self) -> None:
        assert self._waiting is not None
        self._waiting.release()

    def _submit(
        self, read: Callable[..., PageContent], page: PageContent, image: Rendered, *more: object
    ) -> Future[PageContent]:
        assert self._engine is not None and self._threads is not None
        work = self._threads.submit(read, page, image, self._engine.tsv, *more)
        work.add_done_callback(lambda _: self._release())
        return work


def _upright(handle: Any, page: PageContent, pixel_limit: int) -> Rendered:
    """The page turned so that its lines of text run as they should, straightened where they slant much."""
    from .render import render, turned, zoom_of
    from .upright import BORNE, straightened

    size = (page.width, page.height)
    zoom = zoom_of(size)
    image = render(handle, size, pixel_limit, zoom=zoom)
    with pdfium.unlocked():
        image = straightened(image)
    if abs(image.slant) > BORNE:
        image = turned(render(handle, size, pixel_limit, skew=image.slant, zoom=zoom), image.turn)
    return image


def _read_whole(page: PageContent, image: Rendered, recognise: Recognise, always: bool) -> PageContent:
    """What OCR makes of a page; unless ``always``, the page itself where that is the better text."""
    from .engine import Unrecognised
    from .render import smoothed, turned
    from .upright import straightened

    try:
        read = _attempt(page, image, recognise)
        if (read.confidence or 0.0) < _DOUBTFUL:
            image = straightened(smoothed(image))
            read = max(read, _attempt(page, image, recognise), key=_certain)
        if read.lines and (read.confidence or 0.0) < _POOR:
            read = max(read, _attempt(page, turned(image, 180), recognise), key=_certain)
    except Unrecognised as error:
        return _unread(page, error)
    if always:
        return read
    if page.garbled:
        return _more_legible(page, read)
    if read.characters < _GAIN * page.characters:
        # A picture with a caption, not a scan: the page's own text is the better one.
        return replace(page, image_only=False)
    return read


def _read_pictures(page: PageContent, image: Rendered, recognise: Recognise) -> PageContent:
    """A page with what OCR reads on its pictures."""
    from .engine import Unrecognised
    from .pictures import merged

    try:
        return merged(page, _attempt(page, image, recognise), page.pictures)
    except Unrecognised as error:
        return _unread(page, error)


def _attempt(page: PageContent, image: Rendered, recognise: Recognise) -> PageContent:
    from .words import page_of

    table = recognise(image.pixels.tobytes(), image.width, image.height, image.dpi)
    read = page_of(page, image, table)
    return replace(read, known=page_words(read))


def _more_legible(page: PageContent, read: PageContent) -> PageContent:
    """Of a doubtful text layer and what OCR reads, the one with more words of Swedish."""
    known = page_words(page)
    if (read.known or 0.0) >= (known or 0.0) + BETTER:
        return replace(read, garbled=False)
    same = page_texts_agree(page, read)  # then it is in order, and in another language
    return replace(page, known=None if same else known, garbled=not same)


def _unread(page: PageContent, error: Unrecognised) -> PageContent:
    return replace(page, unread="R026" if error.late else "R027")


def _certain(page: PageContent) -> float:
    return page.characters * (page.confidence or 0.0) ** 2
