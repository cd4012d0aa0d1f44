"""How often the program's verdicts were those of the gold, as shipped: shown where figures are explained."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..resources import measured_file


@dataclass(frozen=True, slots=True)
class Accuracy:
    """``share`` of the ``judged`` verdicts over ``documents`` documents were those of the gold.

    ``development``: the program was developed with the help of these documents.
    """

    share: float
    judged: int
    documents: int
    development: bool = False


def accuracy(criteria: Iterable[str]) -> Accuracy | None:
    """The measured accuracy over these criteria; None where nothing has been measured of them."""
    data = _shipped()
    known = [data["criteria"][c] for c in criteria if c in data.get("criteria", {})]
    judged = sum(m["n"] for m in known)
    if not judged:
        return None
    share = sum(m["accuracy"] * m["n"] for m in known) / judged
    return Accuracy(share, judged, data["documents"], data["set"] == "dev")


@cache
def _shipped() -> dict[str, Any]:
    path = measured_file()
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
