"""Section presence: what the criteria that stand and fall with a topic say of it; nothing from the others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from overenskommelse_granskning.verdict.sections import (
    AGGREGATES,
    FEATURES,
    RELATED,
    SAME,
    Seen,
    presence_features,
)
from overenskommelse_granskning.vocabulary.closed import FUNCTIONS, Kind
from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS

LABELS = [str(s) for s in SECTION_LABELS]
FIRST = AGGREGATES + 6  # where the chances of the criteria stand
TOPICS = {"bra.kommunikation": "kommunikation", "lofte.aterkoppling": "aterkoppling_medborgare"}


def features(criteria, kind=Kind.AGREEMENT):
    aggregates = np.zeros((len(LABELS), AGGREGATES), dtype=np.float32)
    return presence_features(aggregates, dict.fromkeys(FUNCTIONS, 0.0), criteria, TOPICS, kind, {})


def seen(there, best=0.5):
    return Seen(best, [0.2, 0.3, 0.5], 0.0, there)


def test_every_topic_named_is_one_of_the_closed_list():
    assert set(RELATED) == set(LABELS)
    assert set(SAME) <= set(LABELS)


def test_a_surer_criterion_speaks_more_for_its_section_and_for_no_other():
    low, high = (features({"bra.kommunikation": seen(p)}) for p in (0.2, 0.9))
    row = LABELS.index("kommunikation")
    assert high[row, FIRST] > 0 > low[row, FIRST]
    assert high[row, FIRST] == pytest.approx(math.log(9) / 4)
    changed = np.flatnonzero((low != high).any(axis=1))
    assert changed.tolist() == [row]


def test_the_surest_criterion_that_was_judged_comes_first():
    both = features({"bra.kommunikation": seen(0.1), "lofte.aterkoppling": seen(0.9)})
    row = LABELS.index("kommunikation")
    assert both[row, FIRST] < 0 < both[row, FIRST + 1]
    second = features({"bra.kommunikation": seen(None), "lofte.aterkoppling": seen(0.9)})
    assert second[row, FIRST] == second[row, FIRST + 1] > 0


def test_no_verdict_is_not_the_same_as_an_unlikely_one():
    none, unlikely = (features({"bra.kommunikation": seen(p)}) for p in (None, 0.01))
    row = LABELS.index("kommunikation")
    assert not none[row, FIRST : FIRST + 4].any()
    assert unlikely[row, FIRST + 3] == 1.0


def test_chances_are_kept_from_certainty():
    made = features({"bra.kommunikation": seen(1.0)})
    assert np.isfinite(made).all()
    assert made.shape == (len(LABELS), FEATURES)
