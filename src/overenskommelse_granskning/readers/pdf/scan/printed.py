"""Pictures that hold printed text, told from photographs without reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ....document import Box
from ..model import Line
from .pixels import Pixels, is_dark
from .render import Rendered

_MOST_INK, _LEAST_INK = 0.3, 0.004
_BETWEEN = 0.12  # of the pixels neither paper nor ink: a photograph has more
_LEAST_LINES = 5
_LINE = (0.05, 0.35)  # inches high


def with_text(image: Rendered, boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The pictures that look like printed text: bright paper, little ink, many lines."""
    return tuple(box for box in boxes if _is_printed(_part(image, box), image.dpi))


def only(image: Rendered, boxes: Sequence[Box], lines: Sequence[Line]) -> Rendered:
    """The image with nothing but the pictures on it, and of these not what the page's own text covers."""
    pixels = np.full_like(image.pixels, 255)
    for box in boxes:
        part = _slices(image, box)
        pixels[part] = image.pixels[part]
    for line in lines:
        pixels[_slices(image, line.box)] = 255
    return replace(image, pixels=pixels)


def _slices(image: Rendered, box: Box) -> tuple[slice, slice]:
    scale = image.dpi / 72
    rows = slice(max(int(box.top * scale), 0), max(int(box.bottom * scale) + 1, 0))
    return rows, slice(max(int(box.x0 * scale), 0), max(int(box.x1 * scale) + 1, 0))


def _part(image: Rendered, box: Box) -> Pixels:
    return image.pixels[_slices(image, box)]


def _is_printed(pixels: Pixels, dpi: int) -> bool:
    if min(pixels.shape) < 0.5 * dpi:
        return False
    dark = is_dark(pixels)
    ink = float(dark.mean())
    if not _LEAST_INK < ink < _MOST_INK:
        return False
    paper = float(np.median(pixels[::4, ::4]))
    if float((~dark & (pixels < np.uint8(max(paper - 50, 0)))).mean()) > _BETWEEN + ink:
        return False
    return _count_lines(dark, dpi) >= _LEAST_LINES


def _count_lines(dark: Pixels, dpi: int) -> int:
    """Bands of ink as high as lines of text, in the strip of the page that has most of them."""
    strip = max(dark.shape[1] // 4, 1)
    counts = []
    for left in range(0, dark.shape[1] - strip + 1, strip):
        part = dark[:, left : left + strip]
        inked = part.sum(axis=1) > 0.02 * strip
        edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.view(np.int8), [0]))))
        heights = edges[1::2] - edges[::2]
        counts.append(int(((heights > _LINE[0] * dpi) & (heights < _LINE[1] * dpi)).sum()))
    return max(counts)
