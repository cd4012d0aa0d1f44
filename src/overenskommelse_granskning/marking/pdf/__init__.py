"""Highlights, notes and bookmarks in a copy of a PDF.

They are written behind the original's last byte, so the original is the beginning of the copy, byte for
byte, and cleaning gives it back.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from hashlib import sha256

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from ...document import Box, Original
from ...errors import report_error
from ...readers.pdf.places import UserBox
from ..model import AUTHOR, Note, Tone, by_span
from .bookmarks import Entry, add_bookmarks, remove_bookmarks
from .drawing import ICON, NAME, highlight, note
from .increment import Increment, copy_of, start_of_table
from .spots import Sheet, Spot, find_spots

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its warnings are no output of ours

_ORIGINAL = "/GranskaOriginal"  # in the catalog: how long the original is, and its hash
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_GROUPS = {Tone.MISSING: "Saknas", Tone.PARTIAL: "Delvis", Tone.REVIEW: "Kontrollera"}
_MARGIN = 12.0


def annotate(original: Original, notes: Sequence[Note]) -> bytes:
    """A copy with ``notes`` as highlights, in place of those of ours that the file holds.

    Raises :class:`ReportError` for a file that is signed, encrypted or too damaged to be written in.
    """
    try:
        return _annotated(original, notes)
    except _BROKEN as error:
        raise report_error("S004") from error


def clean(data: bytes) -> bytes:
    """The file without our notes: the original itself where nobody has written in the copy since."""
    try:
        return _cleaned(data)
    except _BROKEN as error:
        raise report_error("S004") from error


def _annotated(original: Original, notes: Sequence[Note]) -> bytes:
    data = _cleaned(original.data)
    reader = _opened(data)
    before = len(data)
    if not _has_table(data):
        # PDFium and pypdf mend such a file in memory; an increment needs one that is whole.
        data, before = _mended(reader), -1
        reader = _opened(data)
    pages = list(reader.pages)
    if len(pages) != original.document.page_count:
        raise report_error("S004")
    references = [p.indirect_reference for p in pages]
    sheets = [_sheet(p) for p in pages]
    increment = Increment(data, reader)
    spans = list(dict.fromkeys(n.span for n in notes if n.span is not None))
    spots = dict(zip(spans, find_spots(data, original.document, spans, sheets), strict=True))
    added: dict[int, list[IndirectObject]] = {}
    targets: dict[str, Spot] = {}
    loose: list[Note] = []
    for number, (span, together) in enumerate(by_span(notes), 1):
        found = spots[span] if span is not None else []
        if not found:
            loose += together
            continue
        for page in dict.fromkeys(p for p, _ in found):
            boxes = [b for p, b in found if p == page]
            reference = references[page - 1]
            assert reference is not None
            name = f"{number}-{page}"
            added.setdefault(page, []).append(highlight(increment, reference, boxes, together, name))
        targets.update({n.key: found[0] for n in together})
    for n, (one, box) in enumerate(zip(loose, _margin(sheets[-1]), strict=False), 1):
        reference = references[-1]
        assert reference is not None
        added.setdefault(len(pages), []).append(note(increment, reference, box, [one], f"sist-{n}"))
        targets[one.key] = (len(pages), box)
    for page, more in added.items():
        reference = references[page - 1]
        assert reference is not None
        content = copy_of(reference)
        content[NameObject("/Annots")] = ArrayObject([*_annotations(content), *more])
        increment.put(reference, content)
    if added:
        catalog = copy_of(_root(reader))
        add_bookmarks(increment, catalog, _entries(notes, targets, references))
        catalog.setdefault(NameObject("/PageMode"), NameObject("/UseOutlines"))
        if before >= 0:
            catalog[NameObject(_ORIGINAL)] = DictionaryObject(
                {
                    NameObject("/Length"): NumberObject(before),
                    NameObject("/SHA256"): TextStringObject(sha256(data).hexdigest()),
                }
            )
        increment.put(_root(reader), catalog)
    return increment.written()


def _cleaned(data: bytes) -> bytes:
    reader = _opened(data)
    catalog = copy_of(_root(reader))
    told = catalog.get(_ORIGINAL)
    if isinstance(told, DictionaryObject):
        length = int(str(told["/Length"]))
        whole = sha256(data[:length]).hexdigest() == str(told["/SHA256"])
        if whole and data[length:].count(b"%%EOF") == 1:
            return data[:length]
    if not _has_table(data):
        return data
    increment = Increment(data, reader)
    for page in reader.pages:
        reference = page.indirect_reference
        assert reference is not None
        content = copy_of(reference)
        old = _annotations(content)
        kept = [a for a in old if not _is_ours(a)]
        if len(kept) < len(old):
            content[NameObject("/Annots")] = ArrayObject(kept)
            increment.put(reference, content)
    if remove_bookmarks(increment, catalog) or told is not None:
        catalog.pop(_ORIGINAL, None)
        increment.put(_root(reader), catalog)
    return increment.written()


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise report_error("S003")
    catalog = copy_of(_root(reader))
    form = catalog.get("/AcroForm")
    flags = form.get("/SigFlags", 0) if isinstance(form, DictionaryObject) else 0
    if "/Perms" in catalog or int(str(flags)) & 1:
        raise report_error("S001")
    return reader


def _has_table(data: bytes) -> bool:
    """Whether the table of objects stands where the file says."""
    at = start_of_table(data)
    head = data[at : at + 20] if at >= 0 else b""
    return head.startswith(b"xref") or b" obj" in head


def _mended(reader: PdfReader) -> bytes:
    out = io.BytesIO()
    PdfWriter(clone_from=reader).write(out)
    return out.getvalue()


def _root(reader: PdfReader) -> IndirectObject:
    root = reader.trailer.raw_get("/Root")
    if not isinstance(root, IndirectObject):
        raise report_error("S004")
    return root


def _sheet(page: DictionaryObject) -> Sheet:
    crop, media = page.cropbox, page.mediabox  # type: ignore[attr-defined]
    shown = UserBox(
        max(float(crop.left), float(media.left)),
        max(float(crop.bottom), float(media.bottom)),
        min(float(crop.right), float(media.right)),
        min(float(crop.top), float(media.top)),
    )
    return Sheet(shown, int(page.rotation) % 360)  # type: ignore[attr-defined]


def _margin(sheet: Sheet) -> Iterator[UserBox]:
    """Places for loose notes: from the bottom right corner upwards, then further in."""
    width, height = sheet.size
    rows = max(int((height - 2 * _MARGIN) // (ICON + 4)), 1)
    for column in range(max(int((width - 2 * _MARGIN) // (ICON + 4)), 1)):
        for row in range(rows):
            x = width - _MARGIN - ICON - column * (ICON + 4)
            y = height - _MARGIN - ICON - row * (ICON + 4)
            yield sheet.user(Box(x, y, x + ICON, y + ICON))


def _annotations(page: DictionaryObject) -> list[object]:
    found = page.get("/Annots")
    listed = None if found is None else found.get_object()
    return list(ArrayObject.__iter__(listed)) if isinstance(listed, ArrayObject) else []


def _is_ours(annotation: object) -> bool:
    content = annotation.get_object() if isinstance(annotation, IndirectObject) else annotation
    if not isinstance(content, DictionaryObject):
        return False
    return str(content.get("/NM", "")).startswith(NAME) and str(content.get("/T", "")) == AUTHOR


def _entries(
    notes: Sequence[Note], targets: dict[str, Spot], references: Sequence[IndirectObject | None]
) -> Entry:
    top = Entry(f"Granskning: {len(targets)} {'anmärkning' if len(targets) == 1 else 'anmärkningar'}")
    for tone, title in _GROUPS.items():
        group = Entry("")
        for one in notes:
            if one.tone is tone and one.key in targets:
                page, box = targets[one.key]
                reference = references[page - 1]
                assert reference is not None
                name = one.title.partition(": ")[2] or one.title
                group.below.append(Entry(f"{name} (s. {page})", (reference, box.left, box.top)))
        group.title = f"{title} ({len(group.below)})"
        if group.below:
            top.below.append(group)
    top.target = top.below[0].below[0].target if top.below else None
    return top
