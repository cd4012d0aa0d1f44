"""Word documents (.docx, .docm, .dotx), read from their XML parts.

A piece's ``source`` is ``body/p{n}``: the n-th ``w:p`` of ``document.xml`` in document order, counted
from 0 over all paragraphs, also those in tables, text boxes and fallback copies; notes are
``footnotes/{id}/p{n}`` and ``endnotes/{id}/p{n}``. ``source_start`` is counted as :mod:`.inline` says.
"""

from __future__ import annotations

from lxml import etree

from ...document import Document, DocumentBuilder, FurnitureRole
from ...errors import reading_message
from ..archive import Archive
from ..arrange import arrange
from ..flow import Grid, emit
from ..options import ReadOptions
from ..structure import is_page_number
from .body import BodyReader
from .inline import InlineReader, Origin, PageCounter
from .names import P, R, W
from .notes import Notes
from .numbering import Numbering
from .package import Package
from .styles import Styles

_ROLES = {W + "headerReference": FurnitureRole.HEADER, W + "footerReference": FurnitureRole.FOOTER}


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions, format: str = "docx") -> Document:
    """Read a Word package. Raises :class:`UnreadableDocument` for damage and bombs."""
    package = Package(Archive(data, options.limits))
    root = package.main()
    pages = PageCounter(root, options.limits, package.pages())
    inline, notes, reader = _readers(package, pages, options)

    builder = DocumentBuilder(name=name, sha256=sha256, format=format)
    items = reader.story(_body(root), "body")
    emit(builder, arrange([*items, *notes.endnotes], options.limits))
    if pages.now is not None:
        for number in range(1, pages.now + 1):
            builder.page(number)
    if inline.changes:
        mode = "borttagna" if options.revisions == "original" else "accepterade"
        builder.notice("R020", reading_message("R020", mode=mode))
    for key, text in package.properties().items():
        builder.add_property(key, text)
    for text, role in _furniture(package, reader, root):
        builder.furniture(text, role)
    return builder.build()


def origins(data: bytes, root: etree._Element, options: ReadOptions) -> dict[str, list[Origin]]:
    """Source of each paragraph of the body (``body/p{n}``) → where in ``root`` its text came from, in order.

    ``root`` is the main part of the package ``data``, parsed anew or changed in ways that leave its text
    alone. It is walked just as :func:`read` does, so that offsets of segments hold.
    """
    inline, _, reader = _readers(
        Package(Archive(data, options.limits)), PageCounter(root, options.limits), options
    )
    inline.origins = {}
    body = _body(root)
    reader.story(body, "body")
    found = inline.origins
    return {f"body/p{n}": found[p] for n, p in enumerate(body.iter(P)) if p in found}


def _readers(
    package: Package, pages: PageCounter, options: ReadOptions
) -> tuple[InlineReader, Notes, BodyReader]:
    styles = Styles(package.by_type("styles"))
    numbering = Numbering(package.by_type("numbering"), styles)
    inline = InlineReader(styles, pages, original=options.revisions == "original")
    notes = Notes(package)
    return inline, notes, BodyReader(styles, numbering, inline, pages, notes, options=options)


def _body(root: etree._Element) -> etree._Element:
    body = root.find(W + "body")
    return root if body is None else body


def _furniture(
    package: Package, reader: BodyReader, root: etree._Element
) -> dict[tuple[str, FurnitureRole], None]:
    """Running headers and footers, each text once, in the order of the sections."""
    out: dict[tuple[str, FurnitureRole], None] = {}
    seen: set[str] = set()
    for reference in root.iter(*_ROLES):
        identity = reference.get(R + "id", "")
        part = None if identity in seen else package.by_reference(reference)
        seen.add(identity)
        if part is None:
            continue
        role = _ROLES[str(reference.tag)]
        for item in reader.story(part, "header" if role is FurnitureRole.HEADER else "footer"):
            cells = [c for row in item.rows for c in row] if isinstance(item, Grid) else [item.pieces]
            for pieces in cells:
                text = " ".join("".join(p.text for p in pieces).split())
                if text:
                    out[text, FurnitureRole.PAGE_NUMBER if is_page_number(text) else role] = None
    return out
