"""LIX and long sentences, apart from what a text says."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.advice.readability import readability

LONG = "Vi lovar att " + "gå till fots och " * 8 + "möta dig."


def test_lix_is_words_per_sentence_plus_the_share_of_long_words():
    found = readability(analysed("Polisen går i parken. Kommunen tänder nya lampor på torget."))
    assert found is not None
    # 10 words, 2 sentences; polisen, kommunen have more than six letters.
    assert (found.words, found.sentences, found.lix) == (10, 2, 25)
    assert found.long_words == pytest.approx(0.2) and found.band == "mycket lätt"
    assert found.longest == ()


def test_long_sentences_are_quoted_longest_first():
    found = readability(analysed(f"Vi är här. {LONG}\n\n{LONG[:-10]} och lyssna på dig varje dag."))
    assert found is not None and found.long_sentences == pytest.approx(2 / 3)
    assert [s.words for s in found.longest] == sorted((s.words for s in found.longest), reverse=True)
    assert all(s.words > 25 and s.evidence.quote.startswith("Vi lovar") for s in found.longest)


def test_headings_tables_menus_and_labels_are_no_sentences():
    text = "# Medborgarlöfte\n\nHem\n\nOm polisen\n\nVi går till fots i centrum.\n\n| A | B |\n|---|---|\n| ett | två |\n"
    found = readability(analysed(text))
    assert found is not None and (found.sentences, found.words) == (1, 6)


def test_a_text_without_sentences_has_no_figures():
    assert readability(analysed("# Rubrik")) is None


@pytest.mark.parametrize(
    ("words", "band"),
    [(20, "mycket lätt"), (35, "lätt"), (45, "medelsvår"), (55, "svår"), (70, "mycket svår")],
)
def test_bands(words, band):
    found = readability(analysed(" ".join(["vi"] * words) + "."))
    assert found is not None and found.lix == words and found.band == band
