"""PDF to :class:`~overenskommelse_granskning.document.Document`.

PDFium gives characters with fonts and places; everything else (columns, tables, paragraphs,
headings, running headers) is worked out from geometry, so that text and place stay together.
"""

from __future__ import annotations

from .reader import read

__all__ = ["read"]
