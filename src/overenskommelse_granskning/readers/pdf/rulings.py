"""Ruling lines of a page from the bounds and segments of PDFium's path objects.

Tables are drawn in many ways: stroked lines (LibreOffice), thin filled rectangles (Word), one path
with all lines in it, or tinted cells without lines. All become horizontal and vertical rules.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from .lines import Frame
from .model import Rule, Rulings

_THIN = 3.0  # a filled rectangle thinner than this is a line
_SHORT = 4.0  # shorter pieces are dots and dashes, not rules
_MAX_OBJECTS = 20_000  # maps and drawings
_MAX_SEGMENTS = 4_000
_MAX_IMAGES = 50
_MAX_DEPTH = 3  # of forms within forms
_SAME_LINE = 1.5
_TOUCH = 2.0

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Objects:
    """What the page's objects tell: straight segments, its images, how much there is."""

    segments: list[tuple[float, float, float, float]] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    image_area: float = 0.0
    image_pixels: int = 0
    paths: int = 0
    total: int = 0


def page_objects(page: Any) -> Objects:
    """Everything on the page that is not text."""
    found = Objects()
    handles = (
        pdfium.FPDFPage_GetObject(page, i)
        for i in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS))
    )
    _walk(handles, _IDENTITY, 0, found)
    return found


def rulings(objects: Objects, frame: Frame, angle: int) -> Rulings:
    """The rules of a page in the frame of its text."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for xa, ya, xb, yb in objects.segments:
        (x0, y0), (x1, y1) = frame.point(xa, ya, angle), frame.point(xb, yb, angle)
        x0, x1 = min(x0, x1), max(x0, x1)
        y0, y1 = min(y0, y1), max(y0, y1)
        if x1 - x0 >= y1 - y0:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
    return Rulings(_merged(horizontal), _merged(vertical))


def _walk(handles: Iterator[Any], matrix: Matrix, depth: int, found: Objects) -> None:
    values = [ctypes.c_float() for _ in range(4)]
    kind_of = pdfium.FPDFPageObj_GetType
    for handle in handles:
        kind = kind_of(handle)
        found.total += 1
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            if found.paths <= _MAX_OBJECTS and _visible(handle):
                _path(handle, matrix, values, found.segments)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, matrix, values)
            if len(found.images) < _MAX_IMAGES:
                found.images.append(box)
            found.image_area = max(found.image_area, (box[2] - box[0]) * (box[3] - box[1]))
            width, height = ctypes.c_uint(), ctypes.c_uint()
            pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
            found.image_pixels = max(found.image_pixels, width.value * height.value)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            count = min(pdfium.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS)
            inner = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            _walk(inner, _multiply(_matrix(handle), matrix), depth + 1, found)


def _visible(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _path(path: Any, matrix: Matrix, values: list[Any], out: list[tuple[float, float, float, float]]) -> None:
    left, low, right, high = _bounds(path, matrix, values)
    width, height = right - left, high - low
    if min(width, height) < _THIN:
        if max(width, height) >= _SHORT:
            out.append(_centred(left, low, right, high))
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _MAX_SEGMENTS:
        return
    own = _multiply(_matrix(path), matrix)
    corners = _corners(path, count, own)
    for (xa, ya), (xb, yb) in corners:
        dx, dy = abs(xb - xa), abs(yb - ya)
        if min(dx, dy) < 1.0 and max(dx, dy) >= _SHORT:
            out.append((xa, ya, xb, yb))


def _centred(left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
    if right - left >= high - low:
        middle = (low + high) / 2
        return left, middle, right, middle
    middle = (left + right) / 2
    return middle, low, middle, high


def _corners(
    path: Any, count: int, matrix: Matrix
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start
            here = start


def _bounds(handle: Any, matrix: Matrix, values: list[Any]) -> tuple[float, float, float, float]:
    pdfium.FPDFPageObj_GetBounds(handle, *values)
    left, low, right, high = (v.value for v in values)
    if matrix is _IDENTITY:
        return left, low, right, high
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (low, high)]
    ys = [b * x + d * y + f for x in (left, right) for y in (low, high)]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(handle: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, n5 = n
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + n5,
    )


def _merged(rules: list[Rule]) -> tuple[Rule, ...]:
    """Rules on the same line that touch become one: borders are often drawn cell by cell."""
    out: list[Rule] = []
    for rule in sorted(rules):
        for i in range(len(out) - 1, -1, -1):
            if rule.at - out[i].at > _SAME_LINE:
                out.append(rule)
                break
            if rule.start <= out[i].end + _TOUCH and rule.end >= out[i].start - _TOUCH:
                out[i] = Rule(out[i].at, min(out[i].start, rule.start), max(out[i].end, rule.end))
                break
        else:
            out.append(rule)
    return tuple(out)
