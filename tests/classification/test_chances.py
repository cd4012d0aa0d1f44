"""Logits as chances."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.classification.chances import log_softmax, softmax

ROWS = st.lists(st.lists(st.floats(-700, 700), min_size=3, max_size=3), min_size=1, max_size=5).map(np.array)


@given(ROWS)
def test_chances_never_overflow(rows):
    p = softmax(rows)
    assert np.allclose(p.sum(axis=1), 1)
    assert np.isfinite(p).all()


@given(ROWS)
def test_logarithms_are_finite_and_those_of_the_chances(rows):
    assert np.isfinite(log_softmax(rows)).all()
    assert np.allclose(np.exp(log_softmax(rows)), softmax(rows))


@given(ROWS)
def test_no_chance_is_nothing_where_a_furthest_is_told(rows):
    assert (softmax(rows, furthest=9.0) > 4e-5).all()


def test_a_row_alone_is_as_among_others():
    rows = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 9.0]])
    assert np.array_equal(softmax(rows)[1], softmax(rows[1]))
