"""The JSON form of a document: what ``granska text FIL --format json`` prints."""

from __future__ import annotations

from typing import Any

from ..document import Block, Document, Segment


def document_dict(document: Document) -> dict[str, Any]:
    """Text, structure and provenance as plain values. All offsets count code points of ``text``."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "words": document.word_count,
        "text": document.text,
        "blocks": [_block(b) for b in document.blocks],
        "sections": [
            {
                "id": s.id,
                "title": s.title,
                "level": s.level,
                "start": s.start,
                "body_start": s.body_start,
                "end": s.end,
                "parent": s.parent,
                "heading_block": s.heading_block,
            }
            for s in document.sections
        ],
        "pages": [
            {
                "number": p.number,
                "start": p.start,
                "end": p.end,
                "width": p.width,
                "height": p.height,
                "ocr": p.ocr,
                "confidence": p.confidence,
                "known_words": p.known,
            }
            for p in document.pages
        ],
        "segments": [_segment(s) for s in document.segments],
        "furniture": [{"text": f.text, "role": f.role.value, "page": f.page} for f in document.furniture],
        "notices": [{"code": n.code, "message": n.message, "page": n.page} for n in document.notices],
        "properties": dict(document.properties),
        "files": [{"path": p.name, "start": p.start, "end": p.end} for p in document.parts],
    }


def _block(block: Block) -> dict[str, Any]:
    cell = block.cell
    return {
        "id": block.id,
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
        "page": block.page,
        "level": block.level,
        "marker": block.marker,
        "section": block.section,
        "cell": None
        if cell is None
        else {"table": cell.table, "row": cell.row, "column": cell.column, "header": cell.header},
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "start": segment.start,
        "end": segment.end,
        "page": segment.page,
        "bbox": [round(v, 1) for v in segment.box] if segment.box else None,
        "source": segment.source,
        "source_start": segment.source_start,
    }
