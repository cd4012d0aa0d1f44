"""``granska utvardera`` from the command line, and the figures that ``granska kriterium`` shows."""

from __future__ import annotations

import json
import shutil

import pytest

import evaluation_samples as facit
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.evaluation import measured

QUICK = ("--omdragningar", "50", "--tyst")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The labelled documents with files: one of them cannot be read, one is not there."""
    out = tmp_path_factory.mktemp("facit")
    for path in facit.FOLDER.iterdir():
        shutil.copy(path, out / path.name)
    (out / "files").mkdir()
    for name in ("prov-a-01", "prov-a-02"):
        (out / "files" / f"{name}.txt").write_text(facit.text_of(name), encoding="utf-8")
    (out / "files" / "prov-q-02.pdf").write_bytes(b"%PDF-1.7 avhuggen")
    return out


def test_unreadable_documents_are_named_and_counted(folder, capsys, tmp_path):
    saved, figures = tmp_path / "m.json", tmp_path / "matt.json"
    command = ["utvardera", folder, *QUICK, "--spara", saved, "--spara-matt", figures, "--visa-fel"]
    assert run([str(a) for a in command]) == 3
    out, err = capsys.readouterr()
    assert "4 dokument, 11 omdömen" in out
    assert "Kunde inte läsas och räknas som fel: prov-q-01, prov-q-02." in out
    assert "prov-q-01 kunde inte läsas" in err and "prov-q-02 kunde inte läsas" in err
    data = json.loads(saved.read_text(encoding="utf-8"))
    lost = [v["predicted"] for v in data["verdicts"] if v["document"].startswith("prov-q")]
    assert lost == ["absent"] * 5
    assert data["set"] == folder.name
    assert json.loads(figures.read_text(encoding="utf-8"))["criteria"]["bra.parter"]["n"] == 3


def test_one_document_as_json_compared_with_itself(folder, capsys, tmp_path):
    saved = tmp_path / "m.json"
    command = [
        "utvardera",
        folder,
        *QUICK,
        "--dokument",
        "prov-a-*",
        "--kriterium",
        "lofte.*",
        "--format",
        "json",
    ]
    assert run([str(a) for a in [*command, "--spara", saved]]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["summary"]["documents"] == 2
    assert {v["criterion"] for v in first["verdicts"]} == {"lofte.tid", "lofte.plats"}
    assert run([str(a) for a in [*command, "--jamfor", saved]]) == 0
    second = json.loads(capsys.readouterr().out)
    compared = second.pop("comparison")
    assert second == first
    assert compared["shared"] == 2 and compared["changes"] == []


def test_without_files_the_sources_are_reviewed(capsys):
    assert run(["utvardera", str(facit.FOLDER), *QUICK, "--kriterium", "bra.parter", "--bara-regler"]) == 0
    assert "4 dokument, 3 omdömen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["finns-inte"], "är ingen mapp"),
        ([str(facit.FOLDER), "--dokument", "x*"], "Inget dokument"),
        ([str(facit.FOLDER), "--jamfor", "borta.json"], "finns inte"),
        ([str(facit.FOLDER), "--per", "i går"], "--per"),
    ],
)
def test_wrong_use_is_one_sentence(args, said, capsys):
    assert run(["utvardera", *args]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


def test_a_review_that_falls_counts_as_wrong(monkeypatch, capsys):
    from overenskommelse_granskning.pipeline import Reviewer

    def fall(self, document):
        raise RuntimeError("fel")

    monkeypatch.setattr(Reviewer, "review_document", fall)
    assert run(["utvardera", str(facit.FOLDER), *QUICK, "--dokument", "prov-a-02"]) == 3
    assert "räknas som fel: prov-a-02" in capsys.readouterr().out


@pytest.fixture
def figures(monkeypatch, tmp_path):
    path = tmp_path / "matt.json"
    monkeypatch.setattr(measured, "measured_file", lambda: path)
    measured.shipped_measures.cache_clear()
    yield path
    measured.shipped_measures.cache_clear()


def shown(capsys):
    assert run(["kriterium", "bra.orsaker"]) == 0
    return " ".join(capsys.readouterr().out.split("Uppmätt träffsäkerhet")[1].split())


def test_figures_of_a_criterion(figures, capsys):
    row = {"n": 18, "accuracy": 0.778, "missing_f1": 0.571, "kappa": 0.65}
    figures.write_text(json.dumps({"set": "prov", "criteria": {"bra.orsaker": row}}), encoding="utf-8")
    text = shown(capsys)
    assert "Mätt på 18 dokument av andra författare" in text
    assert "78 % av dem, F1 för ”saknas” 0,57, κ 0,65." in text
    assert "osäkra" not in text


def test_few_documents_are_said_to_be_few(figures, capsys):
    row = {"n": 1, "accuracy": 1.0, "missing_f1": None, "kappa": None}
    figures.write_text(json.dumps({"set": "prov", "criteria": {"bra.orsaker": row}}), encoding="utf-8")
    text = shown(capsys)
    assert "Mätt på ett dokument" in text and "κ" not in text and "osäkra" in text


def test_a_criterion_without_figures(figures, capsys):
    assert "Ännu inte mätt" in shown(capsys)
    measured.shipped_measures.cache_clear()
    figures.write_text(json.dumps({"set": "prov", "criteria": {}}), encoding="utf-8")
    assert "Ännu inte mätt" in shown(capsys)


def test_the_shipped_figures_can_be_read():
    measured.shipped_measures.cache_clear()
    shipped = measured.shipped_measures()
    assert shipped
    assert all(m.n > 0 and 0 <= m.accuracy <= 1 for m in shipped.values())
