"""Lemmas come from packaged data and from simplemma's own dictionary, and are simplemma's in both cases."""

from __future__ import annotations

import random

import pytest
import simplemma

from overenskommelse_granskning.language import simplemma_words, wordforms
from overenskommelse_granskning.language.lemmas import Lemmatizer

UNUSUAL = (
    "kvartersvärdarna trygghetsvandringsledarens skymningspatrullen nattcaféverksamhetens åbybostäder ånäsbygdens "
    "dna-märkningen fältgruppskollegorna qwxz belysningsstolparnas"
).split()


def by_simplemma(word):
    return simplemma.lemmatize(word, lang="sv", greedy=True).lower()


def test_packaged_forms_keep_their_lemmas():
    lemmas = {"polisen": "polis", "och": "och", "löftena": "löfte", "a-lag": "a-lag"}
    forms = wordforms.Wordforms(wordforms.packed(lemmas))
    assert {form: forms.get(form) for form in lemmas} == lemmas
    assert [forms.get(w) for w in ("", "polis", "polisens", "olisen", "löftena\t")] == [None] * 5


def test_packaged_data_fit_what_is_installed():
    assert simplemma_words.stream_dictionary() is not None, "kör python tools/make_language_data.py"


def test_usual_forms_are_packaged_as_simplemma_has_them():
    words = (
        "kommunens polisen överenskommelsen åtgärderna löften brotten uppföljningen mäts trakasserier".split()
    )
    assert {w: wordforms.usual_lemma(w) for w in words} == {w: by_simplemma(w) for w in words}


@pytest.mark.parametrize("word", UNUSUAL)
def test_unusual_forms_are_asked_of_simplemma(word):
    assert wordforms.usual_lemma(word) is None
    assert Lemmatizer()(word) == by_simplemma(word)


def test_the_dictionary_is_simplemmas():
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    ours = simplemma_words.stream_dictionary()
    theirs = DefaultDictionaryFactory().get_dictionary("sv")
    forms = sorted(theirs)
    for form in [*forms[:100], *forms[-100:], *random.Random(1).sample(forms, 3000)]:
        assert ours[form] == theirs[form]
        assert ours.get(form + "qx") == theirs.get(form + "qx")
    assert "" not in ours
    with pytest.raises(KeyError):
        ours["qwxz"]


def test_another_dictionary_is_left_to_simplemma(monkeypatch):
    monkeypatch.setattr(simplemma_words, "stream_file", lambda: b"another")
    assert simplemma_words.stream_dictionary.__wrapped__() is None
