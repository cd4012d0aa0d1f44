"""OpenDocument texts (.odt). A piece's ``source`` is ``body/p{n}``.

n counts ``text:p`` and ``text:h`` of ``content.xml`` in document order from 0; ``source_start`` counts
code points of the paragraph's text with ``text:s`` as blanks, ``text:tab`` as a tab and
``text:line-break`` as a line feed, in the chosen revision mode.
"""

from __future__ import annotations

from lxml import etree

from ...document import Document, DocumentBuilder, FurnitureRole
from ...errors import reading_message, unreadable
from ..archive import Archive
from ..arrange import arrange
from ..flow import Grid, emit
from ..options import ReadOptions
from ..structure import is_page_number
from ..xmltree import parse_xml
from .body import OdtBody
from .names import OFFICE, STYLE
from .styles import OdtStyles

_META = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creation-date": "created",
    "{http://purl.org/dc/elements/1.1/}date": "modified",
}
_RUNNING = {
    STYLE + "header": FurnitureRole.HEADER,
    STYLE + "header-first": FurnitureRole.HEADER,
    STYLE + "header-left": FurnitureRole.HEADER,
    STYLE + "footer": FurnitureRole.FOOTER,
    STYLE + "footer-first": FurnitureRole.FOOTER,
    STYLE + "footer-left": FurnitureRole.FOOTER,
}


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    """Read an OpenDocument text. Raises :class:`UnreadableDocument` for damage, passwords and bombs."""
    archive = Archive(data, options.limits)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise unreadable("R004")
    content = _part(archive, "content.xml")
    if content is None:
        raise unreadable("R005")
    styles_root = _part(archive, "styles.xml")
    styles = OdtStyles(styles_root, content)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise unreadable("R005")
    reader = OdtBody(styles, options)
    items = reader.story(body, "body")

    builder = DocumentBuilder(name=name, sha256=sha256, format="odt")
    emit(builder, arrange([*items, *reader.endnotes], options.limits))
    for number in range(1, (reader.page or 0) + 1):
        builder.page(number)
    if reader.changes:
        mode = "borttagna" if options.revisions == "original" else "accepterade"
        builder.notice("R020", reading_message("R020", mode=mode))
    meta = _part(archive, "meta.xml")
    if meta is not None:
        for element in meta.iter(*_META):
            builder.add_property(_META[str(element.tag)], element.text or "")
    if styles_root is not None:
        for text, role in _furniture(styles_root, styles, options):
            builder.furniture(text, role)
    return builder.build()


def _part(archive: Archive, name: str) -> etree._Element | None:
    data = archive.read(name)
    return None if data is None else parse_xml(data, archive.limits)


def _furniture(
    root: etree._Element, styles: OdtStyles, options: ReadOptions
) -> dict[tuple[str, FurnitureRole], None]:
    """Headers and footers of the master pages, each text once."""
    out: dict[tuple[str, FurnitureRole], None] = {}
    for element in root.iter(*_RUNNING):
        role = _RUNNING[str(element.tag)]
        for item in OdtBody(styles, options).story(element, "header"):
            cells = [c for row in item.rows for c in row] if isinstance(item, Grid) else [item.pieces]
            for pieces in cells:
                text = " ".join("".join(p.text for p in pieces).split())
                if text:
                    out[text, FurnitureRole.PAGE_NUMBER if is_page_number(text) else role] = None
    return out
