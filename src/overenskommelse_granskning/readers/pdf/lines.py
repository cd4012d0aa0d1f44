"""Words and lines of a page from PDFium's text page.

One call per word and end is all that is asked of PDFium (every call costs about a microsecond): the
origin of its first character, the box of its last, and the text object, whose font is looked up once.
"""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any

import pypdfium2.raw as pdfium

from .model import LINE_HYPHEN, Line, Word, line_of

_WORD = re.compile(rf"[^\s{LINE_HYPHEN}]+{LINE_HYPHEN}?|{LINE_HYPHEN}|[\r\n]+")
_BOLD = re.compile(r"bold|black|heavy|fett|(?<!semi)demi|,b\b|-b[di]?$", re.IGNORECASE)
_LIGHT = re.compile(r"semi-?light|extra-?light", re.IGNORECASE)
_BOLD_WEIGHT = 600

# TeX-made files carry the dots and the ring of å, ä and ö as spacing signs before or after the letter.
# The replacement has the same length, so that char indices stay true; clean() drops the filler.
_ACCENTS = {"\u00a8": "\u0308", "\u02da": "\u030a", "\u00b0": "\u030a"}
_ACCENT_FIRST = re.compile("([\u00a8\u02da])( ?)([aouAOU])")
_ACCENT_APART = re.compile("([A-Za-z]) ([\u0300-\u036f])")
_FILLER = "\u200b"
_CONTROL = {c: " " for c in (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)}

_ASCENT, _DESCENT = 0.92, 0.24  # of the font size: what a line of text covers
_GAP = 1.5  # of the font size: wider than any blank between words


class _Font:
    __slots__ = ("angle", "bold", "size")

    def __init__(self, size: float, bold: bool, angle: int) -> None:
        self.size, self.bold, self.angle = size, bold, angle


class TextPage:
    """The text of one page: ``words`` per turn of the text, and the characters."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self._handle = pdfium.FPDFText_LoadPage(page)
        self._frame = frame
        self._names: dict[bytes, bool] = {}
        self.text = ""
        self._index: list[int] | None = None

    def close(self) -> None:
        if self._handle:
            pdfium.FPDFText_ClosePage(self._handle)

    def runs(self) -> dict[int, list[list[Word]]]:
        """Words by the angle of their text (degrees, counter-clockwise) and by PDFium's lines."""
        if not self._handle:
            return {}
        self._load()
        handle, frame = self._handle, self._frame
        x, y = ctypes.c_double(), ctypes.c_double()
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        origin, char_box, text_object = (
            pdfium.FPDFText_GetCharOrigin,
            pdfium.FPDFText_GetCharBox,
            pdfium.FPDFText_GetTextObject,
        )
        address = ctypes.addressof
        out: dict[int, list[list[Word]]] = {}
        current: list[Word] = []
        current_angle = 0
        known: int | None = None
        font = _Font(0.0, False, 0)
        for match in _WORD.finditer(self.text):
            token = match.group()
            if token[0] in "\r\n":
                current = []
                continue
            start = match.start()
            first, last = start, match.end() - 1
            if self._index is not None:
                first, last = self._index[first], self._index[last]
            pointer = text_object(handle, first)
            here = address(pointer.contents) if pointer else None
            if here is None or here != known:
                font, known = self._font(first), here
            origin(handle, first, x, y)
            char_box(handle, last, left, right, low, high)
            word = frame.word(
                token, first, x.value, y.value, (left.value, low.value, right.value, high.value), font
            )
            if not current or font.angle != current_angle:
                current = []
                out.setdefault(font.angle, []).append(current)
                current_angle = font.angle
            current.append(word)
        return out

    def _load(self) -> None:
        count = pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(self._handle, 0, count, buffer)
        raw = bytes(buffer)[: 2 * max(written - 1, 0)]
        text = raw.decode("utf-16-le", "replace")
        if len(text) != count:
            find = pdfium.FPDFText_GetCharIndexFromTextIndex
            self._index = [find(self._handle, i) for i in range(len(text))]
        self.text = _mend(text)

    def _font(self, index: int) -> _Font:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        size = round(pdfium.FPDFText_GetFontSize(self._handle, index) * scale, 1)
        name = ctypes.create_string_buffer(160)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._handle, index, name, 160, flags)
        bold = self._names.get(name.value)
        if bold is None:
            plain = name.value.decode("utf-8", "replace").partition("+")[2] or name.value.decode(
                "utf-8", "replace"
            )
            bold = bool(_BOLD.search(plain)) and not _LIGHT.search(plain)
            # The weight was 400 for every embedded bold font measured, but it is right for fonts
            # that are not embedded, and nothing else says so where fonts are called F1, F2.
            bold = bold or pdfium.FPDFText_GetFontWeight(self._handle, index) >= _BOLD_WEIGHT
            self._names[name.value] = bold
        return _Font(size or 1.0, bold, angle)


def _mend(text: str) -> str:
    """Put loose accents on their letters and blank control characters, keeping every index."""
    if not text.isascii():
        text = _ACCENT_FIRST.sub(lambda m: m[3] + _ACCENTS[m[1]] + _FILLER * len(m[2]), text)
        text = _ACCENT_APART.sub(lambda m: m[1] + m[2] + _FILLER, text)
    return text.translate(_CONTROL)


class Frame:
    """Carries PDFium's page coordinates to the page as read: upright text, origin top left."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._left, self._bottom = box.left, box.bottom
        self._user = (box.right - box.left, box.top - box.bottom)
        self.rotation = pdfium.FPDFPage_GetRotation(page) * 90
        turned = self.rotation in (90, 270)
        self.size = (self._user[1], self._user[0]) if turned else self._user

    def point(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """A point of the page in the frame where text of ``angle`` runs left to right."""
        x, y = x - self._left, y - self._bottom
        width, height = self._user
        if angle == 0:
            return x, height - y
        if angle == 90:
            return y, x
        if angle == 180:
            return width - x, y
        return height - y, width - x

    def turn(self, angle: int) -> int:
        """Degrees clockwise from the frame of ``angle`` to the page as shown."""
        return (self.rotation - angle) % 360

    def word(
        self,
        token: str,
        index: int,
        x: float,
        y: float,
        last: tuple[float, float, float, float],
        font: _Font,
    ) -> Word:
        x0, baseline = self.point(x, y, font.angle)
        ends = (
            self.point(last[0], last[1], font.angle)[0],
            self.point(last[2], last[3], font.angle)[0],
        )
        size = font.size
        return Word(
            token,
            index,
            x0,
            baseline - _ASCENT * size,
            max(*ends, x0),
            baseline + _DESCENT * size,
            baseline,
            size,
            font.bold,
        )


def split_lines(number: int, runs: list[list[Word]]) -> list[Line]:
    """Cut PDFium's lines where words stand too far apart, or not on one line, to belong together."""
    out: list[Line] = []
    for run in runs:
        part: list[Word] = []
        for word in run:
            if part and _apart(part[-1], word):
                out.append(line_of(number, part))
                part = []
            part.append(word)
        if part:
            out.append(line_of(number, part))
    return out


def _apart(a: Word, b: Word) -> bool:
    size = max(a.size, b.size)
    gap = b.x0 - a.x1
    if gap > _GAP * size or gap < -size:
        return True
    # Footnote marks are raised by a third of the size; the next line is at least 0.8 away.
    return abs(b.baseline - a.baseline) > 0.5 * size
