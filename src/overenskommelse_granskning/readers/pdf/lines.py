"""Words and lines of a page from PDFium's text page.

One call per word and end is all that is asked of PDFium (every call costs about a microsecond): the
origin of its first character, the box of its last, and the text object, whose font is looked up once.
"""

from __future__ import annotations

import ctypes
import math
import re
from functools import cache
from sys import intern
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .model import LINE_HYPHEN, Line, Word, line_of
from .pdfium import unchecked

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(rf"[^\s{LINE_HYPHEN}]+{LINE_HYPHEN}?|{LINE_HYPHEN}")
_BOLD = re.compile(r"bold|black|heavy|fett|demi|,b\b|-b[di]?$", re.IGNORECASE)
_LIGHT = re.compile(r"semi-?light|extra-?light", re.IGNORECASE)
_BOLD_WEIGHT = 600
_NAME_LENGTH = 160
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK_DIGITS = 2
_SMALL = 0.8  # of the size around it

# TeX-made files carry the dots and the ring of å, ä and ö as spacing signs before or after the letter.
# The replacement has the same length, so that char indices stay true; clean() drops the filler.
_ACCENTS = {"\u00a8": "\u0308", "\u02da": "\u030a"}
_ACCENT_FIRST = re.compile("([\u00a8\u02da])( ?)([aouAOU])")
_ACCENT_APART = re.compile("([A-Za-z]) ([\u0300-\u036f])")
# What a glyph without a meaning becomes; bullets of symbol fonts lie in between.
_ILLEGIBLE = re.compile("[\0\x01-\x08\ufffd\ue000-\uefff\uf100-\uf8ff]")
_UNUSUAL = re.compile("[\0-\x09\x0b\x0c\x0e-\x1f\x7f\u00a8\u02da\u0300-\u036f]")
_FILLER = "\u200b"
_CONTROL = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32), 127), " ")

_ASCENT, _DESCENT = 0.92, 0.24  # of the font size: what a line of text covers
_GAP = 1.5  # of the font size: wider than any blank between words
_WIDE = 0.8  # wider than most blanks


class _Font(NamedTuple):
    size: float
    bold: bool
    angle: int


class _Calls(NamedTuple):
    """What is asked of PDFium for every word."""

    origin: Any
    box: Any
    text_object: Any


@cache
def _calls() -> _Calls:
    return _Calls(
        unchecked(pdfium.FPDFText_GetCharOrigin),
        unchecked(pdfium.FPDFText_GetCharBox),
        unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_void_p),
    )


class TextPage:
    """The text of one page of PDFium."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self._handle = pdfium.FPDFText_LoadPage(page)
        self._frame = frame
        self._bold: dict[bytes, bool] = {}
        self._matrix, self._flags = pdfium.FS_MATRIX(), ctypes.c_int()
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._text = ""
        self._index: list[int] | None = None
        self.illegible = 0.0  # share of the characters

    def close(self) -> None:
        if self._handle:
            pdfium.FPDFText_ClosePage(self._handle)

    def runs(self) -> dict[int, list[list[Word]]]:
        """Words by the angle of their text (degrees, counter-clockwise) and by PDFium's lines."""
        if not self._handle:
            return {}
        self._load()
        text, index, point = self._text, self._index, self._frame.point
        # Not by cast(), which leaves what it casts in a cycle: garbage that keeps the memory around it.
        handle = ctypes.c_void_p(ctypes.addressof(self._handle.contents))
        edge, height = self._frame.upright
        x, y = ctypes.c_double(), ctypes.c_double()
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        to_origin = tuple(map(ctypes.byref, (x, y)))
        to_box = tuple(map(ctypes.byref, (left, right, low, high)))
        origin, char_box, text_object = _calls()
        out: dict[int, list[list[Word]]] = {}
        known: int | None = None
        size, bold, angle, ended = 0.0, False, 0, 0
        baseline = tall = top = bottom = 0.0
        for found in _LINE.finditer(text):
            matches = list(_WORD.finditer(text, *found.span()))
            if not matches:
                continue
            current: list[Word] | None = None
            # The line as a whole is mostly one object; only otherwise is every word asked for its own.
            ends = (matches[0].start(), matches[-1].end() - 1)
            first, last = ends if index is None else (index[ends[0]], index[ends[1]])
            whole = text_object(handle, first) if len(matches) > 1 else None
            if whole is not None and whole != text_object(handle, last):
                whole = None
            for match in matches:
                start, end = match.span()
                first, last = (start, end - 1) if index is None else (index[start], index[end - 1])
                here = whole if whole is not None else text_object(handle, first)
                if here is None or here != known:
                    known, before = here, angle
                    size, bold, angle = self._font(first)
                    if angle != before:
                        current = None
                token = match.group()
                if whole is None and token[-1].isdigit():
                    token = self._raised(token, last, size, current[-1] if current else None)
                elif whole is None and token[0].isdigit() and token[-1].isalpha():
                    later = self._font(last)
                    if size < _SMALL * later.size:
                        token = token[0].translate(_RAISED) + token[1:]
                        known, (size, bold, angle) = None, later
                origin(handle, first, *to_origin)
                char_box(handle, last, *to_box)
                if angle == 0:  # the usual case, without two calls a word
                    x0, level, x1 = x.value - edge, height - y.value, right.value - edge
                else:
                    x0, level = point(x.value, y.value, angle)
                    x1 = max(point(right.value, high.value, angle)[0], point(left.value, low.value, angle)[0])
                if level != baseline or size != tall:  # the words of a line share their numbers
                    baseline, tall = level, size
                    top, bottom = level - _ASCENT * size, level + _DESCENT * size
                if current is None:
                    current = []
                    out.setdefault(angle, []).append(current)
                elif current[-1].blank and x0 - current[-1].x1 > _WIDE * size and self._made_up(ended):
                    current[-1] = current[-1]._replace(blank=False)
                ended = end
                current.append(
                    Word(
                        intern(token),  # a long document has each of its words many times
                        first,
                        x0,
                        top,
                        x1 if x1 > x0 else x0,
                        bottom,
                        baseline,
                        size,
                        bold,
                        text[end : end + 1] == " " and (len(matches) > 1 or not self._made_up(end)),
                    )
                )
        return out

    def _load(self) -> None:
        count = pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return
        raw = bytearray(4 * count + 4)  # an array of ctypes would be a new type for every length
        written = pdfium.FPDFText_GetText(self._handle, 0, count, ctypes.c_ushort.from_buffer(raw))
        text = raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) != count:
            find = pdfium.FPDFText_GetCharIndexFromTextIndex
            self._index = [find(self._handle, i) for i in range(len(text))]
        self._text = _mend(text)
        if _ILLEGIBLE.search(text):
            self.illegible = len(_ILLEGIBLE.findall(text)) / len(text)

    def _made_up(self, position: int) -> bool:
        """Whether PDFium itself put in the blank at this place of the text."""
        index = position if self._index is None else self._index[position]
        return bool(pdfium.FPDFText_IsGenerated(self._handle, index))

    def _raised(self, token: str, last: int, size: float, before: Word | None) -> str:
        """A footnote mark at the end of a word as such: "2024" with a small 1 is not the year 20241."""
        digits = 0
        for digits in range(min(_MARK_DIGITS, len(token))):
            if not token[-1 - digits].isdigit() or self._font(last - digits).size > _SMALL * size:
                break
        else:
            digits += 1
        if digits == len(token) and (before is None or size > _SMALL * before.size):
            digits = 0
        return (
            token[: len(token) - digits] + token[len(token) - digits :].translate(_RAISED)
            if digits
            else token
        )

    def _font(self, index: int) -> _Font:
        """Size on the page, weight and direction of a character."""
        matrix, name = self._matrix, self._name
        pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        if matrix.b == 0.0 and matrix.c == 0.0 and matrix.a > 0.0:
            scale, angle = abs(matrix.d), 0
        else:
            scale = math.hypot(matrix.c, matrix.d)
            angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        size = round(pdfium.FPDFText_GetFontSize(self._handle, index) * (scale or 1.0), 1)
        pdfium.FPDFText_GetFontInfo(self._handle, index, name, _NAME_LENGTH, self._flags)
        bold = self._bold.get(name.value)
        if bold is None:
            plain = name.value.decode("utf-8", "replace")
            plain = plain.partition("+")[2] or plain  # without the tag of a subset
            # The weight was 400 for every embedded bold font measured, but it is right for fonts
            # that are not embedded, and nothing else says so where fonts are called F1, F2.
            bold = (bool(_BOLD.search(plain)) and not _LIGHT.search(plain)) or (
                pdfium.FPDFText_GetFontWeight(self._handle, index) >= _BOLD_WEIGHT
            )
            self._bold[name.value] = bold
        return _Font(size or 1.0, bold, angle)


def _mend(text: str) -> str:
    """Put loose accents on their letters and blank control characters, keeping every index."""
    if _UNUSUAL.search(text) is None:
        return text
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
        self.upright = (box.left, box.top)  # what upright text is measured from
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
        return (int(self.rotation) - angle) % 360


def split_lines(number: int, runs: list[list[Word]], page_size: tuple[float, float]) -> list[Line]:
    """Cut PDFium's lines where words stand too far apart, or not on one line, to belong together.

    Words outside the page are not seen by anybody and are left out.
    """
    width, height = page_size
    out: list[Line] = []
    for run in runs:
        part: list[Word] = []
        end = baseline = 0.0
        for word in run:
            if word.x0 >= width or word.x1 <= 0 or word.top >= height or word.bottom <= 0:
                continue
            if part:
                size, gap = word.size, word.x0 - end
                if size < part[-1].size:
                    size = part[-1].size
                # Footnote marks are raised by a third of the size; the next line is 0.8 or more away.
                if not -size <= gap <= _GAP * size or not -size < 2 * (word.baseline - baseline) < size:
                    out.append(line_of(number, part))
                    part = []
            part.append(word)
            end, baseline = word.x1, word.baseline
        if part:
            out.append(line_of(number, part))
    return out
