"""Running headers, footers and page numbers: lines that come back at the same place on page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...document import FurnitureRole
from ..structure import is_known_heading
from .grid import Grid
from .model import Line, PageContent

_APART = 1.6  # of the font size: the distance to the text that a running header keeps
_ZONE = 0.18  # of the page's height, at the top and at the bottom
_SAME_PLACE = 5.0
_SAME_PLACE_OCR = 14.0
_ALIKE = 0.85
_ALIKE_LENGTH = 10
_MAX_COMPARED = 60  # rare keys that are compared with all others
_ENOUGH = 50  # from here on the exact number of pages no longer matters
_LARGER = 1.15
_LONG = 70
_PAGE_WORDS = re.compile(
    r"^\W*(?:(?:sida|sidan|sid\.?|s\.|page)\s*\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\s*\)?)?|"
    r"\d{1,4}\s*(?:av|/|\()\s*\d{1,4}\s*\)?)\W*$",
    re.IGNORECASE,
)
_PAGE_INSIDE = re.compile(
    r"\b(?:sida|sid|page)\b\.?\s*\d|\b\d{1,4}\s*\(\d{1,4}\)|\b\d{1,4}\s*(?:av|/)\s*\d{1,4}\s*$", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")
_DIGITS = re.compile(r"\d{1,9}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Running:
    """A piece of furniture of one page."""

    line: Line
    role: FurnitureRole


@dataclass
class _Edge:
    """A line near the edge of a page, as a candidate."""

    page: int
    line: Line
    top: bool
    key: str
    y: float  # from the nearer edge
    repeats: int = 1
    varies: bool = False  # its numbers are not the same on all pages
    counts: bool = False  # the number at its start or end follows that of the page


def furniture(
    pages: Sequence[PageContent], grids: dict[int, list[Grid]], body_size: float
) -> dict[int, list[Running]]:
    """The furniture of every page."""
    edges = {page.number: _edges(page) for page in pages}
    everything = [e for page in pages for e in edges[page.number]]
    recognised = any(p.ocr for p in pages)
    _count_repeats(everything, _SAME_PLACE_OCR if recognised else _SAME_PLACE, recognised)
    out: dict[int, list[Running]] = {}
    for page in pages:
        found: list[Running] = []
        for top in (True, False):
            rows: list[list[_Edge]] = []
            for row in _rows([e for e in edges[page.number] if e.top is top]):
                taken = [e for e in row if _is_running(e, len(pages), body_size, len(rows))]
                if _length(taken) < 0.5 * _length(row) or _in_table(page, row, grids, taken):
                    break
                rows.append(row)
            found += [Running(e.line, _role(e)) for row in _apart(rows, page) for e in row]
        out[page.number] = sorted(found, key=lambda r: (r.line.top, r.line.x0))
    if all(len(out[page.number]) == len(page.lines) for page in pages):
        return {}  # nothing else there: then this is the text
    return out


def _apart(rows: list[list[_Edge]], page: PageContent) -> list[list[_Edge]]:
    """Without the rows that run on into the text: running headers stand at a distance from it."""
    while rows and not _PAGE_WORDS.match(rows[-1][0].line.text):
        last = rows[-1][0]
        sign = 1 if last.top else -1
        distances = (sign * (line.baseline - last.line.baseline) for line in page.lines)
        follower = min((d for d in distances if d > 0.5 * last.line.size), default=None)
        if follower is None or follower > _APART * last.line.size:
            break
        rows = rows[:-1]
    return rows


def _edges(page: PageContent) -> list[_Edge]:
    height = page.read_size[1]
    out = []
    for line in page.lines:
        if line.middle < _ZONE * height:
            out.append(_Edge(page.number, line, True, _key(line.text), line.middle))
        elif line.middle > (1 - _ZONE) * height:
            out.append(_Edge(page.number, line, False, _key(line.text), height - line.middle))
    return out


def _key(text: str) -> str:
    return _DIGITS.sub("#", _SPACES.sub(" ", text).strip().casefold())


def _count_repeats(edges: list[_Edge], tolerance: float, recognised: bool) -> None:
    """On how many pages the same text, or nearly the same, stands at the same place."""
    groups: dict[tuple[bool, str], list[_Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.top, edge.key), []).append(edge)
    for group in groups.values():
        _count_group(group, tolerance)
    if not recognised:
        return
    # Recognised text differs by a letter here and there: rare keys may belong to a common one.
    alone = [g for g in groups.values() if len(g) == 1 and len(g[0].key) >= _ALIKE_LENGTH]
    for (edge,) in alone[:_MAX_COMPARED]:
        for (top, key), group in groups.items():
            if top is edge.top and key != edge.key and _alike(edge.key, key):
                near = [e for e in group if abs(e.y - edge.y) <= tolerance and e.page != edge.page]
                edge.repeats = max(edge.repeats, *(e.repeats + 1 for e in near), 1)


def _count_group(group: list[_Edge], tolerance: float) -> None:
    group.sort(key=lambda e: e.y)
    low = high = 0
    for edge in group:
        while edge.y - group[low].y > tolerance:
            low += 1
        while high < len(group) and group[high].y - edge.y <= tolerance:
            high += 1
        near = group[low : min(high, low + _ENOUGH)]
        edge.repeats = len({e.page for e in near})
        edge.varies = len({e.line.text for e in near}) > 1
        edge.counts = edge.varies and any(
            len({e.page - int(n[-1 if at else 0]) for e in near if (n := _DIGITS.findall(e.line.text))}) == 1
            for at in (0, 1)
        )


def _alike(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _ALIKE_LENGTH or abs(len(a) - len(b)) > 0.25 * max(len(a), len(b)):
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _rows(edges: list[_Edge]) -> list[list[_Edge]]:
    """Candidates by row, from the edge of the page inwards."""
    rows: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda e: e.y):
        if rows and abs(rows[-1][0].line.middle - edge.line.middle) < 0.5 * edge.line.size:
            rows[-1].append(edge)
        else:
            rows.append([edge])
    return rows


def _length(edges: list[_Edge]) -> int:
    return sum(len(e.line.text) for e in edges)


def _is_running(edge: _Edge, pages: int, body_size: float, depth: int) -> bool:
    text = edge.line.text
    if _PAGE_WORDS.match(text):
        return True
    if pages < 2:
        return False
    if _BARE_NUMBER.match(text) and depth == 0:
        return int(_DIGITS.search(text)[0]) <= pages + edge.page or edge.repeats > 1  # type: ignore[index]
    larger = edge.line.size > _LARGER * body_size
    if edge.varies and not _PAGE_INSIDE.search(text):
        # "Prioriterat område 1", "… 2" on page after page is a heading; a running title with the
        # page's number at its end is neither bold nor large.
        return edge.counts and not larger and not edge.line.bold and len(text) <= _LONG
    if is_known_heading(text) and edge.repeats < 0.8 * pages:
        return False
    if larger:
        return edge.repeats >= max(3, 0.5 * pages)
    return edge.repeats >= (2 if pages <= 6 else 3)


def _in_table(page: PageContent, row: list[_Edge], grids: dict[int, list[Grid]], taken: list[_Edge]) -> bool:
    """True for a repeated header row: the table it stands in goes on with text of its own."""
    around = [
        g
        for g in grids.get(page.number, ())
        if any(g.top <= e.line.middle <= g.bottom and g.x0 <= e.line.x0 <= g.x1 for e in row)
    ]
    if not around:
        return False
    inside = [i for i in page.lines if any(g.holds(i.words[0]) for g in around)]
    running = {id(e.line) for e in taken}
    own = [i for i in inside if id(i) not in running]
    return len(own) > len(running)


def _role(edge: _Edge) -> FurnitureRole:
    text = edge.line.text
    if _PAGE_WORDS.match(text) or _BARE_NUMBER.match(text):
        return FurnitureRole.PAGE_NUMBER
    return FurnitureRole.HEADER if edge.top else FurnitureRole.FOOTER
