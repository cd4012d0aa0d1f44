"""Concepts in text: inflection, compounds, phrases, gaps; and nothing across a unit's boundary."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.lemmas import Lemmatizer
from overenskommelse_granskning.language.lexicon import (
    Concept,
    ConceptHit,
    Hits,
    compile_lexicon,
    shipped_concepts,
)
from overenskommelse_granskning.language.pipeline import SwedishPipeline


def hits(terms: str | list[str], text: str, starts: list[int] | None = None) -> list[str]:
    """The stretches of ``text`` where a concept with these terms is found."""
    lemma = Lemmatizer()
    concept = Concept("c", (terms,) if isinstance(terms, str) else tuple(terms))
    pipeline = SwedishPipeline(compile_lexicon([concept], lemma), lemma)
    return [text[h.start : h.end] for h in pipeline.hits(text, starts or [0])]


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("styrgrupp", "styrgrupp"),
        ("styrgrupp", "styrgruppen"),
        ("styrgrupp", "Styrgruppens"),
        ("styrgrupp", "styrgrupper"),
        ("styrgrupp", "STYRGRUPPERNA"),
        ("minska", "minskade"),
        ("minska", "minskar"),
        ("minska", "minskat"),
        ("plan", "planen"),
        ("plan", "plan"),
        ("mål", "målen"),
        ("åtgärd", "åtgärderna"),
        ("lova", "lovar"),
        ("ska", "skall"),
    ],
)
def test_a_word_is_found_in_its_inflections(term: str, form: str) -> None:
    assert hits(term, f"Här finns {form} nu.") == [form]


@pytest.mark.parametrize(("term", "text"), [("mål", "Vi målar om."), ("rån", "Det är långt härifrån.")])
def test_another_word_is_not_found(term: str, text: str) -> None:
    assert hits(term, text) == []


@pytest.mark.parametrize(
    ("term", "word", "found"),
    [
        ("-överenskommelse", "samverkansöverenskommelsen", True),
        ("-överenskommelse", "överenskommelsen", True),
        ("-överenskommelse", "överenskommelsetext", False),
        ("överenskommelse", "samverkansöverenskommelsen", False),
        ("trygghets-", "trygghetsvandringar", True),
        ("trygghets-", "otrygghetsskapande", False),
        ("-enkät", "elevenkäten", True),
        ("-mål", "delmålen", True),
        ("-bad", "aktbad", True),
        ("-bad", "abad", False),  # what stands before must be a word, not a letter
    ],
)
def test_compounds(term: str, word: str, found: bool) -> None:
    assert hits(term, f"Det gäller {word} här.") == ([word] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Den som bor i området.", ["som bor"]),
        ("De som bodde i området.", ["som bodde"]),
        ("De som ofta bor i området.", []),
        ("Boende som tycker.", []),
    ],
)
def test_a_phrase_is_words_in_a_row(text: str, found: list[str]) -> None:
    assert hits("som bo", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi följer upp målen.", ["följer upp"]),
        ("Vi följer varje år i mars upp målen.", ["följer varje år i mars upp"]),
        ("Vi följer i båda våra nämnder varje år upp målen.", []),  # too far
        ("Upp följer vi målen.", []),  # the wrong way round
    ],
)
def test_a_gap_takes_up_to_five_words(text: str, found: list[str]) -> None:
    assert hits("följa ~ upp", text) == found


def test_neither_phrase_nor_gap_crosses_a_unit() -> None:
    text = "Vi följer\nupp målen. Det gäller dem som\nbor här."
    unbroken = hits(["följa ~ upp", "som bo"], text.replace("\n", " "))
    assert unbroken == ["följer upp", "som bor"]
    starts = [0, text.index("upp"), text.index("Det"), text.index("bor")]
    assert hits(["följa ~ upp", "som bo"], text, starts) == []


def test_hits_are_in_text_order_with_exact_places() -> None:
    text = "Målen: styrgruppen äger målen."
    assert hits(["mål", "styrgrupp"], text) == ["Målen", "styrgruppen", "målen"]


def test_shipped_concepts_have_terms_and_a_reason() -> None:
    listed = shipped_concepts()
    assert len({c.id for c in listed}) == len(listed), "ett begrepp står i två ordlistor"
    for concept in listed:
        assert concept.terms and all(t.strip() for t in concept.terms), concept.id
        assert concept.why, f"{concept.id} saknar why"


def test_no_shipped_term_is_written_so_that_it_can_never_match() -> None:
    for concept in shipped_concepts():
        for term in concept.terms:
            words = term.split()
            assert words[0] != "~" and words[-1] != "~", (concept.id, term)
            if len(words) > 1:
                assert not any(w.startswith("-") for w in words), (concept.id, term)


def test_words_listed_under_but_are_not_of_the_concept() -> None:
    lexicon = compile_lexicon([Concept("mal", ("-mål",), but=("föremål",))], Lemmatizer())
    found = {w: lexicon.word_concepts(Lemmatizer()(w)) for w in ("delmålen", "målet", "föremålen")}
    assert found == {"delmålen": ("mal",), "målet": ("mal",), "föremålen": ()}


def test_hits_of_a_unit_are_those_that_were_packed() -> None:
    found = [ConceptHit("styrgrupp_ord", 3, 13), ConceptHit("mal", 70_000, 70_003)]
    packed = Hits.of(found)
    assert list(packed) == found and len(packed) == 2
    assert packed == Hits.of(iter(found)) and hash(packed) == hash(Hits.of(found))
    assert not Hits() and list(Hits.of([])) == []
