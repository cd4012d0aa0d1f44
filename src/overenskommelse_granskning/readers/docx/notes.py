"""Footnotes and endnotes, looked up when the text refers to them."""

from __future__ import annotations

from lxml import etree

from ..flow import Para
from .names import W, integer
from .package import Package

_KINDS = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


class Notes:
    """Numbers the notes in the order of their references; endnotes gather for the document's end."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, dict[int, etree._Element]] = {}
        self._numbers = dict.fromkeys(_KINDS, 0)
        self._taken: set[tuple[str, int]] = set()
        self.endnotes: list[Para] = []

    def take(self, kind: str, identity: str) -> tuple[str, etree._Element, str] | None:
        """Label, element and story name of a note; None where there is none or it was taken before."""
        number = integer(identity)
        if number is None or (kind, number) in self._taken:
            return None
        if kind not in self._parts:
            root = self._package.by_type(kind)
            notes = () if root is None else root.iterchildren(_KINDS[kind])
            self._parts[kind] = {
                found: note for note in notes if (found := integer(note.get(W + "id"))) is not None
            }
        element = self._parts[kind].get(number)
        if element is None:
            return None
        self._taken.add((kind, number))
        self._numbers[kind] += 1
        return str(self._numbers[kind]), element, f"{kind}/{number}"
