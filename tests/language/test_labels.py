"""Lines that work as headings: over lists, before paragraphs, and ”Varför” under each problem."""

from __future__ import annotations

import pytest

from core_samples import analysed


def topics(text: str, said: str) -> frozenset[str]:
    return next(u.topics for u in analysed(text).units if said in u.text)


@pytest.mark.parametrize(
    ("lead", "topic"), [("Det vi ska nå:", "mal"), ("Följande mål gäller:", "mal"), ("Resurser:", "resurser")]
)
def test_a_line_that_announces_a_list_says_what_its_items_are_about(lead: str, topic: str) -> None:
    text = f"# Avtal\n\n## Inriktning\n\n{lead}\n\n- bommen ska hålla\n- grinden ska hålla\n\nEfter listan."
    assert topics(text, "bommen") == topics(text, "grinden") == {topic}
    assert topic not in topics(text, "Efter listan")


def test_a_long_sentence_before_a_list_is_no_heading() -> None:
    text = "# Avtal\n\nVi har i vintras talat om våra mål med alla som på något sätt berörs, nämligen:\n\n- bagaren"
    assert topics(text, "bagaren") == frozenset()


def test_a_word_that_opens_a_paragraph_is_its_heading() -> None:
    text = "# Avtal\n\nResurser. Polisen lägger tio timmar i veckan.\n\nGrinden målas."
    assert topics(text, "tio timmar") == {"resurser"}
    assert topics(text, "Grinden") == frozenset()


def test_one_why_asks_for_the_purpose_and_one_per_problem_for_causes() -> None:
    once = "# Avtal\n\n## Varför\n\nDet här behövs."
    twice = "# Avtal\n\n## Klotter\n\n### Varför\n\nMörkt.\n\n## Rån\n\n### Varför\n\nTomt."
    assert topics(once, "behövs") == {"syfte"}
    assert topics(twice, "Tomt") == {"orsaksanalys"}


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Hur vill vi ha det?", "mal"),
        ("Vad vill vi uppnå?", "mal"),
        ("Varför blir det så här?", "orsaksanalys"),
        ("Vad tar vi tag i?", "prioriterade_omraden"),
        ("Vad har vi att röra oss med?", "resurser"),
        ("Hur sprids det?", "kommunikation"),
        ("Hur skrivs det upp?", "dokumentation"),
    ],
)
def test_headings_asked_as_questions(title: str, topic: str) -> None:
    assert topics(f"# Avtal\n\n## {title}\n\nHär står det.", "Här står") == {topic}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("§ 7 Resurser", "§ 8 Uppföljning", "§ 9 Underskrifter"),
        ("3.1 Resurser", "3.2 Uppföljning", "4 Underskrifter"),
        ("RESURSER", "UPPFÖLJNING", "UNDERSKRIFTER"),
    ],
)
def test_headings_typed_as_plain_lines_say_what_stands_under_them(
    first: str, second: str, third: str
) -> None:
    text = f"# Avtal\n\n{first}\n\nTio timmar.\n\n{second}\n\nI maj.\n\nOch i juni.\n\n{third}\n\nKarin Ek"
    assert topics(text, "Tio timmar") == {"resurser"}
    assert topics(text, "Och i juni") == {"uppfoljning"}


def test_a_single_numbered_line_is_no_heading() -> None:
    text = "# Avtal\n\n4 Resurser\n\nTio timmar."
    assert topics(text, "Tio timmar") == frozenset()


def test_typed_headings_do_not_reach_past_the_next_heading() -> None:
    text = "# Avtal\n\n## A\n\n1 Resurser\n\n2 Mål\n\n3 Uppföljning\n\nI maj.\n\n## B\n\nSist."
    assert topics(text, "Sist") == frozenset()


def test_short_lines_of_words_are_headings_where_several_are_and_end_with_the_next() -> None:
    text = "# Avtal\n\nMål\n\nLyktan lagas.\n\nResurser\n\nHalva dagen.\n\nUppföljning\n\nVarje höst.\n\nBron vid kvarnen, 14–17\n\nSent."
    assert topics(text, "Lyktan") == {"mal"}
    assert topics(text, "Halva dagen") == {"resurser"}
    assert topics(text, "Sent.") == frozenset()
    assert topics("# Avtal\n\nMål\n\nLyktan lagas.", "Lyktan") == frozenset()


def test_a_heading_of_three_capitals_is_a_heading() -> None:
    text = "# Avtal\n\nLÄGET\n\nMörkt.\n\nMÅL\n\nHögst tre lyktor.\n\nVEM GÖR VAD\n\nBagaren."
    assert topics(text, "Högst tre") == {"mal"}
