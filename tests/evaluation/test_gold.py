"""Reading a folder of labelled documents."""

from __future__ import annotations

import shutil

import pytest

import evaluation_samples as facit
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.evaluation.gold import load_gold, splits


@pytest.fixture
def folder(tmp_path):
    for path in facit.FOLDER.iterdir():
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_sources_are_reviewed_where_there_are_no_files(folder):
    gold = load_gold(folder)
    assert [g.name for g in gold] == ["prov-a-01", "prov-a-02", "prov-q-01", "prov-q-02"]
    assert all(g.file is None and not g.lost for g in gold)
    assert gold[1].kind == "medborgarlofte"


def test_files_are_reviewed_where_they_are(folder):
    (folder / "files").mkdir()
    (folder / "files" / "prov-a-01.docx").touch()
    (folder / "files" / "prov-a-012.docx").touch()
    found = {g.name: (g.file.name if g.file else None, g.lost) for g in load_gold(folder, ["prov-a-*"])}
    assert found == {"prov-a-01": ("prov-a-01.docx", False), "prov-a-02": (None, True)}


def test_only_documents_that_fit_a_pattern(folder):
    assert [g.name for g in load_gold(folder, ["prov-q-*", "*-02"])] == [
        "prov-a-02",
        "prov-q-01",
        "prov-q-02",
    ]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: shutil.rmtree(f), "är ingen mapp"),
        (lambda f: [p.unlink() for p in f.glob("*.yaml")], "finns inget facit"),
        (lambda f: (f / "prov-a-01.md").unlink(), "prov-a-01.md saknas"),
        (lambda f: (f / "prov-a-01.labels.yaml").write_text("id: [", encoding="utf-8"), "kan inte läsas"),
        (
            lambda f: (f / "prov-a-01.labels.yaml").write_text(
                "criteria: {bra.mal: {outcome: kanske}}", encoding="utf-8"
            ),
            "kan inte läsas",
        ),
        (lambda f: (f / "prov-a-01.md").write_text("utan huvud", encoding="utf-8"), "kan inte läsas"),
    ],
)
def test_what_is_wrong_is_said(folder, spoil, said):
    spoil(folder)
    with pytest.raises(ConfigurationError, match=said):
        load_gold(folder)


def test_a_pattern_that_fits_nothing_is_refused(folder):
    with pytest.raises(ConfigurationError, match="Inget dokument"):
        load_gold(folder, ["finns-inte-*"])


def test_splits_follow_the_letter_of_the_set():
    assert splits(["dev-a-01", "dev-q-01", "dev-wa-01"]) == {
        "tiered": ("dev-a-01",),
        "mixed": ("dev-q-01", "dev-wa-01"),
    }
    assert splits(["dev-a-01", "dev-b-01"]) == {}
    assert splits(["dev-a-01", "utkast"]) == {}
