"""Plain text and Markdown. A piece's ``source`` is ``text`` and its offset that in the decoded text.

The offset counts code points after the byte order mark, with line ends as they stand in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from ...document import Document, DocumentBuilder, FurnitureRole
from ...errors import reading_message, unreadable
from ..arrange import arrange
from ..chrome import chrome, set_aside
from ..decoding import decode
from ..flow import Item, Para, cut, emit
from ..options import ReadOptions
from ..runin import page_mark
from ..structure import is_page_number, is_web_widget
from . import markdown
from .paragraphs import Line, Paragraphs, lines_of

_MARKDOWN = frozenset((".md", ".markdown"))
_LONGEST_MARKDOWN = 1_000_000  # characters; its patterns are not linear
_REPEATED = 3  # pages a line must open or close before it counts as running


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions) -> Document:
    """Read a text file of any usual encoding."""
    limits = options.limits
    if len(data) > limits.text_bytes:
        raise unreadable("R008", size=round(len(data) / 1e6), limit=max(1, round(limits.text_bytes / 1e6)))
    decoded = decode(data)
    text = decoded.text
    if text.count("\x0c") >= limits.pages:
        raise unreadable("R009", pages=text.count("\x0c") + 1, limit=limits.pages)
    if text.count("\n") + text.count("|") + text.count("\t") > limits.blocks:
        raise unreadable("R013")
    builder = DocumentBuilder(name=name, sha256=sha256, format="txt")
    if decoded.unsure:
        builder.notice("R017", reading_message("R017", encoding=decoded.encoding))
    fields, start = markdown.front_matter(text)
    for key, value in fields.items():
        builder.add_property(key, value)
    suffix = PurePath(name).suffix.lower()
    marked_up = suffix in _MARKDOWN or bool(fields) or markdown.is_markdown(text)
    marked_up = marked_up and len(text) <= _LONGEST_MARKDOWN

    around: list[str] = []
    lines = _without_chrome(_without_running(lines_of(text, start), builder), around)
    items = Paragraphs(lines, is_markdown=marked_up).items()
    items = _without_page_marks(_without_widgets(items, around), builder)
    set_aside(builder, around)
    emit(builder, arrange(items, limits))
    for number in range(1, max((line.page or 0 for line in lines), default=0) + 1):
        builder.page(number)
    return builder.build()


def _without_running(lines: list[Line], builder: DocumentBuilder) -> list[Line]:
    """Page numbers and running headers leave the text where form feeds show the pages."""
    edges: list[tuple[int, FurnitureRole]] = []
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.page is not None and not line.blank:
            by_page.setdefault(line.page, []).append(i)
    for indices in by_page.values():
        edges.append((indices[0], FurnitureRole.HEADER))
        if len(indices) > 1:
            edges.append((indices[-1], FurnitureRole.FOOTER))
    shapes = Counter((_shape(lines[i].text), role) for i, role in edges)
    gone: set[int] = set()
    for i, role in edges:
        text = lines[i].text
        repeated = shapes[_shape(text), role]
        if is_page_number(text):
            builder.furniture(text, FurnitureRole.PAGE_NUMBER, lines[i].page)
            gone.add(i)
        elif repeated >= _REPEATED and repeated * 2 > len(by_page):
            builder.furniture(text, role, lines[i].page)
            gone.add(i)
    return [line for i, line in enumerate(lines) if i not in gone]


def _shape(text: str) -> str:
    return "".join("#" if c.isdigit() else c for c in " ".join(text.split()))


def _without_chrome(lines: list[Line], around: list[str]) -> list[Line]:
    """What a copied web page had around its text leaves it for ``around``."""
    gone = chrome([line.text for line in lines])
    around += [lines[i].text.strip() for i in sorted(gone)]
    return [line for i, line in enumerate(lines) if i not in gone]


def _without_widgets(items: Iterable[Item], around: list[str]) -> list[Item]:
    """Lines that a copied web page leaves behind ("Skriv ut", "Till toppen") leave the text for ``around``."""
    out: list[Item] = []
    for item in items:
        if isinstance(item, Para) and is_web_widget(item.text):
            around.append(item.text)
        else:
            out.append(item)
    return out


def _without_page_marks(items: list[Item], builder: DocumentBuilder) -> list[Item]:
    """``"2 (8) "`` at the start of pages that were transcribed as one line each."""
    marks: dict[int, tuple[int, int, int]] = {}
    for i, item in enumerate(items):
        found = page_mark(item.text) if isinstance(item, Para) else None
        if found is not None:
            marks[i] = found
    pages = [page for page, _, _ in marks.values()]
    total = {pages for _, pages, _ in marks.values()}
    if len(marks) < 2 or len(total) != 1 or pages != sorted(set(pages)):
        return items
    out: list[Item] = []
    for i, item in enumerate(items):
        if i in marks and isinstance(item, Para):
            end = marks[i][2]
            builder.furniture(item.text[:end], FurnitureRole.PAGE_NUMBER)
            item = replace(item, pieces=cut(item.pieces, end, len(item.text)), text=item.text[end:], bold=0)
        out.append(item)
    return out
