"""Recognised text has uneven sizes and typical misreadings; the whole document tells what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .model import Line, PageContent, line_of

_MISREAD_SECTION = re.compile(r"^[8S] ?\d{1,2} [A-ZÅÄÖ]")
_SAME_SIZE = 0.12  # sizes that differ by less, as a share, are one size read unevenly
_SHORT = 14  # characters: the size of so little text is a guess


def settled(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages with the uneven sizes of recognised lines drawn together, over the whole document."""
    lines = [line for page in pages if (page.ocr or page.uneven) for line in page.lines]
    if not lines:
        return list(pages)
    body = weighted_median(sorted((line.size, len(line.text)) for line in lines))
    sizes = {line.size for line in lines}
    to: dict[float, float] = {}
    lead = 0.0
    for size in sorted(sizes, reverse=True):
        if abs(size - body) <= _SAME_SIZE * body:
            to[size] = body
        else:
            lead = lead if lead and size > (1 - _SAME_SIZE) * lead else size
            to[size] = lead
    sections = sum(1 for line in lines if line.text.startswith("§ ")) >= 2
    out = []
    for page in pages:
        if page.ocr or page.uneven:
            changed: list[Line] = []
            for line in page.lines:
                line = _resized(line, changed[-1] if changed else None, to, body)
                changed.append(_section_sign(line) if sections else line)
            page = replace(page, lines=tuple(changed))
        out.append(page)
    return out


def _section_sign(line: Line) -> Line:
    """In a document of numbered paragraphs, a bold "8 6 Ansvar" is "§ 6 Ansvar" read wrongly."""
    if not line.bold or not _MISREAD_SECTION.match(line.text):
        return line
    first = line.words[0]
    return line_of(line.page, [first._replace(text="§" + first.text[1:]), *line.words[1:]])


def _resized(line: Line, above: Line | None, to: dict[float, float], body: float) -> Line:
    """The line in the size it most likely has; a few letters take that of the line they belong to."""
    size = to[line.size]
    if len(line.text) < _SHORT:
        below = above is not None and 0 < line.baseline - above.baseline < 1.8 * above.size
        if above is not None and below and line.bold == above.bold and 0.7 < size / above.size < 1.3:
            size = above.size
        elif 0.7 * body < line.size < 1.25 * body and not line.bold:
            size = body
    if size == line.size:
        return line
    return line_of(line.page, [word._replace(size=size) for word in line.words])


def weighted_median(pairs: Sequence[tuple[float, int]]) -> float:
    """The value that half of the weight lies below; the pairs are sorted by value."""
    half = sum(weight for _, weight in pairs) / 2
    for value, weight in pairs:
        half -= weight
        if half <= 0:
            return value
    return pairs[-1][0]
