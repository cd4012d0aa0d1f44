"""Letters of other alphabets in Swedish words: read as what they look like, and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document import DocumentBuilder, Piece
from overenskommelse_granskning.document.lookalikes import as_latin, has_foreign


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Pоlisen", "Polisen"),
        ("Κommunen", "Kommunen"),
        ("brоttsförеbyggаnde", "brottsförebyggande"),
        ("Аnsvаrig: Pоlis", "Ansvarig: Polis"),
        # Names and units that are what they are.
        ("Москва", "Москва"),
        ("5 μg, α-strålning, kΩ", "5 μg, α-strålning, kΩ"),
        ("Пpolis", "Пpolis"),
    ],
)
def test_mixed_words_become_latin(raw: str, read: str) -> None:
    text, words = as_latin(raw)
    assert text == read
    assert bool(words) == (raw != read)


@given(st.text(alphabet="abåo оаеОΑοПω1.-", max_size=30))
def test_the_length_stays_and_latin_text_is_left_alone(raw: str) -> None:
    text, words = as_latin(raw)
    assert len(text) == len(raw)
    assert words or text == raw
    if not has_foreign(raw):
        assert (text, words) == (raw, [])


def build(*pieces: Piece):
    builder = DocumentBuilder(name="a", sha256="", format="txt")
    builder.paragraph(pieces)
    return builder.build()


def test_a_word_is_read_whole_also_where_it_is_divided_and_the_notice_shows_it() -> None:
    document = build(
        Piece("P", 2, None, "p", 0),
        Piece("о", 2, None, "p", 1),
        Piece("lisen minskar brоtt", 2, None, "p", 2),
    )
    assert document.text == "Polisen minskar brott"
    (notice,) = document.notices
    assert notice.code == "R021"
    assert "2 ord" in notice.message and "”Pоlisen”" in notice.message
    assert [s.source_start for s in document.segments] == [0, 1, 2]


def test_turned_text_is_told_with_its_page() -> None:
    document = build(Piece("Antalet \u202e04\u202c brott", 3))
    assert document.text == "Antalet 04 brott"
    assert [(n.code, n.page) for n in document.notices] == [("R022", 3)]
    # Marks that turn nothing Latin are common and are not told.
    assert build(Piece("Antalet\u200e brott\u200b")).notices == ()
