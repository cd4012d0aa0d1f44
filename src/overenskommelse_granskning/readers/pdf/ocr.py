"""Pages that are images: rendered by PDFium, read by Tesseract, given as words like any other page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from .model import Line, PageContent, Rulings, Word, line_of
from .scan import Pixels, image_rulings, is_dark, stroke_width
from .settle import weighted_median
from .tesseract import Engine

DPI = 200
_GAP = 1.5
_BOLDER = 1.3  # than the usual stroke
# How far letters reach above and below the line, as parts of the font size, in a usual text face.
_ABOVE = {
    **dict.fromkeys("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]/?!&%§”\"’'", 0.75),
    **dict.fromkeys("äöéü", 0.76),
    "å": 0.85,
    **dict.fromkeys("ÄÖÉÜ", 0.93),
    "Å": 1.0,
}
_BELOW = {**dict.fromkeys("gjpqy", 0.23), **dict.fromkeys(",;Q", 0.13), **dict.fromkeys("()[]/", 0.14)}
_X_HEIGHT = 0.54
_DESCENDERS = frozenset(_BELOW)
_FRAME_SIGNS = re.compile(r"^[|¦_\[\]{}~=\\/!lI—–-]{1,3}$")
_NOISE = 25.0  # confidence below which signs without letters are dirt
_BULLET_LETTERS = frozenset("eosø6¢©®")
_NO_BULLETS = frozenset("-–—§&$(\"”’'/")
_PARAGRAPH_SIGN = re.compile(r"^[&$](?=\d{0,2}$)")
_FEW = 5


@dataclass(frozen=True)
class Rendered:
    """A page as grey pixels. ``scale`` is points per pixel."""

    pixels: Pixels
    width: int
    height: int
    dpi: int


def render(page: Any, size: tuple[float, float], pixel_limit: int) -> Rendered:
    """Render a page in grey, with fewer dots per inch where the page is huge. Needs the lock."""
    width_points, height_points = size
    dpi = DPI
    area = width_points * height_points * (DPI / 72) ** 2
    if area > pixel_limit:
        dpi = max(36, int(DPI * (pixel_limit / area) ** 0.5))
    width, height = max(1, round(width_points * dpi / 72)), max(1, round(height_points * dpi / 72))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = ctypes.string_at(buffer, stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    pixels = np.frombuffer(raw, dtype=np.uint8).reshape(height, stride)[:, :width]
    return Rendered(np.ascontiguousarray(pixels), width, height, dpi)


def recognise(page: PageContent, image: Rendered, engine: Engine) -> PageContent:
    """The page with the words that Tesseract read, in place of what it held."""
    table = engine.tsv(image.pixels.tobytes(), image.width, image.height, image.dpi)
    dark = is_dark(image.pixels)
    rulings = image_rulings(dark, image.dpi)
    lines, confidence = _lines(page.number, table, dark, image.dpi, rulings)
    return replace(
        page,
        lines=tuple(lines),
        rulings=rulings,
        sideways=(),
        turn=0,
        image_only=False,
        ocr=True,
        confidence=confidence,
    )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    x: int
    y: int
    width: int
    height: int
    confidence: float


def _tokens(table: str) -> list[list[_Token]]:
    """The words of the TSV by line."""
    out: dict[tuple[str, ...], list[_Token]] = {}
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        x, y, width, height = (int(f) for f in fields[6:10])
        token = _Token(fields[11].strip().replace(" ", ""), x, y, width, height, float(fields[10]))
        out.setdefault(tuple(fields[1:5]), []).append(token)
    return list(out.values())


def _lines(
    number: int, table: str, dark: Pixels, dpi: int, rulings: Rulings
) -> tuple[list[Line], float | None]:
    scale = 72 / dpi
    found: list[tuple[list[_Token], float, float]] = []
    for tokens in _tokens(table):
        kept = [t for t in tokens if not _is_dirt(t, rulings, scale)]
        if kept:
            size = _size(kept)
            bullet = _lost_bullet(dark, kept[0], size)
            if bullet is not None:
                kept.insert(0, bullet)
            strokes = weighted_median(
                sorted((stroke_width(dark, t.x, t.y, t.width, t.height), len(t.text)) for t in kept)
            )
            strokes /= size
            found.append((kept, size, strokes))
    if not found:
        return [], None
    weights = sorted((s, sum(len(t.text) for t in kept)) for kept, _, s in found)
    usual = weighted_median(weights)
    out: list[Line] = []
    position = 0
    letters = total = 0.0
    for kept, size, strokes in found:
        bold = strokes > _BOLDER * usual
        if out and sum(len(t.text) for t in kept) < _FEW and abs(out[-1].size * dpi / 72 / size - 1) < 0.2:
            bold = out[-1].bold  # two letters do not tell
        points = round(size * scale * 2) / 2
        baseline = _baseline(kept) * scale
        words: list[Word] = []
        for i, token in enumerate(kept):
            text = token.text
            if i == 0 and text != "•":
                text = "•" if _is_bullet(kept, size) else _PARAGRAPH_SIGN.sub("§", text)
            words.append(
                Word(
                    text,
                    position,
                    token.x * scale,
                    token.y * scale,
                    (token.x + token.width) * scale,
                    (token.y + token.height) * scale,
                    baseline,
                    points,
                    bold,
                )
            )
            position += len(text) + 1
            letters += len(text)
            total += len(text) * max(token.confidence, 0.0) / 100
        out += _parts(number, words)
    return out, round(total / letters, 3)


def _is_dirt(token: _Token, rulings: Rulings, scale: float) -> bool:
    """Borders of tables read as signs, and specks."""
    if _FRAME_SIGNS.match(token.text):
        x, y = (token.x + token.width / 2) * scale, (token.y + token.height / 2) * scale
        if any(abs(r.at - x) < 3.0 and r.start - 3.0 < y < r.end + 3.0 for r in rulings.vertical):
            return True
    return not any(c.isalnum() for c in token.text) and token.confidence < _NOISE


def _lost_bullet(dark: Pixels, first: _Token, size: float) -> _Token | None:
    """A blot of a bullet's size left of a line, where Tesseract read nothing."""
    left, right = round(first.x - 2.2 * size), round(first.x - 0.3 * size)
    top, bottom = round(first.y + first.height - size), first.y + first.height
    if left < 0 or top < 0 or right <= left:
        return None
    part = dark[top:bottom, left:right]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not len(columns):
        return None
    width, height = int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)
    blot = part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    low, high = 0.12 * size, 0.5 * size
    if not (low < width < high and low < height < high and 0.6 < width / height < 1.7):
        return None
    if blot.mean() < 0.55 or columns[0] == 0:
        return None
    return _Token("•", left + int(columns[0]), top + int(rows[0]), width, height, 90.0)


def _is_bullet(tokens: Sequence[_Token], size: float) -> bool:
    """A first sign that stands apart: a bullet, read as whatever looks like it."""
    if len(tokens) < 2:
        return False
    first = tokens[0]
    if tokens[1].x - first.x - first.width < 0.45 * size:
        return False
    if len(first.text) == 1 and first.text in _BULLET_LETTERS:
        return first.height < 0.5 * size
    return len(first.text) <= 2 and not any(c.isalnum() or c in _NO_BULLETS for c in first.text)


def _size(tokens: Sequence[_Token]) -> float:
    """The font size in pixels, from what the heights of the words should be with their letters."""
    sizes = []
    for token in tokens:
        if any(c.isalnum() for c in token.text):
            above = max(_ABOVE.get(c, _X_HEIGHT) for c in token.text)
            below = max(_BELOW.get(c, 0.0) for c in token.text)
            sizes.append((token.height / (above + below), len(token.text)))
    if not sizes:
        return float(max(token.height for token in tokens))
    return weighted_median(sorted(sizes))


def _baseline(tokens: Sequence[_Token]) -> float:
    plain = [t.y + t.height for t in tokens if not any(c in _DESCENDERS for c in t.text)]
    return median(plain) if plain else median(t.y + t.height for t in tokens)


def _parts(number: int, words: list[Word]) -> list[Line]:
    """A line cut where its words stand far apart."""
    out: list[Line] = []
    start = 0
    for i in range(1, len(words)):
        if words[i].x0 - words[i - 1].x1 > _GAP * words[i].size:
            out.append(line_of(number, words[start:i]))
            start = i
    out.append(line_of(number, words[start:]))
    return out
