"""The document model: standard library only, imported by every other room."""

from .builder import DocumentBuilder, Piece
from .bundle import join_documents
from .model import (
    Block,
    BlockKind,
    CellRef,
    Document,
    DocumentPart,
    Furniture,
    FurnitureRole,
    Notice,
    Original,
    Page,
    Section,
    Segment,
    is_poor,
)
from .spans import Box, Evidence, Span

__all__ = [
    "Block",
    "BlockKind",
    "Box",
    "CellRef",
    "Document",
    "DocumentBuilder",
    "DocumentPart",
    "Evidence",
    "Furniture",
    "FurnitureRole",
    "Notice",
    "Original",
    "Page",
    "Piece",
    "Section",
    "Segment",
    "Span",
    "is_poor",
    "join_documents",
]
