"""Pages that came as one line: title, lists and their leads are told apart again."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.readers import read_document

REST = "Vi ses på torget varje fredag och pratar med dem som är där. " * 5


def blocks(text: str) -> list[tuple[str, str]]:
    document = read_document(text.encode(), filename="sida.txt")
    return [(b.kind.value, document.slice(b.span)) for b in document.blocks]


@pytest.mark.parametrize(
    "title",
    [
        "Medborgarlöfte Ekdala 2023–2024",
        "MEDBORGARLÖFTE 2026",
        "Samverkansöverenskommelse mellan Ekdala kommun och polisen 2024-2027",
    ],
)
def test_a_title_ends_with_its_year(title: str) -> None:
    assert blocks(f"{title} {REST}")[0] == ("heading", title)


def test_a_first_sentence_with_a_year_is_no_title() -> None:
    assert blocks(f"Överenskommelsen gäller från 2024 Ekdala kommun växer. {REST}")[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Polisen lovar - att gå genom parken varje kväll - att ha en buss på torget", 2),
        ("Polisen ska – kontrollera källargångar – knacka dörr – dela ut kort", 3),
        ("Kommunen ska 1. såga ned häcken 2. byta lampor 3. måla bänkarna.", 3),
    ],
)
def test_points_in_small_letters_after_their_lead(text: str, points: int) -> None:
    assert [kind for kind, _ in blocks(text)].count("list_item") == points


@pytest.mark.parametrize(
    "text",
    [
        "Polisen - som ofta är där - och kommunen ska - när det går - hjälpas åt med parken.",
        "Fritidsgården öppnar klockan 9. och 2. gången stänger den klockan 17 varje dag.",
    ],
)
def test_dashes_and_numbers_in_a_sentence_are_no_points(text: str) -> None:
    assert [kind for kind, _ in blocks(text)] == ["paragraph"]
