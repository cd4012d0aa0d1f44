"""The one way in: a path, bytes or a binary stream becomes a :class:`Document` or one clear error."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path, PurePath, PureWindowsPath
from typing import BinaryIO, NamedTuple

from ..document import Document, Original
from ..errors import ConfigurationError, UnreadableDocument, unreadable
from ..vocabulary.file_names import is_lock
from .options import Limits, ReadOptions
from .sniff import EXTENSIONS, READABLE, WEB_ARCHIVES, FileType, sniff

_log = logging.getLogger(__name__)

Source = str | os.PathLike[str] | bytes | BinaryIO
_NAMELESS = "dokument"
_LOCK_BYTES = 1024  # a lock file holds the name of whoever has the document open, little more


def read_document(
    source: Source,
    *,
    filename: str | None = None,
    options: ReadOptions | None = None,
) -> Document:
    """Read a document of any known format.

    ``source`` is a path, the bytes themselves or a binary stream (read to its end). ``filename``
    names bytes and streams and gives their extension. Raises :class:`UnreadableDocument` with a
    numbered Swedish reason, whatever is wrong with the input, and ConfigurationError for what is no input.
    """
    return read_original(source, filename=filename, options=options).document


def read_original(
    source: Source,
    *,
    filename: str | None = None,
    options: ReadOptions | None = None,
) -> Original:
    """:func:`read_document`, and the bytes beside the document."""
    options = options or ReadOptions()
    with loaded(source, filename, options.limits) as given:
        return Original(given.data, _read(given, options), options.revisions)


class Loaded(NamedTuple):
    """An input's bytes, what it is called in reports, and the hash of the bytes."""

    data: bytes
    name: str
    sha256: str


@contextmanager
def loaded(source: Source, filename: str | None, limits: Limits) -> Iterator[Loaded]:
    """The input, to be read meanwhile: an UnreadableDocument then tells which it was."""
    name, digest = source_name(source, filename), ""
    try:
        data = load_bytes(source, limits)
        digest = hashlib.sha256(data).hexdigest()
        yield Loaded(data, name, digest)
    except UnreadableDocument as error:
        error.name, error.sha256 = name, digest
        raise


def _read(given: Loaded, options: ReadOptions) -> Document:
    data, name, digest = given
    if is_lock(name) and len(data) <= _LOCK_BYTES:
        raise unreadable("R033")
    if not data:
        raise unreadable("R003")
    kind = checked_type(data, PurePath(name).suffix.lower())
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
    return document


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
    if kind is FileType.MAIL and extension not in WEB_ARCHIVES:
        raise unreadable("R032")
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


def load_bytes(source: Source, limits: Limits) -> bytes:
    """The bytes of an input within the limit on size. A stream is read until it has no more to give.

    Raises UnreadableDocument, and ConfigurationError for what is no path, bytes or binary stream.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
    elif isinstance(source, str | os.PathLike):
        data = _load_path(source, limits)
    else:
        data = _load_stream(source, limits.file_bytes + 1)
    _check_size(len(data), limits)  # a device or a growing file has no honest size
    return data


def source_name(source: object, filename: str | None = None) -> str:
    """What an input is called in reports: the file's own name, without folders of either system's paths."""
    named = filename or source
    if not isinstance(named, str | os.PathLike):
        named = getattr(named, "name", None)  # of an open file; a number where it was opened by one
    if not isinstance(named, str | os.PathLike):
        return _NAMELESS
    # Names of files may hold bytes that are no text, which no report can hold.
    bare = os.fsdecode(named).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return PureWindowsPath(bare).name or _NAMELESS


def _load_path(source: str | os.PathLike[str], limits: Limits) -> bytes:
    if not os.fspath(source):
        raise unreadable("R001")
    path = Path(os.fsdecode(source))
    try:
        if path.is_dir():
            raise unreadable("R002")
        _check_size(path.stat().st_size, limits)
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise unreadable("R014") from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        on_the_web = os.fsdecode(source).casefold().startswith(("https://", "http://"))
        raise unreadable("R034" if on_the_web else "R001") from error
    except OSError as error:
        # Names that are too long or loops of links name no file; the rest are failing disks.
        missing = error.errno in (errno.ENAMETOOLONG, errno.ELOOP)
        raise unreadable("R001" if missing else "R005") from error


def _load_stream(stream: BinaryIO, most: int) -> bytes:
    """At most ``most`` bytes; pipes and raw streams give what they have at the time, not all that was asked for."""
    if not callable(getattr(stream, "read", None)):
        raise ConfigurationError(
            f"Det som ska läsas är av typen {type(stream).__name__}: ange en sökväg, bytes eller en fil som är öppnad "
            "i binärt läge."
        )
    if getattr(stream, "closed", False) is True:
        raise ConfigurationError("Strömmen är stängd: låt den läsas innan den stängs.")
    parts: list[bytes] = []
    while most > 0:
        try:
            part = stream.read(most)
        except OSError as error:
            raise unreadable("R005") from error
        if part is None:  # it does not block, and has nothing to give just now
            raise ConfigurationError(
                "Strömmen väntar inte på sitt innehåll: läs den till slut och ange bytes."
            )
        if not isinstance(part, bytes | bytearray | memoryview):
            raise ConfigurationError("Strömmen ger inte bytes: öppna filen i binärt läge (”rb”).")
        if not part:
            break
        parts.append(bytes(part))
        most -= len(part)
    return b"".join(parts)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise unreadable("R008", size=ceil(size / 1e6), limit=max(1, round(limits.file_bytes / 1e6)))
