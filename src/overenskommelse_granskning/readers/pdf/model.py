"""What the steps of the PDF reader hand to each other: words, lines, rulings and pages.

All coordinates are points with the origin in the top left corner of the page as it is read (text
upright). ``PageContent.to_page`` carries a box to the page as it is shown.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ...document import Box

# PDFium puts this character in place of a hyphen at a line end.
LINE_HYPHEN = "\ufffe"
_EVEN = 0.15  # of the font size: what the gaps of a stretched line differ by, for the shape of the letters


class Word(NamedTuple):
    """A run of characters without white space; ``start`` is its char index on the page.

    ``blank`` says that a blank follows it in the file, also at the end of a line: then the line was
    not broken within a word.
    """

    text: str
    start: int
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    blank: bool = False

    @property
    def center(self) -> tuple[float, float]:
        """The middle of the word."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline within one column, left to right.

    ``size`` is that of most of its characters, ``bold`` true when all of its letters are;
    ``gap`` is the widest distance between two of its words, 0 where that is only how far the line was stretched.
    """

    page: int
    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    gap: float
    text: str

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def is_stretched(words: Sequence[Word], size: float) -> bool:
    """Words that all stand equally far apart: text set flush at both margins, and no cells or tabs.

    A narrow column sets its long words so far apart that only the evenness tells. The distance after a
    list marker is not stretched. Figures and titles in columns may stand evenly too, words of a sentence not.
    """
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(words)]
    if not words[0].text[0].isalnum():
        gaps = gaps[1:]
    if len(gaps) < 2 or max(gaps) - min(gaps) > _EVEN * size:
        return False
    return 2 * sum(w.text[0].islower() for w in words) > len(words)


def line_of(page: int, words: list[Word] | tuple[Word, ...]) -> Line:
    """A line from words that are already in reading order."""
    first = words[0]
    size, bold = first.size, first.bold
    text = " ".join([w.text for w in words])
    if any(w.size != size or w.bold != bold for w in words):
        weights: dict[float, int] = {}
        for w in words:
            weights[w.size] = weights.get(w.size, 0) + len(w.text)
        size = max(weights, key=lambda s: (weights[s], s))
        bold = all(w.bold for w in words if any(c.isalnum() for c in w.text))
    main = first if first.size == size else next(w for w in words if w.size == size)
    gap = x1 = 0.0
    top, bottom, right = first.top, first.bottom, first.x1
    for word in words:
        if word.x0 - right > gap and word is not first:
            gap = word.x0 - right
        right = word.x1
        x1 = right if right > x1 else x1
        top = word.top if word.top < top else top
        bottom = word.bottom if word.bottom > bottom else bottom
    if gap > size and is_stretched(words, size):
        gap = 0.0
    return Line(
        page,
        tuple(words),
        first.x0,
        top,
        x1,
        bottom,
        main.baseline,
        size,
        bold,
        gap,
        text.replace(LINE_HYPHEN, "-"),
    )


class Rule(NamedTuple):
    """A straight ruling line: at ``at`` (y of a horizontal one, x of a vertical one)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rulings:
    """The ruling lines of a page and the boxes that are filled with a tint."""

    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.horizontal or self.vertical)


@dataclass(frozen=True)
class PageContent:
    """All that the later steps need of one page.

    ``turn`` is how far (degrees clockwise) the page as read must be turned to become the page as
    shown; 0 but for pages whose text runs sideways. ``skew`` is the small angle by which the text of
    a scan slants besides, ``zoom`` how many times larger than as read the page is shown.

    ``pixels`` is the size of its largest image; ``uneven`` marks a scan whose text layer another
    program recognised. ``pictures`` are the places of its large images that its own text does not lie
    on; ``garbled`` says that its text looks like no Swedish. ``known`` is the share of its words that
    are in the word list, where that was asked; ``unread`` the code that says why an image was not read.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    rulings: Rulings = field(default_factory=Rulings)
    sideways: tuple[Line, ...] = ()
    turn: int = 0
    skew: float = 0.0
    zoom: float = 1.0
    image_only: bool = False
    blank: bool = False
    pixels: int = 0
    uneven: bool = False
    ocr: bool = False
    confidence: float | None = None
    pictures: tuple[Box, ...] = ()
    garbled: bool = False
    known: float | None = None
    unread: str = ""

    @property
    def characters(self) -> int:
        """How many characters its lines have."""
        return sum(len(line.text) for line in self.lines)

    @cached_property
    def read_size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        width, height = self.width / self.zoom, self.height / self.zoom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def to_page(self, box: Box) -> Box:
        """Carry a box from the page as read to the page as shown."""
        if self.skew:
            box = self._slanting(box)
        if self.zoom != 1.0:
            box = Box(*(value * self.zoom for value in (box.x0, box.top, box.x1, box.bottom)))
        if not self.turn:
            return box
        if self.turn == 90:
            return Box(self.width - box.bottom, box.x0, self.width - box.top, box.x1)
        if self.turn == 270:
            return Box(box.top, self.height - box.x1, box.bottom, self.height - box.x0)
        return Box(self.width - box.x1, self.height - box.bottom, self.width - box.x0, self.height - box.top)

    def _slanting(self, box: Box) -> Box:
        """The upright box around one that was level on the straightened page."""
        width, height = self.read_size
        cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        corners = [(x - width / 2, y - height / 2) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [width / 2 + cos * x - sin * y for x, y in corners]
        ys = [height / 2 + sin * x + cos * y for x, y in corners]
        return Box(max(min(xs), 0.0), max(min(ys), 0.0), min(max(xs), width), min(max(ys), height))
