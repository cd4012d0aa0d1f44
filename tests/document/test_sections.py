import pytest

from overenskommelse_granskning.document import Document, DocumentBuilder, Piece
from overenskommelse_granskning.document.sections import title_without_number


def document(*lines: tuple[int, str]) -> Document:
    """Headings where the level is above 0, paragraphs where it is 0."""
    builder = DocumentBuilder(name="a", sha256="", format="txt")
    for level, text in lines:
        if level:
            builder.heading([Piece(text)], level)
        else:
            builder.paragraph([Piece(text)])
    return builder.build()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("5.1 Mål", "Mål"),
        ("3. Uppföljning", "Uppföljning"),
        ("§ 4 Parter", "Parter"),
        ("5.2a Bilar", "Bilar"),
        ("IV. Giltighet", "Giltighet"),
        ("Mål 2024", "Mål 2024"),
        ("7", "7"),
        ("2024 års läge", "2024 års läge"),
        ("10 löften till dig", "10 löften till dig"),
        ("I Tångvik lovar vi", "I Tångvik lovar vi"),
        ("B. Samtalen", "Samtalen"),
        ("3) Fyra saker", "Fyra saker"),
        ("4 Områden", "Områden"),
    ],
)
def test_numbers_leave_the_title(text: str, title: str) -> None:
    assert title_without_number(text) == title


def test_text_before_the_first_heading_is_section_zero() -> None:
    made = document((0, "Ingress."), (1, "Mål"), (0, "Färre rån."))
    assert [s.title for s in made.sections] == ["", "Mål"]
    assert made.sections[0].heading_block is None
    assert made.section_of(0) == made.sections[0]
    assert made.section_of(len(made.text) - 1) == made.sections[1]


def test_parents_follow_levels_not_positions() -> None:
    made = document((1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E"))
    names = {s.id: s.title for s in made.sections}
    parents = {s.title: names[s.parent] if s.parent is not None else None for s in made.sections if s.title}
    assert parents == {"A": None, "B": "A", "C": "B", "D": "A", "E": None}


def test_a_skipped_level_still_finds_its_parent() -> None:
    made = document((1, "A"), (4, "B"), (3, "C"))
    assert [s.parent for s in made.sections[1:]] == [None, 1, 1]


def test_sections_tile_the_text() -> None:
    made = document((0, "x"), (1, "A"), (0, "y"), (2, "B"), (0, "z"))
    ends = [s.end for s in made.sections]
    assert ends[:-1] == [s.start for s in made.sections[1:]]
    assert ends[-1] == len(made.text)


def test_body_starts_where_the_heading_ends() -> None:
    made = document((1, "Mål"), (0, "Färre rån."))
    section = made.sections[1]
    assert made.text[section.start : section.body_start] == "Mål"
    assert made.text[section.body_start : section.end].strip() == "Färre rån."


def test_evidence_names_its_heading_and_none_before_the_first() -> None:
    made = document((0, "Ingress."), (1, "2 Mål"), (0, "Färre rån."))
    assert made.evidence((0, 7)).section is None
    at = made.text.index("Färre")
    assert made.evidence((at, at + 5)).section == "Mål"
