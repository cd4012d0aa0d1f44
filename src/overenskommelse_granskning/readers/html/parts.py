"""Which parts of a web page are its text and which are the page's machinery.

Conservative: an element is set aside only when its tag, role or class says what it is and it holds a
small share of the page's text. What is set aside is kept as furniture.
"""

from __future__ import annotations

import re

from lxml import etree

from ..chrome import tells_whom_to_ask
from ..words import words

_MACHINERY_TAGS = frozenset(("nav", "header", "footer", "aside", "menu", "form", "dialog", "search"))
_MACHINERY_ROLES = words(
    """
    navigation banner contentinfo search menu menubar dialog alertdialog complementary toolbar
    """
)
_MACHINERY_NAMES = words(
    """
    breadcrumb breadcrumbs brödsmulor brodsmulor brodsmula consent cookie cookies dela feedback gdpr
    kakor megamenu meny menu nav navbar navigation newsletter nyhetsbrev pagination print
    readspeaker relaterat search share sharing sidebar sidfot sidhuvud skip skiplink skiplinks
    social sok submenu toolbar
    """
)
_NAME = re.compile(r"[a-zåäö]+", re.I)
_NEVER = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "p", "table", "tbody", "tr", "li", "ol")
)
_SMALL_SHARE = 0.25
_BOX = 600  # characters of a box with whom to ask
_BOXES = ("aside", "section", "div", "address")
# The site's own head and foot name whom to ask about anything.
_NO_BOX = frozenset(("nav", "header", "footer", "menu", "form", "search", "dialog"))
_MAIN_LEAST = 0.3  # of the page's text, for <main> to be believed outright …
_MAIN_CHARS = 500  # … unless it holds this much


class PageParts:
    """Judges the elements of one page; text lengths are counted once for all of them."""

    def __init__(self, body: etree._Element) -> None:
        self._lengths = _lengths(body)
        self._body = body
        self._headed = _with_title(body)
        self.main = self._main()
        self._total = max(self.length(self.main), 1)

    def length(self, element: etree._Element) -> int:
        return self._lengths.get(element, 0)

    def is_machinery(self, element: etree._Element) -> bool:
        """Whether an element inside the main part belongs to the page rather than to its text."""
        tag = element.tag
        if tag in _NEVER or element in self._headed:
            return False
        small = self.length(element) <= self._total * _SMALL_SHARE
        if tag in _MACHINERY_TAGS:
            return tag == "nav" or (small and not self.is_contact(element))
        if not small:
            return False
        if element.get("role", "").lower() in _MACHINERY_ROLES:
            return not self.is_contact(element)
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not names.isspace():
            words = {word.lower() for word in _NAME.findall(names)}
            if words & _MACHINERY_NAMES:
                return not self.is_contact(element)
        return tag == "ul" and self._is_link_list(element)

    def is_contact(self, element: etree._Element) -> bool:
        """Whether an element is a box, and no more than that, that tells whom to ask about what the page says."""
        return element.tag not in _NO_BOX and self._asks(element)

    def _asks(self, element: etree._Element) -> bool:
        if not 0 < self.length(element) <= _BOX:
            return False
        return tells_whom_to_ask(" ".join(str(part) for part in element.itertext()))

    def contacts_outside(self) -> list[etree._Element]:
        """The innermost boxes beside the main part that tell whom to ask, in page order."""
        out: list[etree._Element] = []
        for around in self.outside():
            boxes = [e for e in around.iter(*_BOXES, *_NO_BOX) if self._asks(e)]
            holding = {above for box in boxes for above in box.iterancestors()}
            out += [e for e in boxes if e not in holding and not _in_foot(e)]
        return out

    def _is_link_list(self, element: etree._Element) -> bool:
        """Links to the page's own headings, listed before the text."""
        links = list(element.iter("a"))
        inside = sum(self.length(a) for a in links)
        anchors = sum(a.get("href", "").startswith("#") for a in links)
        return len(links) >= 3 and anchors == len(links) and inside >= self.length(element)

    def _main(self) -> etree._Element:
        body = self._body
        found = list(body.iter("main"))
        found = found or [e for e in body.iter() if e.get("role") == "main"]
        if not found:
            articles = list(body.iter("article"))
            found = articles if len(articles) == 1 else []
        if len(found) != 1:
            return body
        main = found[0]
        length, whole = self.length(main), self.length(body)
        return main if length >= _MAIN_CHARS or length >= whole * _MAIN_LEAST else body

    def outside(self) -> list[etree._Element]:
        """The elements beside the main part, in page order."""
        out: list[etree._Element] = []
        element: etree._Element = self.main
        while element is not self._body:
            parent = element.getparent()
            if parent is None:
                break
            out += [child for child in parent if child is not element]
            element = parent
        return out


def _in_foot(element: etree._Element) -> bool:
    return any(e.tag in _NO_BOX for e in (element, *element.iterancestors()))


def _lengths(body: etree._Element) -> dict[etree._Element, int]:
    """Letters below every element, without white space at the ends of its strings."""
    out: dict[etree._Element, int] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        total = len((element.text or "").strip())
        for child in element:
            total += out.get(child, 0) + len((child.tail or "").strip())
        out[element] = 0 if element.tag in ("script", "style", "template") else total
    return out


def _with_title(body: etree._Element) -> set[etree._Element]:
    """The elements around the page's first h1: whatever they are called, they hold its title."""
    out: set[etree._Element] = set()
    title = next(body.iter("h1"), None)
    while title is not None and title is not body:
        out.add(title)
        title = title.getparent()
    return out
