"""Writes notes into a copy of the original: comments in a Word file, highlights in a PDF.

A :class:`Note` says what is to stand where in the document's text; what it says is decided by ``reports``.
Everything in the copy but our own notes is what it was in the original.
"""

from .model import Note, Tone

__all__ = ["Note", "Tone"]
