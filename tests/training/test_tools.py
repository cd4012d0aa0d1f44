"""The checks of corpus and model find what they are for; the corpus and its page are in order."""

from __future__ import annotations

import importlib.util
import json
import shutil

import pytest

from overenskommelse_granskning.classification.persistence import ARRAYS_FILE, CARD_FILE
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.model import train
from training_samples import make_corpus, make_word_table


def load(repository, name):
    spec = importlib.util.spec_from_file_location(name, repository / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("modell")
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"), locked="prov-c-02")
    make_word_table(folder)
    train(corpus, folder)
    return corpus, folder


@pytest.fixture
def corpus(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "korpus")


@pytest.fixture
def check_model(repository):
    return load(repository, "check_model")


@pytest.fixture
def check_corpus(repository):
    return load(repository, "check_corpus")


@pytest.fixture
def make_passages(repository):
    return load(repository, "make_passages")


def test_a_model_and_its_corpus_fit(check_model, made, capsys):
    assert check_model.main(*made) == 0
    assert "MB, loaded in" in capsys.readouterr().out


def test_a_changed_corpus_is_found(check_model, made, corpus):
    (corpus / "texts" / "prov-a-01.md").write_text("---\nid: x\n---\nannat", encoding="utf-8")
    assert [f.split(":")[0] for f in check_model.faults(corpus, made[1])] == ["corpus_sha256"]


def test_changed_arrays_and_a_stray_file_are_found(check_model, made, tmp_path):
    folder = shutil.copytree(made[1], tmp_path / "modell")
    with (folder / ARRAYS_FILE).open("ab") as file:
        file.write(b"\0")
    (folder / "gammal.npz").write_bytes(b"")
    found = "\n".join(check_model.faults(made[0], folder))
    assert "arrays_sha256" in found
    assert "gammal.npz" in found


def test_a_missing_file_is_found(check_model, made, tmp_path):
    folder = shutil.copytree(made[1], tmp_path / "modell")
    (folder / CARD_FILE).unlink()
    assert CARD_FILE in "\n".join(check_model.faults(made[0], folder))


def test_too_large_a_model_is_found(check_model, made, monkeypatch):
    monkeypatch.setattr(check_model, "LIMIT", 1000)
    assert any("the limit is 1000" in f for f in check_model.faults(*made))


def passages(corpus):
    return (corpus / "passages.jsonl").read_text(encoding="utf-8").splitlines()


def faults(check_corpus, corpus, change):
    """Faults of the passages when one line is changed."""
    lines = [json.loads(line) for line in passages(corpus)]
    change(lines)
    texts = {t.id: t for t in load_corpus(corpus / "texts")}
    return list(check_corpus.faults_of_passages([json.dumps(p) for p in lines], texts))


def test_passages_of_a_made_corpus_are_without_fault(check_corpus, corpus):
    assert faults(check_corpus, corpus, lambda lines: None) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda p: p[3].update(id=p[2]["id"]), "stands 2 times"),
        (lambda p: p[3].update(start=p[3]["start"] + 1), "does not stand at"),
        (lambda p: p[3].update(functions=["gissning"]), "functions"),
        (lambda p: p[3].update(functions=[]), "functions"),
        (lambda p: p[3].update(topics=["annat"]), "topics"),
        (lambda p: p[0].update(topics=["mal"]), "a heading bears topics"),
        (lambda p: p[3].update(split="locked"), "more than one split"),
        (lambda p: p[3].update(split="prov"), "split prov"),
        (lambda p: p[3].update(kind="stycke"), "kind stycke"),
        (lambda p: p[3].pop("heading"), "fields"),
        (lambda p: p.pop(3), "characters are labelled"),
        (lambda p: p[3].update(document="prov-z-09"), "a text that is not in texts"),
    ],
)
def test_every_fault_of_a_passage_is_found(check_corpus, corpus, change, fault):
    assert any(fault in f for f in faults(check_corpus, corpus, change))


def test_faults_of_labels_are_found(check_corpus, corpus):
    def change(name, old, new):
        path = corpus / "texts" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change("prov-a-01.labels.yaml", "outcome: met", "outcome: kanske")
    change("prov-a-01.labels.yaml", "mal: false", "mal: nej då")
    change("prov-b-01.labels.yaml", "Parterna vill gärna", "Parterna vill ogärna")
    change("prov-b-02.labels.yaml", "lofte.konkret", "lofte.nytt")
    found = "\n".join(check_corpus.faults_of_labels(load_corpus(corpus / "texts")))
    assert "outcome kanske" in found
    assert "neither true nor false" in found
    assert "not in the text: Parterna vill ogärna" in found
    assert "prov-b-02: criteria differ" in found


def test_near_duplicates_across_parts_are_found(check_corpus, tmp_path):
    long = (
        "Fältassistenterna och områdespolisen går tillsammans genom centrum på fredagskvällar och pratar "
        "med dem som är ute, och efteråt skriver de en halv sida om vad de såg."
    )
    other = long.replace("fredagskvällar", "lördagskvällar").replace("halv", "hel")
    for name, text in (("a-01", long), ("b-01", other)):
        front = f"---\nid: prov-{name}\nkind: annat\n---\n# Titel {name}\n\n{text}\n"
        (tmp_path / f"prov-{name}.md").write_text(front, encoding="utf-8")
        (tmp_path / f"prov-{name}.labels.yaml").write_text(f"id: prov-{name}\n", encoding="utf-8")
    first, second = load_corpus(tmp_path)
    apart, together = {"train": [first], "gold": [second]}, {"train": [first, second]}
    assert len(list(check_corpus.near_documents(apart))) == 1
    assert len(list(check_corpus.near_passages(apart))) == 1
    assert not [*check_corpus.near_documents(together), *check_corpus.near_passages(together)]


def test_passages_follow_a_reworded_text(make_passages, corpus):
    """The labels stay with the unit; text and offsets become those of the new wording."""
    path = corpus / "texts" / "prov-a-01.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Bussen går en gång", "Tåget går två gånger"),
        encoding="utf-8",
    )
    before = make_passages.read(corpus / "passages.jsonl")["prov-a-01"]
    document = next(t for t in load_corpus(corpus / "texts") if t.id == "prov-a-01").document()
    assert not make_passages.fits(document, before)
    after = make_passages.refitted(document, before)
    assert make_passages.fits(document, after)
    changed = [b["text"] for a, b in zip(before, after, strict=True) if a["text"] != b["text"]]
    assert changed == ["Tåget går två gånger i timmen."]
    assert [p["functions"] for p in after] == [p["functions"] for p in before]


def test_a_text_with_other_units_must_be_labelled_anew(make_passages, corpus):
    path = corpus / "texts" / "prov-a-01.md"
    text = path.read_text(encoding="utf-8").replace("Bussen går en gång i timmen.", "Bussen går. Ofta.")
    path.write_text(text, encoding="utf-8")
    document = next(t for t in load_corpus(corpus / "texts") if t.id == "prov-a-01").document()
    with pytest.raises(make_passages.Relabel, match="prov-a-01"):
        make_passages.refitted(document, make_passages.read(corpus / "passages.jsonl")["prov-a-01"])


def test_no_evaluation_text_is_among_the_passages(repository):
    folder = repository / "corpus"
    gold = {p.stem for p in (folder / "gold").rglob("*.md")}
    labelled = {json.loads(line)["document"] for line in passages(folder)}
    assert gold
    assert not gold & labelled
    assert not gold & {p.stem for p in (folder / "texts").glob("*.md")}
