"""How well goals are read, on the locked sentences of ``corpus/goals.jsonl``; and that the file is in order."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from overenskommelse_granskning.training.goal_corpus import faults_of_goals, measure, read_rows


@pytest.fixture(scope="module")
def rows():
    return read_rows(Path(__file__).resolve().parents[2] / "corpus" / "goals.jsonl")


@pytest.fixture(scope="module")
def figures(rows):
    return measure([r for r in rows if r["split"] == "locked"])


def test_measurable_or_not(figures) -> None:
    assert figures.measurable >= 0.90


@pytest.mark.parametrize("part", ["object", "direction", "baseline", "time"])
def test_each_part(figures, part: str) -> None:
    assert figures.parts[part] >= 0.80


def test_the_third_part_is_a_quantity_or_a_named_measure(figures) -> None:
    assert figures.amount >= 0.80
    assert figures.parts["quantity"] >= 0.80


def test_the_kind_of_goal(figures) -> None:
    assert figures.kind >= 0.85


def test_the_file_is_in_order(rows) -> None:
    assert list(faults_of_goals(rows)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda r: r[0].update(measurable=not r[0]["measurable"]), "measurable does not follow"),
        (lambda r: r[0]["parts"].update(time=[[0, 999]]), "time at 0–999"),
        (lambda r: r[0].pop("heading"), "fields"),
        (lambda r: r[1].update(text=r[0]["text"]), "twice"),
        (lambda r: [x.update(split="train") for x in r], "0% are locked"),
        (lambda r: r[-1].update(alike="okänt"), "no goal"),
        (lambda r: r.pop(0), "stands as number"),
    ],
)
def test_a_fault_is_found(rows, change, fault: str) -> None:
    changed = copy.deepcopy(rows)
    change(changed)
    assert any(fault in f for f in faults_of_goals(changed))
