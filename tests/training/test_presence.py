"""Section presence: a silenced document looks as if nobody had written about the topic."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.training import presence
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.fit import Prepared
from overenskommelse_granskning.training.passages import labelled
from overenskommelse_granskning.training.presence import document_features, silenced
from overenskommelse_granskning.training.units import (
    FUNCTIONS,
    SECTIONS,
    UnitView,
    load_passages,
    unit_targets,
)
from overenskommelse_granskning.verdict.sections import AGGREGATES, Seen
from training_samples import make_corpus

FOLLOWED = SECTIONS.index("uppfoljning")
THERE, GONE = Seen(0.9, [0.1, 0.2, 0.7], 1.0, 0.95), Seen(0.1, [0.8, 0.1, 0.1], -1.0, 0.05)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"))
    text = labelled(next(t for t in load_corpus(corpus / "texts") if t.id == "prov-a-01"))
    analysis = text.analysis
    x = np.zeros((len(analysis.units), 2))
    p = Prepared(text, x, np.zeros(len(x)), build_lists(analysis))
    passages = load_passages(corpus / "passages.jsonl")["prov-a-01"]
    about = unit_targets(p, passages)[:, len(FUNCTIONS) :]
    view = UnitView({}, about.astype(np.float32) * 0.9 + 0.05, np.full((len(x), len(FUNCTIONS)), 0.2))
    return p, view, passages


def made(document, lacking, criteria=None):
    p, view, passages = document
    rows = silenced(
        p, view, criteria or {"bra.uppfoljning": THERE}, lacking, passages, np.random.default_rng(0)
    )
    return dict(rows)


def test_a_silenced_topic_has_no_unit_and_no_criterion_left(document):
    p, view, _ = document
    whole = document_features(p, view, {"bra.uppfoljning": THERE})
    rows = made(document, {"bra.uppfoljning": [("prov-b", GONE)]})
    assert whole[FOLLOWED, 0] == pytest.approx(0.95)
    assert rows[FOLLOWED][0] == pytest.approx(0.05)
    assert (rows[FOLLOWED][AGGREGATES:] < whole[FOLLOWED, AGGREGATES:]).any()
    assert not (rows[FOLLOWED] > whole[FOLLOWED] + 1e-9)[[AGGREGATES, AGGREGATES + 6]].any()


def test_what_is_silenced_elsewhere_comes_from_another_author(document):
    own = {"bra.uppfoljning": [("prov-a", GONE)]}
    assert FOLLOWED not in made(document, own)
    assert FOLLOWED in made(document, {"bra.uppfoljning": [*own["bra.uppfoljning"], ("prov-c", GONE)]})


def test_a_criterion_that_silence_leaves_open_is_not_judged_in_a_silenced_document(document):
    open_there = made(document, {"bra.uppfoljning": [("prov-b", None)]})[FOLLOWED]
    gone = made(document, {"bra.uppfoljning": [("prov-b", GONE)]})[FOLLOWED]
    assert not open_there[AGGREGATES : AGGREGATES + 6].any() and gone[AGGREGATES : AGGREGATES + 6].any()


def test_only_topics_with_labelled_units_are_silenced(document):
    rows = made(document, {"bra.uppfoljning": [("prov-b", GONE)]})
    p, view, passages = document
    about = unit_targets(p, passages)[:, len(FUNCTIONS) :].any(axis=0)
    assert rows
    assert all(about[j] for j in rows)
    assert silenced(p, view, {}, {}, (), np.random.default_rng(0)) == []


def test_silenced_rows_ask_for_evidence(document, monkeypatch):
    """Where every document has the topic, the silenced ones are all that teach what it is to lack it."""
    p, view, passages = document
    row = SimpleNamespace(
        document="prov-a-01", author="prov-a", criterion="bra.uppfoljning", outcome=2, assisted=None,
        found=SimpleNamespace(features=[0.9]),
    )  # fmt: skip
    less = SimpleNamespace(**{**vars(row), "document": "prov-b-01", "author": "prov-b", "outcome": 0})
    judged = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1]])
    chances = np.array([[0.05, 0.1, 0.85], [0.9, 0.05, 0.05]])

    def chance(weight):
        monkeypatch.setattr(presence, "SILENCED_WEIGHT", weight)
        weights = presence.fit_presence(
            presence.presence_examples(
                [p], {"prov-a-01": view}, [row, less], judged, chances, {"prov-a-01": passages}
            )
        )
        lacking = {"bra.uppfoljning": [("prov-b", presence.seen(less, judged[1], chances[1]))]}
        rows = dict(
            silenced(p, view, {"bra.uppfoljning": THERE}, lacking, passages, np.random.default_rng(0))
        )
        return float(rows[FOLLOWED] @ weights[FOLLOWED, :-1] + weights[FOLLOWED, -1])

    assert chance(1.0) < chance(0.01)


def test_metrics_tell_silenced_rows_apart_and_leave_authors_out():
    """Examples where the first feature says it all: right on every author, calibrated, silenced found."""
    random = np.random.default_rng(1)
    examples = []
    for i in range(120):
        there = bool(i % 2)
        x = np.zeros(presence.FEATURES)
        x[0] = 4.0 * there + random.normal(scale=0.2)
        examples.append(presence.Example(FOLLOWED, x, there, 1.0, f"a{i % 6}"))
        if there:
            less = np.zeros(presence.FEATURES)
            examples.append(presence.Example(FOLLOWED, less, False, presence.SILENCED_WEIGHT, f"a{i % 6}"))
    told = presence.presence_metrics(examples)
    assert told["present_f1"] == told["missing_f1"] == told["silenced_missing"] == 1.0
    assert sum(r["n"] for r in told["reliability"]) == 120
    turned = [replace(e, there=not e.there) if e.author == "a0" else e for e in examples]
    assert presence.presence_metrics(turned)["present_f1"] < 0.95
