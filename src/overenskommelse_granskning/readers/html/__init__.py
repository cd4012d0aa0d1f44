"""Web pages. A piece's ``source`` is ``line{n}``, the line of the page's source where its block begins.

``source_start`` counts in the block's text as shown: runs of white space are one blank, ``<br>`` is a
line feed.
"""

from __future__ import annotations

import re

from lxml import etree

from ...document import Document, DocumentBuilder
from ...errors import reading_message, unreadable
from ..arrange import arrange
from ..chrome import chrome, set_aside
from ..decoding import decode
from ..flow import Item, Para, emit
from ..options import ReadOptions
from .parts import PageParts
from .walk import PageReader, part_text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATES = {
    "created": "created",
    "dcterms.created": "created",
    "article:published_time": "created",
    "changed": "modified",
    "dcterms.modified": "modified",
    "last-modified": "modified",
    "article:modified_time": "modified",
}
_LONGEST_FURNITURE = 2000


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    """Read a web page: its text, with menus and widgets as furniture."""
    limits = options.limits
    if len(data) > limits.html_bytes:
        raise unreadable("R008", size=round(len(data) / 1e6), limit=max(1, round(limits.html_bytes / 1e6)))
    if data.count(b"<") > min(limits.xml_tags, 2 * limits.blocks):
        raise unreadable("R013")
    decoded = decode(data, markup=True)
    builder = DocumentBuilder(name=name, sha256=sha256, format="html")
    if decoded.unsure:
        builder.notice("R017", reading_message("R017", encoding=decoded.encoding))
    root = _parse(_DECLARATION.sub("", decoded.text))
    body = root.find("body")
    body = root if body is None else body

    parts = PageParts(body)
    page = PageReader(parts)
    items: list[Item] = []
    around: list[str] = []
    contacts: list[etree._Element] = []
    if parts.main is not body:
        items += _title_outside(body, parts)
        contacts = parts.contacts_outside()
        around += [part_text(element, contacts) for element in parts.outside()]
    items += _without_chrome(page.read(parts.main), around)
    for contact in contacts:
        items += PageReader(None).read(contact)
    emit(builder, arrange(items, limits))
    set_aside(builder, [text[:_LONGEST_FURNITURE] for text in (*around, *page.widgets)])
    for key, value in _properties(root):
        builder.add_property(key, value)
    return builder.build()


def _parse(text: str) -> etree._Element:
    # huge_tree lets pages with hundreds of unclosed tags through; 2,048 levels remain the limit.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise unreadable("R011") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise unreadable("R013")
    if root is None:
        raise unreadable("R011")
    return root


def _title_outside(body: etree._Element, parts: PageParts) -> list[Item]:
    """The page's only h1 where it stands above <main> rather than in it."""
    if next(parts.main.iter("h1"), None) is not None:
        return []
    titles = list(body.iter("h1"))
    return PageReader(None).read(titles[0]) if len(titles) == 1 else []


def _without_chrome(items: list[Item], around: list[str]) -> list[Item]:
    """What stands around the page's text inside its main part leaves it for ``around``."""
    gone = chrome([item.text if isinstance(item, Para) else "x" * 999 for item in items])
    around += [item.text for i in sorted(gone) if isinstance(item := items[i], Para)]
    return [item for i, item in enumerate(items) if i not in gone]


def _properties(root: etree._Element) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    title = next(root.iter("title"), None)
    if title is not None and title.text:
        out.append(("title", " ".join(title.text.split())))
    for meta in root.iter("meta"):
        key = _DATES.get((meta.get("name") or meta.get("property") or "").lower())
        if key and meta.get("content"):
            out.append((key, meta.get("content", "")))
    return out
