"""Pages with a text of their own and a picture that holds more: letterhead over a scan, a pasted page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....document import Box
from ..model import Line, PageContent, Rulings

LARGE = 0.2  # of the page: smaller pictures are logotypes, maps and portraits
_COVERED = 60  # characters of the page's own text on a picture: then it is a background, or has a text layer


def uncovered(page: PageContent, boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The large pictures that the page's own text does not lie on."""
    least = LARGE * page.width * page.height
    out = []
    for box in boxes:
        if (box.x1 - box.x0) * (box.bottom - box.top) < least:
            continue
        if sum(len(line.text) for line in page.lines if _on(line, box)) < _COVERED:
            out.append(box)
    return tuple(out)


def merged(page: PageContent, read: PageContent, boxes: Sequence[Box]) -> PageContent:
    """The page's own lines and those that were read on its pictures."""
    lines = [line for line in read.lines if any(_on(line, box) for box in boxes)]
    if not lines:
        return page
    rulings = Rulings(
        (*page.rulings.horizontal, *read.rulings.horizontal), (*page.rulings.vertical, *read.rulings.vertical)
    )
    together = sorted((*page.lines, *lines), key=lambda line: (line.top, line.x0))
    return replace(
        page, lines=tuple(together), rulings=rulings, ocr=True, confidence=read.confidence, known=read.known
    )


def _on(line: Line, box: Box) -> bool:
    middle = (line.x0 + line.x1) / 2
    return box.x0 <= middle <= box.x1 and box.top <= line.middle <= box.bottom
