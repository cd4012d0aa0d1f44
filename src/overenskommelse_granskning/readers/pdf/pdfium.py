"""PDFium handles: opening, closing and the lock.

PDFium is not thread-safe, not even across documents, so every call happens under :data:`LOCK`.
Raw handles are closed here in order; the helper classes of pypdfium2 close themselves when the
garbage collector feels like it, in whatever thread, which the lock could not cover.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from ...errors import unreadable
from ..options import Limits

LOCK = threading.Lock()

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY: a protection scheme PDFium does not know
_TAIL = 2048
_MAX_ANNOTATIONS = 500
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,300}?/L\s+(\d+)")


@contextmanager
def unlocked() -> Iterator[None]:
    """Let other threads use PDFium while the caller, who holds the lock, does something else."""
    LOCK.release()
    try:
        yield
    finally:
        LOCK.acquire()


@contextmanager
def open_document(data: bytes, limits: Limits) -> Iterator[Any]:
    """The handle of a document, checked for completeness and size. The caller holds the lock."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        code = pdfium.FPDF_GetLastError()
        raise unreadable("R004" if code in (_PASSWORD, _SECURITY) else "R005")
    try:
        # PDFium rebuilds a file that lost its end from what is left of it. What was cut off would
        # then count as absent, so such a file is refused.
        if _truncated(data):
            raise unreadable("R005")
        count = page_count(handle)
        if count < 1:
            raise unreadable("R005")
        if count > limits.pages:
            raise unreadable("R009", pages=count, limit=limits.pages)
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


@contextmanager
def open_page(document: Any, index: int) -> Iterator[Any]:
    """The handle of a page (index from 0)."""
    page = _load(document, index)
    try:
        # Filled form fields and text boxes become part of the page, in memory only. They come last
        # in its characters, so the places of all others stay what they are in the file.
        if _has_written_annotations(page) and _flattened(page):
            pdfium.FPDF_ClosePage(page)
            page = None
            page = _load(document, index)
        yield page
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _load(document: Any, index: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise unreadable("R005")
    return page


def _flattened(page: Any) -> bool:
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _has_written_annotations(page: Any) -> bool:
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
            return True
    return False


def unchecked(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """One of PDFium's functions without the conversion of its arguments, which takes longer than the call.

    It must be given what C gets: ``c_void_p`` for a handle, ``byref`` for a place to write to, numbers.
    """
    plain = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    plain.restype = result
    return plain  # type: ignore[no-any-return]


def page_count(document: Any) -> int:
    """How many pages the document has."""
    return int(pdfium.FPDF_GetPageCount(document))


def _truncated(data: bytes) -> bool:
    tail = data[-_TAIL:]
    if b"startxref" not in tail and b"%%EOF" not in tail:
        return True
    declared = _LINEARIZED.search(data[:2048])
    return bool(declared and int(declared.group(1)) > len(data))
