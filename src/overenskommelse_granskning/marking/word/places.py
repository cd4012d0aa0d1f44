"""From a span of the document's text to the characters of the main part that it came from.

Comments stand in the main text only: Word ignores them in notes, text boxes, headers and footers
([MS-OI29500] 2.1.315). What stands in a note or a text box is commented where the note is referred to or
the box is anchored, and the comment quotes it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from lxml import etree

from ...document import Document, Segment, Span
from ...document.normalise import clean
from ...readers.docx.inline import Origin
from ...readers.docx.names import DEL_TEXT, RUN, TEXT, M, P, W

_NOTE_REFERENCES = {"footnotes": W + "footnoteReference", "endnotes": W + "endnoteReference"}
_SOFT_HYPHEN = W + "softHyphen"
_DIVISIBLE = frozenset((TEXT, DEL_TEXT))


@dataclass(frozen=True, slots=True)
class Edge:
    """A boundary in the main part: ``offset`` characters into ``element``.

    ``element`` is a ``w:t`` or ``w:delText`` whose parent is the run, or a child of a run that cannot be
    divided (offset 0 before it, 1 after it), or something beside the runs, such as a formula.
    """

    element: etree._Element
    offset: int


@dataclass(frozen=True, slots=True)
class Place:
    """From ``start`` to ``end``. ``exact`` is false where the words themselves cannot bear a comment."""

    start: Edge
    end: Edge
    exact: bool


class Locator:
    """Finds places in one tree; ``origins`` are those of the same tree."""

    def __init__(self, document: Document, body: etree._Element, origins: dict[str, list[Origin]]) -> None:
        self._document = document
        self._body = body
        self._origins = origins
        self._order: dict[etree._Element, int] = {}

    def place(self, span: Span) -> Place | None:
        """Where a span stands; None where nothing of it can be found in the main part."""
        found: list[Place] = []
        for segment in self._document.segments_in(span):
            place = self._segment(segment, max(span.start, segment.start), min(span.end, segment.end))
            if place is not None:
                found.append(place)
        if not found:
            return None
        # What belongs to the main text decides; what is lifted out of a box or note, only where it is alone.
        chosen = [p for p in found if p.exact] or found[:1]
        first = min(chosen, key=lambda p: self._position(p.start))
        last = max(chosen, key=lambda p: self._position(p.end))
        return Place(first.start, last.end, first.exact and len(chosen) == len(found))

    def last_paragraph(self) -> etree._Element | None:
        """The last paragraph of the main text."""
        last = None
        for paragraph in self._body.iter(P):
            if _main_paragraph(paragraph) is paragraph:
                last = paragraph
        return last

    def _segment(self, segment: Segment, start: int, end: int) -> Place | None:
        story, _, _ = (segment.source or "").partition("/p")
        kind, _, identity = story.partition("/")
        if kind in _NOTE_REFERENCES:
            return self._reference(_NOTE_REFERENCES[kind], identity)
        origins = self._origins.get(segment.source or "")
        if not origins:
            return None
        first, last = segment.source_range(start, end)
        limit = self._next(segment, end) or origins[-1].end
        ahead = last
        while ahead < limit and (sign := _character(origins, ahead)):
            ahead += 1
            if unicodedata.combining(sign):
                last = ahead  # an accent of the last character
            elif clean(sign)[0]:
                break  # the next one; what is left out of the text may stand before an accent
        inside = [o for o in origins if o.start < last and o.end > first and o.end > o.start]
        if not inside:
            return None
        head, tail = inside[0], inside[-1]
        a, a_exact = _edge(head, max(first - head.start, 0), after=False)
        b, b_exact = _edge(tail, min(last, tail.end) - tail.start, after=True)
        return None if a is None or b is None else Place(a, b, a_exact and b_exact)

    def _next(self, segment: Segment, end: int) -> int | None:
        """Where in the paragraph the next sign of the text comes from; None after the last one."""
        if end >= len(self._document.text):
            return None
        same = (s for s in self._document.segments_in(Span(end, end + 1)) if s.source == segment.source)
        following = next(same, None)
        return None if following is None else following.source_offset(end)

    def _reference(self, tag: str, identity: str) -> Place | None:
        for reference in self._body.iter(tag):
            try:
                same = int(reference.get(W + "id", "")) == int(identity)
            except ValueError:
                same = False
            if same:
                outer = _outer(reference)
                return None if outer is None else Place(Edge(outer, 0), Edge(outer, 1), False)
        return None

    def _position(self, edge: Edge) -> tuple[int, int]:
        if not self._order:
            self._order = {element: n for n, element in enumerate(self._body.iter())}
        return self._order.get(edge.element, -1), edge.offset


def _edge(origin: Origin, offset: int, *, after: bool) -> tuple[Edge | None, bool]:
    """The edge at ``offset`` of an origin, and whether it stands in the main text itself."""
    element = origin.element
    outer = _outer(element)
    if outer is element and element.tag in _DIVISIBLE:
        return Edge(element, offset), True
    if outer is None:
        return None, False
    boxed = _main_paragraph(element) is not next(element.iterancestors(P), None)
    return Edge(outer, 1 if after else 0), not boxed


def _character(origins: list[Origin], offset: int) -> str:
    """The character at an offset of a paragraph's text, empty where there is none."""
    for origin in origins:
        if origin.start <= offset < origin.end:
            element = origin.element
            if element.tag == _SOFT_HYPHEN:
                return "\u00ad"
            text = element.text or " "  # an element of another kind is a tab, a break or a sign
            return text[offset - origin.start : offset - origin.start + 1]
    return ""


def _main_paragraph(element: etree._Element) -> etree._Element | None:
    """The paragraph of the main text that an element stands in: the outermost one."""
    found = element if element.tag == P else None
    for ancestor in element.iterancestors(P):
        found = ancestor
    return found


def _outer(element: etree._Element) -> etree._Element | None:
    """The child of a run of the main text that holds the element, or the formula beside the runs."""
    paragraph = _main_paragraph(element)
    path = [element]
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            break
        path.append(ancestor)
    else:
        return None
    for i in range(len(path) - 1, -1, -1):
        if path[i].tag == RUN:
            return path[i - 1] if i else None
        if str(path[i].tag).startswith(M):
            return path[i]
    return None
