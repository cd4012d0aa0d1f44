"""The text space is scikit-learn's, computed from plain arrays; the word table has its fallback."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from overenskommelse_granskning.classification.persistence import dequantise, quantise
from overenskommelse_granskning.classification.space import (
    MAX_N,
    MIN_N,
    NgramSpace,
    StoredRows,
    TextSpace,
    WordTable,
    product,
    unit_rows,
    word_grams,
)
from overenskommelse_granskning.training.space import fit_ngrams, fit_words, rarity

CORPUS = [
    "Kommunen och polisen följer upp målen varje år.",
    "Styrgruppen möts två gånger om året, i mars och i oktober.",
    "Uppföljningen görs av kommunpolisen och säkerhetssamordnaren.",
    "Vi lovar att finnas på torget varje fredagskväll.",
    "Målet är att bränderna i centrum blir färre än tio per år.",
    "Ungdomar i åldern 13–17 år är den grupp som berörs mest.",
    "Polisen patrullerar till fots vid stationen och i parken.",
    "Överenskommelsen gäller till och med utgången av nästa år.",
] * 3
TEXT = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Cc")), max_size=80
) | st.lists(st.sampled_from(" ".join(CORPUS).split()), max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def reference():
    """scikit-learn's own pipeline, and ours from its arrays (without quantisation)."""
    tfidf = TfidfVectorizer(analyzer="char_wb", ngram_range=(MIN_N, MAX_N), min_df=2, sublinear_tf=True)
    x = tfidf.fit_transform(CORPUS)
    svd = TruncatedSVD(6, random_state=0).fit(x)
    mean = svd.transform(x).mean(axis=0).astype(np.float32)
    ours = NgramSpace(
        {g: int(i) for g, i in tfidf.vocabulary_.items()},
        tfidf.idf_.astype(np.float32),
        svd.components_.T.astype(np.float32),
        mean,
    )
    return tfidf, svd, mean, ours


@given(st.text(max_size=12).map(lambda s: "".join(s.lower().split())).filter(bool))
def test_grams_of_a_word_are_those_of_char_wb(word):
    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=(MIN_N, MAX_N), lowercase=False)
    # char_wb sorts by length of gram over the whole text: for one word the order is the same
    assert word_grams(word) == list(analyse.build_analyzer()(word))


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_vectors_are_those_of_scikit_learn(reference, texts):
    tfidf, svd, mean, ours = reference
    expected = svd.transform(tfidf.transform(texts)) - mean
    got = ours.vectors(texts)
    lengths = np.linalg.norm(expected, axis=1, keepdims=True)
    sure = lengths[:, 0] > 1e-3  # a vector of no length has no direction to compare
    assert got.shape == (len(texts), 6)
    assert np.allclose(got[sure], (expected / np.maximum(lengths, 1e-9))[sure], atol=2e-4)


@given(st.lists(TEXT, min_size=2, max_size=4))
def test_a_text_has_the_same_vector_in_any_company(reference, texts):
    ours = reference[3]
    alone = np.vstack([ours.vectors([t]) for t in texts])
    assert np.array_equal(alone, ours.vectors(texts))


def test_text_without_known_grams_is_like_the_empty_one(reference):
    ours = reference[3]
    assert np.array_equal(ours.vectors(["¤¤¤"]), ours.vectors([""]))


def test_trained_space_is_what_the_stored_one_will_be():
    """Training reads the projection back from int8, so that nothing changes when it is shipped."""
    space = fit_ngrams(CORPUS)
    again = NgramSpace(space.vocabulary, space.idf, dequantise(*quantise(space.projection)), space.mean)
    assert np.allclose(space.vectors(CORPUS), again.vectors(CORPUS), atol=1e-6)


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=3, max_size=3), min_size=1, max_size=9))
def test_quantising_costs_at_most_half_a_step(rows):
    x = np.array(rows, dtype=np.float32)
    q, scale = quantise(x)
    assert q.dtype == np.int8
    assert np.all(np.abs(dequantise(q, scale) - x) <= scale / 2 + 1e-6)


@pytest.fixture
def table():
    words = ["överenskommelse", "uppföljning", "polis", "plan"]
    return WordTable(
        {w: i for i, w in enumerate(words)}, np.eye(4, dtype=np.float32), np.zeros(4, dtype=np.float32)
    )


def test_known_words_are_looked_up(table):
    assert table.vectors(["Polis, polis!"]).argmax() == 2


def test_unseen_compound_means_what_its_last_part_means(table):
    for word in ("samverkansöverenskommelse", "trygghets-överenskommelse"):
        assert np.array_equal(table.vectors([word]), table.vectors(["överenskommelse"])), word


def test_the_longest_known_tail_wins():
    table = WordTable(
        {"plan": 0, "åtgärdsplan": 1}, np.eye(2, dtype=np.float32), np.zeros(2, dtype=np.float32)
    )
    assert table.vectors(["trygghetsåtgärdsplan"]).argmax() == 1


def test_a_short_tail_is_no_part(table):
    """”an” or ”ren” at the end of a word says nothing: a part has at least four letters."""
    short = WordTable({"ing": 0}, np.ones((1, 2), dtype=np.float32), np.zeros(2, dtype=np.float32))
    assert not short.vectors(["samordning"]).any()
    assert not table.vectors(["xplanx"]).any()


def test_unknown_words_give_nothing_even_when_centred():
    table = WordTable({"polis": 0}, np.ones((1, 3), dtype=np.float32), np.full(3, 0.5, dtype=np.float32))
    assert not table.vectors(["zxq 1234", ""]).any()


def test_common_words_weigh_less():
    weights = rarity(["och", "kriminalvård"], ["och och och polisen", "och sedan"])
    assert weights[0] < 0.01 < weights[1] == 1.0


def test_fitted_table_is_centred_on_the_texts():
    words = ["kommunen", "polisen", "målen", "torget"]
    table = fit_words(words, unit_rows(np.random.default_rng(1).normal(size=(4, 5))), CORPUS)
    known = [t for t in CORPUS if table.vectors([t]).any()]
    raw = WordTable(table.index, table.table, np.zeros(5, dtype=np.float32)).vectors(CORPUS)
    assert known
    assert np.allclose(table.mean, raw.mean(axis=0), atol=1e-6)


def test_both_parts_stand_side_by_side(reference, table):
    space = TextSpace(reference[3], table)
    x = space.vectors(["Polisen och överenskommelse"])
    assert space.dimensions == x.shape[1] == 10
    assert np.array_equal(x[:, :6], reference[3].vectors(["Polisen och överenskommelse"]))


def test_stored_rows_are_the_rows_of_the_whole_table():
    rng = np.random.default_rng(3)
    quantised, scale = quantise(rng.normal(size=(30, 7)).astype(np.float32))
    weight = rng.random(30).astype(np.float32)
    stored = StoredRows(quantised, scale, weight)
    assert stored.shape == (30, 7)
    assert np.array_equal(stored[[4, 4, 29]], (dequantise(quantised, scale) * weight[:, None])[[4, 4, 29]])


@pytest.mark.parametrize("rows", [1, 2, 5, 131])
def test_a_product_in_pieces_is_the_product(rows: int) -> None:
    random = np.random.default_rng(7)
    a = random.normal(size=(rows, 300)).astype(np.float32)
    b = random.normal(size=(300, 200)).astype(np.float32)  # four rows at a time
    assert np.allclose(product(a, b), a @ b, atol=1e-4)


def test_rows_of_a_product_are_the_same_wherever_they_stand() -> None:
    random = np.random.default_rng(7)
    a = random.normal(size=(40, 300)).astype(np.float32)
    b = random.normal(size=(300, 200)).astype(np.float32)
    assert np.array_equal(product(a[::-1], b)[::-1], product(a, b))
