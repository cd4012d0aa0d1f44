"""Words as they were meant where OCR misread them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.misread import joined, meant
from overenskommelse_granskning.language.wordforms import usual_lemma


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("kornmunen", "kommunen"),
        ("kornrnunen", "kommunen"),
        ("kornmunstyrelsen", "kommunstyrelsen"),
        ("överenskornmelsen", "överenskommelsen"),
        ("partema", "parterna"),
        ("altemativ", "alternativ"),
        ("lägesbilcl", "lägesbild"),
        ("förebyqgande", "förebyggande"),
        ("samverlcan", "samverkan"),
        ("po1isen", "polisen"),
        ("5amverkan", "samverkan"),
        ("atgarder", "åtgärder"),
        ("uppfoljning", "uppföljning"),
        ("âtgärder", "åtgärder"),
        ("medborgarl6fte", "medborgarlöfte"),
        ("skadegöreisen", "skadegörelsen"),
        ("trygghetssarnordnare", "trygghetssamordnare"),
    ],
)
def test_letters_that_look_alike(read, wanted):
    assert meant(read) == wanted


@pytest.mark.parametrize(
    "word",
    [
        "kommunen",
        "samverkansöverenskommelse",
        "brottsförebyggande",
        "barnen",
        "modern",
        "bam",  # too short to tell
        "vattenskoter",
        "xqzwvbn",
        "havregårdsbygden",
        "2024",
    ],
)
def test_words_that_stay(word):
    assert meant(word) is None


@pytest.mark.parametrize("word", ["kàken", "lànga", "begàr"])
def test_several_that_could_be_meant(word):
    assert usual_lemma(word.replace("à", "å")) is not None
    assert usual_lemma(word.replace("à", "ä")) is not None
    assert meant(word) is None


def test_dots_lost_on_a_whole_page():
    assert meant("mal") is None
    assert meant("mal", dotless=True) == "mål"
    assert meant("for", dotless=True) == "för"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("samver", "kan", "samverkan"),
        ("läges", "bild", "lägesbild"),
        ("överens", "kommelse", "överenskommelse"),
        ("polisen", "ansvarar", None),
        ("till", "sammans", "tillsammans"),
        ("över", "synen", None),  # both are words
        ("i", "kommunen", None),
        ("a", "ntal", None),
    ],
)
def test_words_that_a_blank_split(first, second, whole):
    assert joined(first, second) == whole


@given(st.text(alphabet="abcdeåäörnml1|0", max_size=14))
def test_what_is_meant_is_another_word(text):
    found = meant(text)
    assert found is None or (found != text and found.isalpha())


@pytest.mark.parametrize("word", ["rn" * 10_000, "abcdefghij" * 2_000, "cl" * 21])
def test_what_is_longer_than_any_word_is_left(word):
    assert meant(word) is None
