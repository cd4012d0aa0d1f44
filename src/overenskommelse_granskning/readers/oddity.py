"""Whether a file is of the usual sort, judged by its first and last bytes; a guess, made fast."""

from __future__ import annotations

import os
from pathlib import Path

_LARGE = 5_000_000
_HEAD, _TAIL = 1024, 2048
_ZIP_END = b"PK\x05\x06"


def is_odd(source: str | os.PathLike[str] | bytes) -> bool:
    """Large, of an old format, encrypted or not ended as its format ends: read it where it can do no harm."""
    try:
        if isinstance(source, bytes):
            size, head, tail = len(source), source[:_HEAD], source[-_TAIL:]
        else:
            path = Path(source)
            if not path.is_file():
                return path.exists() and not path.is_dir()  # a device, a pipe
            size = path.stat().st_size
            with path.open("rb") as stream:
                head = stream.read(_HEAD)
                stream.seek(max(0, size - _TAIL))
                tail = stream.read(_TAIL)
    except (OSError, ValueError):
        return False  # the reader says what is wrong with it
    if size > _LARGE:
        return True
    if head.startswith(b"%PDF-1."):
        return b"startxref" not in tail or b"%%EOF" not in tail or b"/Encrypt" in tail
    if head.startswith(b"PK\x03\x04"):
        return _ZIP_END not in tail
    text = not head or not any(c < 9 or 13 < c < 27 for c in head)
    return not text or head.lstrip()[:5] in (b"{\\rtf", b"%PDF-")
