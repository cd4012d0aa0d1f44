"""Where characters stand on their page, for what writes in a PDF.

A segment of a document names its page and the index of its first character there, as PDFium counts them
(``source`` ``page3``, ``source_start``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from ..options import Limits
from . import pdfium


class UserBox(NamedTuple):
    """A rectangle in the page's own space: points, origin as the file says, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def union(self, other: UserBox) -> UserBox:
        return UserBox(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0.0) * max(self.top - self.bottom, 0.0)


def character_boxes(
    data: bytes, ranges: Mapping[int, Sequence[tuple[int, int]]], limits: Limits | None = None
) -> dict[int, list[UserBox | None]]:
    """For ranges of characters on pages (from 1), the boxes around what is seen of them; None: nothing.

    The height is that of the font, so that boxes of one line are alike.
    """
    out: dict[int, list[UserBox | None]] = {}
    with pdfium.LOCK, pdfium.open_document(data, limits or Limits()) as document:
        for number, wanted in sorted(ranges.items()):
            with pdfium.open_page(document, number - 1) as page, _text(page) as text:
                out[number] = [_around(_boxes(text, start, end)) for start, end in wanted]
    return out


@contextmanager
def _text(page: Any) -> Iterator[Any]:
    handle = raw.FPDFText_LoadPage(page)
    try:
        yield handle
    finally:
        raw.FPDFText_ClosePage(handle)


def _boxes(text: Any, start: int, end: int) -> Iterator[UserBox]:
    count = raw.FPDFText_CountChars(text)
    rectangle = raw.FS_RECTF()
    for index in range(max(start, 0), min(end, count)):
        if chr(raw.FPDFText_GetUnicode(text, index)).isspace():
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, rectangle):
            continue
        box = UserBox(
            rectangle.left,
            min(rectangle.bottom, rectangle.top),
            rectangle.right,
            max(rectangle.bottom, rectangle.top),
        )
        if box.area > 0:
            yield box


def _around(boxes: Iterable[UserBox]) -> UserBox | None:
    found: UserBox | None = None
    for box in boxes:
        found = box if found is None else found.union(box)
    return found
