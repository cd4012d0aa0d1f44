"""Paragraphs that swallowed their structure: headings run into the text, several items on one line.

Transcribed pages arrive as one line of some 1,500 characters, web pages break lists with ``<br>``, and
people type two dashes on a line. Nothing is deleted here: a paragraph is cut into parts, and every
character but a list marker and white space belongs to one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..document import BlockKind
from .structure import DASHES, list_marker, may_be_heading
from .words import HEADING_WORDS

_CAPITAL = "A-ZÅÄÖ"
_WORDS = "|".join(sorted((re.escape(w) for w in HEADING_WORDS), key=len, reverse=True))
_NUMBERED = re.compile(
    rf"(?<![\w.,/§:–-])(?:§ )?(\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\.? (?=[{_CAPITAL}][a-zåäö{_CAPITAL}])"
)
# The known words begin with a capital; only their first letter's case is free.
_KNOWN_AFTER = re.compile(rf"(?:(?i:{_WORDS})):?(?= [\"”]?[{_CAPITAL}])")
_KNOWN_BARE = re.compile(rf"(?<=[.!?] )(?=[{_CAPITAL}])(?:(?i:{_WORDS}))(?= [{_CAPITAL}][a-zåäö])")
_CAPS_BARE = re.compile(
    rf"(?<=[.!?] )(?:[{_CAPITAL}]{{5,}}|[{_CAPITAL}]{{2,}}(?: [{_CAPITAL}]{{2,}}){{1,6}})"
    rf"(?= [{_CAPITAL}](?:[a-zåäö]| ))"
)
_OTHER_AFTER = re.compile(
    rf"[{_CAPITAL}][\wåäöé-]*(?: [a-zåäö][\wåäöé-]*){{0,7}}(?= [{_CAPITAL}][\wåäöé-]* ?[\w])"
)
_BULLET_INSIDE = re.compile(r"[•●▪\uf0b7\uf0a7](?:\s+|(?=\w))")
_DASH_INSIDE = re.compile(rf"(?<=[^\d\s]) [{DASHES}] (?=[{_CAPITAL}])")
# Lists told on one line, their points in small letters: "Polisen ska – gå i centrum – knacka dörr".
_LEAD = re.compile(
    r"(?::|\b(?:ska|skall|lovar|lovar (?:vi|att)|kommer att|ska vi|vill|tillsammans))\s*$", re.IGNORECASE
)
_SMALL_DASH = re.compile(rf"(?<=[^\d\s]) [{DASHES}] (?=[a-zåäö])")
_SMALL_NUMBER = re.compile(r"(?<=\s)(\d{1,2})[.)] (?=[^\W\d_])")
_SPACED_DASHES = tuple(f" {dash} " for dash in DASHES)
_PAGE_MARK = re.compile(r"(\d{1,3}) ?\((\d{1,3})\) (?=\S)")

# The title of a page that came as one line: the instrument's name, up to its year.
_TITLE = re.compile(
    rf"(?![^.!?:;]{{0,170}}?\b(?:gäller|är|har|ska|lovar|tecknas|träffas)\b[^.!?:;]{{0,80}}?\b(?:19|20)\d\d)"
    rf"[^.!?:;]{{0,90}}?(?i:löfte|överenskommelse|samverkansavtal|avtal)[^.!?:;]{{0,70}}?\b(?:19|20)\d\d"
    rf"(?:\s?[–/-]\s?(?:(?:19|20)?\d\d))?\)?(?= [{_CAPITAL}][a-zåäö])"
)
_TITLED = 200  # a paragraph this long is no title itself
_LONG = 600  # shorter paragraphs are cut only where they open with a numbered known heading

_BODY = 25  # what follows a heading run into its paragraph is at least this long


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` of a paragraph is a block of its own; its marker stands before ``start``."""

    kind: BlockKind
    start: int
    end: int
    marker: str = ""
    level: int | None = None


class RunInSplitter:
    """Cuts the paragraphs of one document in order; it remembers how far the numbering has come."""

    def __init__(self) -> None:
        self._last: tuple[int, ...] = ()
        self._count = 0
        self._opens = True

    def split(self, text: str, *, item: bool = False) -> list[Part]:
        """The parts of a paragraph, or of the text of a list ``item``; one part when it is whole."""
        kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
        if "\n" in text:
            lines = split_lines(text)
            if len(lines) > 1 or (lines and lines[0].kind is not BlockKind.PARAGRAPH):
                return lines
        heads = [] if item else self._headings(text)
        if self._opens and not item and len(text) >= _TITLED:
            title = _TITLE.match(text)
            if title is not None and not (heads and heads[0][0] < title.end()):
                heads = [(0, title.end(), 1), *heads]
        self._opens = False
        out: list[Part] = []
        position = 0
        for start, end, level in heads:
            out += _items(text, position, start, kind)
            out.append(Part(BlockKind.HEADING, start, end, level=level))
            position = end
        out += _items(text, position, len(text), kind)
        return out

    def _headings(self, text: str) -> list[tuple[int, int, int]]:
        long = len(text) >= _LONG
        if not long and not (text[:1].isdigit() or text[:1] == "§"):
            return []
        found: list[tuple[int, int, int]] = []
        unsure: list[tuple[int, int, int, tuple[int, ...]]] = []
        last, count = self._last, self._count
        for match in _NUMBERED.finditer(text):
            if not long and match.start() > 0:
                break
            number = tuple(int(n) for n in match.group(1).split("."))
            known = _KNOWN_AFTER.match(text, match.end())
            if known and len(text) - known.end() >= _BODY and (not last or number > last):
                found.append((match.start(), known.end(), len(number)))
            elif long and _follows(last, number) and _opens_sentence(text, match.start()):
                other = _OTHER_AFTER.match(text, match.end())
                if other is None or not may_be_heading(other.group()):
                    continue
                unsure.append((match.start(), other.end(), len(number), number))
            else:
                continue
            last, count = number, count + 1
        # A lone "2 Poliser …" after a full stop is no heading: unknown words need a sequence.
        if count >= 3 or (found and len(found) + len(unsure) >= 2):
            found += [(start, end, level) for start, end, level, _ in unsure]
            found.sort()
        if found:
            self._last, self._count = last, count
        if long and not found:
            for pattern in (_KNOWN_BARE, _CAPS_BARE):
                found += [(m.start(), m.end(), 1) for m in pattern.finditer(text)]
            found.sort()
        return list(_disjoint(found))


def split_lines(text: str) -> list[Part]:
    """Parts of a paragraph with line breaks: blank lines part paragraphs, marked lines are items."""
    out: list[Part] = []
    start: int | None = None
    end = 0
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        here = position + len(line) - len(line.lstrip())
        stop = here + len(stripped)
        marker = list_marker(line) if stripped else None
        if not stripped or marker:
            if start is not None:
                out.append(Part(BlockKind.PARAGRAPH, start, end))
                start = None
            if marker:
                out.append(Part(BlockKind.LIST_ITEM, position + marker.end, stop, marker.text, 1))
        else:
            start, end = (here if start is None else start), stop
        position += len(line) + 1
    if start is not None:
        out.append(Part(BlockKind.PARAGRAPH, start, end))
    return out


def page_mark(text: str) -> tuple[int, int, int] | None:
    """``"2 (8) Mål …"``: page, pages and where the text begins, at the start of a transcribed page."""
    found = _PAGE_MARK.match(text)
    if found is None:
        return None
    page, pages = int(found.group(1)), int(found.group(2))
    return (page, pages, found.end()) if 1 <= page <= pages else None


def _items(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Part]:
    """The stretch as one part, or as the items that stand on one line in it."""
    marks = [
        m.span()
        for m in _BULLET_INSIDE.finditer(text, start, end)
        if m.start() == start or text[m.start() - 1].isspace()
    ]
    sign = "•"
    if len(marks) < 2 and not (marks and kind is BlockKind.LIST_ITEM):
        dashes = []
        if any(text.find(dash, start, end) >= 0 for dash in _SPACED_DASHES):
            dashes = [(m.start() + 1, m.end()) for m in _DASH_INSIDE.finditer(text, start, end)]
        after_colon = len(dashes) >= 2 and text[start : dashes[0][0]].rstrip().endswith(":")
        enough = len(dashes) >= 3 or after_colon or (dashes and kind is BlockKind.LIST_ITEM)
        marks = dashes if enough else _led_list(text, start, end)
        sign = text[marks[0][0]] if marks else sign
    edges = [*marks, (end, end)]
    yield from _stripped(text, start, edges[0][0], kind, "")
    for (_, begin), (stop, _) in pairwise(edges):
        yield from _stripped(text, begin, stop, BlockKind.LIST_ITEM, sign)


def _led_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The marks of a list in small letters that follows its lead: dashes, or numbers from one."""
    if any(text.find(dash, start, end) >= 0 for dash in _SPACED_DASHES):
        dashes = [(m.start() + 1, m.end()) for m in _SMALL_DASH.finditer(text, start, end)]
        if len(dashes) > 1 and _LEAD.search(text[start : dashes[0][0]]):
            return dashes
    numbers: list[tuple[int, int]] = []
    for m in _SMALL_NUMBER.finditer(text, start, end):
        if int(m[1]) == len(numbers) + 1 and (numbers or _LEAD.search(text[start : m.start()])):
            numbers.append(m.span())
    return numbers if len(numbers) > 1 else []


def _stripped(text: str, start: int, end: int, kind: BlockKind, marker: str) -> Iterator[Part]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        level = 1 if marker else None
        yield Part(kind, start, start + len(piece), marker, level)


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether ``number`` may come next: 1 first, then one step on the same, a deeper or a higher level."""
    if not last:
        return number in ((1,), (1, 1))
    if number == (*last, 1):
        return True
    depth = len(number)
    return depth <= len(last) and number == (*last[: depth - 1], last[depth - 1] + 1)


def _opens_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip()
    return not before or before[-1] in '.!?:)”"'


def _disjoint(found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    position = 0
    for start, end, level in found:
        if start >= position:
            yield start, end, level
            position = end
