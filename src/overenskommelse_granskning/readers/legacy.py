"""Old Word (.doc) and RTF, converted to DOCX by LibreOffice where it is installed."""

from __future__ import annotations

import shutil

from ..document import Document
from ..errors import unreadable
from . import docx
from .conversion import convert
from .options import ReadOptions

_PROGRAMS = ("soffice", "libreoffice")
_LONGEST = 120.0  # seconds; a conversion that takes longer has hung


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions, suffix: str) -> Document:
    """Convert and read. R015 without LibreOffice, R018 when it takes too long, R005 when it fails."""
    program = next((found for p in _PROGRAMS if (found := shutil.which(p))), None)
    if program is None:
        raise unreadable("R015")
    converted = convert(program, data, suffix, min(options.limits.seconds, _LONGEST))
    return docx.read(converted, name=name, sha256=sha256, options=options, format=suffix)
