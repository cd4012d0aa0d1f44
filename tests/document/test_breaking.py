"""Runs of signs without end are divided, and offsets still lead back to the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document import BlockKind, DocumentBuilder, Piece
from overenskommelse_granskning.document.breaking import LONGEST, LONGEST_BLOCK
from overenskommelse_granskning.document.normalise import to_source


def build(*texts: str):
    builder = DocumentBuilder(name="a", sha256="", format="txt")
    builder.paragraph(Piece(text, None, None, f"p{n}", 0) for n, text in enumerate(texts))
    return builder.build()


def longest(text: str) -> int:
    return max(map(len, re.findall(r"\S+", text)), default=0)


def test_what_is_short_enough_stays() -> None:
    word = "x" * LONGEST
    assert build(f"{word} {word}").text == f"{word} {word}"


def test_an_endless_word_gets_blanks() -> None:
    document = build("a" + "x" * (2 * LONGEST))
    assert longest(document.text) == LONGEST
    assert document.text.replace(" ", "") == "a" + "x" * (2 * LONGEST)


def test_a_run_over_many_pieces_is_divided_too() -> None:
    document = build(*(["x" * 300] * 20))
    assert longest(document.text) == LONGEST


def test_a_paragraph_without_end_becomes_several() -> None:
    text = "Polisen minskar\u00ad brotten. " * 2000
    document = build(text)
    assert len(document.blocks) > 2
    assert all(b.end - b.start <= LONGEST_BLOCK for b in document.blocks)
    assert document.text.replace("\n\n", " ") == text.replace("\u00ad", "").strip()
    for segment in document.segments:
        for i in range(0, segment.end - segment.start, 97):
            at = segment.source_start + to_source(i, segment.shifts)
            assert text[at] == document.text[segment.start + i]


def test_a_heading_without_end_is_a_paragraph() -> None:
    builder = DocumentBuilder(name="a", sha256="", format="txt")
    builder.heading([Piece("Mål " * 700)], 1)
    builder.heading([Piece("Mål")], 1)
    assert [b.kind for b in builder.build().blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING]


def test_a_cell_without_end_stays_in_its_place() -> None:
    builder = DocumentBuilder(name="a", sha256="", format="txt")
    builder.table([[[Piece("ord " * 3000)], [Piece("b")]]], header_rows=0)
    assert [b.cell.column for b in builder.build().blocks] == [0, 0, 1]


@given(
    st.lists(
        st.tuples(st.sampled_from(["x", "ö", "\u00ad", "ﬃ", " ", "o\u0308"]), st.integers(1, 1300)),
        min_size=1,
        max_size=5,
    )
)
def test_every_character_leads_back_to_its_source(parts: list[tuple[str, int]]) -> None:
    texts = [f"[{sign * many}]" for sign, many in parts]
    document = build(*texts)
    assert longest(document.text) <= LONGEST
    for segment in document.segments:
        source = texts[int(segment.source[1:])]
        shown = document.text[segment.start : segment.end]
        for i, sign in enumerate(shown):
            if sign in "[]xö":
                at = segment.source_start + to_source(i, segment.shifts)
                assert source[at] == sign or source[at : at + 2] == "o\u0308"
