"""What a caller may decide about reading, and the limits that keep a hostile file in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Ocr = Literal["auto", "off", "on"]
Revisions = Literal["accepted", "original"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. Beyond one of them a document is unreadable, with the code that says so."""

    file_bytes: int = 200_000_000
    pages: int = 2_000
    unpacked_bytes: int = 300_000_000
    xml_bytes: int = 60_000_000  # one XML part
    html_bytes: int = 25_000_000  # the whole of a web page
    xml_tags: int = 3_000_000  # in one XML part; the tree takes some 300 bytes per element
    blocks: int = 250_000  # paragraphs, list items and cells; each takes about 1 kB
    text_bytes: int = 10_000_000  # the whole of a text file
    unpacked_ratio: int = 200  # unpacked size / packed size of a zip member above 1 MB
    xml_depth: int = 256
    image_pixels: int = 80_000_000
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``ocr``: read image pages by OCR where possible (``auto``), never (``off``), or every page
    (``on``). ``revisions``: whether tracked changes count as accepted or the original text holds."""

    ocr: Ocr = "auto"
    revisions: Revisions = "accepted"
    limits: Limits = field(default_factory=Limits)
