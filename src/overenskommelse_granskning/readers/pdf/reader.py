"""The steps of reading a PDF, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...document import Document, DocumentBuilder, FurnitureRole
from ...errors import reading_message, unreadable
from ..options import ReadOptions
from . import pdfium
from .flow import page_flows
from .furniture import furniture
from .grid import grids
from .headings import with_headings
from .joining import Joiner, Vocabulary
from .lines import Frame, TextPage, split_lines
from .measures import body_size, measures
from .model import PageContent
from .paragraphs import Draft, Kind, drafts
from .rulings import page_objects, rulings
from .tables import Table

_FULL_PAGE_IMAGE = 0.5  # of the page's area
_FEW_CHARACTERS = 80
_MANY_PATHS = 40  # text drawn as outlines


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    """Read a PDF. Raises UnreadableDocument with R004, R005, R009, R010 or R011."""
    builder = DocumentBuilder(name=name, sha256=sha256, format="pdf")
    pages = _pages(data, options)
    if pages and all(p.image_only or not p.lines for p in pages) and any(p.image_only for p in pages):
        raise unreadable("R010")
    for page in pages:
        builder.page(
            page.number, width=page.width, height=page.height, ocr=page.ocr, confidence=page.confidence
        )
        if page.image_only:
            builder.notice("R012", reading_message("R012", page=page.number), page.number)
        if page.ocr:
            builder.notice("R016", reading_message("R016", page=page.number), page.number)
    _assemble(builder, pages)
    if builder.is_empty:
        raise unreadable("R011")
    return builder.build()


def _pages(data: bytes, options: ReadOptions) -> list[PageContent]:
    out: list[PageContent] = []
    with pdfium.LOCK, pdfium.open_document(data, options.limits) as document:
        import pypdfium2.raw as raw

        for index in range(raw.FPDF_GetPageCount(document)):
            with pdfium.open_page(document, index) as page:
                out.append(_page(page, index + 1))
    return out


def _page(page: Any, number: int) -> PageContent:
    frame = Frame(page)
    text = TextPage(page, frame)
    try:
        runs = text.runs()
    finally:
        text.close()
    angle = max(runs, key=lambda a: (sum(len(r) for r in runs[a]), -a), default=frame.rotation)
    objects = page_objects(page)
    width, height = frame.size
    lines = split_lines(number, runs.get(angle, []))
    characters = sum(len(w.text) for line in lines for w in line.words)
    pictured = objects.image_area >= _FULL_PAGE_IMAGE * width * height
    image_only = (characters < _FEW_CHARACTERS and pictured) or (
        not characters and objects.paths >= _MANY_PATHS
    )
    return PageContent(
        number,
        width,
        height,
        tuple(lines),
        rulings(objects, frame, angle),
        tuple(i for a, found in runs.items() if a != angle for i in split_lines(number, found)),
        frame.turn(angle),
        image_only,
    )


def _assemble(builder: DocumentBuilder, pages: Sequence[PageContent]) -> None:
    """Blocks and furniture of all pages into the builder."""
    size = body_size(pages)
    found_grids = {page.number: grids(page.rulings) for page in pages}
    running = furniture(pages, found_grids, size)
    flow = page_flows(pages, found_grids, running)
    found = measures(size, ((r.rows, r.left, r.right) for r in flow if r.rows))
    blocks = with_headings(drafts(flow, found), found, any(p.ocr for p in pages))
    vocabulary = Vocabulary(line for page in pages for line in page.lines)
    joiner = Joiner(vocabulary, {page.number: page for page in pages})
    for draft in blocks:
        _emit(builder, joiner, draft)
    for page in pages:
        for piece in running.get(page.number, ()):
            builder.furniture(piece.line.text, piece.role, page.number)
        for line in page.sideways:
            builder.furniture(line.text, FurnitureRole.HEADER, page.number)


def _emit(builder: DocumentBuilder, joiner: Joiner, draft: Draft) -> None:
    if draft.kind is Kind.TABLE and draft.table is not None:
        _emit_table(builder, joiner, draft.table)
        return
    pieces = joiner.pieces(draft.body, draft.right)
    if draft.kind is Kind.HEADING:
        builder.heading(pieces, draft.level)
    elif draft.kind is Kind.ITEM and draft.marker is not None:
        builder.list_item(pieces, marker=draft.marker.text, level=draft.level)
    elif draft.kind is Kind.FOOTNOTE:
        from ...document import BlockKind

        builder.block(BlockKind.FOOTNOTE, pieces)
    else:
        builder.paragraph(pieces)


def _emit_table(builder: DocumentBuilder, joiner: Joiner, table: Table) -> None:
    rows = []
    for row in table.rows:
        cells = []
        for column, cell in enumerate(row):
            right = None
            if cell:
                padding = max(0.0, min(line.x0 for line in cell) - table.xs[column])
                right = table.xs[column + 1] - min(padding, 12.0)
            cells.append(joiner.pieces(cell, right))
        rows.append(cells)
    builder.table(rows, header_rows=table.header_rows)
