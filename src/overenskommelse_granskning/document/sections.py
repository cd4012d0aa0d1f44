"""The section tree: every block belongs to exactly one section, no character is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .model import Block, BlockKind, Section

# A bare number counts only before a capital ("10 löften till dig", "2024 års läge" keep theirs), a
# letter or Roman numeral only with its sign ("I Tångvik" begins with a preposition).
_NUMBER = re.compile(
    r"^(?:§\s*\d{1,3}[a-z]?[.):]?|\d{1,2}(?:\.\d{1,2})+\s?(?:[a-z]\b)?[.):]?|\d{1,2}\s?[a-z]?[.):]"
    r"|\d{1,2}[a-z]?(?=\s+[A-ZÅÄÖ\"”])|(?:[IVX]{1,4}|[A-Z])[.):])\s+(?=\S)"
)


def title_without_number(text: str) -> str:
    """``"5.1 Mål"`` → ``"Mål"``; a heading that is only a number stays as it is."""
    text = " ".join(text.split())
    return _NUMBER.sub("", text, count=1) or text


def section_tree(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """Assign every block its section and return the sections in text order.

    Section 0 holds what stands before the first heading (it may be empty). A section's span ends
    where the next heading starts, whatever its level; ``parent`` gives the tree.
    """
    sections: list[Section] = [Section(0, "", 0, 0, 0, 0, None)]
    out: list[Block] = []
    stack: list[Section] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            level = block.level or 1
            _close(sections, block.start)
            while stack and stack[-1].level >= level:
                stack.pop()
            section = Section(
                id=len(sections),
                title=title_without_number(text[block.start : block.end]),
                level=level,
                start=block.start,
                body_start=block.end,
                end=block.end,
                parent=stack[-1].id if stack else None,
                heading_block=block.id,
            )
            sections.append(section)
            stack.append(section)
        # Written out: dataclasses.replace takes three times as long, and every block passes here.
        out.append(
            Block(
                block.id,
                block.kind,
                block.start,
                block.end,
                block.page,
                block.level,
                block.marker,
                block.cell,
                len(sections) - 1,
            )
        )
    _close(sections, len(text))
    return out, sections


def _close(sections: list[Section], end: int) -> None:
    sections[-1] = replace(sections[-1], end=end)
