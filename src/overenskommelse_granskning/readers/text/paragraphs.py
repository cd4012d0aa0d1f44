"""Lines of a text file into paragraphs, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...document import BlockKind, Piece
from ..flow import Grid, Item, Para
from ..structure import header_rows, is_contents_line, list_marker
from . import markdown

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HYPHENATED = re.compile(r"\b\w++(?:-\w++)+")
_INSIDE_WORD = re.compile(r"\w-$")
_LAST_PART = re.compile(r"([^\W\d_]+)-$")
_FIRST_PART = re.compile(r"([a-zåäöé]+)")
_SUSPENDED = frozenset(("och", "eller", "samt", "respektive", "till", "men", "resp"))
_UNWRAPPED = 160  # longer lines than this are whole paragraphs, not wrapped ones
SOURCE = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; ``start`` is its offset in the decoded text."""

    text: str
    start: int
    page: int | None

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        expanded = self.text.expandtabs(4)
        return len(expanded) - len(expanded.lstrip())


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of a text; form feeds count pages where there are any."""
    page = 1 if "\x0c" in text[start:].rstrip("\x0c \r\n\t") else None
    out: list[Line] = []
    position = start
    for found in _BREAK.finditer(text, start):
        feed = found.group() == "\x0c"
        if found.start() > position or not feed:  # a feed after a line end is no blank line
            out.append(Line(text[position : found.start()], position, page))
        position = found.end()
        if page is not None and feed:
            page += 1
    out.append(Line(text[position:], position, page))
    return out


@dataclass(slots=True)
class _Open:
    """The paragraph or item that lines are being added to."""

    lines: list[tuple[Line, int, int]] = field(default_factory=list)  # line, start and end in it
    breaks: list[str] = field(default_factory=list)  # what stands before each line but the first
    marker: str = ""
    level: int = 1
    indent: int = 0


class Paragraphs:
    """Groups lines. ``markdown`` joins every line of a block unless it asks for a break."""

    def __init__(self, lines: list[Line], *, is_markdown: bool) -> None:
        self._lines = lines
        self._markdown = is_markdown
        self._width = _width(lines)
        self._hyphenated = {
            word.casefold() for line in lines if "-" in line.text for word in _HYPHENATED.findall(line.text)
        }
        self._open: _Open | None = None
        self._out: list[Item] = []
        self._indents: list[int] = []
        self._blank_before = True

    def items(self) -> list[Item]:
        i = 0
        while i < len(self._lines):
            i = self._take(i)
        self._close()
        return self._out

    def _take(self, i: int) -> int:
        line = self._lines[i]
        if line.blank:
            # A page that ends in the middle of a sentence leaves only its form feed behind.
            self._close()
            self._blank_before = True
            return i + 1
        blank_before, self._blank_before = self._blank_before, False
        if heading := markdown.atx_heading(line.text):
            level, start, end = heading
            self._close()
            pieces, text, _ = self._pieces([(line, start, end)], [])
            self._out.append(Para(pieces, text, BlockKind.HEADING, level))
            return i + 1
        if markdown.is_rule(line.text):
            self._underline(line)
            return i + 1
        end = self._table_end(i)
        if end > i:
            self._close()
            self._table(i, end)
            return end
        if not self._start_item(line, blank_before):
            self._add(line)
        return i + 1

    def _next_number(self, marker: str) -> bool:
        """Whether a number goes on from the one that the open paragraph begins with: a list, not a wrapped line."""
        before = list_marker(self._open.lines[0][0].text) if self._open is not None else None
        digits = [m.strip("().") for m in (before.text if before else "", marker)]
        return all(d.isdigit() for d in digits) and int(digits[1]) == int(digits[0]) + 1

    def _start_item(self, line: Line, blank_before: bool) -> bool:
        found = list_marker(line.text)
        if found is None or is_contents_line(line.text):
            return False
        if self._open is not None and not self._open.marker and not blank_before:
            # "… kommunen och polisen / – som i år – …": a wrapped line that happens to open so.
            last = self._open.lines[-1][0].text.rstrip()
            goes_on = last[-1:] not in ".:;!?" and self._full(last, line.text)
            small = line.text[found.end : found.end + 1].islower()
            if goes_on and not self._next_number(found.text) and (found.numbered or small):
                return False
        self._close()
        if found.numbered:  # may be a heading; decided over the whole document
            self._open = _Open([(line, 0, len(line.text))], indent=line.indent)
            return True
        indent = line.indent
        while self._indents and indent <= self._indents[-1]:
            self._indents.pop()
        self._indents.append(indent)
        self._open = _Open(
            [(line, found.end, len(line.text))],
            marker=found.text,
            level=min(len(self._indents), 9),
            indent=indent,
        )
        return True

    def _add(self, line: Line) -> None:
        current = self._open
        whole = (line, len(line.text) - len(line.text.lstrip()), len(line.text))
        if current is None:
            if not line.indent:
                self._indents.clear()
            self._open = _Open([whole], indent=line.indent)
            return
        last = current.lines[-1][0].text
        hard = self._markdown and (last.endswith("  ") or last.endswith("\\"))
        hanging = current.marker and line.indent > current.indent
        if hard or not (hanging or self._joins(last.rstrip(), line.text.strip())):
            if not self._markdown:
                self._close()
                self._open = _Open([whole], indent=line.indent)
                return
            current.breaks.append("\n")
        else:
            current.breaks.append(" ")
        current.lines.append(whole)

    def _joins(self, last: str, text: str) -> bool:
        """Whether ``text`` goes on where the line ``last`` was wrapped."""
        if len(last) > _UNWRAPPED:
            return False
        if self._full(last, text) or _INSIDE_WORD.search(last):
            return True
        open_end = last[-1:] not in ".:;!?" and len(last) >= 20
        return text[:1].islower() and open_end

    def _full(self, last: str, text: str) -> bool:
        """No room was left on the line for the next word, give or take a ragged margin."""
        if not self._width or len(last) > _UNWRAPPED:
            return False
        first = text.split(maxsplit=1)[0]
        return len(last) + 1 + len(first) > self._width * 0.9

    def _underline(self, line: Line) -> None:
        """``=====`` or ``-----`` below a single line makes it a heading; elsewhere it is decoration."""
        current = self._open
        if current is not None and len(current.lines) == 1 and not current.marker:
            pieces, text, _ = self._pieces(current.lines, [])
            level = 1 if "=" in line.text else 2
            self._open = None
            self._out.append(Para(pieces, text, BlockKind.HEADING, level))
        else:
            self._close()

    def _close(self) -> None:
        current, self._open = self._open, None
        if current is None:
            return
        pieces, text, bold = self._pieces(current.lines, current.breaks)
        if current.marker:
            self._out.append(Para(pieces, text, BlockKind.LIST_ITEM, current.level, current.marker, bold))
        else:
            self._out.append(Para(pieces, text, bold=bold))

    def _pieces(
        self, lines: list[tuple[Line, int, int]], breaks: list[str]
    ) -> tuple[tuple[Piece, ...], str, int]:
        raw: list[str] = []
        origin: list[tuple[int, Line, int]] = []  # offset in the joined text, line, offset in the line
        length = 0
        for n, (line, start, end) in enumerate(lines):
            text = line.text[start:end].rstrip()
            if self._markdown and text.endswith("\\"):
                text = text[:-1]
            if n:
                joint = breaks[n - 1]
                if joint == " " and _INSIDE_WORD.search(raw[-1]) and text[:1].isalnum():
                    joint, soft = self._hyphen(raw[-1], text)
                    if soft:
                        raw[-1] = raw[-1][:-1]
                        length -= 1
                raw.append(joint)
                length += len(joint)
            origin.append((length, line, start))
            raw.append(text)
            length += len(text)
        joined = "".join(raw)
        ranges, bold = ([(0, length)], 0) if not self._markdown else markdown.kept(joined)
        pieces = tuple(_located(joined, ranges, origin))
        return pieces, "".join(p.text for p in pieces), bold

    def _hyphen(self, left: str, right: str) -> tuple[str, bool]:
        """What joins the halves of a word at a line end, and whether the hyphen only marks the break."""
        before, after = _LAST_PART.search(left), _FIRST_PART.match(right)
        if after is not None and after.group(1) in _SUSPENDED:
            return " ", False  # "hälso- / och sjukvård"
        if before is None or after is None or before.group(1).isupper() or len(before.group(1)) < 2:
            return "", False  # "SSPF- / team"
        return "", f"{before.group(1)}-{after.group(1)}".casefold() not in self._hyphenated

    def _table_end(self, i: int) -> int:
        """The index after the table that begins at line ``i``, or ``i`` where there is none."""
        first = self._lines[i].text
        if first.count("|") >= 2 or (first.lstrip().startswith("|") and "|" in first[1:]):
            end = i
            while end < len(self._lines) and "|" in self._lines[end].text:
                end += 1
            return end if end - i >= 2 else i
        tabs = first.strip().count("\t")
        if not tabs or list_marker(first) or is_contents_line(first):
            return i
        end = i
        while end < len(self._lines):
            text = self._lines[end].text
            if text.strip().count("\t") != tabs or list_marker(text) or is_contents_line(text):
                break
            end += 1
        return end if end - i >= 2 else i

    def _table(self, start: int, end: int) -> None:
        rows: list[tuple[tuple[Piece, ...], ...]] = []
        headers: int | None = None
        for line in self._lines[start:end]:
            if "|" in line.text and markdown.is_row_rule(line.text):
                headers = len(rows) if headers is None else headers
                continue
            rows.append(tuple(self._cells(line)))
        if rows:
            texts = [["".join(p.text for p in cell) for cell in row] for row in rows]
            self._out.append(Grid(tuple(rows), header_rows(texts) if headers is None else headers))

    def _cells(self, line: Line) -> Iterator[tuple[Piece, ...]]:
        text = line.text
        sign = "|" if "|" in text else "\t"
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if sign == "|":
            start += text[start] == "|"
            end -= end > start and text[end - 1] == "|"
        while start <= end:
            stop = text.find(sign, start, end)
            stop = end if stop < 0 else stop
            pieces, _, _ = self._pieces([(line, start, stop)], [])
            yield pieces
            start = stop + 1


def _located(
    joined: str, ranges: list[tuple[int, int]], origin: list[tuple[int, Line, int]]
) -> Iterator[Piece]:
    """Pieces of the kept ranges, each within one line; a joint belongs to the line before it."""
    edges = [*(at for at, _, _ in origin[1:]), len(joined)]
    n = 0
    for start, end in ranges:
        while start < end:
            while edges[n] <= start:
                n += 1
            at, line, offset = origin[n]
            stop = min(end, edges[n])
            yield Piece(joined[start:stop], line.page, None, SOURCE, line.start + offset + start - at)
            start = stop


def _width(lines: list[Line]) -> int:
    """The width that lines were wrapped at; 0 where the text is not wrapped."""
    lengths = sorted(
        len(line.text.rstrip())
        for line, following in pairwise(lines)
        if not following.blank and len(line.text.rstrip()) >= 40
    )
    if len(lengths) < 2:
        return 0
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) >= 10 else lengths[-1]
    return width if width <= _UNWRAPPED else 0
