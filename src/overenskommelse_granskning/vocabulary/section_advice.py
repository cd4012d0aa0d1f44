"""What to write on each topic, and the usual order of topics per kind of document, from data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from ..resources import read_yaml, vocabulary_file
from .closed import LINK_TITLES, Kind
from .sections import SectionLabel, section_titles


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(vocabulary_file("section_advice.yaml"))
    return data


def usual_order(kind: Kind) -> tuple[str, ...]:
    """The topics in the order in which documents of the kind usually take them up."""
    orders = _data()["order"]
    return tuple(orders.get(kind.value, orders[Kind.AGREEMENT.value]))


def title_of(label: str, kind: Kind) -> str:
    """What a new section on a topic is called in a document of that kind."""
    return str(_data()["titles"].get(kind.value, {}).get(label) or section_titles()[SectionLabel(label)])


def what_to_write(label: str, kind: Kind) -> str:
    """Advice on a topic for that kind of document; empty for a label without any."""
    entry = _data()["write"].get(label, {})
    return " ".join(str(entry.get(kind.value, entry.get("annars", ""))).split())


def sentences_for(links: Sequence[str]) -> tuple[str, ...]:
    """What to write for links that a problem lacks, in the order of the chain; one sentence may give several."""
    given: set[str] = set()
    out: list[str] = []
    for link in LINK_TITLES:
        entry = _data()["links"][link]
        if link in links and link not in given:
            out.append(str(entry["write"]))
            given.update(entry.get("med", ()))
    return tuple(out)
