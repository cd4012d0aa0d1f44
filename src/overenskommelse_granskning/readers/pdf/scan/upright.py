"""Which way the text of an image runs: sideways, upside down, or slanting by some degrees.

Lines of text make a pattern of dark and bright rows across a narrow strip of the page; letters and words make no
such pattern along it. Swedish has more strokes above the small letters (b, d, f, h, k, l, t, å, ä, ö, capitals)
than below them (g, j, p, q, y). Both are counted, so that no page is recognised twice to find out.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from .pixels import Pixels, is_dark, levelled
from .render import Rendered, turned

MOST_SKEW = 6.0  # degrees
BORNE = 2.0  # what Tesseract reads as well as level text, and faster than an image that was turned
LEAST_SKEW = 0.15  # rows and rules of tables are not disturbed by less
_STRIP = 0.6  # inches: within it a slanting line stays a line
_COARSE, _FINE = 0.5, 0.05
_MOST_POINTS = 60_000
_LITTLE_INK = 500  # pixels at half resolution: nothing to judge by
_SIDEWAYS = 1.25  # how much stronger the pattern must be
_LEAST_LINES = 3
_UPRIGHT = 0.5  # share of the ink outside the small letters that stands above them


def straightened(image: Rendered) -> Rendered:
    """The image with its text the right way up, and how much it slants."""
    dpi = image.dpi // 2
    dark = without_rules(halved(is_dark(image.pixels)), dpi)
    if is_sideways(dark, dpi):
        image, dark = turned(image, 90), np.rot90(dark)
    slant = skew(dark)
    image = replace(image, slant=slant if abs(slant) >= LEAST_SKEW else 0.0)
    if is_upside_down(levelled(is_dark(image.pixels), image.slant), image.dpi):
        image = turned(image, 180)
    return image


def halved(dark: Pixels) -> Pixels:
    """At half the resolution; a pixel is ink where one of its four is."""
    height, width = dark.shape[0] // 2 * 2, dark.shape[1] // 2 * 2
    part = dark[:height, :width]
    return part[::2, ::2] | part[1::2, ::2] | part[::2, 1::2] | part[1::2, 1::2]


def without_rules(dark: Pixels, dpi: int) -> Pixels:
    """Without the rows and columns that are part of long lines: frames say nothing of the text."""
    return dark & ~_runs(dark, dpi // 2) & ~_runs(dark.T, dpi // 2).T


def _runs(dark: Pixels, length: int) -> Pixels:
    """The pixels of horizontal runs of ink that are at least so long."""
    if dark.shape[1] < length:
        return np.zeros_like(dark)
    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:], dtype=np.int32)
    rows, columns = np.nonzero(sums[:, length:] - sums[:, :-length] == length)
    out = np.zeros(sums.shape, dtype=np.int32)
    np.add.at(out, (rows, columns), 1)
    np.add.at(out, (rows, columns + length), -1)
    return np.cumsum(out, axis=1)[:, :-1] > 0


def is_sideways(dark: Pixels, dpi: int) -> bool:
    """Whether the lines of text run up and down."""
    across, along = _pattern(dark, dpi), _pattern(dark.T, dpi)
    return along > _SIDEWAYS * across


def _pattern(dark: Pixels, dpi: int) -> float:
    """How much rows differ from those beside them, over all strips of the page."""
    strip = max(8, round(_STRIP * dpi))
    count = dark.shape[1] // strip
    if not count:
        return 0.0
    strips = dark[:, : count * strip].reshape(dark.shape[0], count, strip).sum(axis=2, dtype=np.float32)
    step = max(1, dpi // 40)
    return float(((strips[step:] - strips[:-step]) ** 2).sum())


def skew(dark: Pixels) -> float:
    """By how many degrees the lines of text run down to the right; 0 where that cannot be seen."""
    ys, xs = np.nonzero(dark)
    if len(ys) < _LITTLE_INK:
        return 0.0
    step = -(-len(ys) // _MOST_POINTS)
    ys, xs = ys[::step].astype(np.float32), (xs[::step] - dark.shape[1] / 2).astype(np.float32)
    best = _steepest(ys, xs, np.arange(-MOST_SKEW, MOST_SKEW + _COARSE / 2, _COARSE), 2.0)
    if abs(best) > MOST_SKEW - _COARSE / 2:
        return 0.0  # the peak lies outside of what was tried: this is no text
    return _steepest(ys, xs, np.arange(best - _COARSE, best + _COARSE + _FINE / 2, _FINE), 1.0)


def _steepest(ys: Pixels, xs: Pixels, angles: Pixels, width: float) -> float:
    """The angle at which the ink falls into the sharpest rows."""
    scores = []
    margin = float(np.abs(xs).max()) * math.tan(math.radians(MOST_SKEW + 1))
    for angle in angles:
        rows = ((ys - xs * math.tan(math.radians(angle)) + margin) / width).astype(np.int32)
        counts = np.bincount(rows).astype(np.float64)
        scores.append(float(((counts[1:] - counts[:-1]) ** 2).sum()))
    return round(float(angles[int(np.argmax(scores))]), 2)


def is_upside_down(dark: Pixels, dpi: int) -> bool:
    """Whether level lines of text stand on their heads; false where too few lines tell."""
    strip = max(8, round(3 * _STRIP * dpi))
    above = below = 0.0
    lines = 0
    for left in range(0, dark.shape[1] - strip // 2, strip):
        profile = dark[:, left : left + strip].sum(axis=1, dtype=np.int32)
        inked = np.concatenate(([0], (profile > 0).astype(np.int8), [0]))
        edges = np.flatnonzero(np.diff(inked))
        for top, bottom in zip(edges[::2], edges[1::2], strict=True):
            if not 0.06 * dpi < bottom - top < 0.5 * dpi:
                continue
            band = profile[top:bottom].astype(np.float64)
            core = np.flatnonzero(band > 0.5 * np.percentile(band, 90))
            if core[-1] - core[0] < 0.3 * len(band):
                continue
            above += float(band[: core[0]].sum())
            below += float(band[core[-1] + 1 :].sum())
            lines += 1
    return lines >= _LEAST_LINES and above < _UPRIGHT * (above + below)
