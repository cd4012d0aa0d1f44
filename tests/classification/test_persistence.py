"""What is stored is what was trained; a foreign or damaged model is refused; loading is shown."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.classification.features import cue_names, unit_features
from overenskommelse_granskning.classification.persistence import (
    ARRAYS_FILE,
    CARD_FILE,
    WORDS_FILE,
    load_model,
    model_available,
    pack_strings,
    unpack_strings,
)
from overenskommelse_granskning.resources import model_folder
from overenskommelse_granskning.training import model as training
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.units import load_passages
from training_samples import make_corpus, make_word_table


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    """What training fitted, and the folder where it was stored."""
    folder = tmp_path_factory.mktemp("modell")
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"))
    make_word_table(folder)
    texts = load_corpus(corpus / "texts")
    made = training.fit_all(texts, [], load_passages(corpus / "passages.jsonl"), folder, lambda _: None)
    training.store(made, corpus, folder, len(texts))
    return made, folder, texts


def test_stored_weights_are_the_trained_ones(fitted):
    made, folder, _ = fitted
    layers = load_model(folder).layers
    assert sorted(layers.finder) == made.criteria
    for criterion in made.criteria:
        # half precision: the eleventh bit is lost, no verdict hangs on it
        assert np.allclose(layers.finder[criterion], made.finder[criterion], atol=2e-3)
        assert np.allclose(layers.judge[criterion], made.judge.weights(criterion), atol=2e-3)


def test_stored_space_gives_the_same_features(fitted):
    from overenskommelse_granskning.language.analysis import analyse

    made, folder, texts = fitted
    analysis = analyse(texts[0].document())
    stored = unit_features(analysis, load_model(folder).layers.space)[:]
    assert np.allclose(stored, unit_features(analysis, made.space)[:], atol=1e-4)
    assert stored.shape[1] == 2 * made.space.dimensions + len(cue_names()) + 1


def test_layers_see_the_same_in_blocks_of_units_as_in_one(fitted, monkeypatch):
    from overenskommelse_granskning.classification import layers
    from overenskommelse_granskning.language.analysis import analyse

    model = load_model(fitted[1]).layers
    analysis = analyse(fitted[2][0].document())
    x = model.features(analysis)
    rows = [x[i : i + 1] for i in range(len(x))]
    assert np.array_equal(np.concatenate(rows), x[:])
    monkeypatch.setattr(layers, "product", lambda a, b: (a[:, :, None] * b).sum(axis=1))  # row by row
    seen = []
    for units in (512, 3):
        monkeypatch.setattr(layers, "_AT_ONCE", units)
        scores = model.scores(analysis, x)
        view = model.view(analysis, x, scores, fitted[2][0].kind)
        seen.append((scores, view))
    (one, whole), (other, parts) = seen
    assert len(x) > 3
    assert np.array_equal(one.functions, other.functions)
    assert np.array_equal(one.topics, other.topics)
    assert {c: (f.units, f.scores) for c, f in whole.found.items()} == {
        c: (f.units, f.scores) for c, f in parts.found.items()
    }
    assert whole.functions == parts.functions


def test_nothing_in_the_archives_needs_pickle(fitted):
    for name in (ARRAYS_FILE, WORDS_FILE):
        with np.load(fitted[1] / name, allow_pickle=False) as stored:
            assert all(stored[k].dtype != object for k in stored.files)


def test_a_model_of_another_format_is_refused(fitted, tmp_path):
    folder = shutil.copytree(fitted[1], tmp_path / "modell")
    card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    (folder / CARD_FILE).write_text(json.dumps({**card, "format": 99}), encoding="utf-8")
    with pytest.raises(ValueError, match="format 99"):
        load_model(folder)


def test_a_model_lacking_a_file_is_not_there(fitted, tmp_path):
    folder = shutil.copytree(fitted[1], tmp_path / "modell")
    assert model_available(folder)
    (folder / WORDS_FILE).unlink()
    assert not model_available(folder)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n", codec="utf-8")), min_size=1))
def test_names_survive_packing(names):
    assert unpack_strings(pack_strings(names)) == names


LOAD = """
import time
start = time.perf_counter()
import numpy
from overenskommelse_granskning.classification.persistence import load_model
ready = time.perf_counter()
model = load_model()
print(f"laddat på {time.perf_counter() - ready:.3f} s (import {ready - start:.3f} s)")
import sys
print([m for m in ("sklearn", "scipy", "pickle5", "joblib") if m in sys.modules])
"""


@pytest.mark.skipif(not model_available(), reason="ingen tränad modell")
def test_shipped_model_loads_without_what_trained_it(capsys):
    """The time is shown, not asserted (run with -s); what is asserted is that nothing heavy comes along."""
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    with capsys.disabled():
        sys.stderr.write(f"\nmodellen: {done.stdout.splitlines()[0]}\n")
    assert done.stdout.splitlines()[1] == "[]"


@pytest.mark.skipif(not model_available(), reason="ingen tränad modell")
def test_shipped_model_is_small_enough():
    assert sum(p.stat().st_size for p in model_folder().iterdir()) <= 15_000_000


def test_the_network_reads_a_long_document_in_blocks_as_in_one(monkeypatch):
    from overenskommelse_granskning.classification import layers as module
    from overenskommelse_granskning.language.analysis import analyse
    from overenskommelse_granskning.training.corpus import document_from_source

    layers = load_model().layers
    analysis = analyse(document_from_source("x", "Polisen och kommunen möts i mars varje år.\n\n" * 9))
    x = layers.features(analysis)
    whole = layers.view(analysis, x, layers.scores(analysis, x), "medborgarlofte").read
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    blocks = layers.view(analysis, x, layers.scores(analysis, x), "medborgarlofte").read
    assert whole and whole.keys() == blocks.keys()
    assert all(np.allclose(whole[c], blocks[c], atol=1e-4) for c in whole)
