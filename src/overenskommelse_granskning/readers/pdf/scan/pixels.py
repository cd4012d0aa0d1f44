"""What an image of a page tells besides its characters: ruling lines and the weight of strokes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..model import Rule, Rulings

Pixels = Any  # a two-dimensional array of bytes, 0 black

_LONG_HORIZONTAL = 0.4  # inches: longer than any stroke of a letter
_LONG_VERTICAL = 0.3
_THICK = 0.05  # inches: darker bars are filled areas, of which only the edges are lines


def is_dark(pixels: Pixels) -> Pixels:
    """The ink: darker than half-way between the paper and the darkest tenth of a percent."""
    sample = pixels[::4, ::4]
    paper = float(np.median(sample))
    black = float(np.percentile(sample, 0.1))
    return pixels < np.uint8(round(black + 0.55 * (paper - black)))


def levelled(dark: Pixels, degrees: float) -> Pixels:
    """A mask whose lines run down to the right by some degrees, with level lines.

    Columns are moved up and down, then rows to the sides, by whole pixels: for small angles that is a rotation.
    """
    slope = math.tan(math.radians(degrees))
    return _sheared(_sheared(dark.T, slope).T, -slope) if slope else dark


def _sheared(mask: Pixels, slope: float) -> Pixels:
    """The rows moved to the left, each by ``slope`` pixels more than the one before it."""
    height, width = mask.shape
    shifts = np.rint((np.arange(height) - height / 2) * slope).astype(int)
    cuts = np.flatnonzero(np.diff(shifts)) + 1
    out = np.zeros_like(mask)
    for first, last in zip((0, *cuts), (*cuts, height), strict=True):
        shift = int(shifts[first])
        if shift >= 0:
            out[first:last, : width - shift] = mask[first:last, shift:]
        else:
            out[first:last, -shift:] = mask[first:last, :shift]
    return out


def image_rulings(dark: Pixels, dpi: int) -> Rulings:
    """Ruling lines in points."""
    scale = 72 / dpi
    horizontal = _lines(dark, round(_LONG_HORIZONTAL * dpi), round(_THICK * dpi))
    vertical = _lines(np.ascontiguousarray(dark.T), round(_LONG_VERTICAL * dpi), round(_THICK * dpi))
    return Rulings(
        tuple(Rule(at * scale, start * scale, end * scale) for at, start, end in horizontal),
        tuple(Rule(at * scale, start * scale, end * scale) for at, start, end in vertical),
    )


def stroke_width(dark: Pixels, x: int, y: int, width: int, height: int) -> float:
    """Mean length of the horizontal runs of ink in a box, in pixels: bold letters have longer ones."""
    part = dark[y : y + height, x : x + width]
    if part.size == 0:
        return 0.0
    starts = int((part[:, 1:] & ~part[:, :-1]).sum()) + int(part[:, 0].sum())
    return float(part.sum()) / starts if starts else 0.0


def _lines(dark: Pixels, length: int, thick: int) -> list[tuple[float, float, float]]:
    """Horizontal lines of at least ``length`` pixels: position, start and end.

    A row is joined with its neighbours first, so that a slightly slanting line is not cut up.
    """
    if dark.shape[1] <= length or dark.shape[0] < 3:
        return []
    joined = dark.copy()
    joined[1:] |= dark[:-1]
    joined[:-1] |= dark[1:]
    sums = np.zeros((joined.shape[0], joined.shape[1] + 1), dtype=np.int32)
    np.cumsum(joined, axis=1, out=sums[:, 1:], dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length]) >= length
    found: list[tuple[int, int, int]] = []
    for row in np.flatnonzero(full.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], full[row].view(np.int8), [0]))))
        found += [
            (int(row), int(a), int(b) + length - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]
    return _grouped(found, thick, length)


def _grouped(found: list[tuple[int, int, int]], thick: int, length: int) -> list[tuple[float, float, float]]:
    """Rows that touch make one line; slanting pieces join end to end."""
    groups: list[list[int]] = []  # first row, last row, start, end
    open_groups: list[list[int]] = []
    for row, start, end in found:
        open_groups = [g for g in open_groups if row - g[1] <= 2]
        for group in open_groups:
            if start <= group[3] + length // 2 and end >= group[2] - length // 2:
                group[1], group[2], group[3] = row, min(group[2], start), max(group[3], end)
                break
        else:
            group = [row, row, start, end]
            groups.append(group)
            open_groups.append(group)
    out: list[tuple[float, float, float]] = []
    for top, bottom, start, end in groups:
        if bottom - top <= thick:
            out.append(((top + bottom) / 2, float(start), float(end)))
        else:
            out += [(float(top), float(start), float(end)), (float(bottom), float(start), float(end))]
    return out
