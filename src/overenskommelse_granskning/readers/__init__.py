"""Readers: bytes in, :class:`~overenskommelse_granskning.document.Document` out.

One module per input format, each with ``read(data, *, name, sha256, options) -> Document``; they are
imported when a file of their kind turns up, so that ``granska --help`` loads no PDF library.
"""

from .entry import Source, read_document, read_original
from .options import Limits, ReadOptions

__all__ = ["Limits", "ReadOptions", "Source", "read_document", "read_original"]
