"""Section topics of units: where a unit stands is told, headings and cancelled units say nothing."""

from __future__ import annotations

import numpy as np

from core_samples import analysed
from overenskommelse_granskning.classification.features import dead_units, with_place
from overenskommelse_granskning.classification.layers import AGGREGATES, aggregate, topic_chances

TEXT = """Överenskommelse

Kommunen och polisen är parter. Det finns ingen styrgrupp.

Arbetet

""" + "\n\n".join(
    f"Vi går en runda nummer {n} på torget." for n in ("ett", "två", "tre", "fyra", "fem", "sex")
)


def test_place_tells_the_beginning_from_the_end():
    analysis = analysed(TEXT)
    x = np.zeros((len(analysis.units), 2), dtype=np.float32)
    made = with_place(analysis, x)
    assert made[:, -2:].shape == x.shape
    places = made[:, :-2]
    live = [i for i in range(len(analysis.units)) if i not in dead_units(analysis)]
    assert (places[live[0]] != places[live[-1]]).any()
    assert places[live[0], 0] > 0  # the first with substance
    assert not places[live[1] :, 0].any()


def test_what_cannot_be_substance_has_no_chance():
    analysis = analysed(TEXT)
    dead = dead_units(analysis)
    assert dead
    x = np.ones((len(analysis.units), 1), dtype=np.float32)
    weights = np.zeros((with_place(analysis, x).shape[1], 3))
    weights[-1] = 4.0
    chances = topic_chances(analysis, x, weights)
    assert not chances[dead].any()
    rest = [i for i in range(len(analysis.units)) if i not in dead]
    assert (chances[rest] > 0.95).all()


def test_aggregate_sees_the_two_best():
    chances = np.array([[0.1], [0.9], [0.4]], dtype=np.float32)
    made = aggregate(chances)
    assert made.shape == (1, AGGREGATES)
    assert made[0, :2].tolist() == [np.float32(0.9), np.float32(0.4)]
    assert made[0, 2] > 0
    assert np.isfinite(aggregate(np.zeros((1, 2), dtype=np.float32))).all()
