"""What the network is trained on; with jax and optax installed also that it learns, and is read as it was trained."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from overenskommelse_granskning.classification.network import TOKENS, Judging
from overenskommelse_granskning.classification.persistence import NETWORK_FILE, WORDS_FILE, read_networks
from overenskommelse_granskning.classification.space import StoredRows
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.training import network as training
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.fit import criteria_by_kind, make_space, prepare
from overenskommelse_granskning.training.network import UNKNOWN, Example, batches, collate, cut, examples
from overenskommelse_granskning.training.passages import labelled
from overenskommelse_granskning.training.units import load_passages
from overenskommelse_granskning.training.words import read_table
from training_samples import make_corpus, make_word_table


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A small corpus, a word table, the texts as examples, and the names of their criteria."""
    folder = tmp_path_factory.mktemp("modell")
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"))
    make_word_table(folder)
    texts = [labelled(t) for t in load_corpus(corpus / "texts")]
    words, table = read_table(folder)
    space = make_space(texts, words, table)
    ready = prepare(texts, space)
    criteria = criteria_by_kind(ready)
    names = sorted({c for listed in criteria.values() for c in listed})
    made = examples(ready, space, criteria, names, load_passages(corpus / "passages.jsonl"))
    return corpus, folder, made, names, space


def example(sections: list[int], evidence: list[float], outcome: int) -> Example:
    n = len(sections)
    return Example(
        "a",
        np.arange(n * TOKENS).reshape(n, TOKENS),
        np.arange(n, dtype=np.float32)[:, None],
        np.array(sections),
        np.zeros(n, np.float32),
        np.array(evidence, dtype=np.float32)[:, None],
        np.array([outcome]),
        np.ones(1, np.float32),
        np.zeros((n, 0), np.float32),
        None,
    )


def cuts(made: Example) -> list[Example]:
    return [cut(made, np.random.default_rng(seed)) for seed in range(300)]


def test_evidence_and_outcomes_stand_where_they_were_labelled(world):
    _, _, made, names, _ = world
    outcomes = {names[c]: e.outcome[c] for e in made for c in np.flatnonzero(e.outcome != UNKNOWN)}
    assert set(outcomes) == set(names)
    for e in made:
        for c in np.flatnonzero(e.outcome > 0):
            assert e.evidence[:, c].max() == 1.0
        assert not e.evidence[:, e.asked == 0].any()


def test_a_document_that_lost_all_evidence_lacks_the_criterion():
    made = example([0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1, 0], 2)
    told = {(len(c.tokens), int(c.outcome[0])) for c in cuts(made)}
    assert told == {(8, 2), (6, 0)}  # the first section may not go: too little would be left


def test_of_a_criterion_that_lost_a_part_nothing_is_known():
    made = example([0] * 6 + [1] + [2] * 6, [0] * 6 + [1] + [0.7] + [0] * 5, 1)
    for c in cuts(made):
        left = set(c.section.tolist())
        expected = {True: 1, False: UNKNOWN if left & {1, 2} else 0}[{1, 2} <= left]
        assert c.outcome[0] == expected
        assert len(c.tokens) == len(c.inputs) == len(c.evidence) == len(c.section)


def test_what_was_missing_stays_missing_whatever_is_cut():
    made = example([0] * 6 + [1] * 3, [0.0] * 9, 0)
    assert {int(c.outcome[0]) for c in cuts(made)} == {0}


def test_every_document_stands_in_one_batch_and_padding_in_none(world):
    *_, made, _, _ = world
    seen = list(batches(made, np.random.default_rng(0)))
    documents = [row for b in seen for row in range(len(b.there)) if b.there[row].any()]
    assert len(documents) == len(made)
    for b in seen:
        assert not b.tokens[~b.there].any()
        assert (b.outcome[~b.there.any(axis=1)] == UNKNOWN).all()


def test_a_batch_holds_what_its_examples_hold(world):
    *_, made, _, _ = world
    longest = max(len(e.tokens) for e in made)
    batch = collate(made[:2], longest, 3)
    assert batch.tokens.shape == (3, longest, TOKENS)
    for i, e in enumerate(made[:2]):
        assert (batch.tokens[i][batch.there[i]] == e.tokens).all()
        assert (batch.outcome[i] == e.outcome).all()


def test_without_the_packages_the_command_says_what_to_install(world, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "jax", None)
    monkeypatch.delitem(sys.modules, "overenskommelse_granskning.training.network_fit", raising=False)
    make_word_table(tmp_path)
    assert run(["trana", "--nat", "--korpus", str(world[0]), "--ut", str(tmp_path)]) != 0
    assert "jax och optax" in capsys.readouterr().err
    assert not (tmp_path / NETWORK_FILE).exists()


@pytest.mark.needs("jax")
@pytest.mark.own_process
def test_it_learns_its_documents_and_is_read_as_it_was_trained(world, tmp_path):
    import jax.numpy as jnp

    from overenskommelse_granskning.training import network_fit

    _, folder, made, names, _ = world
    table = read_table(folder)[1]
    weights = network_fit.fit(made, table, epochs=60)
    training.store_networks([weights], names, table.shape[1], tmp_path / NETWORK_FILE)
    with np.load(folder / WORDS_FILE, allow_pickle=False) as words_file:
        rows = StoredRows(words_file["vectors"], words_file["scale"], np.ones(len(table), np.float32))
    (read,) = read_networks(tmp_path / NETWORK_FILE, rows)
    words = jnp.asarray(np.vstack([np.zeros((2, table.shape[1])), table * 4.0]), dtype=jnp.float32)
    right = total = 0
    for e in made:
        batch = collate([e], len(e.tokens), 1)
        expected = np.asarray(network_fit.forward(weights, words, batch)[2])[0]
        tokens = [[int(t) for t in row if t] for row in e.tokens]
        off = np.repeat(e.penalty[:, None], len(names), axis=1)
        judging = Judging(read, names)
        judging.add(tokens, e.inputs, off)
        told = judging.told()
        assert np.allclose([told[c] for c in names], expected, atol=0.05)
        for c in np.flatnonzero(e.outcome != UNKNOWN):
            total += 1
            right += int(told[names[c]].argmax() == e.outcome[c])
    assert right / total > 0.8
