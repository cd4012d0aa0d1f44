"""Writes notes into a copy of the original: comments in a Word file, highlights in a PDF.

A :class:`Note` says what is to stand where in the document's text; what it says is decided by ``reports``.
Everything in the copy but our own notes is what it was in the original.
"""

from pathlib import PurePath

from ..errors import report_error, unreadable
from ..readers.entry import checked_type, load_bytes, source_name
from ..readers.options import Limits
from ..readers.sniff import FileType
from .model import Note, Tone

__all__ = ["Note", "Tone", "clean"]


def clean(source: bytes | str) -> bytes:
    """A file's bytes without our notes; ``source`` is a path or the bytes.

    Raises :class:`UnreadableDocument` for a file that cannot be read and :class:`ReportError` for one
    that cannot hold notes, or is signed or protected.
    """
    data = load_bytes(source, Limits())
    if not data:
        raise unreadable("R003")
    kind = checked_type(data, PurePath(source_name(source)).suffix.lower())
    if kind is FileType.PDF:
        from . import pdf

        return pdf.clean(data)
    if kind is FileType.DOCX:
        from . import word

        return word.clean(data)
    raise report_error("S005")
