"""A bundle: the document and its annexes, given as several files, read as one document made of parts.

The joint text is the texts of the files with a blank line between, so that a place in one file is a
place in the joint text less where the file begins. Pages and boxes remain those of each file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from .model import Block, Document, DocumentPart, Notice, Section

SEPARATOR = "\n\n"


def join_documents(documents: Sequence[Document]) -> Document:
    """One document of several: the first is the document itself, the others its annexes.

    Name, checksum, format and properties are those of the first.
    """
    first = documents[0]
    if len(documents) == 1:
        return first
    parts: list[DocumentPart] = []
    at = 0
    for document in documents:
        parts.append(DocumentPart(_distinct(document.name, [p.name for p in parts]), at, document))
        at += len(document.text) + len(SEPARATOR)
    blocks: list[Block] = []
    sections: list[Section] = []
    tables = 0
    for part in parts:
        before_blocks, before_sections = len(blocks), len(sections)
        blocks.extend(
            _block(b, part.start, before_blocks, before_sections, tables) for b in part.document.blocks
        )
        sections.extend(
            _section(s, part.start, before_blocks, before_sections) for s in part.document.sections
        )
        tables += 1 + max((b.cell.table for b in part.document.blocks if b.cell), default=-1)
    return replace(
        first,
        text=SEPARATOR.join(d.text for d in documents),
        blocks=tuple(blocks),
        segments=tuple(
            replace(s, start=s.start + p.start, end=s.end + p.start)
            for p in parts
            for s in p.document.segments
        ),
        pages=tuple(
            replace(page, start=page.start + p.start, end=page.end + p.start)
            for p in parts
            for page in p.document.pages
        ),
        sections=tuple(sections),
        furniture=tuple(f for d in documents for f in d.furniture),
        notices=(
            *first.notices,
            *(
                Notice(n.code, f"{p.name}: {n.message}", n.page)
                for p in parts[1:]
                for n in p.document.notices
            ),
        ),
        parts=tuple(parts),
    )


def _distinct(name: str, taken: Sequence[str]) -> str:
    """The name, with a number after it where another file has it."""
    if name not in taken:
        return name
    return next(new for n in count(2) if (new := f"{name} ({n})") not in taken)


def _block(block: Block, start: int, blocks: int, sections: int, tables: int) -> Block:
    cell = block.cell
    return replace(
        block,
        id=block.id + blocks,
        start=block.start + start,
        end=block.end + start,
        section=block.section + sections,
        cell=None if cell is None else replace(cell, table=cell.table + tables),
    )


def _section(section: Section, start: int, blocks: int, sections: int) -> Section:
    return replace(
        section,
        id=section.id + sections,
        start=section.start + start,
        body_start=section.body_start + start,
        end=section.end + start,
        parent=None if section.parent is None else section.parent + sections,
        heading_block=None if section.heading_block is None else section.heading_block + blocks,
    )
