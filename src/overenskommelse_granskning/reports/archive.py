"""Zip files that are the same at every run: libraries put the time into their members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

_FIXED = (1980, 1, 1, 0, 0, 0)


def same_bytes(data: bytes) -> bytes:
    """The archive with one date for every member."""
    return packed(members(data))


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every member, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive of these members, all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, content)
    return out.getvalue()
