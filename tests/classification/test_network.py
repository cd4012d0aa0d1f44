"""The network from its arrays: against a plain reading of its definition, and what it may not see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overenskommelse_granskning.classification import persistence
from overenskommelse_granskning.classification.features import cue_names
from overenskommelse_granskning.classification.network import (
    OFF,
    TOKENS,
    TOP,
    WORD_SCALE,
    Judging,
    Network,
    input_names,
    together,
    token_ids,
)
from overenskommelse_granskning.classification.space import StoredRows, WordTable
from overenskommelse_granskning.training.network import store_networks

CRITERIA = ["bra.mal", "bra.orsaker", "lofte.tid"]
DIMENSIONS, CHANNELS, INNER = 4, 5, 6
INPUTS = len(input_names(DIMENSIONS))
WORDS = ["polis", "kommun", "möte", "rapport", "följa"]


def weights(seed: int = 0) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    shapes = {
        "near": (3, DIMENSIONS, CHANNELS),
        "near_bias": (CHANNELS,),
        "wide": (3, CHANNELS, CHANNELS),
        "wide_bias": (CHANNELS,),
        "read": (2 * CHANNELS, INNER),
        "known": (INPUTS, INNER),
        "inner_bias": (INNER,),
        "evidence": (INNER, len(CRITERIA)),
        "evidence_bias": (len(CRITERIA),),
        "outcome": (len(CRITERIA), INNER, 3),
        "outcome_top": (len(CRITERIA), TOP, 3),
        "outcome_bias": (len(CRITERIA), 3),
    }
    return {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def table() -> StoredRows:
    random = np.random.default_rng(9)
    rows = random.integers(-127, 127, (len(WORDS), DIMENSIONS)).astype(np.int8)
    return StoredRows(rows, np.full(DIMENSIONS, 0.01, np.float32), np.ones(len(WORDS), np.float32))


@pytest.fixture
def network() -> Network:
    return Network({c: i for i, c in enumerate(CRITERIA)}, table(), **weights())


def judged(network: Network, blocks: list[np.ndarray], off: np.ndarray, criteria: list[str]) -> dict:
    judging, first = Judging(network, criteria), 0
    for inner in blocks:
        judging.weigh(inner, off[first : first + len(inner)])
        first += len(inner)
    return judging.told()


def plain_inner(network: Network, tokens: list[int], inputs: np.ndarray) -> np.ndarray:
    """One unit, word by word, as the definition says."""

    def vector(token: int) -> np.ndarray:
        row = network.words.quantised[token - 2] * network.words.scale * WORD_SCALE
        return row if token > 1 else np.zeros(DIMENSIONS)

    def beside(rows: list[np.ndarray], kernel: np.ndarray, bias: np.ndarray) -> list[np.ndarray]:
        padded = [np.zeros(len(rows[0])), *rows, np.zeros(len(rows[0]))]
        return [
            np.maximum(sum(padded[i + k] @ kernel[k] for k in range(3)) + bias, 0) for i in range(len(rows))
        ]

    seen = np.zeros(2 * CHANNELS)
    if tokens:
        first = beside([vector(t) for t in tokens], network.near, network.near_bias)
        second = [a + b for a, b in zip(first, beside(first, network.wide, network.wide_bias), strict=True)]
        seen = np.concatenate([np.max(second, axis=0), np.mean(second, axis=0)])
    return np.maximum(seen @ network.read + inputs @ network.known + network.inner_bias, 0)


UNITS = [[2, 3, 1, 4], [], [6], [5, 5, 2, 3, 4, 6, 1, 2], [1]]


def test_inner_vectors_are_those_of_the_definition(network):
    inputs = np.random.default_rng(1).normal(size=(len(UNITS), INPUTS)).astype(np.float32)
    expected = [plain_inner(network, t, x) for t, x in zip(UNITS, inputs, strict=True)]
    assert np.allclose(network.inner(UNITS, inputs), expected, rtol=1e-4, atol=1e-4)


def test_units_without_words_are_read_by_their_cues(network):
    inputs = np.ones((2, INPUTS), dtype=np.float32)
    assert np.allclose(
        network.inner([[], []], inputs), [plain_inner(network, [], inputs[0])] * 2, rtol=1e-4, atol=1e-4
    )


def test_the_order_of_words_is_seen(network):
    inputs = np.zeros((2, INPUTS), dtype=np.float32)
    one, other = network.inner([[2, 3, 4], [4, 3, 2]], inputs)
    assert not np.allclose(one, other, atol=1e-3)


def test_the_outcome_is_judged_from_the_units_that_look_like_evidence(network):
    inner = np.abs(np.random.default_rng(2).normal(size=(7, INNER))).astype(np.float32)
    off = np.zeros((7, 2), dtype=np.float32)
    off[3] = 1.0
    told = judged(network, [inner], off, ["bra.orsaker", "lofte.tid"])
    for column, criterion in ((1, "bra.orsaker"), (2, "lofte.tid")):
        score = inner @ network.evidence[:, column] + network.evidence_bias[column]
        score[3] -= OFF
        weight = np.exp(score - score.max()) / np.exp(score - score.max()).sum()
        top = 1 / (1 + np.exp(-np.sort(score)[::-1][:TOP]))
        expected = (
            (weight @ inner) @ network.outcome[column]
            + top @ network.outcome_top[column]
            + network.outcome_bias[column]
        )
        assert np.allclose(told[criterion], expected, rtol=1e-4, atol=1e-3)


def test_a_unit_that_is_taken_off_changes_nothing(network):
    inner = np.abs(np.random.default_rng(3).normal(size=(5, INNER))).astype(np.float32)
    off = np.zeros((5, 1), dtype=np.float32)
    off[4] = 9.0
    told = judged(network, [inner], off, ["bra.mal"])["bra.mal"]
    assert np.allclose(told, judged(network, [inner[:4]], off[:4], ["bra.mal"])["bra.mal"], atol=1e-4)


def test_blocks_of_units_are_judged_as_one(network):
    rng = np.random.default_rng(4)
    inner = np.abs(rng.normal(size=(9, INNER))).astype(np.float32)
    off = np.repeat(rng.uniform(size=(9, 1)).astype(np.float32), 2, axis=1)
    whole = judged(network, [inner], off, ["bra.orsaker", "lofte.tid"])
    for blocks in ([inner[:2], inner[2:3], inner[3:]], [inner[i : i + 1] for i in range(9)]):
        for penalty in (off, off[:, 0]):
            told = judged(network, blocks, penalty, ["bra.orsaker", "lofte.tid"])
            assert all(np.allclose(told[c], whole[c], rtol=1e-4, atol=1e-4) for c in whole)


def test_several_networks_agree_on_the_mean_of_their_chances(network):
    other = replace(network, outcome_bias=network.outcome_bias + np.array([3.0, 0.0, -2.0], np.float32))
    judgings = [Judging(n, ["bra.orsaker", "lofte.tid"]) for n in (network, other)]
    inputs = np.zeros((2, INPUTS), np.float32)
    for judging in judgings:
        judging.add([[2, 3], [4]], inputs, np.zeros((2, 2), np.float32))
    told = together(judgings)
    chances = [np.exp(j.told()["lofte.tid"] - j.told()["lofte.tid"].max()) for j in judgings]
    mean = np.mean([np.log(c / c.sum()) for c in chances], axis=0)
    assert np.allclose(told["lofte.tid"], mean, rtol=1e-3)
    assert together(judgings[:1])["lofte.tid"].argmax() == judgings[0].told()["lofte.tid"].argmax()


def test_fewer_units_than_are_looked_at(network):
    inner = np.ones((1, INNER), dtype=np.float32)
    assert np.isfinite(judged(network, [inner], np.zeros((1, 1), np.float32), ["bra.mal"])["bra.mal"]).all()


def test_of_unknown_criteria_and_empty_documents_nothing_is_told(network):
    judging = Judging(network, ["egen.fraga"])
    judging.add([[2], [3]], np.zeros((2, INPUTS), np.float32), np.zeros(2, np.float32))
    assert judging.told() == {} == together([])
    assert judged(network, [], np.zeros((0, 1), np.float32), ["bra.mal"]) == {}


def test_a_number_takes_a_place_and_an_unknown_word_none():
    known = WordTable({w: i for i, w in enumerate(WORDS)}, table(), np.zeros(DIMENSIONS, np.float32))
    assert token_ids("Polis, 12 kommun xyzzy!", known) == [2, 1, 3]
    assert token_ids("trygghetsrapport", known) == [5]  # means what its last part means
    assert len(token_ids("polis " * 80, known)) == TOKENS


def test_what_is_stored_is_read_again_and_a_new_cue_says_nothing(tmp_path, monkeypatch):
    made = weights()
    store_networks([made, weights(1)], CRITERIA, DIMENSIONS, tmp_path / "nat.npz")
    read, other = persistence.read_networks(tmp_path / "nat.npz", table())
    assert list(read.criteria) == CRITERIA
    assert np.allclose(read.known, made["known"], atol=2e-3)
    assert np.allclose(other.outcome, weights(1)["outcome"], atol=2e-3)
    names = [*cue_names(), "flag:ny"]
    names.remove("length")
    monkeypatch.setattr("overenskommelse_granskning.classification.network.cue_names", lambda: tuple(names))
    changed = persistence.read_networks(tmp_path / "nat.npz", table())[0]
    assert not changed.known[-1].any()  # the new one
    kept = input_names(DIMENSIONS).index("question")
    assert np.allclose(changed.known[kept], read.known[kept + 1])
