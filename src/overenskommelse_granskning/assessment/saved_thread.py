"""The thread and the goals of a saved report."""

from __future__ import annotations

from ..vocabulary.closed import Outcome
from .chain import THREAD_LINKS, GoalAssessment, Measure, ThreadRow
from .nodes import Node, read_evidence

_GOAL_PARTS = ("object", "direction", "quantity", "indicator", "baseline", "time")


def read_row(node: Node) -> ThreadRow:
    """A problem with its chain; reports from before the measures were told have none."""
    links = {name: node.get(name).maybe(read_evidence) for name in THREAD_LINKS}
    return ThreadRow(
        problem=read_evidence(node.get("problem")),
        cause=links["cause"],
        goal=links["goal"],
        goal_measurable=node.get("goal_measurable").flag(),
        measure=links["measure"],
        responsible=links["responsible"],
        time=links["time"],
        follow_up=links["follow_up"],
        measures=node.later("measures", []).many(_measure),
    )


def _measure(node: Node) -> Measure:
    return Measure(
        evidence=read_evidence(node.get("evidence")),
        strength=node.get("strength").text(),
        words=node.get("words").maybe(read_evidence),
        by=node.get("by").maybe(Node.text),
        actors=node.get("actors").many(read_evidence),
    )


def read_goal(node: Node) -> GoalAssessment:
    """A goal taken apart."""
    return GoalAssessment(
        evidence=read_evidence(node.get("evidence")),
        kind=node.get("kind").text(),
        measurability=node.get("measurability").one_of(Outcome),
        reason=node.get("reason").text(),
        **{part: node.get(part).maybe(read_evidence) for part in _GOAL_PARTS},
    )
