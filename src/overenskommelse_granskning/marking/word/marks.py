"""Puts the marks of comments around characters, and takes them away without a trace."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree

from ...readers.docx.names import (
    ALTERNATE,
    CHOICE,
    CUSTOM_XML,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    VAL,
    W,
)
from .cutting import NAMES, Cutter, mend
from .places import Place

START, END, REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
ID = W + "id"
_FIELD, _KIND, _INSTRUCTION = W + "fldChar", W + "fldCharType", W + "instrText"

# At the edge of one of these a mark stands outside: it may be taken away, or filled anew.
_INLINE = frozenset(
    (
        *(CUSTOM_XML, SDT, SDT_CONTENT, ALTERNATE, CHOICE),
        *(W + n for n in ("ins", "del", "moveTo", "moveFrom", "hyperlink", "smartTag", "fldSimple")),
        *(W + n for n in ("dir", "bdo")),
    )
)
_PROPERTIES = frozenset(
    (PPR, RPR, *(W + n for n in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData")))
)
_TRACKED = frozenset(W + n for n in ("ins", "del", "moveTo", "moveFrom"))


def put_marks(
    places: Mapping[int, Place | etree._Element], reference_style: str
) -> dict[int, tuple[str, str]]:
    """Mark the place of every comment id; an element is a paragraph, marked at its end.

    Returns the forms of the cuts at the start and the end of each. ``reference_style`` is the id of the
    style for the reference, empty where the document has none.
    """
    ranges = {n: place for n, place in places.items() if isinstance(place, Place)}
    cutter = Cutter(edge for place in ranges.values() for edge in (place.start, place.end))
    forms: dict[int, tuple[str, str]] = {}
    behind: dict[etree._Element, etree._Element] = {}  # element → the last mark put behind it
    for number, place in places.items():
        start, end = _mark(START, number), _mark(END, number)
        reference = _reference(number, reference_style)
        if isinstance(place, Place):
            first, start_form = cutter.begins(place.start)
            last, end_form = cutter.ends(place.end)
            forms[number] = (start_form, end_form)
            _raised_start(first).addprevious(start)
            at = _raised_end(last)
        else:
            forms[number] = ("", "")
            if len(place) == 0:
                place.append(start)
            else:
                behind.get(place, place[-1]).addnext(start)
            at = place
            behind[at] = start
        behind.get(at, at).addnext(end)
        end.addnext(reference)
        behind[at] = reference
    return forms


def take_marks(
    root: etree._Element, identities: Collection[str], forms: Mapping[str, tuple[str, str] | None]
) -> None:
    """Remove the marks of comments and mend the cuts that were made for them.

    ``forms`` as :func:`put_marks` returned them; None where they are not known.
    """
    ours: list[etree._Element] = []
    seams: list[tuple[etree._Element, str | None]] = []
    for mark in root.iter(START, END, REFERENCE):
        identity = mark.get(ID, "")
        if identity not in identities:
            continue
        if mark.tag == REFERENCE:
            ours.append(_reference_run(mark))
            continue
        ours.append(mark)
        known = forms.get(identity)
        form = None if known is None else known[0 if mark.tag == START else 1]
        if form != "":
            seams.append((mark, form))
    gone = set(ours)
    joints = [(_neighbour(mark, gone, -1), _neighbour(mark, gone, 1), form) for mark, form in seams]
    for element in ours:
        parent = element.getparent()
        if parent is None:
            continue
        _drop(element)
        if parent.tag in _TRACKED and len(parent) == 0:
            _drop(parent)  # Word wraps a reference that is put in while changes are tracked
    became: dict[etree._Element, etree._Element] = {}
    for left, right, form in joints:
        if left is None or right is None:
            continue
        while left in became:
            left = became[left]
        if right not in became and mend(left, right, form):
            became[right] = left


def _mark(tag: str, number: int) -> etree._Element:
    element = etree.Element(tag, nsmap=NAMES)
    element.set(ID, str(number))
    return element


def _reference(number: int, style: str) -> etree._Element:
    run = etree.Element(RUN, nsmap=NAMES)
    formatting = etree.SubElement(run, RPR)
    if style:
        etree.SubElement(formatting, W + "rStyle").set(VAL, style)
    else:
        etree.SubElement(formatting, W + "sz").set(VAL, "16")
    etree.SubElement(run, REFERENCE).set(ID, str(number))
    return run


def _raised_start(element: etree._Element) -> etree._Element:
    """The element to put a start in front of: outside all that begins with ``element``."""
    while True:
        element = _field_start(element)
        parent = element.getparent()
        if parent is None or parent.tag not in _INLINE or _before(element):
            return element
        element = parent


def _raised_end(element: etree._Element) -> etree._Element:
    """The element to put an end behind: outside all that ends with ``element``."""
    while True:
        element = _field_end(element)
        parent = element.getparent()
        if parent is None or parent.tag not in _INLINE or _after(element):
            return element
        element = parent


def _before(element: etree._Element) -> bool:
    return any(e.tag not in _PROPERTIES for e in element.itersiblings(preceding=True))


def _after(element: etree._Element) -> bool:
    # The fallback of an alternate content is the same thing once more and not what follows it.
    return element.tag != CHOICE and any(e.tag not in _PROPERTIES for e in element.itersiblings())


def _field_start(element: etree._Element) -> etree._Element:
    """The run that begins a field whose result begins with ``element``, else ``element``."""
    found = element
    at = element.getprevious()
    while at is not None and at.tag == RUN:
        content = [c for c in at if c.tag != RPR]
        if not content or any(c.tag not in (_FIELD, _INSTRUCTION) or c.get(_KIND) == "end" for c in content):
            break
        if content[0].get(_KIND) == "begin":
            found = at
        at = at.getprevious()
    return found


def _field_end(element: etree._Element) -> etree._Element:
    """The run that ends a field whose result ends with ``element``, else ``element``."""
    at = element.getnext()
    while at is not None and at.tag == RUN:
        content = [c for c in at if c.tag != RPR]
        if not content or any(c.get(_KIND) != "end" for c in content):
            break
        element, at = at, at.getnext()
    return element


def _reference_run(mark: etree._Element) -> etree._Element:
    """The run of a reference where it holds nothing else, else the reference alone."""
    run = mark.getparent()
    if run is not None and run.tag == RUN and all(c is mark or c.tag == RPR for c in run):
        return run
    return mark


def _neighbour(mark: etree._Element, gone: Collection[etree._Element], step: int) -> etree._Element | None:
    at = mark.getnext() if step > 0 else mark.getprevious()
    while at is not None and at in gone:
        at = at.getnext() if step > 0 else at.getprevious()
    return at


def _drop(element: etree._Element) -> None:
    """Remove an element and leave the white space behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
