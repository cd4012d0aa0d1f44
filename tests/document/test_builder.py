from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overenskommelse_granskning.document import (
    BlockKind,
    Box,
    Document,
    DocumentBuilder,
    FurnitureRole,
    Piece,
)

SIGNS = st.sampled_from("abcdÅÄÖ019 .\n\t\u00ad\u00a0\u0308ﬁ\u200b")
TEXTS = st.text(alphabet=SIGNS, max_size=12)


@st.composite
def documents(draw: Any) -> tuple[Document, dict[str, str]]:
    """A document of any blocks, and the source texts that its pieces were cut from."""
    builder = DocumentBuilder(name="a.txt", sha256="0" * 64, format="txt")
    sources: dict[str, str] = {}

    def pieces() -> list[Piece]:
        out = []
        for text in draw(st.lists(TEXTS, max_size=4)):
            name = f"s{len(sources)}"
            before = draw(st.text(alphabet="xyz", max_size=3))
            sources[name] = before + text
            out.append(Piece(text, draw(st.none() | st.integers(1, 4)), None, name, len(before)))
        return out

    for _ in range(draw(st.integers(0, 8))):
        match draw(st.sampled_from("hplft")):
            case "h":
                builder.heading(pieces(), draw(st.integers(-1, 12)))
            case "p":
                builder.paragraph(pieces())
            case "l":
                builder.list_item(pieces(), marker=draw(st.sampled_from(["-", "•", "1.", "", "\u00ad"])))
            case "f":
                builder.block(BlockKind.FOOTNOTE, pieces(), marker="1")
            case "t":
                rows = draw(st.integers(1, 3))
                columns = draw(st.integers(1, 3))
                builder.table([[pieces() for _ in range(columns)] for _ in range(rows)])
    return builder.build(), sources


@given(documents())
def test_blocks_lie_in_order_without_overlap(made: tuple[Document, dict[str, str]]) -> None:
    document, _ = made
    position = 0
    for number, block in enumerate(document.blocks):
        assert block.id == number
        assert position <= block.start <= block.end <= len(document.text)
        text = document.slice(block.span)
        assert text == text.strip()
        assert text or block.kind is BlockKind.CELL
        if block.marker:
            stand = block.start - len(block.marker) - 1
            assert document.text[stand : block.start] == f"{block.marker} "
        position = block.end


@given(documents())
def test_segments_cover_every_block_exactly(made: tuple[Document, dict[str, str]]) -> None:
    document, _ = made
    covered = [(s.start, s.end) for s in document.segments]
    assert covered == sorted(covered)
    for block in document.blocks:
        inside = [
            s for s in document.segments if s.start >= block.start and s.end <= block.end and s.end > s.start
        ]
        assert sum(s.end - s.start for s in inside) == block.end - block.start
        if inside:
            assert (inside[0].start, inside[-1].end) == (block.start, block.end)


@given(documents())
@settings(max_examples=300)
def test_source_offsets_lead_to_the_character(made: tuple[Document, dict[str, str]]) -> None:
    document, sources = made
    for segment in document.segments:
        assert segment.source is not None
        source = sources[segment.source]
        for offset in range(segment.start, segment.end):
            sign = document.text[offset]
            at = segment.source_offset(offset)
            if sign in "abcd019.":
                assert source[at] == sign
            elif sign in "fi":
                assert source[at] == "ﬁ"


@given(documents(), st.data())
def test_evidence_quotes_its_span(made: tuple[Document, dict[str, str]], data: Any) -> None:
    document, _ = made
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    evidence = document.evidence((start, end))
    assert evidence.quote == document.text[evidence.start : evidence.end]
    assert evidence.quote == document.text[start:end].strip()


@given(documents())
def test_pages_and_sections_hold_every_block(made: tuple[Document, dict[str, str]]) -> None:
    document, _ = made
    assert [p.number for p in document.pages] == list(range(1, len(document.pages) + 1))
    for block in document.blocks:
        section = document.sections[block.section]
        assert section.start <= block.start
        assert block.end <= section.end
        if block.end > block.start:
            assert document.block_at(block.start) == document.block_at(block.end - 1) == block
    assert document.sections[-1].end == len(document.text)


@given(documents())
def test_cells_of_a_row_stand_on_one_line(made: tuple[Document, dict[str, str]]) -> None:
    document, _ = made
    rows: dict[tuple[int, int], list[int]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(block.id)
    for ids in rows.values():
        line = document.text[document.blocks[ids[0]].start : document.blocks[ids[-1]].end]
        assert "\n" not in line
        assert line.split("\t") == [document.slice(document.blocks[i].span) for i in ids]


def builder() -> DocumentBuilder:
    return DocumentBuilder(name="a.txt", sha256="0" * 64, format="txt")


def test_separators_between_kinds_of_blocks() -> None:
    made = builder()
    made.heading([Piece("Mål")], 1)
    made.paragraph([Piece("Färre rån.")])
    made.list_item([Piece("ljus")])
    made.list_item([Piece("lås")], marker="1.")
    made.table([[[Piece("a")], [Piece("b")]], [[Piece("c")], []]])
    assert made.build().text == "Mål\n\nFärre rån.\n\n- ljus\n1. lås\n\na\tb\nc\t"


def test_leading_blanks_of_the_first_piece_move_its_source_offset() -> None:
    made = builder()
    made.paragraph([Piece("  \u00ad text", source="s", source_start=10)])
    segment = made.build().segments[0]
    assert segment.source_offset(0) == 14


def test_two_tables_after_each_other_are_two() -> None:
    made = builder()
    for _ in range(2):
        made.table([[[Piece("a")], [Piece("b")]]], header_rows=0)
    document = made.build()
    assert [b.cell.table for b in document.blocks if b.cell] == [0, 0, 1, 1]
    assert document.text == "a\tb\n\na\tb"


def test_header_rows_are_marked() -> None:
    made = builder()
    made.table([[[Piece("Vad")]], [[Piece("ljus")]]])
    assert [b.cell.header for b in made.build().blocks if b.cell] == [True, False]


def test_empty_paragraphs_leave_no_trace() -> None:
    made = builder()
    made.paragraph([Piece(" \u200b\n")])
    made.heading([], 1)
    assert made.is_empty
    assert made.build().text == ""


def test_box_of_evidence_joins_the_segments_of_its_page() -> None:
    made = builder()
    made.paragraph(
        [
            Piece("ett ", 1, Box(10, 10, 50, 20)),
            Piece("två ", 1, Box(10, 20, 60, 30)),
            Piece("tre", 2, Box(0, 0, 5, 5)),
        ]
    )
    evidence = made.build().evidence((0, 11))
    assert evidence.bbox == Box(10, 10, 60, 30)
    assert evidence.page == 1


def test_declared_pages_stand_even_when_empty() -> None:
    made = builder()
    made.paragraph([Piece("text", 1)])
    made.page(3, width=595.0, height=842.0)
    document = made.build()
    assert document.page_count == 3
    assert (document.pages[1].start, document.pages[1].end) == (4, 4)
    assert document.pages[2].width == 595.0


def test_furniture_notices_and_properties_are_kept_beside_the_text() -> None:
    made = builder()
    made.paragraph([Piece("text")])
    made.furniture("  Dnr   1/24 ", FurnitureRole.HEADER, 1)
    made.furniture("   ", FurnitureRole.FOOTER)
    made.notice("R017", "oklart")
    made.add_property("title", " Avtal ")
    made.add_property("created", " ")
    document = made.build()
    assert [(f.text, f.role, f.page) for f in document.furniture] == [("Dnr 1/24", FurnitureRole.HEADER, 1)]
    assert document.notices[0].code == "R017"
    assert document.properties == (("title", "Avtal"),)


@pytest.mark.parametrize(("asked", "given_level"), [(-3, 1), (0, 1), (4, 4), (20, 9)])
def test_heading_levels_stay_between_one_and_nine(asked: int, given_level: int) -> None:
    made = builder()
    made.heading([Piece("Mål")], asked)
    assert made.build().blocks[0].level == given_level
