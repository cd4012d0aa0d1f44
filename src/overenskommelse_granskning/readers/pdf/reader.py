"""The steps of reading a PDF, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...document import BlockKind, Box, Document, DocumentBuilder, FurnitureRole, is_poor
from ...errors import reading_message, unreadable
from ..options import ReadOptions
from . import pdfium
from .flow import page_flows
from .furniture import furniture
from .grid import Grid, grids
from .headings import with_headings
from .joining import Joiner, Vocabulary
from .lines import Frame, TextPage, split_lines
from .measures import body_size, measures
from .model import Line, PageContent
from .paragraphs import Draft, Kind, drafts
from .plumber import plumber_grids
from .rulings import Objects, page_objects, rulings
from .scan.pictures import uncovered
from .scan.quality import looks_like_garbage
from .scan.recogniser import Recogniser
from .settle import settled
from .tables import Table

_FULL_PAGE_IMAGE = 0.5  # of the page's area
_WHOLE_PAGE = 0.85
_ILLEGIBLE = 0.3  # of the characters: a font that does not tell what its glyphs are
_FEW_CHARACTERS = 80
_BYTES_PER_CHARACTER = 50  # what a character with its place costs in memory, roughly
_ANY_SIZE = (1e6, 1e6)
_MANY_PATHS = 40  # text drawn as outlines


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    """Read a PDF. Raises UnreadableDocument with R004, R005, R009, R010 or R011."""
    builder = DocumentBuilder(name=name, sha256=sha256, format="pdf")
    pages = _pages(data, options)
    if pages and all(p.image_only or not p.lines for p in pages) and any(p.image_only for p in pages):
        failed = next((p for p in pages if p.unread), None)
        raise unreadable(failed.unread, page=failed.number) if failed else unreadable("R010")
    sizes: dict[float, float] = {}  # shared: a number that stays keeps the memory that its page was read in
    for page in pages:
        builder.page(
            page.number,
            width=sizes.setdefault(page.width, page.width),
            height=sizes.setdefault(page.height, page.height),
            ocr=page.ocr,
            confidence=page.confidence,
            known=page.known,
            unread=bool(page.unread or page.image_only),
        )
        for code, values in _told(page):
            builder.notice(code, reading_message(code, page=page.number, **values), page.number)
    _assemble(builder, pages, lambda page: plumber_grids(data, page))
    if builder.is_empty:
        raise unreadable("R011")
    return builder.build()


def _told(page: PageContent) -> Iterator[tuple[str, dict[str, object]]]:
    """What must be told of how a page was read: codes and what varies in their sentences."""
    if page.unread or page.image_only:
        yield page.unread or "R012", {}
    if page.ocr:
        yield "R016", {}
    known = "–" if page.known is None else f"{100 * page.known:.0f}"
    if page.garbled:
        yield "R029", {"known": known}
    elif is_poor(page.ocr, page.confidence, page.known):
        yield "R028", {"sure": f"{100 * (page.confidence or 0.0):.0f}", "known": known}


def _pages(data: bytes, options: ReadOptions) -> list[PageContent]:
    characters = 0
    with Recogniser(options) as recogniser:
        with pdfium.LOCK, pdfium.open_document(data, options.limits) as document:
            numbers = list(range(1, pdfium.page_count(document) + 1))  # made together, as they stay
            for index, number in enumerate(numbers):
                with pdfium.open_page(document, index) as handle:
                    page = _page(handle, number)
                    recogniser.add(handle, page)
                characters += page.characters
                if characters > options.limits.unpacked_bytes // _BYTES_PER_CHARACTER:
                    raise unreadable("R013")
        return settled(recogniser.pages())


def _page(page: Any, number: int) -> PageContent:
    """What PDFium itself tells of a page."""
    frame = Frame(page)
    text = TextPage(page, frame)
    try:
        runs = text.runs()
    finally:
        text.close()
    angle = max(runs, key=lambda a: (sum(len(r) for r in runs[a]), -a), default=frame.rotation)
    objects = page_objects(page)
    width, height = frame.size
    turn = frame.turn(angle)
    read_size = (height, width) if turn in (90, 270) else (width, height)
    lines = tuple(split_lines(number, runs.get(angle, []), read_size))
    illegible = text.illegible > _ILLEGIBLE
    if illegible:
        lines = ()
    characters = sum(len(line.text) for line in lines)
    pictured = objects.image_area >= _FULL_PAGE_IMAGE * width * height
    page_content = PageContent(
        number,
        width,
        height,
        lines,
        rulings(objects, frame, angle),
        tuple(i for a, found in runs.items() if a != angle for i in split_lines(number, found, _ANY_SIZE)),
        turn,
        image_only=(characters < _FEW_CHARACTERS and pictured)
        or (not characters and objects.paths >= _MANY_PATHS)
        or illegible,
        blank=not objects.total,
        pixels=objects.image_pixels,
        uneven=objects.image_area >= _WHOLE_PAGE * width * height and _is_uneven(lines),
    )
    if page_content.image_only:
        return page_content
    return replace(
        page_content,
        garbled=looks_like_garbage(lines),
        pictures=() if turn else uncovered(page_content, _boxes(objects, frame, angle)),
    )


def _boxes(objects: Objects, frame: Frame, angle: int) -> list[Box]:
    """The images of a page as it is read."""
    out = []
    for left, low, right, high in objects.images:
        (xa, ya), (xb, yb) = frame.point(left, low, angle), frame.point(right, high, angle)
        out.append(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
    return out


def _is_uneven(lines: Sequence[Line]) -> bool:
    """Nearly every line has a size of its own, as in the text layer of a scan."""
    return len({line.size for line in lines}) >= max(5, 0.3 * len(lines))


def _assemble(
    builder: DocumentBuilder,
    pages: Sequence[PageContent],
    ask: Callable[[PageContent], Sequence[Grid]],
) -> None:
    """Blocks and furniture of all pages into the builder."""
    size = body_size(pages)
    found_grids = {page.number: grids(page.rulings) for page in pages}
    running = furniture(pages, found_grids, size)
    flow = page_flows(pages, found_grids, running, ask)
    found = measures(size, ((r.rows, r.left, r.right) for r in flow if r.rows))
    blocks = with_headings(drafts(flow, found), found, any(p.ocr for p in pages))
    vocabulary = Vocabulary([line for page in pages for line in page.lines])
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
    pieces = joiner.pieces(draft.body, draft.right, tabs=draft.kind is Kind.PARAGRAPH)
    if draft.kind is Kind.HEADING:
        builder.heading(pieces, draft.level)
    elif draft.kind is Kind.ITEM and draft.marker is not None:
        builder.list_item(pieces, marker=draft.marker.text, level=draft.level)
    elif draft.kind is Kind.FOOTNOTE:
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
