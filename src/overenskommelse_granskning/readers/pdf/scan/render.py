"""A page as grey pixels, turned and straightened on the way."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from .pixels import Pixels

DPI = 200
_MOST_PIXELS = 16_000_000  # A3 at 200 dots per inch, twice
_LONGEST = 1191.0  # points: A3. Larger pages are mostly images that were given a point per dot.


@dataclass(frozen=True)
class Rendered:
    """The pixels of a page as it is read.

    ``turn`` and ``skew`` are what was taken away: degrees clockwise from here to the page as shown. ``slant``
    is how much its lines of text still run down to the right; ``zoom`` how many times larger than here the page
    is: ``dpi`` counts the dots per inch of the smaller page.
    """

    pixels: Pixels
    dpi: int
    turn: int = 0
    skew: float = 0.0
    slant: float = 0.0
    zoom: float = 1.0

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])


def zoom_of(size: tuple[float, float]) -> float:
    """How many times larger than any usual page one is."""
    return max(1.0, max(size) / _LONGEST)


def render(
    page: Any, size: tuple[float, float], pixel_limit: int, *, skew: float = 0.0, zoom: float = 1.0
) -> Rendered:
    """Render a page as shown, in grey, with fewer dots per inch where it is huge. Needs the lock.

    Text that runs down to the right by ``skew`` degrees becomes level.
    """
    width_points, height_points = size[0] / zoom, size[1] / zoom
    dpi = DPI
    area = width_points * height_points * (DPI / 72) ** 2
    most = min(pixel_limit, _MOST_PIXELS)
    if area > most:
        dpi = max(1, int(DPI * (most / area) ** 0.5))
    width, height = max(1, round(width_points * dpi / 72)), max(1, round(height_points * dpi / 72))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        if skew:
            matrix = _rotation(-skew, dpi / 72 / zoom, width / 2, height / 2)
            clip = pdfium.FS_RECTF(0.0, 0.0, float(width), float(height))
            pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
        else:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = ctypes.string_at(buffer, stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    pixels = np.frombuffer(raw, dtype=np.uint8).reshape(height, stride)[:, :width]
    return Rendered(np.ascontiguousarray(pixels), dpi, skew=skew, zoom=zoom)


def turned(image: Rendered, turn: int) -> Rendered:
    """The image of a page whose text must be turned by ``turn`` more degrees to be as it is shown."""
    pixels = np.ascontiguousarray(np.rot90(image.pixels, turn // 90))
    return replace(image, pixels=pixels, turn=(image.turn + turn) % 360)


def smoothed(image: Rendered) -> Rendered:
    """The image with each pixel as the mean of those around it: Tesseract takes noise for strokes."""
    pixels = image.pixels
    for _ in range(2):
        padded = np.pad(pixels, 1, mode="edge").astype(np.uint16)
        across = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
        pixels = ((across[:-2] + across[1:-1] + across[2:]) // 9).astype(np.uint8)
    return replace(image, pixels=pixels)


def _rotation(degrees: float, scale: float, x: float, y: float) -> Any:
    """Points to pixels, turned clockwise about a pixel."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return pdfium.FS_MATRIX(
        scale * cos, scale * sin, -scale * sin, scale * cos, x - cos * x + sin * y, y - sin * x - cos * y
    )
