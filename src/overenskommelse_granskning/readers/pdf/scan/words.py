"""What Tesseract read, given as words and lines like those of any other page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from ..model import Line, PageContent, Rulings, Word, line_of
from ..settle import weighted_median
from .pixels import Pixels, image_rulings, is_dark, levelled, stroke_width
from .render import Rendered

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


def page_of(page: PageContent, image: Rendered, table: str) -> PageContent:
    """The page with the words of Tesseract's TSV in place of what it held."""
    dark = levelled(is_dark(image.pixels), image.slant)
    rulings = image_rulings(dark, image.dpi)
    read = [_straight(tokens, image) for tokens in _tokens(table)]
    lines, confidence = _lines(page.number, read, dark, image.dpi, rulings)
    return replace(
        page,
        lines=tuple(lines),
        rulings=rulings,
        sideways=(),
        turn=image.turn,
        skew=image.skew + image.slant,
        zoom=image.zoom,
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


def _straight(tokens: list[_Token], image: Rendered) -> list[_Token]:
    """The boxes as they would be if the text did not slant: turned about the middle of the page."""
    if not image.slant:
        return tokens
    cos, sin = math.cos(math.radians(image.slant)), math.sin(math.radians(image.slant))
    middle_x, middle_y = image.width / 2, image.height / 2
    out = []
    for t in tokens:
        x, y = t.x + t.width / 2 - middle_x, t.y + t.height / 2 - middle_y
        x, y = middle_x + cos * x + sin * y, middle_y - sin * x + cos * y
        # The box around slanting letters is larger than they are.
        width = max(round(t.width - abs(sin) * t.height), 1)
        height = max(round(t.height - abs(sin) * t.width), round(t.height / 2), 1)
        out.append(replace(t, x=round(x - width / 2), y=round(y - height / 2), width=width, height=height))
    return out


def _lines(
    number: int, read: list[list[_Token]], dark: Pixels, dpi: int, rulings: Rulings
) -> tuple[list[Line], float | None]:
    scale = 72 / dpi
    found: list[tuple[list[_Token], float, float]] = []
    for tokens in read:
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
