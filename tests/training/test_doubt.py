"""Doubting the rules: only what they say changes, only within a criterion, the same every time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from overenskommelse_granskning.classification.pooling import Found
from overenskommelse_granskning.training.doubt import doubted
from overenskommelse_granskning.training.fit import Row
from overenskommelse_granskning.verdict.weigh import RULE_FEATURES

N = 400
OWN = 3  # features that are not the rules'


def _rows() -> tuple[list[Row], np.ndarray]:
    found = Found.__new__(Found)
    rows = [Row(f"d{i}", "a", f"bra.{i % 2}", i % 3, found, None, None) for i in range(N)]
    features = np.zeros((N, OWN + len(RULE_FEATURES)))
    features[:, :OWN] = np.arange(N)[:, None]
    features[:, OWN:] = (np.arange(N) % 2)[:, None] * 1000 + np.arange(N)[:, None]
    return rows, features


def test_only_what_the_rules_say_is_exchanged() -> None:
    rows, features = _rows()
    made, x = doubted(rows, features, rounds=2, share=0.5)
    assert [r.document for r in made] == [r.document for r in rows] * 2
    assert [r.outcome for r in made] == [r.outcome for r in rows] * 2
    assert (x[:, :OWN] == np.vstack([features, features])[:, :OWN]).all()


def test_about_the_asked_share_is_exchanged_within_the_criterion() -> None:
    rows, features = _rows()
    _, x = doubted(rows, features, rounds=1, share=0.3)
    changed = (x[:, OWN:] != features[:, OWN:]).any(axis=1)
    assert 0.2 < changed.mean() < 0.4
    assert ((x[:, OWN] >= 1000) == (np.arange(N) % 2 == 1)).all()


def test_the_same_every_time_and_another_for_another_seed() -> None:
    rows, features = _rows()
    first, again, other = (doubted(rows, features, seed=s)[1] for s in (0, 0, 1))
    assert (first == again).all()
    assert (first != other).any()


def test_texts_that_nobody_read_keep_their_results_and_count_twice() -> None:
    rows, features = _rows()
    rows = [replace(r, unread=True) if i % 4 == 0 else r for i, r in enumerate(rows)]
    made, x = doubted(rows, features, rounds=1, share=1.0)
    unread = np.array([r.unread for r in made])
    places = np.array([int(r.document[1:]) for r in made])
    assert (x[unread] == features[places[unread]]).all()
    assert unread.sum() == 2 * N // 4
    assert (~unread).sum() == N - N // 4
