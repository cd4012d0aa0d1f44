"""Small documents for the tests of the recognisers, written in a few marks of Markdown."""

from __future__ import annotations

import re

from overenskommelse_granskning.document import Document, DocumentBuilder, FurnitureRole, Piece


def document(source: str, *, header: str = "") -> Document:
    """``# `` headings, ``- `` list items, ``| a | b |`` rows; anything else is a paragraph per line."""
    builder = DocumentBuilder(name="prov.txt", sha256="0" * 64, format="txt")
    if header:
        builder.furniture(header, FurnitureRole.HEADER, 1)
    rows: list[list[list[Piece]]] = []
    for line in source.strip().splitlines():
        text = line.strip()
        if text.startswith("|"):
            rows.append([[Piece(cell.strip())] for cell in text.strip("|").split("|")])
            continue
        if rows:
            builder.table(rows)
            rows = []
        heading = re.match(r"(#+) (.*)", text)
        if heading:
            builder.heading([Piece(heading.group(2))], len(heading.group(1)))
        elif text.startswith("- "):
            builder.list_item([Piece(text[2:])])
        elif text:
            builder.paragraph([Piece(text)])
    if rows:
        builder.table(rows)
    return builder.build()
