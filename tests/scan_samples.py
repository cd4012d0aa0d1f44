"""Pages as a scanner makes them: images in a PDF, turned, slanting and noisy as asked."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def page_images(data: bytes, *, dpi: int = 200, angle: float = 0.0, noise: float = 0.0) -> list[Image.Image]:
    """The pages in grey, turned clockwise by ``angle`` degrees."""
    out = []
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        image = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if angle:
            square = angle % 90 == 0
            image = image.rotate(-angle, Image.Resampling.BICUBIC, expand=square, fillcolor=255)
        if noise:
            grain = np.random.default_rng(index).normal(0, noise, (image.height, image.width))
            image = Image.fromarray((np.asarray(image) + grain).clip(0, 255).astype(np.uint8))
        out.append(image)
    document.close()
    return out


def scanned(
    data: bytes, *, dpi: int = 200, angle: float = 0.0, noise: float = 0.0, stamp: str = "", times: int = 1
) -> bytes:
    """The pages as images, each ``times`` over, with a line of real text on each of them if asked."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for image in page_images(data, dpi=dpi, angle=angle, noise=noise) * times:
        size = (image.width * 72 / dpi, image.height * 72 / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        if stamp:
            canvas.setFont("Helvetica", 11)
            canvas.drawString(400, size[1] - 30, stamp)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
