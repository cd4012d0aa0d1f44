"""What headings are about: the words of municipal headings, and headings that say nothing of it."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.headings import heading_topics
from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Parter", "parter"),
        ("Bakgrund", "bakgrund"),
        ("Syfte med överenskommelsen", "syfte"),
        ("Gemensam lägesbild", "lagesbild"),
        ("Lägesbilden för 2024", "lagesbild"),
        ("Orsaksanalys", "orsaksanalys"),
        ("Prioriterade områden", "prioriterade_omraden"),
        ("Mål", "mal"),
        ("Målen för perioden", "mal"),
        ("Åtgärder", "atgarder"),
        ("Roller och ansvar", "roller_ansvar"),
        ("Organisation", "organisation"),
        ("Resurser", "resurser"),
        ("Sekretess", "informationsutbyte"),
        ("Kommunikation", "kommunikation"),
        ("Medborgarlöften", "medborgarlofte"),
        ("Medborgardialog", "dialog"),
        ("Dokumentation", "dokumentation"),
        ("Uppföljning och utvärdering", "uppfoljning"),
        ("Giltighetstid", "giltighet_revidering"),
        ("Underskrifter", "underskrifter"),
        ("Bilagor", "bilagor"),
        ("Styrdokument", "styrdokument"),
        ("Definitioner", "definitioner"),
    ],
)
def test_a_heading_points_to_its_section(title: str, label: str) -> None:
    assert label in heading_topics(title)
    assert label in heading_topics(title.upper())


def test_every_label_is_tried() -> None:
    mark = next(m for m in test_a_heading_points_to_its_section.pytestmark if m.name == "parametrize")
    assert {label for _, label in mark.args[1]} == {str(s) for s in SECTION_LABELS}


@pytest.mark.parametrize("title", ["", "7", "Trygga kvarter", "Exempelby 2025", "–", "Tack"])
def test_a_heading_about_nothing_listed(title: str) -> None:
    assert heading_topics(title) == ()


def test_a_heading_may_point_to_several_in_the_order_of_the_list() -> None:
    assert heading_topics("Uppföljning av mål") == tuple(
        str(s) for s in SECTION_LABELS if str(s) in heading_topics("Uppföljning av mål")
    )
    assert {"mal", "uppfoljning"} <= set(heading_topics("Mål och uppföljning"))
