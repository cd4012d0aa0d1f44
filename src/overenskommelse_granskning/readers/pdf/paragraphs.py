"""Lines to paragraphs and list items: what belongs together, also over column and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from .layout import Region
from .markers import Marker, is_contents_line, is_number_word, list_marker
from .measures import Measures, fits, local_leading
from .model import LINE_HYPHEN, Line, line_of
from .tables import Table

_TERMINAL = re.compile(r"[.!?:;…][\"”’')\]]*\d{0,2}$")
_HYPHEN_END = re.compile(rf"\w[-\u2010\u00ad{LINE_HYPHEN}]$")
_LOW_START = re.compile(r"^[\"”'(]?[a-zåäöéü]")
_FOOTNOTE = re.compile(r"^(?:\d{1,2}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})(?=\.?\s|[^\d\s.,)])")
_RAISED = re.compile(r"^[¹²³⁴⁵⁶⁷⁸⁹⁰*]")
_FOOTNOTE_SIZE = 0.93  # of the running text
_LEADERS_END = re.compile(r"\.{4,}$")
_LEADERS_REST = re.compile(r"^[. ]*\d{1,3}$")
_SAME_SIZE = 1.08
_SPARE = 0.1  # of the column: the room that tells where distances tell already
TABULAR = 3.0  # of the font size: a gap wider than this is a tab


class Kind(Enum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass
class Draft:
    """A block in the making. ``gap`` is the distance to the line above in line distances (large at
    the top of a column), ``right`` the edge its lines wrap at."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    marker: Marker | None = None
    level: int = 1
    gap: float = 9.0
    left: float = 0.0
    right: float = 0.0
    table: Table | None = None

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def body(self) -> list[Line]:
        """The lines without the list marker."""
        if self.marker is None:
            return self.lines
        first = self.lines[0]
        word = first.words[0]
        if len(word.text) > self.marker.length:
            rest = word._replace(text=word.text[self.marker.length :], start=word.start + self.marker.length)
            words = (rest, *first.words[1:])
        else:
            words = first.words[1:]
        return [line_of(first.page, words), *self.lines[1:]] if words else self.lines[1:]

    @property
    def text_x(self) -> float:
        """Where the text of a list item starts."""
        words = self.lines[0].words
        return words[1].x0 if self.marker and len(words) > 1 else self.lines[0].x0


def drafts(flow: Iterable[Region[Table]], found: Measures) -> list[Draft]:
    """Paragraphs, list items, footnotes and tables in reading order."""
    return _Collector(found).collect(flow)


class _Collector:
    def __init__(self, found: Measures) -> None:
        self._measures = found
        self._out: list[Draft] = []
        self._open: Draft | None = None
        self._footnotes: list[Draft] = []

    def collect(self, flow: Iterable[Region[Table]]) -> list[Draft]:
        for region in flow:
            if region.area is not None:
                self._close()
                self._out.append(Draft(Kind.TABLE, table=region.area))
            else:
                self._region(region)
        self._close()
        self._flush_footnotes()
        return [d for d in self._out if d.lines or d.table]

    def _region(self, region: Region[Table]) -> None:
        rows = list(region.rows)
        notes = _footnote_rows(rows, self._measures)
        rows, noted = rows[: len(rows) - notes], rows[len(rows) - notes :]
        leading = local_leading(rows, region.left, region.right, self._measures)
        above: Line | None = None
        for i, line in enumerate(rows):
            follower = rows[i + 1] if i + 1 < len(rows) else None
            if above is None:
                self._first(line, follower, region)
            else:
                self._next(above, line, region, leading)
            above = line
        for line in noted:
            if (
                not self._footnotes
                or _FOOTNOTE.match(line.text)
                or self._footnotes[-1].lines[0].page != line.page
            ):
                self._footnotes.append(Draft(Kind.FOOTNOTE, left=region.left, right=region.right))
            self._footnotes[-1].lines.append(line)

    def _first(self, line: Line, follower: Line | None, region: Region[Table]) -> None:
        """The first line of a column: it may go on with what stood at the end of the last one."""
        draft = self._open
        if draft is not None and _goes_on_over_break(draft, line, follower, region):
            draft.lines.append(line)
            draft.left, draft.right = region.left, region.right
            return
        self._start(line, region, 9.0, list_marker([w.text for w in line.words[:2]]))

    def _next(self, above: Line, line: Line, region: Region[Table], leading: float) -> None:
        distance = (line.baseline - above.baseline) / (leading * max(line.size, above.size))
        tight = distance <= 1.2
        draft = self._open
        assert draft is not None
        marker = list_marker([w.text for w in line.words[:2]])
        if marker is not None and not _starts_item(marker, draft, above, line, tight):
            marker = None
        if marker is None and tight and _goes_on(draft, above, line, self._measures.spaced):
            draft.lines.append(line)
            return
        self._start(line, region, distance, marker)

    def _start(self, line: Line, region: Region[Table], gap: float, marker: Marker | None) -> None:
        self._close()
        self._flush_footnotes()
        kind = Kind.PARAGRAPH if marker is None else Kind.ITEM
        self._open = Draft(kind, [line], marker, 1, gap, region.left, region.right)
        if marker is not None:
            self._open.level = _level(self._out, line.x0 - region.left)

    def _close(self) -> None:
        if self._open is not None:
            self._out.append(self._open)
            self._open = None

    def _flush_footnotes(self) -> None:
        self._out += self._footnotes
        self._footnotes = []


def _footnote_rows(rows: list[Line], found: Measures) -> int:
    """How many rows at the end of a column are footnotes: small, and the first has a mark."""
    best = 0
    for count, line in enumerate(reversed(rows), start=1):
        if line.size > _FOOTNOTE_SIZE * found.body_size:
            break
        if _FOOTNOTE.match(line.text):
            best = count
    if best == len(rows) and not _RAISED.match(rows[-best].text):
        return 0  # a whole column of small print is text
    return best


def terminal(text: str) -> bool:
    """Ends as a sentence, or a line that introduces a list, does."""
    return bool(_TERMINAL.search(text))


def starts_low(text: str) -> bool:
    """Starts in the middle of a sentence."""
    return bool(_LOW_START.match(text))


def same_style(a: Line, b: Line) -> bool:
    """Of one size and weight."""
    return max(a.size, b.size) <= _SAME_SIZE * min(a.size, b.size) and a.bold == b.bold


def _starts_item(marker: Marker, draft: Draft, above: Line, line: Line, tight: bool) -> bool:
    """Whether a marker at the start of a line is one, and not a dash or number that wrapped there."""
    if marker.kind == "bullet":
        return True
    wrapped = tight and not fits(above, line, draft.left, draft.right) and not terminal(above.text)
    if draft.marker is not None and draft.marker.kind == marker.kind:
        if marker.kind == "dash":
            return not wrapped or abs(line.x0 - draft.lines[0].x0) < 3.0 < abs(draft.text_x - line.x0)
        return marker.order == draft.marker.order + 1 or not wrapped
    return not wrapped or line.x0 > above.x0 + 3.0


def _goes_on(draft: Draft, above: Line, line: Line, spaced: bool) -> bool:
    """Whether a line that follows closely belongs to the same paragraph."""
    low, end = starts_low(line.text), terminal(above.text)
    if _LEADERS_END.search(above.text) and _LEADERS_REST.match(line.text):
        return True
    if is_contents_line(above.text) or is_contents_line(line.text):
        return False
    if _HYPHEN_END.search(above.words[-1].text):
        return True
    spare = _SPARE * (draft.right - draft.left) if spaced else 0.0
    room = fits(above, line, draft.left, draft.right, spare)
    if not same_style(above, line):
        sizes = max(above.size, line.size) / min(above.size, line.size)
        return sizes <= _SAME_SIZE and not room and not end and (low or len(draft.lines) > 1)
    if tab(above) > TABULAR * above.size or tab(line) > TABULAR * line.size:
        return _hangs(above, line) and not end
    if room:
        if end:
            return False
        # A title is broken where it looks best; running text only where the line is full.
        wide = draft.right - above.x1 > 0.25 * (draft.right - draft.left)
        return low or not wide
    indented = line.x0 - above.x0 > 0.7 * line.size and draft.kind is Kind.PARAGRAPH
    if indented and end:
        return False
    return not (draft.kind is Kind.ITEM and end and line.x0 < draft.lines[0].x0 - 3.0)


def tab(line: Line) -> float:
    """The widest gap in a line, but for that after the sign or number it starts with."""
    if line.gap <= line.size or len(line.words) < 3:
        return line.gap if len(line.words) < 3 and not _numbers(line) else min(line.gap, line.size)
    words = line.words[1:] if _numbers(line) else line.words
    return max(b.x0 - a.x1 for a, b in pairwise(words))


def _numbers(line: Line) -> bool:
    first = line.words[0].text
    return is_number_word(first) or list_marker([first, "x"]) is not None


def _hangs(above: Line, line: Line) -> bool:
    """The line stands under the part of ``above`` that follows its tab."""
    starts = [b.x0 for a, b in pairwise(above.words) if b.x0 - a.x1 > above.size]
    return line.gap <= line.size and any(abs(line.x0 - x) < 4.0 for x in starts)


def _goes_on_over_break(draft: Draft, line: Line, follower: Line | None, region: Region[Table]) -> bool:
    if draft.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not draft.lines:
        return False
    above = draft.lines[-1]
    if not same_style(above, line) or is_contents_line(line.text) or is_contents_line(above.text):
        return False
    if line.words[0].bold and not above.words[-1].bold:
        return False
    marker = list_marker([w.text for w in line.words[:2]])
    low, end = starts_low(line.text), terminal(above.text)
    room = fits(above, line, draft.left, draft.right)
    if marker is not None and (marker.kind == "bullet" or end or room or draft.marker is not None):
        return False
    if low:
        return not end or (not room and above.text.endswith("."))
    if _HYPHEN_END.search(above.words[-1].text):
        return True
    if room:
        return above.text.endswith(",")
    if not end:
        return True
    # A full last line that ends a sentence: the paragraph may end there or go on. Word processors
    # leave no single lines behind, so one line on either side is a paragraph of its own.
    if len(draft.lines) < 2 or line.x0 > region.left + 0.7 * line.size:
        return False
    return follower is not None and not fits(line, follower, region.left, region.right)


def _level(earlier: list[Draft], indent: float) -> int:
    """The depth of a list item from its indent against the items just before it."""
    level: int | None = None
    for draft in reversed(earlier[-40:]):
        if draft.kind is Kind.FOOTNOTE:
            continue
        if draft.kind is not Kind.ITEM:
            break
        x = draft.lines[0].x0 - draft.left
        if abs(indent - x) <= 5.0:
            return draft.level
        if indent > x:
            return draft.level + 1
        level = draft.level
    return level or 1
