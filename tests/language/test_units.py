"""Units: what a document is cut into, rows with the headers of their columns, nothing lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from entity_samples import document
from overenskommelse_granskning.document import BlockKind, DocumentBuilder, Piece
from overenskommelse_granskning.language.units import UnitKind, split_units

TABLE = """
# Plan

| Åtgärd | Ansvarig | Klart |
| Nya lampor i parken | Kommunen | Maj 2026 |
| Fotpatrull | | Varje fredag |
| | | |
Efter tabellen.
"""


def kinds_and_texts(source: str) -> list[tuple[UnitKind, str]]:
    made = document(source)
    return [(u.kind, made.text[u.start : u.end]) for u in split_units(made)]


def test_headings_sentences_and_items() -> None:
    found = kinds_and_texts("# Mål och medel\n\nEtt mål. Ett medel.\n- laga lampor\n- klippa. Och ansa.")
    assert found == [
        (UnitKind.HEADING, "Mål och medel"),
        (UnitKind.SENTENCE, "Ett mål."),
        (UnitKind.SENTENCE, "Ett medel."),
        (UnitKind.ITEM, "laga lampor"),
        (UnitKind.ITEM, "klippa."),
        (UnitKind.ITEM, "Och ansa."),
    ]


def test_a_heading_is_never_cut() -> None:
    assert kinds_and_texts("# 1. Bakgrund. Och syfte") == [(UnitKind.HEADING, "1. Bakgrund. Och syfte")]


def test_rows_know_the_headers_of_their_filled_cells() -> None:
    made = document(TABLE)
    header, first, second, after = [u for u in split_units(made) if u.kind is not UnitKind.HEADING]
    assert header.kind is UnitKind.HEADER_ROW and {c.header for c in header.cells} == {""}
    assert first.kind is second.kind is UnitKind.ROW
    assert [(c.header, made.text[c.start : c.end]) for c in first.cells] == [
        ("Åtgärd", "Nya lampor i parken"),
        ("Ansvarig", "Kommunen"),
        ("Klart", "Maj 2026"),
    ]
    assert [c.header for c in second.cells] == ["Åtgärd", "Klart"]  # an empty cell is none
    assert after.kind is UnitKind.SENTENCE and after.table is None
    assert first.table == second.table == 0


def test_two_tables_do_not_share_headers() -> None:
    made = document("| Mål |\n| Färre rån |\nMellan.\n| Risk |\n| Mörker |")
    rows = [u for u in split_units(made) if u.kind is UnitKind.ROW]
    assert [[c.header for c in u.cells] for u in rows] == [["Mål"], ["Risk"]]


def test_a_table_without_header_row_has_rows_only() -> None:
    builder = DocumentBuilder(name="a", sha256="0" * 64, format="txt")
    builder.table([[[Piece("a")], [Piece("b")]], [[Piece("c")], [Piece("d")]]], header_rows=0)
    units = split_units(builder.build())
    assert [u.kind for u in units] == [UnitKind.ROW, UnitKind.ROW]
    assert all(c.header == "" for u in units for c in u.cells)


PIECES = st.sampled_from(["Ett. Två.", "t.ex. Detta", "", "  ", "- a\n- b", "\t", "Mål 1", "…", "Å! Ä? Ö."])


@st.composite
def documents(draw: Any) -> Any:
    builder = DocumentBuilder(name="a.txt", sha256="0" * 64, format="txt")
    for _ in range(draw(st.integers(0, 10))):
        kind = draw(st.sampled_from([*BlockKind]))
        if kind is BlockKind.CELL:
            cells = st.lists(PIECES.map(lambda t: [Piece(t)]), min_size=1, max_size=3)
            rows = draw(st.lists(cells, min_size=1, max_size=3))
            builder.table(rows, header_rows=draw(st.integers(0, 2)))
        elif kind is BlockKind.HEADING:
            builder.heading([Piece(draw(PIECES))], draw(st.integers(1, 3)))
        else:
            builder.block(kind, [Piece(draw(PIECES))], marker="-" if kind is BlockKind.LIST_ITEM else "")
    return builder.build()


@given(documents())
def test_units_are_in_order_and_hold_every_character_of_a_block(made: Any) -> None:
    units = split_units(made)
    position = 0
    for number, unit in enumerate(units):
        assert unit.id == number
        assert position <= unit.start < unit.end
        assert made.text[unit.start : unit.end].strip()
        assert all(unit.start <= c.start < c.end <= unit.end for c in unit.cells)
        block = made.blocks[unit.block]
        assert block.start <= unit.start and unit.section == block.section
        position = unit.end
    kept = {i for u in units for i in range(u.start, u.end)}
    for block in made.blocks:
        assert all(made.text[i].isspace() for i in range(block.start, block.end) if i not in kept)
