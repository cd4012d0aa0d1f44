"""Documents imagined silent on a criterion: the passages of its sections gone, the rules of one that lacks it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overenskommelse_granskning.classification.pooling import Found
from overenskommelse_granskning.rules.engine import RuleResult
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.training.corpus import load_corpus
from overenskommelse_granskning.training.fit import Prepared, Row, judge_out_of_author
from overenskommelse_granskning.training.passages import labelled
from overenskommelse_granskning.training.silence import Silenced, lend, silent_rows
from overenskommelse_granskning.training.weighing import fit_weighing
from overenskommelse_granskning.verdict.weigh import OUTCOMES, RULE_FEATURES
from training_samples import make_corpus

CRITERION = "bra.uppfoljning"


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """A prepared text whose units have one feature each: their number."""
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"))
    text = labelled(next(t for t in load_corpus(corpus / "texts") if t.id == "prov-a-01"))
    x = np.eye(len(text.analysis.units))
    return Prepared(text, x, np.zeros(len(x)), build_lists(text.analysis))


def with_evidence(p, outcome, units):
    evidence = {CRITERION: (outcome, dict.fromkeys(units, 1.0))}
    return replace(p, labelled=replace(p.labelled, evidence=evidence))


def rows(p):
    """Every unit scores the higher the earlier it stands."""
    n = len(p.x)
    weights = np.repeat(np.linspace(1.0, 0.3, n)[:, None], 3, axis=1)
    return silent_rows([p], {p.kind: [CRITERION]}, lambda _: {CRITERION: weights})


def test_the_whole_section_is_gone(document):
    units = document.labelled.analysis.units
    first = units[0]
    gone = {u.id for u in units if u.section == first.section}
    (row,) = rows(with_evidence(document, "met", [first.id]))
    assert (row.outcome, row.alone, row.document) == (0, None, "prov-a-01")
    assert set(row.found.units[:3]).isdisjoint(gone)
    assert row.found.units[0] == min(u.id for u in units if u.id not in gone)


@pytest.mark.parametrize(("outcome", "units"), [("missing", []), ("partial", []), ("not_assessable", [0])])
def test_nothing_to_silence(document, outcome, units):
    assert rows(with_evidence(document, outcome, units)) == []


def test_where_too_little_is_left_there_is_no_row(document):
    first_of_each = {u.section: u.id for u in reversed(document.labelled.analysis.units)}
    assert rows(with_evidence(document, "met", list(first_of_each.values()))) == []


def _row(author, outcome, held, criterion=CRITERION):
    result = RuleResult(None, OUTCOMES[held], (), (), ())
    return Row("d", author, criterion, outcome, Found.__new__(Found), result, result)


def test_rules_are_lent_from_another_author_who_lacks_it():
    labelled_rows = [_row("a", 0, 0), _row("b", 0, 1), _row("b", 2, 2), _row("c", 0, 0, "bra.mal")]
    width = 2 + len(RULE_FEATURES)
    features = np.arange(4 * width, dtype=float).reshape(4, width)
    silent = [Row("d", author, CRITERION, 0, Found.__new__(Found), None, None) for author in ("a", "b")]
    lone = Row("d", "c", "bra.mal", 0, Found.__new__(Found), None, None)
    made, x = lend(Silenced([*silent, lone], np.full((3, width), -1.0)), labelled_rows, features)
    assert [r.author for r in made] == ["a", "b"]  # only its own author lacks bra.mal
    assert [r.alone.outcome for r in made] == [OUTCOMES[1], OUTCOMES[0]]
    assert x[:, :2].tolist() == [[-1.0, -1.0], [-1.0, -1.0]]
    assert x[0, 2:].tolist() == features[1, 2:].tolist()
    assert x[1, 2:].tolist() == features[0, 2:].tolist()


def test_chosen_by_author():
    silent = Silenced([_row("a", 0, 0), _row("b", 0, 0)], np.array([[1.0], [2.0]]))
    assert silent.of({"a"}).features.tolist() == [[1.0]]
    assert [r.author for r in silent.of({"a"}, others=True).rows] == ["b"]
    assert silent.of(()).rows == []


def test_silenced_rows_ask_for_more():
    """Middling passages under rules that doubt: met in the labelled rows, missing where silence taught it."""
    random = np.random.default_rng(1)
    labelled_rows: list[Row] = []
    x: list[list[float]] = []
    for i in range(90):
        outcome = i % 3
        held = outcome if i % 5 else 0
        labelled_rows.append(_row(f"a{i % 4}", outcome, held))
        said = np.zeros(len(RULE_FEATURES))
        said[[held, 3 + held]] = 1.0
        x.append([(0.0, 0.5, 0.6)[outcome] + random.normal(scale=0.1), *said])
    features = np.array(x)
    silent = [replace(r, author="b", alone=None, assisted=None) for r in labelled_rows[:60]]
    middling = Silenced(silent, np.full((60, features.shape[1]), 0.45))
    none = Silenced([], np.zeros((0, features.shape[1])))
    said = np.zeros(len(RULE_FEATURES))
    said[[0, 3]] = 1.0
    asked = np.array([[0.45, *said]])
    before, after = (
        fit_weighing(labelled_rows, features, [CRITERION], s).logits([_row("z", 0, 0)], asked)[0]
        for s in (none, middling)
    )
    assert after[0] - after[1:].max() > before[0] - before[1:].max()


def test_others_are_judged_by_whoever_never_saw_their_author():
    def row(author, outcome, pooled):
        found = Found(CRITERION, (), (), np.zeros(1), np.array(pooled))
        return Row("d", author, CRITERION, outcome, found, None, None)

    seen = [row(a, o, [float(o), 1.0 - o]) for a in "abcdefgh" for o in (0, 1, 2)]
    own, others = judge_out_of_author(seen, [row("a", 0, [2.0, -1.0]), row("nobody", 0, [0.0, 1.0])])
    assert own.shape == (24, 3)
    assert others[0].argmax() == 2
    assert not others[1].any()  # of no author that was left out
