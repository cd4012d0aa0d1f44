"""Half-open spans of Unicode code points, the one currency of places in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in a document's text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Box(NamedTuple):
    """A rectangle on a page in PDF points with the origin at the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote with its place; built by :meth:`Document.evidence`, which checks it.

    ``page`` is 1-based and None for formats without pages. ``section`` is the heading the quote
    stands under, None before the first heading. ``bbox`` is in points from the top left corner.
    ``file`` names the annex of a bundle that the quote stands in, None for the document itself;
    ``page`` is the page of that file.
    """

    quote: str
    start: int
    end: int
    page: int | None = None
    section: str | None = None
    bbox: Box | None = None
    file: str | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError("a quote must be exactly as long as its span")
