"""The document's text cut into paragraphs, lines, cells and pieces, with the evidence marked in it.

Every piece keeps its offsets. The text is walked once, so the work grows with the text and the number
of marks and not with their product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..document import Evidence

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\t]+|(?<=\t)(?=\t|$)|^(?=\t)")
_NUMBERING = re.compile(r"^\s*(?:§\s*)?(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)])\s+")
_BULLET = re.compile(r"\s*(?:[•·▪◦‣*–—-]|\d{1,2}[.)]|[a-zåäö]\))\s")
_LONGEST_HEADING = 120


@dataclass(slots=True)
class Mark:
    """A span that something points at; ``notes`` are the numbers of the criteria that do."""

    anchor: str
    start: int
    end: int
    strong: bool = False  # evidence, as against the nearest passage of something that is missing
    notes: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within which nothing begins or ends; ``style`` is empty, near or strong."""

    text: str
    start: int
    end: int
    style: str = ""
    anchors: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a single cell, or those of a table row."""

    cells: tuple[tuple[Piece, ...], ...]
    bullet: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind`` is text, heading or table."""

    kind: str
    lines: tuple[Line, ...]


class Marks:
    """The distinct spans that a report points at, by their place in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: dict[tuple[int, int], Mark] = {}

    def add(self, evidence: Evidence, note: int | None = None, *, strong: bool = True) -> str | None:
        """Mark a quote; the anchor, or None where the text does not hold the quote at its place."""
        start, end = evidence.start, evidence.end
        if not evidence.quote.strip() or self._text[start:end] != evidence.quote:
            return None
        mark = self._marks.get((start, end))
        if mark is None:
            # White space at the ends belongs to no cell: the marking starts and ends at a character.
            lead = len(evidence.quote) - len(evidence.quote.lstrip())
            trail = len(evidence.quote) - len(evidence.quote.rstrip())
            mark = self._marks[start, end] = Mark(f"t{start}-{end}", start + lead, end - trail)
        mark.strong = mark.strong or strong
        if note is not None:
            mark.notes.add(note)
        return mark.anchor

    def paragraphs(self, headings: Iterable[str] = ()) -> Iterator[Paragraph]:
        """The text in order. ``headings``: titles of sections, by which heading lines are known."""
        titles = {_bare(h) for h in headings}
        walk = _Walk(self._text, list(self._marks.values()))
        kind, last = "", 0
        lines: list[Line] = []
        for match in _LINE.finditer(self._text):
            if not match[0].strip():
                continue
            apart = self._text.count("\n", last, match.start()) > 1
            # A tab at the edge is an empty cell within a table and an indent elsewhere.
            inner = match[0] if kind == "table" and not apart else match[0].strip()
            own = "table" if "\t" in inner else "text"
            if lines and (own != kind or apart):
                yield _paragraph(kind, lines, titles)
                lines = []
            kind, last = own, match.end()
            lines.append(walk.line(match.start(), match.end(), own == "table"))
        if lines:
            yield _paragraph(kind, lines, titles)


class _Walk:
    """Cuts cells at the ends of marks, from the beginning of the text to its end."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self._text = text
        self._cuts = sorted({m.start for m in marks} | {m.end for m in marks})
        self._next = 0
        self._starting: dict[int, list[Mark]] = {}
        self._ending: dict[int, list[Mark]] = {}
        for m in sorted(marks, key=lambda m: (m.start, -m.end)):
            self._starting.setdefault(m.start, []).append(m)
            self._ending.setdefault(m.end, []).append(m)
        self._open = {True: 0, False: 0}  # marks over the place we are at, strong and not

    def line(self, start: int, end: int, table: bool) -> Line:
        text = self._text[start:end]
        spans = (
            [(start + m.start(), start + m.end()) for m in _CELL.finditer(text)] if table else [(start, end)]
        )
        return Line(tuple(tuple(self._cell(a, b)) for a, b in spans), bool(_BULLET.match(text)))

    def _cell(self, start: int, end: int) -> Iterator[Piece]:
        at = start
        while at < end:
            opened = self._starting.get(at, ())
            for m in opened:
                self._open[m.strong] += 1
            while self._next < len(self._cuts) and self._cuts[self._next] <= at:
                self._next += 1
            stop = min(end, self._cuts[self._next]) if self._next < len(self._cuts) else end
            style = "strong" if self._open[True] else "near" if self._open[False] else ""
            closed = self._ending.get(stop, ())
            for m in closed:
                self._open[m.strong] -= 1
            notes = sorted({n for m in closed for n in m.notes})
            yield Piece(self._text[at:stop], at, stop, style, tuple(m.anchor for m in opened), tuple(notes))
            at = stop


def _paragraph(kind: str, lines: list[Line], titles: set[str]) -> Paragraph:
    if kind == "text" and len(lines) == 1:
        text = "".join(p.text for p in lines[0].cells[0])
        if len(text) <= _LONGEST_HEADING and _bare(text) in titles:
            kind = "heading"
    return Paragraph(kind, tuple(lines))


def _bare(heading: str) -> str:
    """A heading without its number: the same whether the numbering stood in the text or not."""
    return _NUMBERING.sub("", heading).strip().lower()
