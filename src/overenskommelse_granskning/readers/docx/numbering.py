"""List numbers and bullets as a reader of the page sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ..numerals import numeral
from ..structure import tidy_bullet
from .names import VAL, W, integer, is_on, value
from .styles import Styles

_LEVELS = 9
_LONGEST_TEXT = 80  # of a level's pattern, which every paragraph of the list repeats
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool
    restarts: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts the lists of one document; call :meth:`marker` once per numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[int, etree._Element] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            for element in root.iterchildren(W + "abstractNum"):
                self._abstract[element.get(W + "abstractNumId", "")] = element
            for element in root.iterchildren(W + "num"):
                number = integer(element.get(W + "numId"))
                if number is not None:
                    self._numbers[number] = element

    def level_of_style(self, number: int, style: str | None) -> int:
        """The level that is tied to a paragraph style; 0 where none is."""
        found = self._list(number)
        if found is not None and style is not None:
            for index, level in found.levels.items():
                if level.style == style:
                    return index
        return 0

    def marker(self, number: int, index: int) -> tuple[str, bool] | None:
        """The marker of the next paragraph of a list, and whether it is a bullet; None without a list."""
        found = self._list(number)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return None
        if level.format == "bullet":
            return _bullet(level.text), True
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if index in found.starts and (number, index) not in self._started:
            counts[index] = None
        for above in range(index):
            if counts[above] is None:
                counts[above] = self._start(found, number, above)
        now = counts[index]
        counts[index] = self._start(found, number, index) if now is None else now + 1
        for below in range(index + 1, _LEVELS):
            deeper = found.levels.get(below)
            if deeper is None or deeper.restarts:
                counts[below] = None
        if level.format == "none":
            return _PLACE.sub("", level.text).strip(), False

        def place(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = found.levels.get(at)
            kind = "decimal" if level.legal or other is None else other.format
            return numeral(counts[at] or 0, kind)

        return _PLACE.sub(place, level.text).strip(), False

    def _start(self, found: _List, number: int, index: int) -> int:
        self._started.add((number, index))
        level = found.levels.get(index)
        return found.starts.get(index, level.start if level else 1)

    def _list(self, number: int) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._resolve(number)
        return self._lists[number]

    def _resolve(self, number: int, depth: int = 0) -> _List | None:
        element = self._numbers.get(number)
        if element is None or depth > 4:
            return None
        name = value(element, W + "abstractNumId") or ""
        abstract = self._abstract.get(name)
        if abstract is None:
            return None
        link = value(abstract, W + "numStyleLink")
        if link is not None:
            linked = self._styles.list_number(link)
            base = self._resolve(linked, depth + 1) if linked is not None else None
            if base is None:
                return None
            name, levels = base.abstract, dict(base.levels)
        else:
            levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl")) or 0
            start = integer(value(override, W + "startOverride"))
            if start is not None:
                starts[index] = start
            levels.update(_levels(override))
        return _List(name, starts, levels)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    out: dict[int, _Level] = {}
    for element in parent.iterchildren(W + "lvl"):
        index = integer(element.get(W + "ilvl"))
        if index is None or not 0 <= index < _LEVELS:
            continue
        start = integer(value(element, W + "start"))
        restart = element.find(W + "lvlRestart")
        out[index] = _Level(
            start=0 if start is None else start,
            format=value(element, W + "numFmt") or "decimal",
            text=(value(element, W + "lvlText") or "")[:_LONGEST_TEXT],
            legal=bool(is_on(element.find(W + "isLgl"))),
            restarts=restart is None or restart.get(VAL) != "0",
            style=value(element, W + "pStyle"),
        )
    return out


def _bullet(text: str) -> str:
    sign = text.strip()[:1]
    return tidy_bullet(sign) if sign else "•"
