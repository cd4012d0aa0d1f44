"""What to write on each topic, and the usual order of topics per kind of document, from data."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..resources import read_yaml, vocabulary_file
from .closed import Kind


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(vocabulary_file("section_advice.yaml"))
    return data


def usual_order(kind: Kind) -> tuple[str, ...]:
    """The topics in the order in which documents of the kind usually take them up."""
    orders = _data()["order"]
    return tuple(orders.get(kind.value, orders[Kind.AGREEMENT.value]))


def what_to_write(label: str, kind: Kind) -> str:
    """Advice on a topic for that kind of document; empty for a label without any."""
    entry = _data()["write"].get(label, {})
    return " ".join(str(entry.get(kind.value, entry.get("annars", ""))).split())
