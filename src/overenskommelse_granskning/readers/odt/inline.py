"""The text of one OpenDocument paragraph: spans, blanks, notes, text boxes, changes and page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lxml import etree

from ...document import Piece
from ...errors import unreadable
from ..options import ReadOptions
from .names import (
    CHANGE,
    CHANGE_END,
    CHANGE_START,
    CHANGES,
    DRAW,
    LEFT_OUT,
    NOTE,
    SOFT_BREAK,
    TEXT,
    TEXT_BOX,
    XML_ID,
    H,
    P,
    count,
)
from .styles import Look, OdtStyles


@dataclass(slots=True)
class Inline:
    """What a paragraph holds. ``pages`` lists ``(offset, page)`` where the page changes."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[tuple[int, int | None]] = field(default_factory=list)
    plain_from: int | None = None
    size: float = 0.0
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def bold(self) -> int:
        return self.length if self.plain_from is None else self.plain_from

    def pieces(self, source: str | None) -> Iterator[Piece]:
        """One piece per page that the paragraph touches."""
        text = self.text
        for (start, page), (end, _) in pairwise([*self.pages, (len(text), None)]):
            if end > start:
                yield Piece(text[start:end], page, None, source, start)


class OdtInline:
    """Reads paragraphs in order; page and open insertions run on between them."""

    def __init__(self, styles: OdtStyles, options: ReadOptions) -> None:
        self._styles = styles
        self._original = options.revisions == "original"
        self._limit = options.limits.pages
        self._regions: dict[str, tuple[str, list[etree._Element]]] = {}
        self._inserted = 0  # depth of insertions that are left out
        self._out = Inline()
        self.page: int | None = None
        self.changes = 0

    def read_changes(self, tracked: etree._Element) -> None:
        """The regions of tracked changes; deleted text is kept only there."""
        for region in tracked.iterchildren(TEXT + "changed-region"):
            identity = region.get(TEXT + "id") or region.get(XML_ID) or ""
            for kind in ("insertion", "deletion"):
                element = region.find(TEXT + kind)
                if element is not None:
                    self._regions[identity] = (kind, [e for e in element if e.tag in (P, H)])
                    self.changes += 1

    def read(self, element: etree._Element, look: Look) -> Inline:
        self._out = Inline(pages=[(0, self.page)])
        self._inline(element, look)
        return self._out

    def turn_page(self) -> None:
        if self.page is None:
            return
        self.page += 1
        if self.page > self._limit:
            raise unreadable("R009", pages=self.page, limit=self._limit)
        self._out.pages.append((self._out.length, self.page))

    def change(self, mark: etree._Element, look: Look | None = None) -> None:
        """In the original text insertions are left out and deletions come back."""
        if not self._original:
            return
        kind, paragraphs = self._regions.get(mark.get(TEXT + "change-id", ""), ("", []))
        if kind == "insertion" and mark.tag == CHANGE_START:
            self._inserted += 1
        elif kind == "insertion" and mark.tag == CHANGE_END:
            self._inserted = max(0, self._inserted - 1)
        elif kind == "deletion" and mark.tag == CHANGE and look is not None:
            for n, paragraph in enumerate(paragraphs):
                if n:
                    self._add("\n", look, exact=True)
                self._inline(paragraph, look)

    def _inline(self, element: etree._Element, look: Look) -> None:
        if element.text:
            self._add(element.text, look)
        for child in element:
            self._child(child, look)
            if child.tail:
                self._add(child.tail, look)

    def _child(self, child: etree._Element, look: Look) -> None:
        tag = str(child.tag)
        if tag == TEXT + "span":
            own = self._styles.look("text", child.get(TEXT + "style-name"))
            self._inline(child, _over(look, own))
        elif tag == TEXT + "s":
            self._add(" " * count(child.get(TEXT + "c"), most=200), look, exact=True)
        elif tag == TEXT + "tab":
            self._add("\t", look, exact=True)
        elif tag == TEXT + "line-break":
            self._add("\n", look, exact=True)
        elif tag == NOTE:
            if not self._inserted:
                self._out.notes.append(child)
        elif tag == SOFT_BREAK:
            self.turn_page()
        elif tag in CHANGES:
            self.change(child, look)
        elif tag.startswith(DRAW):
            self._out.boxes += outer_boxes(child)
        elif tag not in LEFT_OUT:
            self._inline(child, look)  # links, fields, bookmarks, ruby bases

    def _add(self, text: str, look: Look, *, exact: bool = False) -> None:
        out = self._out
        if self._inserted or look.hidden:
            return
        if not exact:
            # White space in the XML collapses; blanks that count are text:s.
            text = _collapsed(text, out.parts[-1][-1:] if out.parts else " ")
        if not text:
            return
        if not text.isspace():
            if not look.bold and out.plain_from is None:
                out.plain_from = out.length
            out.size = max(out.size, look.size or 0.0)
        out.parts.append(text)
        out.length += len(text)


def outer_boxes(parent: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing that stand in no other text box."""
    out: list[etree._Element] = []
    for box in parent.iter(TEXT_BOX):
        if not any(above in out for above in box.iterancestors(TEXT_BOX)):
            out.append(box)
    return out


def _collapsed(text: str, before: str) -> str:
    if "\n" in text or "\t" in text or "\r" in text or "  " in text:
        lead = " " if text[0].isspace() else ""
        tail = " " if text[-1].isspace() else ""
        text = f"{lead}{' '.join(text.split())}{tail}" if text.strip() else " "
    return text[1:] if before == " " and text.startswith(" ") else text


def _over(look: Look, own: Look) -> Look:
    """A text style on top of what surrounds it."""
    return replace(
        look,
        bold=look.bold if own.bold is None else own.bold,
        size=look.size if own.size is None else own.size,
        hidden=look.hidden if own.hidden is None else own.hidden,
    )
