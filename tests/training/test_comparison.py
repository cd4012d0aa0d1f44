"""The comparison of methods: what is held out, what the simple methods say, what lands in the page."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from training_samples import make_corpus, make_word_table


@pytest.fixture(scope="module")
def tool():
    from conftest import REPOSITORY

    sys.path.insert(0, str(REPOSITORY / "tools"))
    import compare_methods

    yield compare_methods
    sys.path.remove(str(REPOSITORY / "tools"))


@pytest.fixture(scope="module")
def data(tool, tmp_path_factory):
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"), locked="prov-c-02")
    gold = make_corpus(tmp_path_factory.mktemp("annan")) / "texts"
    (corpus / "gold").mkdir()
    for path in gold.iterdir():
        text = path.read_text(encoding="utf-8").replace("prov-", "facit-")
        (corpus / "gold" / path.name.replace("prov-", "facit-")).write_text(text, encoding="utf-8")
    return tool.setting.load(corpus)


def test_nobody_is_tested_on_what_they_wrote(tool, data):
    cv, gold, locked = tool.setting.CV, tool.setting.GOLD, tool.setting.LOCKED
    splits = list(data.splits([cv, gold, locked]))
    for train, tests in splits:
        asked = [t.text for texts in tests.values() for t in texts]
        assert not {t.text.id for t in train} & {t.id for t in asked}
        if cv in tests:
            assert not {t.text.author for t in train} & {t.author for t in asked}
        assert not any(t.text.id in ("prov-c-02",) or t.text.id.startswith("facit") for t in train)
    held = [t.text.id for _, tests in splits for t in tests.get(cv, ())]
    assert sorted(held) == sorted(t.text.id for t in data.train)
    assert list(splits[-1][1]) == [gold, locked]
    assert [list(tests) for _, tests in data.splits([locked])] == [[locked]]


def test_a_set_is_run_anew_by_itself(tool, data, tmp_path):
    results = tool.setting.Results(tmp_path / "resultat.json")
    tool.run("simple", ["gold"], data, results, None)
    first = results.measured("majoritet", "gold")
    tool.run("simple", ["locked", "gold"], data, results, None)
    assert results.measured("majoritet", "gold") == first  # and not every row twice
    assert set(results.verdicts["majoritet"]) == {"gold", "locked"}
    assert "omdömen cv" not in tool.tables(results)
    assert "| – |" in tool.tables(results)["steg"]


def test_majority_is_the_commonest_outcome_elsewhere(tool, data):
    found = tool.simple.majority(data.train, data.gold)
    assert found["facit-a-01", "bra.styrgrupp"] == "met"
    assert found["facit-a-01", "bra.syfte"] == "partial"


def test_keywords_are_met_by_the_word_alone(tool, data):
    found = tool.simple.keywords(data.train, data.gold)
    assert found["facit-a-01", "bra.uppfoljning"] == "met"
    assert found["facit-b-01", "bra.uppfoljning"] == "missing"
    assert set(found.values()) == {"met", "missing"}


def test_headings_need_something_under_them(tool, data):
    found = tool.simple.headings(data.train, data.gold)
    assert not found["facit-a-01", "uppfoljning"]  # said, but under no heading of its own
    assert not any(tool.simple.no_sections(data.train, data.gold).values())


def test_learned_methods_find_the_sentence_that_others_wrote(tool, data):
    best = tool.ngrams.best_sentence(data.train, data.gold, tool.ngrams.WORDS)
    assert best["facit-c-01", "bra.styrgrupp"] == "met"
    assert best["facit-b-01", "bra.styrgrupp"] == "missing"


def test_nearest_passages_leave_the_authors_own_out(tool, data, tmp_path):
    from overenskommelse_granskning.training.words import read_table

    make_word_table(tmp_path)
    spaces = tool.vectors.Spaces(data.train, read_table(tmp_path), None)
    found = tool.nearest.nearest_passages(data.train, data.gold, spaces.product)
    assert found.keys() == {(t.text.id, c) for t, c, _ in tool.setting.labelled_verdicts(data.gold)}
    assert found["facit-c-01", "bra.styrgrupp"] == "met"
    passages = tool.nearest.Passages.of([("a", True, np.ones(2)), ("b", False, np.ones(2))])
    units = np.ones((1, 2))
    assert passages.likeness(units, "a")[:4] == [0.4] * 4  # no passage of met by anybody else
    assert passages.likeness(units, "")[0] == 2.0


def test_product_is_taken_apart_without_the_rules(tool, data, tmp_path):
    from overenskommelse_granskning.training.words import read_table

    make_word_table(tmp_path)
    work = tool.layers.Workshop(data.passages)
    spaces = tool.vectors.Spaces(data.train, read_table(tmp_path), None)
    made = tool.layers.fit_rows(work, data.train, data.gold, spaces.product)
    alone, whole = tool.layers.verdicts(made, "rules"), tool.layers.verdicts(made, "all")
    assert alone.keys() == whole.keys() == tool.layers.verdicts(made, "finder").keys()
    assert whole["facit-c-01", "bra.styrgrupp"] == "met"
    assert tool.layers.sections(made).keys() == tool.simple.headings([], made_texts(data)).keys()


def made_texts(data):
    return [t for t in data.gold if t.text.labels.get("sections")]


def test_results_are_kept_and_measured(tool, data, tmp_path):
    results = tool.setting.Results.read(tmp_path / "resultat.json")
    right = {(t.text.id, c): o for t, c, o in tool.setting.labelled_verdicts(data.gold)}
    results.add("rätt", "gold", data.gold, right)
    results.add("tyst", "gold", data.gold, {})
    results.save()
    again = tool.setting.Results.read(tmp_path / "resultat.json")
    assert again.measured("rätt", "gold")["macro_f1"] == 1.0
    assert again.measured("rätt", "gold")["weighted_kappa"] == 1.0
    assert again.measured("tyst", "gold")["accuracy"] == 0.0  # what is not predicted is wrong, not left out


def test_only_uneven_documents_are_mixed(tool):
    names = ("egen-a-01", "train-p-03", "train-wl-02", "dev-q-01", "train-g-01", "dev-c-08")
    assert [bool(tool.setting.MIXED.match(n)) for n in names] == [True, True, True, True, False, False]


def test_page_keeps_its_text_and_takes_the_tables(tool, tmp_path, monkeypatch, capsys):
    page = tmp_path / "sida.md"
    page.write_text("Före.\n<!-- tabell: steg -->\ngammal\n<!-- slut: steg -->\nEfter.\n", encoding="utf-8")
    monkeypatch.setattr(tool, "PAGE", page)
    tool.write_page({"steg": "| ny |", "borta": "| x |"})
    assert page.read_text(encoding="utf-8") == (
        "Före.\n<!-- tabell: steg -->\n| ny |\n<!-- slut: steg -->\nEfter.\n"
    )
    assert "no markers for borta" in capsys.readouterr().err


def test_numbers_are_written_as_in_swedish(tool):
    assert tool.swedish(0.5) == "0,500"
    assert tool.swedish(-0.012, signed=True) == "−0,012"
    assert tool.swedish(0.012, signed=True) == "+0,012"
