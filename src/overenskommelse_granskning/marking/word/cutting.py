"""Cuts runs at edges, and mends them again.

How a cut was made is told by a short form, which is kept with the comment that needed it: ``r`` between two
things of a run, ``t`` within a ``w:t`` that keeps its white space, ``n`` and two digits within one that does
not (how many elements more than one either side became). Empty: nothing was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from ...readers.docx.names import DEL_TEXT, RPR, RUN, TEXT, W
from .places import Edge

NAMES = {"w": W[1:-1]}
DIVISIBLE = frozenset((TEXT, DEL_TEXT))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SILENT = frozenset((W + "lastRenderedPageBreak",))  # may stand before the first word of a range
_BLANKS = " \t\r\n"  # what XML calls white space: Word drops it at the ends of a w:t that does not keep it
_CHANGE, _ID = W + "rPrChange", W + "id"
_FORM = re.compile(r"r|t|n([01])([01])")

_Key = tuple[etree._Element, int]  # before a child (0), within it, or at the end of a run (-1)


class Cutter:
    """Cuts every run that needs it, once; then tells which element begins or ends at an edge."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._taken: set[str] | None = None
        self._keys: dict[Edge, _Key] = {}
        self._begins: dict[_Key, tuple[etree._Element, str]] = {}
        self._ends: dict[_Key, tuple[etree._Element, str]] = {}
        wanted: dict[etree._Element, set[_Key]] = {}
        for edge in edges:
            run = edge.element.getparent()
            if run is not None and run.tag == RUN:
                key = self._keys[edge] = _key(edge)
                wanted.setdefault(run, set()).add(key)
        for run, keys in wanted.items():
            self._cut(run, keys)

    def begins(self, edge: Edge) -> tuple[etree._Element, str]:
        """The element that begins at an edge, and the form of the cut in front of it."""
        key = self._keys.get(edge)
        return (edge.element, "") if key is None else self._begins[key]

    def ends(self, edge: Edge) -> tuple[etree._Element, str]:
        """The element that ends at an edge, and the form of the cut behind it."""
        key = self._keys.get(edge)
        return (edge.element, "") if key is None else self._ends[key]

    def _cut(self, run: etree._Element, keys: set[_Key]) -> None:
        content = [child for child in run if child.tag != RPR]
        silent = 0
        while silent < len(content) - 1 and content[silent].tag in _SILENT:
            silent += 1
        current = run
        for index, child in enumerate(content):
            if (child, 0) in keys:
                form = ""
                if index > silent:
                    before, current, form = current, self._opened(current, child), "r"
                    self._ends[child, 0] = (before, form)
                self._begins[child, 0] = (current, form)
            offsets = sorted(o for element, o in keys if element is child and o > 0)
            if not offsets:
                continue
            kept = child.get(_SPACE) == "preserve"
            pieces = _pieces(child, offsets, kept)
            for n, offset in enumerate(offsets):
                form = "t" if kept else f"n{len(pieces[n]) - 1}{len(pieces[n + 1]) - 1}"
                before, current = current, self._opened(current, pieces[n + 1][0])
                self._ends[child, offset] = (before, form)
                self._begins[child, offset] = (current, form)
        self._ends[run, -1] = (current, "")

    def _opened(self, run: etree._Element, first: etree._Element) -> etree._Element:
        """A new run like ``run``, right after it, with ``first`` and all that follows it in ``run``."""
        new = etree.Element(RUN, nsmap=NAMES)
        for name, value in run.attrib.items():
            new.set(name, value)
        formatting = run.find(RPR)
        if formatting is not None:
            copy = deepcopy(formatting)
            copy.tail = None
            self._renumber(copy, run.getroottree().getroot())
            new.append(copy)
        moved = [first, *first.itersiblings()]
        tail, run.tail = run.tail, None
        run.addnext(new)
        for child in moved:
            new.append(child)
        new.tail = tail
        return new

    def _renumber(self, formatting: etree._Element, root: etree._Element) -> None:
        """A change of formatting that is now there twice needs a number of its own the second time."""
        for change in formatting.iter(_CHANGE):
            if self._taken is None:
                self._taken = {e.get(_ID, "") for e in root.iter() if _ID in e.attrib}
            number = 1
            while str(number) in self._taken:
                number += 1
            self._taken.add(str(number))
            change.set(_ID, str(number))


def _key(edge: Edge) -> _Key:
    """The same for all edges at one point: what ends before a thing and what begins with it."""
    element, offset = edge.element, edge.offset
    length = len(element.text or "") if element.tag in DIVISIBLE else 1
    if 0 < offset < length:
        return element, offset
    if offset <= 0:
        return element, 0
    following = element.getnext()
    if following is not None:
        return following, 0
    run = element.getparent()
    assert run is not None
    return run, -1


def _pieces(child: etree._Element, offsets: list[int], kept: bool) -> list[list[etree._Element]]:
    """Divide a text element in its place; the elements that each part became."""
    text = child.text or ""
    edges = [0, *offsets, len(text)]
    tail, child.tail = child.tail, None
    out: list[list[etree._Element]] = []
    last = child
    for n in range(len(edges) - 1):
        part = text[edges[n] : edges[n + 1]]
        elements: list[etree._Element] = []
        for words, preserve in _parts(part, n == 0, n == len(edges) - 2, kept):
            element = child
            if out or elements:
                element = etree.Element(str(child.tag), nsmap=NAMES)
                last.addnext(element)
            element.text = words
            if preserve:
                element.set(_SPACE, "preserve")
            last = element
            elements.append(element)
        out.append(elements)
    last.tail = tail
    return out


def _parts(text: str, first: bool, last: bool, kept: bool) -> list[tuple[str, bool]]:
    """A part of a text element as elements, with whether each keeps its white space.

    White space at the outer ends of an element that does not keep it is not shown; it must stay so.
    """
    if kept:
        return [(text, True)]
    body = text.strip(_BLANKS)
    lead = len(text) - len(text.lstrip(_BLANKS))
    trail = len(text) - len(text.rstrip(_BLANKS))
    if not body:
        return [(text, not first and not last)]
    if first and lead and trail:
        return [(text[:-trail], False), (text[-trail:], True)]
    if last and lead and trail:
        return [(text[:lead], True), (text[lead:], False)]
    return [(text, bool((lead and not first) or (trail and not last)))]


def mend(left: etree._Element, right: etree._Element, form: str | None) -> bool:
    """Join two runs that a cut parted; False where they are no longer what the cut left behind.

    ``form`` None: it is not known how the cut was made (another program has written the file since), and
    two runs that look the same become one.
    """
    if left.tag != RUN or right.tag != RUN or left.getnext() is not right or (left.tail or "").strip():
        return False
    if sorted(left.attrib.items()) != sorted(right.attrib.items()) or _look(left) != _look(right):
        return False
    ours = [c for c in left if c.tag in DIVISIBLE]
    theirs = [c for c in right if c.tag in DIVISIBLE]
    moved = [c for c in right if c.tag != RPR]
    found = _FORM.fullmatch(form or "")
    before, after = (int(found[1]), int(found[2])) if found and found[1] else (0, 0)
    text = form != "r"
    if text and (len(ours) <= before or len(theirs) <= after):
        return False
    if text and (left[-1] is not ours[-1] or moved[0] is not theirs[0] or ours[-1].tag != theirs[0].tag):
        return False
    left.tail = right.tail
    parent = left.getparent()
    assert parent is not None
    for child in moved:
        left.append(child)
    right.tail = None
    parent.remove(right)
    if text:
        _join([*ours[len(ours) - 1 - before :], *theirs[: after + 1]], form)
    return True


def _join(parts: list[etree._Element], form: str | None) -> None:
    """Text elements that stand next to each other become one."""
    first, last = parts[0], parts[-1]
    first.text = "".join(p.text or "" for p in parts)
    tail = last.tail
    for part in parts[1:]:
        part.tail = None
        parent = part.getparent()
        assert parent is not None
        parent.remove(part)
    first.tail = tail
    if form is not None and form.startswith("n"):
        first.attrib.pop(_SPACE, "")
    elif form is None and first.text != first.text.strip(_BLANKS):
        first.set(_SPACE, "preserve")


def _look(run: etree._Element) -> bytes:
    """The formatting, whatever the number of its change."""
    formatting = run.find(RPR)
    if formatting is None:
        return b""
    if formatting.find(_CHANGE) is not None:
        formatting = deepcopy(formatting)
        for change in formatting.iter(_CHANGE):
            change.attrib.pop(_ID, "")
    return etree.tostring(formatting, method="c14n", with_tail=False)
