"""Lines to sign on, with a title below or above each, are not taken for headings."""

from __future__ import annotations

import pytest

from overenskommelse_granskning import read_document
from overenskommelse_granskning.document import BlockKind

LINE = "_" * 22
BLOCK = f"Ort och datum: {LINE}\n\n{LINE}\n\nKommunstyrelsens ordförande\n\n{LINE}\n\nLokalpolisområdeschef\n"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_title_between_two_lines_heads_nothing(name: str) -> None:
    document = read_document(f"# Överenskommelse\n\n{BLOCK}".encode(), filename=name)
    titles = [document.slice(b.span) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert "Kommunstyrelsens ordförande" not in titles


def test_a_known_heading_above_a_line_stays_a_heading() -> None:
    document = read_document(
        f"Vi är överens om detta.\n\nUnderskrifter\n\n{BLOCK}".encode(), filename="a.txt"
    )
    titles = [document.slice(b.span) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert "Underskrifter" in titles
