"""Lines on pages: breaks text into lines, and lines into pages of A4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .pdf_file import Element, Mark, PdfFile
from .pdf_fonts import WIDTHS

CM = 72 / 2.54
_PAGE = (21 * CM, 29.7 * CM)
MARGIN = 2 * CM
WIDTH = _PAGE[0] - 2 * MARGIN
_TOP, _BOTTOM = _PAGE[1] - MARGIN, MARGIN
_CLOSEST = {
    "→": "->", "⇒": "=>", "≥": ">=", "≤": "<=", "−": "-", "‑": "-", "‐": "-", "▪": "•", "●": "•", "➢": "•",
    "✓": "x", "☒": "[x]", "☐": "[ ]", "′": "’", "″": "”", "\u2003": " ", "\u202f": " ", "␛": "[ESC]",
}  # fmt: skip
_KNOWN = re.compile("[\x20-\x7e\xa0-\xff–—‘’“”…•€]*")  # signs that the fonts have, of those that are usual
_ESCAPED = re.compile(r"[\\()]")
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})

_SHORT = 120  # characters that may go on one line

INK = (0.1, 0.1, 0.1)
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    colour: Colour = INK


Line = list[Span]


class Pages:
    """Writes from the top of the first page downwards; ``y`` is where the next line's top is."""

    def __init__(self, footer: str) -> None:
        self.file = PdfFile(_PAGE)
        self._footer = footer
        self._look: object = None
        self.y = _TOP
        self.file.turn()

    def finish(self, title: str) -> bytes:
        """The bytes of the file."""
        self._close()
        return self.file.written(title=title, author="granska", language="sv-SE")

    def need(self, height: float) -> bool:
        """Turn the page where so much is not left of it; whether it was turned."""
        if self.y - height >= _BOTTOM or self.y == _TOP:
            return False
        self._close()
        self.file.turn()
        self._look = None
        self.y = _TOP
        return True

    def skip(self, height: float) -> None:
        """Leave a gap, but not at the top of a page."""
        if self.y != _TOP:
            self.y -= height

    def bookmark(self, title: str, level: int) -> None:
        """An entry in the list of bookmarks that leads here. No level may be left out on the way down."""
        self.file.marks.append(Mark(title, level, self.file.page, self.y + 6))

    def put(self, line: Line, x: float, y: float, size: float, element: Element | None) -> None:
        """A line of text with its foot at ``y``, as content of an element."""
        out = [f"BT {x:.2f} {y:.2f} Td"]
        for span in line:
            look = (span.bold, size, span.colour)
            if look != self._look:
                red, green, blue = span.colour
                out.append(f"/F{2 if span.bold else 1} {size:g} Tf {red:g} {green:g} {blue:g} rg")
                self._look = look
            out.append(f"({_literal(shown(span.text))}) Tj")
        out.append("ET")
        self.file.put(" ".join(out), element)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """A thin grey line."""
        self.file.put(f"0.72 G {width:g} w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S", None)

    def _close(self) -> None:
        text = f"{self._footer} · sida {self.file.page + 1}"
        self.put([Span(text, colour=(0.35, 0.35, 0.35))], MARGIN, 1.1 * CM, 8.5, None)


def broken(spans: Sequence[Span], width: float, size: float) -> list[Line]:
    """The lines that the spans make at a width; words that are wider are cut."""
    room = width * 1000 / size
    lines: list[Line] = [[]]
    used = 0.0
    for span in spans:
        text = shown(span.text)
        if not text:
            continue
        whole_length = _length(text, span.bold) if len(text) < _SHORT else room
        if used + whole_length < room:
            lines[-1].append(span if text is span.text else Span(text, span.bold, span.colour))
            used += whole_length
            continue
        words: list[str] = []  # of this span on this line, to be joined by blanks
        blank = _length(" ", span.bold)
        for n, word in enumerate(text.split(" ")):
            length = _length(word, span.bold)
            gap = blank if n else 0
            if used + gap + length <= room:
                words.append(word)
                used += gap + length
                continue
            if used:
                if n:
                    words.append("")  # a blank that is not seen, but parts the words for who has them read
                _add(lines[-1], span, words)
                lines.append([])
                words = []
            *whole, word = [word] if length <= room else _cut(word, room, span.bold)
            for part in whole:
                lines[-1].append(Span(part, span.bold, span.colour))
                lines.append([])
            words.append(word)
            used = _length(word, span.bold)
        _add(lines[-1], span, words)
    return lines


def _add(line: Line, span: Span, words: list[str]) -> None:
    if any(words) or len(words) > 1:
        line.append(Span(" ".join(words), span.bold, span.colour))


def _literal(text: str) -> str:
    """The text as a string of a PDF, without its brackets."""
    if not text.isascii():
        text = text.encode("cp1252").decode("latin-1")
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text


def _cut(word: str, width: float, bold: bool) -> Iterator[str]:
    """As much of a word at a time as goes on a line."""
    start = 0
    used = 0
    for end, sign in enumerate(word):
        length = _length(sign, bold)
        if used + length > width and end > start:
            yield word[start:end]
            start, used = end, 0
        used += length
    yield word[start:]


def shown(text: str) -> str:
    """The text in the letters of the standard fonts (those of Windows-1252)."""
    return text if _KNOWN.fullmatch(text) else "".join(map(_sign, text))


@cache
def _sign(sign: str) -> str:
    if _has(sign):
        return sign
    if sign in _CLOSEST:
        return _CLOSEST[sign]
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    return bare if bare and all(map(_has, bare)) else "?"


def _has(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=20_000)
def _length(word: str, bold: bool) -> int:
    """In thousandths of the size."""
    table = WIDTHS[bold]
    return sum([table[code] for code in word.encode("cp1252")])
