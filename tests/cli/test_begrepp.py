"""``granska checklista begrepp``: all words of a concept, and the concepts of a word."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.language.lexicon import shipped_concepts


def test_a_concept_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    (concept,) = (c for c in shipped_concepts() if c.id == "avhopp_krets")
    assert run(["checklista", "begrepp", concept.id]) == 0
    out = capsys.readouterr().out
    assert concept.why in " ".join(out.split()) and "Används av avhoppare." in out
    for term in concept.terms:
        assert f"- {term}" in out
    assert "- -gäng (också sist i en sammansättning)\n" in out and len(concept.terms) > 6


@pytest.mark.parametrize("word", ["utvärderas", "följer upp"])
def test_the_concepts_of_a_word(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "begrepp", word]) == 0
    out = capsys.readouterr().out
    assert f"foljaupp_ord  ”{word}”" in out


def test_a_word_of_no_concept(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "begrepp", "gurka"]) == 0
    assert "{word: gurka}" in capsys.readouterr().out


def test_a_misspelt_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "begrepp", "uppfoljnings_ord"]) == 2
    assert "menade du uppfoljning_ord?" in capsys.readouterr().err


def test_all_concepts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "begrepp"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert {line.split(" ")[0] for line in lines if line[:1].strip()} == {c.id for c in shipped_concepts()}


def test_a_form_that_the_dictionary_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "begrepp", "gängens"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "missar formen ”gängens”" in out and "avhopp_krets (-gäng)" in out and "{word: -gäng}" in out
