"""The one way in: a path, bytes or a binary stream becomes a :class:`Document` or one clear error."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from pathlib import Path, PurePath, PureWindowsPath
from typing import BinaryIO

from ..document import Document, Original
from ..errors import UnreadableDocument, unreadable
from .options import Limits, ReadOptions
from .sniff import EXTENSIONS, READABLE, FileType, sniff

_log = logging.getLogger(__name__)


def read_document(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    filename: str | None = None,
    options: ReadOptions | None = None,
) -> Document:
    """Read a document of any known format.

    ``source`` is a path, the bytes themselves or a binary stream (read to its end). ``filename``
    names bytes and streams and gives their extension. Raises :class:`UnreadableDocument` with a
    numbered Swedish reason, whatever is wrong with the input.
    """
    return read_original(source, filename=filename, options=options).document


def read_original(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    filename: str | None = None,
    options: ReadOptions | None = None,
) -> Original:
    """:func:`read_document`, and the bytes beside the document."""
    options = options or ReadOptions()
    data, found_name = load_bytes(source, options.limits)
    name = _base_name(filename) if filename else found_name
    if not data:
        raise unreadable("R003")
    extension = PurePath(name).suffix.lower()
    kind = checked_type(data, extension)
    digest = hashlib.sha256(data).hexdigest()
    try:
        document = _dispatch(kind, data, name=name, sha256=digest, options=options)
    except UnreadableDocument:
        raise
    except MemoryError as error:
        raise unreadable("R013") from error
    except Exception as error:
        _log.exception("reader for %s failed", kind.name)
        raise unreadable("R019") from error
    if document.page_count and document.page_count > options.limits.pages:
        raise unreadable("R009", pages=document.page_count, limit=options.limits.pages)
    if not document.text.strip():
        raise unreadable("R011")
    return Original(data, document, options.revisions)


def checked_type(data: bytes, extension: str) -> FileType:
    """The type to read ``data`` as; raises where name and content disagree or nobody can read it."""
    kind = sniff(data, extension)
    allowed = EXTENSIONS.get(extension)
    if allowed is not None and kind not in allowed:
        if kind is FileType.BROKEN_ZIP and allowed & {FileType.DOCX, FileType.ODT, FileType.ZIP}:
            raise unreadable("R005")
        if kind is FileType.UNKNOWN:
            raise unreadable("R005")
        raise unreadable("R006", extension=extension, actual=kind.value)
    if kind is FileType.ENCRYPTED:
        raise unreadable("R004")
    if kind is FileType.BROKEN_ZIP:
        raise unreadable("R005")
    if kind not in READABLE:
        raise unreadable("R007", extension=extension or f"({kind.value})")
    return kind


def _dispatch(kind: FileType, data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    # Imported here so that reading a text file loads no PDF or XML library.
    if kind is FileType.PDF:
        from . import pdf

        return pdf.read(data, name=name, sha256=sha256, options=options)
    if kind is FileType.DOCX:
        from . import docx

        return docx.read(data, name=name, sha256=sha256, options=options)
    if kind is FileType.ODT:
        from . import odt

        return odt.read(data, name=name, sha256=sha256, options=options)
    if kind is FileType.HTML:
        from . import html

        return html.read(data, name=name, sha256=sha256, options=options)
    if kind in (FileType.DOC, FileType.RTF):
        from . import legacy

        suffix = "doc" if kind is FileType.DOC else "rtf"
        return legacy.read(data, name=name, sha256=sha256, options=options, suffix=suffix)
    from . import text

    return text.read(data, name=name, sha256=sha256, options=options)


def load_bytes(source: str | os.PathLike[str] | bytes | BinaryIO, limits: Limits) -> tuple[bytes, str]:
    """The bytes of an input within the limit on size, and its name without folders."""
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        _check_size(len(data), limits)
        return data, "dokument"
    if isinstance(source, str | os.PathLike):
        return _load_path(source, limits)
    try:
        data = source.read(limits.file_bytes + 1)
    except OSError as error:
        raise unreadable("R005") from error
    if not isinstance(data, bytes):
        raise TypeError("read_document needs a path, bytes or a binary stream, not a text stream")
    _check_size(len(data), limits)
    name = getattr(source, "name", None)
    return data, _base_name(name) if isinstance(name, str) and name else "dokument"


def _load_path(source: str | os.PathLike[str], limits: Limits) -> tuple[bytes, str]:
    if not os.fspath(source):
        raise unreadable("R001")
    path = Path(os.fsdecode(source))
    try:
        if path.is_dir():
            raise unreadable("R002")
        size = path.stat().st_size
        _check_size(size, limits)
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise unreadable("R014") from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise unreadable("R001") from error
    except OSError as error:
        # Names that are too long or loops of links name no file; the rest are failing disks.
        missing = error.errno in (errno.ENAMETOOLONG, errno.ELOOP)
        raise unreadable("R001" if missing else "R005") from error
    _check_size(len(data), limits)  # a device or a growing file has no honest size
    return data, path.name


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise unreadable("R008", size=max(1, round(size / 1e6)), limit=max(1, round(limits.file_bytes / 1e6)))


def _base_name(name: str) -> str:
    """The name without folders, of either system's path."""
    return PureWindowsPath(name).name or "dokument"
