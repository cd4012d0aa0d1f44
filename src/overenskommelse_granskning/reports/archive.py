"""Zip files that other libraries wrote, made the same at every run: they put the time into their members."""

from __future__ import annotations

import io
import zipfile

_FIXED = (1980, 1, 1, 0, 0, 0)


def same_bytes(data: bytes) -> bytes:
    """The archive with one date for every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            new.writestr(info, old.read(name))
    return out.getvalue()
