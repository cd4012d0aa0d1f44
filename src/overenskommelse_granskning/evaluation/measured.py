"""The figures per criterion that are shipped with the program and shown by ``granska kriterium``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..resources import measured_file

if TYPE_CHECKING:
    from .summary import Evaluation

FORMAT = 1
FEW = 10  # with fewer documents a figure says little


@dataclass(frozen=True)
class Measured:
    """How well one criterion is judged on the documents of one evaluation set.

    ``missing_f1`` and ``kappa`` are None where the set has only one level to judge.
    """

    set: str
    n: int
    accuracy: float
    missing_f1: float | None
    kappa: float | None


@cache
def shipped_measures() -> dict[str, Measured]:
    """Criterion → figures; empty where none are shipped."""
    path = measured_file()
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {c: Measured(set=data["set"], **values) for c, values in data["criteria"].items()}


def measured_dict(e: Evaluation) -> dict[str, Any]:
    """What ``--spara-matt`` writes. No date: the same measurement gives the same bytes."""
    labels: dict[str, set[str]] = {}
    for j in e.judged:
        if j.counted:
            labels.setdefault(j.criterion, set()).add(j.gold)
    return {
        "format": FORMAT,
        "set": e.name,
        "documents": len(e.documents),
        "criteria": {
            c: {
                "n": m.n,
                "accuracy": _round(m["accuracy"]),
                "missing_f1": _round(m["missing_f1"]) if "missing" in labels[c] else None,
                "kappa": _round(m["kappa"]) if len(labels[c]) > 1 else None,
            }
            for c, m in sorted(e.criteria.items())
            if m.n
        },
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
