"""From a span of the document's text to rectangles on the pages of the PDF, one per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...document import Box, Document, Segment, Span
from ...readers.pdf.places import UserBox, character_boxes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's frame: the box that is shown, and how far it is turned clockwise."""

    shown: UserBox
    rotation: int

    def user(self, box: Box) -> UserBox:
        """A box of the page as it is shown (origin top left), in the page's own space."""
        a, b = self._point(box.x0, box.top), self._point(box.x1, box.bottom)
        return UserBox(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.shown.right - self.shown.left, self.shown.top - self.shown.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        s = self.shown
        if self.rotation == 90:
            return s.left + y, s.bottom + x
        if self.rotation == 180:
            return s.right - x, s.bottom + y
        if self.rotation == 270:
            return s.right - y, s.top - x
        return s.left + x, s.top - y


Spot = tuple[int, UserBox]  # page from 1, and the box


def find_spots(
    data: bytes, document: Document, spans: Sequence[Span], sheets: Sequence[Sheet]
) -> list[list[Spot]]:
    """The rectangles of every span, in the order of the text."""
    recognised = {page.number for page in document.pages if page.ocr}
    stretches = [[s for s in _stretches(document, span) if s.page <= len(sheets)] for span in spans]
    asked: dict[int, dict[tuple[int, int], UserBox | None]] = {}
    for stretch in (s for found in stretches for s in found):
        if stretch.page not in recognised:
            asked.setdefault(stretch.page, {})[stretch.characters] = None
    for page, boxes in character_boxes(data, {p: list(r) for p, r in asked.items()}).items():
        asked[page] = dict(zip(asked[page], boxes, strict=True))

    def box(stretch: _Stretch) -> UserBox | None:
        exact = asked.get(stretch.page, {}).get(stretch.characters)
        if stretch.segment.box is None:
            return exact
        sheet = sheets[stretch.page - 1]
        if exact is not None and _overlap(exact, sheet.user(stretch.segment.box)):
            return exact
        segment = stretch.segment
        whole = _trimmed(document, segment.start, segment.end)  # what OCR read has no characters on the page
        return sheet.user(_share(stretch.segment.box, whole, stretch.span))

    return [_per_line((s, b) for s in found if (b := box(s)) is not None) for found in stretches]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of a span that one segment holds, without white space at its ends."""

    segment: Segment
    page: int
    span: Span

    @property
    def characters(self) -> tuple[int, int]:
        """Their numbers on the page."""
        return self.segment.source_range(*self.span)


def _stretches(document: Document, span: Span) -> Iterator[_Stretch]:
    for segment in document.segments_in(span):
        # A blank that stands for the end of a line has the number of what follows on the next.
        part = _trimmed(document, max(span.start, segment.start), min(span.end, segment.end))
        if segment.page is not None and part.length > 0:
            yield _Stretch(segment, segment.page, part)


def _trimmed(document: Document, start: int, end: int) -> Span:
    text = document.text[start:end]
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _share(box: Box, whole: Span, part: Span) -> Box:
    """The part of a line's box that a part of its text takes, by its share of the characters."""
    width = (box.x1 - box.x0) / max(whole.length, 1)
    return Box(
        box.x0 + width * (part.start - whole.start),
        box.top,
        box.x0 + width * (part.end - whole.start),
        box.bottom,
    )


def _overlap(a: UserBox, b: UserBox) -> bool:
    return a.left < b.right + 2 and b.left < a.right + 2 and a.bottom < b.top and b.bottom < a.top


def _per_line(found: Iterable[tuple[_Stretch, UserBox]]) -> list[Spot]:
    """Boxes of one line as one: the pieces of a line bear the line's own box."""
    out: list[Spot] = []
    line: tuple[int, Box | None] | None = None
    for stretch, box in found:
        here = (stretch.page, stretch.segment.box)
        if out and stretch.segment.box is not None and here == line:
            out[-1] = (stretch.page, out[-1][1].union(box))
        else:
            out.append((stretch.page, box))
        line = here
    return out
