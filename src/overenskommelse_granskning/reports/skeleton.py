"""A document to begin with, made from a checklist: headings, guidance and wordings with placeholders.

All that the authors have not written themselves is a placeholder in square brackets, so that granska
takes nothing in the skeleton for fulfilled until it has been filled in.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import docx
from docx.shared import Pt, RGBColor

from ..checklist import Checklist, Criterion
from ..vocabulary.closed import KIND_TITLES, Kind
from ..vocabulary.section_advice import usual_order, what_to_write
from ..vocabulary.sections import SectionLabel, section_titles
from .archive import same_bytes
from .labels import LEVEL_TITLES
from .word_styles import prepare

_GUIDE = RGBColor(0x59, 0x59, 0x59)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\[{])")
_HOW = (
    "[Så här använder du mallen: skriv er egen text under varje rubrik och ta bort det grå. Det som står inom "
    "hakparentes är bara en platshållare: den räknas inte när dokumentet granskas.]"
)


def skeleton(checklist: Checklist) -> bytes:
    """The Word document for a checklist, as the bytes of a .docx."""
    kind = Kind(checklist.kinds[0]) if checklist.kinds else Kind.AGREEMENT
    document = docx.Document()
    prepare(document, f"Mall: {checklist.title}", f"Mall enligt {checklist.id} {checklist.version}")
    title = KIND_TITLES[kind].capitalize() if checklist.shipped else _inside(checklist.title)
    document.add_heading(f"{title} [namn på kommun eller område] [år–år]", 1)
    _guide(document, _HOW)
    for heading, guidance, criteria in _chapters(checklist, kind):
        document.add_heading(heading, 2)
        if guidance:
            _guide(document, f"[{guidance}]")
        for c in criteria:
            _guide(document, f"[{LEVEL_TITLES[c.level].capitalize()}: {_inside(c.question)} ({c.id})]")
            _suggest(document, c.suggestion)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def placeholder_lines(wording: str) -> Iterator[str]:
    """The lines of a suggested wording; a sentence without any placeholder becomes one as a whole."""
    for line in wording.splitlines():
        parts = _SENTENCE.split(line.strip())
        yield " ".join(p if "[" in p else f"[{p}]" for p in parts if p)


def _suggest(document: Any, wording: str) -> None:
    """A suggested wording as paragraphs, and its rows as a table."""
    for rows, lines in groupby(wording.splitlines(), key=lambda line: line.startswith("|")):
        if not rows:
            for line in placeholder_lines("\n".join(lines)):
                document.add_paragraph(line)
            continue
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        table = document.add_table(len(cells), len(cells[0]), style="Table Grid")
        for row, said in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, said, strict=True):
                cell.text = text
        document.add_paragraph()  # else what follows stands against the table


def _chapters(checklist: Checklist, kind: Kind) -> Iterator[tuple[str, str, list[Criterion]]]:
    """Heading, guidance and criteria of each topic, in the usual order; what has no topic comes last."""
    by_topic: dict[str, list[Criterion]] = defaultdict(list)
    for c in checklist.criteria:
        by_topic[c.topics[0] if c.topics else ""].append(c)
    titles = section_titles()
    order = [*usual_order(kind), *(label.value for label in SectionLabel)]
    for topic in dict.fromkeys(order):
        if topic in by_topic:
            guidance = _inside(what_to_write(topic, kind))
            yield titles[SectionLabel(topic)], guidance, by_topic.pop(topic)
    rest = [c for listed in by_topic.values() for c in listed]
    if rest:
        yield "Övrigt", "", rest


def _inside(text: str) -> str:
    """Text to stand within brackets: brackets of its own would end them."""
    return text.replace("[", "(").replace("]", ")")


def _guide(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.italic = True
    run.font.color.rgb = _GUIDE
    run.font.size = Pt(9.5)
