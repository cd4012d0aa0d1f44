"""The text of one paragraph: runs, tracked changes, fields, breaks, symbols, notes and text boxes.

How offsets are counted (``Piece.source_start``): in code points of the paragraph's text in the chosen
revision mode, which is the concatenation, in document order, of

* ``w:t`` as it stands (and ``w:delText`` in mode ``original``), ``m:t`` of formulas;
* one character each for ``w:tab`` and ``w:ptab`` (tab), ``w:br`` of any type and ``w:cr`` (line feed),
  ``w:noBreakHyphen`` (U+2011), ``w:softHyphen`` (U+00AD) and ``w:sym`` (the symbol).

Left out, and counting nothing: the other revision's text, hidden text, field instructions, note
references, comments, and the paragraphs of text boxes, which are paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...errors import unreadable
from ..options import Limits
from .names import (
    ALTERNATE,
    CHOICE,
    DEL,
    DEL_TEXT,
    FALLBACK,
    INS,
    MOVE_FROM,
    MOVE_TO,
    RPR,
    RUN,
    TEXT,
    TEXT_BOX,
    VAL,
    M,
    W,
    is_on,
)
from .styles import ParagraphLook, Styles, points

_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_BR = W + "br"
_RENDERED = W + "lastRenderedPageBreak"
_FIELD = W + "fldChar"
_SYMBOL = W + "sym"
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
_RUBY = W + "ruby"
_MATH_RUN, _MATH_TEXT = M + "r", M + "t"
_BOLD, _SIZE, _HIDDEN, _RSTYLE = W + "b", W + "sz", W + "vanish", W + "rStyle"

# Wingdings and Symbol signs that agreements use; any other private character says nothing.
_SIGNS = {
    0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFE: "☒", 0xA8: "☐", 0x6F: "☐", 0xE0: "→",
    0xF0: "→", 0x2D: "–", 0x76: "❖", 0xFB: "✗", 0x71: "☐", 0xFD: "☒", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip


class PageCounter:
    """Approximate pages from the breaks that Word left in the file; ``now`` is None where they do not tell.

    Breaks that somebody typed tell the pages only where the file says that it has no others
    (``pages``, the number it gives itself): text that runs over the end of a page leaves none.
    """

    def __init__(self, root: etree._Element, limits: Limits, pages: int | None = None) -> None:
        marked = next(root.iter(_RENDERED), None) is not None
        typed = sum(b.get(W + "type") == "page" for b in root.iter(_BR))
        if typed >= limits.pages and not marked:
            raise unreadable("R009", pages=typed + 1, limit=limits.pages)
        self.now: int | None = 1 if marked or (typed and pages == typed + 1) else None
        self._limit = limits.pages
        self._typed_last = False

    def rendered(self) -> None:
        """Word repeats a typed break as a rendered one where the next text begins."""
        if self._typed_last:
            self._typed_last = False
        else:
            self._turn()

    def typed(self) -> None:
        self._turn()
        self._typed_last = True

    def text(self) -> None:
        self._typed_last = False

    def _turn(self) -> None:
        if self.now is not None:
            self.now += 1
            if self.now > self._limit:
                raise unreadable("R009", pages=self.now, limit=self._limit)


@dataclass(slots=True)
class Inline:
    """What a paragraph holds. ``pages`` lists ``(offset, page)`` where the page changes."""

    text: str = ""
    pages: list[tuple[int, int | None]] = field(default_factory=list)
    bold: int = 0
    size: float = 0.0
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Origin:
    """``element`` (``w:t``, or one that stands for a character) gave ``[start, end)`` of a paragraph."""

    start: int
    end: int
    element: etree._Element


class InlineReader:
    """Reads paragraphs in order. Fields may span paragraphs, so the state is kept between them."""

    def __init__(self, styles: Styles, pages: PageCounter, *, original: bool) -> None:
        self._styles = styles
        self._pages = pages
        skipped = (INS, MOVE_TO) if original else (DEL, MOVE_FROM)
        self._skip = frozenset(
            (*skipped, W + "pPr", W + "sdtPr", W + "sdtEndPr", W + "customXmlPr", FALLBACK)
        )
        self._original = original
        self._instructions: list[bool] = []  # per open field: still in its instruction?
        self._muted = 0
        self.changes = 0
        self._parts: list[str] = []
        self._length = 0
        self._out = Inline()
        self._plain_from: int | None = None
        self._paragraph_bold = False
        self._paragraph_size = 0.0
        self._hidden_style = False
        # Where every stretch of text came from, for what writes in the file; kept only when asked for.
        self.origins: dict[etree._Element, list[Origin]] | None = None
        self._traced: list[Origin] | None = None

    def read(self, paragraph: etree._Element, look: ParagraphLook) -> Inline:
        run = look.run
        self._paragraph_bold = bool(run.bold)
        self._paragraph_size = run.size or self._styles.size
        self._hidden_style = bool(run.hidden)
        self._parts, self._length, self._plain_from = [], 0, None
        if self.origins is not None:
            self._traced = self.origins[paragraph] = []
        out = self._out = Inline(pages=[(0, self._pages.now)])
        self._children(paragraph)
        # A field whose instruction never ends must not silence the rest of the document.
        if self._muted:
            self._instructions = [False] * len(self._instructions)
            self._muted = 0
        out.text = "".join(self._parts)
        out.bold = self._length if self._plain_from is None else self._plain_from
        return out

    def _children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in self._skip:
                if tag in (INS, DEL, MOVE_FROM, MOVE_TO):
                    self.changes += 1
            elif tag == ALTERNATE:
                choice = child.find(CHOICE)
                self._children(child if choice is None else choice)
            elif tag == _MATH_RUN:
                for text in child.iterchildren(_MATH_TEXT):
                    self._add(text, text.text or "", False)
            elif len(child):
                # Hyperlinks, smart tags, content controls, custom XML, simple fields, insertions.
                if tag in (INS, DEL, MOVE_TO, MOVE_FROM):
                    self.changes += 1
                self._children(child)

    def _run(self, run: etree._Element) -> None:
        bold, size, hidden = self._paragraph_bold, self._paragraph_size, self._hidden_style
        for child in run:
            tag = child.tag
            if tag == TEXT:
                if not hidden and child.text:
                    self._add(child, child.text, bold, size)
            elif tag == RPR:
                bold, size, hidden = self._formatting(child)
            elif tag == _FIELD:
                self._field(child.get(W + "fldCharType", ""))
            elif tag == _RENDERED:
                self._pages.rendered()
                self._out.pages.append((self._length, self._pages.now))
            elif hidden:
                continue
            elif tag in _CHARACTERS:
                if tag == _BR and child.get(W + "type") == "page":
                    self._pages.typed()
                    self._add_break(child)
                else:
                    self._add(child, _CHARACTERS[tag], bold, size)
            elif tag == DEL_TEXT:
                if self._original:
                    self._add(child, child.text or "", bold, size)
            elif tag == _SYMBOL:
                self._add(child, _symbol(child), bold, size)
            elif tag in _NOTES:
                if not self._muted:
                    self._out.notes.append((_NOTES[tag], child.get(W + "id", "")))
            elif tag in _GRAPHICS:
                if next(child.iter(TEXT_BOX), None) is not None:
                    self._out.boxes += text_boxes(child)
            elif tag == ALTERNATE:
                choice = child.find(CHOICE)
                self._out.boxes += text_boxes(child if choice is None else choice)
            elif tag == _RUBY:
                base = child.find(W + "rubyBase")
                if base is not None:
                    self._children(base)

    def _formatting(self, properties: etree._Element) -> tuple[bool, float, bool]:
        bold, size, hidden = self._paragraph_bold, self._paragraph_size, self._hidden_style
        for child in properties:
            tag = child.tag
            if tag == _BOLD:
                bold = bool(is_on(child))
            elif tag == _SIZE:
                size = points(child.get(VAL)) or size
            elif tag == _HIDDEN:
                hidden = bool(is_on(child))
            elif tag == _RSTYLE:  # comes first in the schema, so direct formatting overrides it
                look = self._styles.run(child.get(VAL, ""))
                bold = bold if look.bold is None else look.bold
                size = size if look.size is None else look.size
                hidden = hidden if look.hidden is None else look.hidden
        return bold, size, hidden

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._instructions.append(True)
            self._muted += 1
        elif kind == "separate" and self._instructions and self._instructions[-1]:
            self._instructions[-1] = False
            self._muted -= 1
        elif kind == "end" and self._instructions and self._instructions.pop():
            self._muted -= 1

    def _add(self, element: etree._Element, text: str, bold: bool, size: float = 0.0) -> None:
        if self._muted:
            return
        if self._traced is not None:
            self._traced.append(Origin(self._length, self._length + len(text), element))
        if not text.isspace():
            self._pages.text()
            if not bold and self._plain_from is None:
                self._plain_from = self._length
            if size > self._out.size:
                self._out.size = size
        self._parts.append(text)
        self._length += len(text)

    def _add_break(self, element: etree._Element) -> None:
        if not self._muted:
            if self._traced is not None:
                self._traced.append(Origin(self._length, self._length + 1, element))
            self._parts.append("\n")
            self._length += 1
        self._out.pages.append((self._length, self._pages.now))


def text_boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing, without the fallback copies for old programs."""
    for child in parent:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == ALTERNATE:
            choice = child.find(CHOICE)
            yield from text_boxes(child if choice is None else choice)
        elif len(child):
            yield from text_boxes(child)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return "\ufffd"
    if 0xF000 <= code <= 0xF0FF:
        return _SIGNS.get(code - 0xF000, "\ufffd")
    return chr(code) if 0x20 <= code < 0xD800 else "\ufffd"
