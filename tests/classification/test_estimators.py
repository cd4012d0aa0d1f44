"""The estimators keep scikit-learn's contract, and do what they say of criteria and topics."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.utils.estimator_checks import parametrize_with_checks

from overenskommelse_granskning.classification.estimators import PassageFinder, PassageJudge

ONE_SCORE_PER_CLASS = (
    "decision_function gives one score per class also where there are two: the verdict layer takes a "
    "column per outcome"
)
EXPECTED_FAILURES = {
    "PassageJudge": {
        "check_classifiers_classes": ONE_SCORE_PER_CLASS,
        "check_classifiers_train": ONE_SCORE_PER_CLASS,
    }
}


@parametrize_with_checks(
    [PassageFinder(), PassageJudge()],
    expected_failed_checks=lambda estimator: EXPECTED_FAILURES.get(type(estimator).__name__, {}),
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@pytest.fixture
def rows():
    rng = np.random.default_rng(7)
    x = rng.normal(size=(90, 12))
    y = np.where(x[:, 0] > 0.5, 2, np.where(x[:, 0] > -0.5, 1, 0))
    criteria = [("bra.syfte", "bra.mal", "lag.9_syften")[i % 3] for i in range(90)]
    return x, y, criteria


def test_finder_is_a_ridge_without_intercept(rows):
    x, _, _ = rows
    y = np.abs(x[:, :2])
    finder = PassageFinder(alpha=2.0).fit(x, y)
    assert np.allclose(finder.predict(x), Ridge(alpha=2.0, fit_intercept=False).fit(x, y).predict(x))
    assert finder.coef_.shape == (2, 12)


def test_finder_can_be_searched_over(rows):
    x, _, _ = rows
    search = GridSearchCV(PassageFinder(), {"alpha": [0.1, 1000.0]}, cv=3).fit(x, x[:, 0])
    assert search.best_params_ == {"alpha": 0.1}


def test_judge_collapses_to_one_matrix_per_criterion(rows):
    """The kernel machine and its collapsed weights give the same scores."""
    x, y, criteria = rows
    judge = PassageJudge(penalty=0.5).fit(x, y, criteria)
    names = np.array(criteria)
    topics = np.array(["syfte" if c != "bra.mal" else "mal" for c in criteria])
    share = 0.3 + 0.5 * (topics[:, None] == topics) + 1.0 * (names[:, None] == names)
    kernel = (x @ x.T) * share
    target = np.eye(3)[y]
    dual = np.linalg.solve(kernel + 0.5 * np.eye(len(x)), target - target.mean(axis=0))
    assert np.allclose(judge.decision_function(x, criteria), kernel @ dual + target.mean(axis=0))


def test_judge_learns_siblings_from_each_other(rows):
    x, y, criteria = rows
    judge = PassageJudge().fit(x, y, criteria)
    shared, topic = judge.weights("lofte.konkret"), judge.weights("region.syfte")
    assert np.allclose(shared, 0.3 * judge.shared_)
    assert np.allclose(topic - shared, 0.5 * judge.topic_["syfte"])
    assert (judge.predict(x, criteria) == y).mean() > 0.7


def test_judge_refuses_to_guess_before_it_is_fitted():
    with pytest.raises(NotFittedError):
        PassageJudge().predict(np.zeros((1, 3)))


def test_judge_of_no_rows_gives_no_rows(rows):
    x, y, criteria = rows
    judge = PassageJudge().fit(x, y, criteria)
    # scikit-learn refuses empty input; a document without labelled criteria never gets here
    with pytest.raises(ValueError, match="0 sample"):
        judge.decision_function(x[:0], [])


def test_parameters_survive_cloning():
    copied = clone(PassageJudge(penalty=2.0, shared=0.1, same_topic=0.2, same_criterion=0.3))
    assert copied.get_params() == {"penalty": 2.0, "shared": 0.1, "same_topic": 0.2, "same_criterion": 0.3}
