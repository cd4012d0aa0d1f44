"""A process that recognises page after page: run as a script, apart from the package, so that it starts fast.

Standard input brings images (width, height, dots per inch and segmentation mode as four numbers, then the grey
pixels), standard output takes their TSV tables, each behind its length. The process ends when its input does,
also in the middle of a page: a parent that was killed leaves nothing running.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

REQUEST = struct.Struct("<4I")
ANSWER = struct.Struct("<I")
UNUSABLE = 3  # exit code: Tesseract or its language cannot be loaded


def main(folder: str, language: str) -> int:
    """Answer until there is nothing more to read."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    try:
        import tesserocr

        api = tesserocr.PyTessBaseAPI(path=folder + os.sep, lang=language)
    except (ImportError, RuntimeError, OSError):
        return UNUSABLE
    target.write(ANSWER.pack(0))  # ready
    target.flush()
    pages: SimpleQueue[tuple[tuple[int, ...], bytes]] = SimpleQueue()
    threading.Thread(target=_receive, args=(source, pages), daemon=True).start()
    while True:
        (width, height, dpi, mode), pixels = pages.get()
        table = recognise(api, width, height, dpi, mode, pixels).encode("utf-8")
        target.write(ANSWER.pack(len(table)) + table)
        target.flush()


def recognise(api: Any, width: int, height: int, dpi: int, mode: int, pixels: bytes) -> str:
    """Tesseract's TSV of one image."""
    api.SetPageSegMode(mode)
    api.SetImageBytes(pixels, width, height, 1, width)
    api.SetSourceResolution(dpi)
    try:
        return str(api.GetTSVText(0))
    finally:
        api.Clear()


def _receive(source: BinaryIO, pages: SimpleQueue[tuple[tuple[int, ...], bytes]]) -> None:
    while True:
        head = source.read(REQUEST.size)
        if len(head) < REQUEST.size:
            os._exit(0)
        numbers = REQUEST.unpack(head)
        pixels = source.read(numbers[0] * numbers[1])
        if len(pixels) < numbers[0] * numbers[1]:
            os._exit(0)
        pages.put((numbers, pixels))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
