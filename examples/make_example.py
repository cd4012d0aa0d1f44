"""Makes ``utkast.docx`` from ``utkast.md``: the draft of an agreement in an invented municipality.

Some of it is concrete, some vague, some is missing, so that every kind of verdict is seen. The file
is the same, byte for byte, every time. Usage: python examples/make_example.py [FILE]
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "utkast.md"


def write(document: Any, source: str) -> None:
    """Headings (#), bullets (-), one table (|), two columns by tabs (||), and paragraphs."""
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        text = line.strip()
        if text.startswith("| "):
            if not text.startswith("| -"):  # the rule below a Markdown table's header
                rows.append([cell.strip() for cell in text.strip("|").split("|")])
            continue
        if rows:
            add_table(document, rows)
            rows = []
        if text.startswith("#"):
            marks, _, title = text.partition(" ")
            document.add_heading(title, len(marks) - 1)
        elif text.startswith("- "):
            document.add_paragraph(text[2:], style="List Bullet")
        elif text:
            document.add_paragraph(text.replace(" || ", "\t\t"))


def add_table(document: Any, rows: list[list[str]]) -> None:
    """A ruled table with one row per line."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def make() -> bytes:
    """The draft as bytes."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    style.paragraph_format.space_after = Pt(6)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    page.top_margin = page.bottom_margin = Cm(2)
    page.footer.paragraphs[0].text = "Norrsele kommun, utkast 2025-11-20"
    properties = document.core_properties
    properties.author, properties.title = "Norrsele kommun", "Överenskommelse om samverkan (utkast)"
    properties.created = properties.modified = datetime(2025, 11, 20, 9, 0)
    properties.last_modified_by, properties.comments = "", ""
    write(document, SOURCE.read_text(encoding="utf-8"))
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw)


def without_clock(raw: io.BytesIO) -> bytes:
    """Pack again with a fixed time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(info))
    return out.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "utkast.docx"
    target.write_bytes(make())
