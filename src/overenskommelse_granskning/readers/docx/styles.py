"""Styles: what a style id means for heading level, numbering, weight, size and visibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .names import PPR, RPR, VAL, W, integer, is_on, value

_STYLE = W + "style"
# Built-in names are English in the file whatever the language of Word; other programs localise them.
_HEADING = re.compile(r"(?:heading|rubrik|überschrift|overskrift|otsikko|titre)[ _]?([1-9])(?:[ ,;].*)?")
_TITLE = frozenset(("title", "titel", "rubrik", "dokumenttitel"))
_TOC = re.compile(r"(?:toc|innehåll|table of figures|figurförteckning|index)[ _]?\d*")
_CAPTION = frozenset(("caption", "beskrivning", "bildtext", "tabellrubrik", "diagramrubrik"))
_LIST_DEPTH = re.compile(r"(?:list|lista|punktlista|numrerad lista)\b.*?([2-5])")
_HEADING_LIKE = re.compile(r"rubrik|heading|header ?line")
_NOT_HEADING = re.compile(r"toc|innehåll|tabell|table|figur|bild|diagram|sidhuvud|underrubrik|subtitle")

_LARGEST = 2000.0  # points; Word's own bound is 1638


@dataclass(frozen=True, slots=True)
class RunLook:
    """Character formatting that a style gives; None where it says nothing."""

    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Everything a paragraph style decides. ``heading`` is a level from 1."""

    heading: int | None = None
    number: int | None = None
    level: int | None = None
    toc: bool = False
    caption: bool = False
    heading_like: bool = False
    depth: int = 0  # list depth that the style's name tells, as in "List Bullet 2"
    run: RunLook = RunLook()


class Styles:
    """Resolves styles through ``basedOn``; results are kept for the life of the object."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self.size = 10.0
        if root is None:
            return
        for style in root.iterchildren(_STYLE):
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")
        self.size = points(value(defaults, W + "sz")) or 10.0

    def paragraph(self, style: str | None) -> ParagraphLook:
        """The look of a paragraph style; an unknown or missing id gives the default style's."""
        look = self._paragraphs.get(style)
        if look is None:
            known = style if style in self._styles else self._default
            look = self._paragraphs[style] = self._paragraph(known)
        return look

    def run(self, style: str) -> RunLook:
        look = self._runs.get(style)
        if look is None:
            look = self._runs[style] = self._run(style)
        return look

    def list_number(self, style: str) -> int | None:
        """The list that a numbering style stands for."""
        element = self._styles.get(style)
        found = None if element is None else element.find(f"{PPR}/{W}numPr/{W}numId")
        return None if found is None else integer(found.get(VAL))

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style is not None and style not in seen:
            seen.add(style)
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, W + "basedOn")

    def _run(self, style: str | None) -> RunLook:
        bold: bool | None = None
        size: float | None = None
        hidden: bool | None = None
        for element in self._chain(style):
            properties = element.find(RPR)
            if properties is None:
                continue
            if bold is None:
                bold = is_on(properties.find(W + "b"))
            if size is None:
                size = points(value(properties, W + "sz"))
            if hidden is None:
                hidden = is_on(properties.find(W + "vanish"))
        return RunLook(bold, size, hidden)

    def _paragraph(self, style: str | None) -> ParagraphLook:
        heading: int | None = None
        decided = False
        number: int | None = None
        level: int | None = None
        toc = caption = heading_like = False
        list_depth = 0
        for depth, element in enumerate(self._chain(style)):
            name = (value(element, W + "name") or "").strip().casefold()
            properties = element.find(PPR)
            if depth == 0:
                toc, caption = bool(_TOC.fullmatch(name)), name in _CAPTION
                deeper = _LIST_DEPTH.fullmatch(name)
                list_depth = int(deeper.group(1)) - 1 if deeper else 0
                heading_like = bool(_HEADING_LIKE.search(name)) and not _NOT_HEADING.search(name)
            if not decided:
                decided, heading = _heading_level(name, properties)
            list_properties = None if properties is None else properties.find(W + "numPr")
            if number is None and list_properties is not None:
                number = integer(value(list_properties, W + "numId"))
                level = integer(value(list_properties, W + "ilvl"))
        if toc or caption:
            heading = None
        run = self._run(style)
        return ParagraphLook(heading, number, level, toc, caption, heading_like, list_depth, run)


def _heading_level(name: str, properties: etree._Element | None) -> tuple[bool, int | None]:
    """Whether this style settles the matter, and the level it gives."""
    outline = integer(value(properties, W + "outlineLvl"))
    if outline is not None:
        return True, outline + 1 if 0 <= outline <= 8 else None
    found = _HEADING.fullmatch(name)
    if found:
        return True, int(found.group(1))
    return (True, 1) if name in _TITLE else (False, None)


def points(half: str | None) -> float | None:
    """A size given in half points."""
    try:
        size = float(half) / 2 if half else 0.0
    except ValueError:
        return None
    return size if 0 < size < _LARGEST else None
