"""Styles and list numbering of OpenDocument texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..numerals import numeral
from ..structure import tidy_bullet
from .names import FO, STYLE, TEXT, count

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_AFFIX = 40
_TITLES = frozenset(("title", "titel", "rubrik", "dokumenttitel"))

_LARGEST = 2000.0  # points


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph or text style says; ``list_style`` names the list that the style joins."""

    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    title: bool = False
    break_before: bool = False
    outline: int | None = None
    list_style: str | None = None


class OdtStyles:
    """Resolves styles of ``styles.xml`` and the automatic ones of ``content.xml`` through their parents."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, dict[int, etree._Element]] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._defaults: dict[str, etree._Element] = {}
        self.breaks_pages = False
        for root in roots:
            if root is None:
                continue
            for style in root.iter(STYLE + "style"):
                self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for properties in root.iter(STYLE + "paragraph-properties"):
                self.breaks_pages |= properties.get(FO + "break-before") == "page"
            for style in root.iter(STYLE + "default-style"):
                self._defaults[style.get(STYLE + "family", "")] = style
            for style in root.iter(TEXT + "list-style", TEXT + "outline-style"):
                outline = style.tag == TEXT + "outline-style"
                self._lists["" if outline else style.get(STYLE + "name", "")] = {
                    count(level.get(TEXT + "level")): level for level in style
                }

    def look(self, family: str, name: str | None) -> Look:
        key = (family, name or "")
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolve(*key)
        return look

    def list_level(self, style: str, level: int) -> etree._Element | None:
        """The definition of a list level; the style ``""`` is the numbering of headings."""
        return self._lists.get(style, {}).get(level)

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                break
            yield style
            name = style.get(STYLE + "parent-style-name", "")
        if family in self._defaults:
            yield self._defaults[family]

    def _resolve(self, family: str, name: str) -> Look:
        bold: bool | None = None
        size: float | None = None
        hidden: bool | None = None
        outline: int | None = None
        list_style: str | None = None
        title = page = False
        for depth, style in enumerate(self._chain(family, name)):
            shown = (style.get(STYLE + "display-name") or style.get(STYLE + "name") or "").casefold()
            title = title or shown in _TITLES
            level = style.get(STYLE + "default-outline-level", "")
            if outline is None and level.isdecimal():
                outline = count(level)
            if list_style is None:
                list_style = style.get(STYLE + "list-style-name")
            text = style.find(STYLE + "text-properties")
            if text is not None:
                weight = text.get(FO + "font-weight")
                if bold is None and weight is not None:
                    bold = weight == "bold" or count(weight, 0) >= 600
                size = _points(text.get(FO + "font-size")) if size is None else size
                if hidden is None and text.get(TEXT + "display") is not None:
                    hidden = text.get(TEXT + "display") == "none"
            paragraph = style.find(STYLE + "paragraph-properties")
            if depth == 0 and paragraph is not None:
                page = paragraph.get(FO + "break-before") == "page"
        return Look(bold, size, hidden, title, page, outline, list_style)


class OdtLists:
    """Counts list items and numbered headings of one document."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._counts: dict[str, list[int]] = {}

    def restart(self, key: str, depth: int) -> None:
        """Forget the counts from ``depth`` (1-based) downwards."""
        counts = self._counts.setdefault(key, [])
        del counts[depth - 1 :]

    def marker(self, key: str, style: str, depth: int, start: int | None = None) -> tuple[str, bool]:
        """The marker of the next item at ``depth`` and whether it is a bullet."""
        level = self._styles.list_level(style, depth)
        if level is None:
            return ("", False) if style == "" else ("•", True)
        if level.tag == TEXT + "list-level-style-bullet":
            return tidy_bullet((level.get(TEXT + "bullet-char") or "•")[:1]), True
        counts = self._counts.setdefault(key, [])
        while len(counts) < depth:
            first = self._styles.list_level(style, len(counts) + 1)
            begin = 1 if first is None else count(first.get(TEXT + "start-value"))
            counts.append(begin - 1 if len(counts) == depth - 1 else begin)
        del counts[depth:]
        counts[-1] = counts[-1] + 1 if start is None else start
        if not level.get(STYLE + "num-format"):
            return "", False
        shown = count(level.get(TEXT + "display-levels"), most=depth)
        numbers = []
        for at in range(depth - shown, depth):
            above = self._styles.list_level(style, at + 1)
            kind = _FORMATS.get("1" if above is None else above.get(STYLE + "num-format", "1"), "decimal")
            numbers.append(numeral(counts[at], kind))
        prefix, suffix = level.get(STYLE + "num-prefix", ""), level.get(STYLE + "num-suffix", "")
        prefix, suffix = prefix[:_LONGEST_AFFIX], suffix[:_LONGEST_AFFIX]
        return f"{prefix}{'.'.join(numbers)}{suffix}".strip(), False


def _points(text: str | None) -> float | None:
    if text is None or not text.endswith("pt"):
        return None
    try:
        size = float(text[:-2])
    except ValueError:
        return None
    return size if 0 < size < _LARGEST else None
