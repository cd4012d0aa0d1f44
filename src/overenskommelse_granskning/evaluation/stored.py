"""A measurement as JSON: what ``--format json`` prints, ``--spara`` keeps and ``--jamfor`` reads.

The names of the measures are those of an outside scorer of the same reports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..reports.json import dumps
from .calibration import Calibration
from .compare import Comparison
from .metrics import precision_recall_f1
from .observe import Judged
from .summary import Evaluation, Measure

FORMAT = 1


def to_dict(e: Evaluation) -> dict[str, Any]:
    """The whole measurement as plain values in a stable order; no time, no paths."""
    return {
        "format": FORMAT,
        "set": e.name,
        "summary": summary(e),
        "splits": {k: _measure(m) for k, m in e.splits.items()},
        "checklists": {k: _measure(m) for k, m in e.checklists.items()},
        "criteria": {k: _measure(m) for k, m in e.criteria.items()},
        "sections": {
            label: {"documents": n, "present_f1": _round(present), "missing_f1": _round(missing)}
            for label, (n, present, missing) in e.sections.labels.items()
        },
        "calibration": _calibration(e.calibration),
        "section_calibration": _calibration(e.sections.calibration),
        "layers": _layers(e),
        "verdicts": [_verdict(j) for j in e.judged],
    }


def summary(e: Evaluation) -> dict[str, Any]:
    """The measures over everything."""
    out: dict[str, Any] = {
        "documents": len(e.documents),
        "unread": list(e.unreadable),
        "kind_accuracy": _round(e.kind_accuracy),
        **{k: v for k, v in _measure(e.total).items() if k != "documents"},
        "median_criterion_kappa": _round(e.median_criterion_kappa),
        "undecidable_right": _round(e.undecidable_right),
        "kind_accuracy_by_kind": {k: _round(right / n) for k, (n, right) in e.kinds.items()},
        "met_without_evidence": e.without_evidence,
        "quote_valid": _round(e.quote_valid),
    }
    if e.sections.n:
        p, r, f = e.sections.missing
        out |= {
            "section_missing_p": _round(p),
            "section_missing_r": _round(r),
            "section_missing_f1": _round(f),
        }
        out |= {"section_present_f1": _round(e.sections.present[2])}
        out |= {"section_macro_f1": _round(e.sections.macro_f1)}
    t = e.thread
    if t.gold:
        p, r, f = precision_recall_f1(t.matched, t.found - t.matched, t.gold - t.matched)
        out |= {"thread_problem_p": _round(p), "thread_problem_r": _round(r), "thread_problem_f1": _round(f)}
        out["thread_link_f1"] = _round(precision_recall_f1(t.links_both, t.links_extra, t.links_lost)[2])
    out |= {"ece": _round(e.calibration.error), "section_ece": _round(e.sections.calibration.error)}
    return out


def dump(value: Mapping[str, Any]) -> str:
    """As JSON text, the same value always the same bytes."""
    return dumps(value)


def _measure(m: Measure) -> dict[str, Any]:
    return {
        "documents": m.documents,
        "criteria_judged": m.n,
        **{k: _round(v) for k, v in m.values.items()},
        "intervals": {k: [_round(a), _round(b)] for k, (a, b) in m.intervals.items()},
    }


def _calibration(c: Calibration) -> dict[str, Any]:
    bins = [
        {"from": b.low, "n": b.n, "stated": _round(b.stated), "observed": _round(b.observed)} for b in c.bins
    ]
    return {"ece": _round(c.error), "bins": bins}


def _layers(e: Evaluation) -> dict[str, Any]:
    return {
        "accuracy": {k: _round(v) for k, v in e.layers.accuracy.items()},
        "cells": [
            {
                "rules": c.rules.value,
                "learned": c.learned.value,
                "n": c.n,
                "rules_right": c.rules_right,
                "learned_right": c.learned_right,
                "needs_review": c.review,
            }
            for c in e.layers.cells
        ],
        "differing": e.layers.differing,
    }


def _verdict(j: Judged) -> dict[str, Any]:
    return {
        "document": j.document,
        "criterion": j.criterion,
        "gold": j.gold,
        "predicted": j.predicted,
        "confidence": _round(j.confidence),
        "needs_review": j.needs_review,
        "gold_quote": j.gold_quote,
        "quotes": list(j.quotes),
    }


def comparison_dict(c: Comparison) -> dict[str, Any]:
    """Gains and losses against an earlier run."""
    return {
        "with": c.name,
        "shared": c.shared,
        "only_before": c.only_before,
        "only_after": c.only_after,
        "totals": {
            k: {
                "before": _round(d.before),
                "after": _round(d.after),
                "interval": [_round(v) for v in d.interval] if d.interval else None,
            }
            for k, d in c.totals.items()
        },
        "criteria": {k: {"gained": g, "lost": b} for k, (g, b) in c.per_criterion.items()},
        "changes": [
            {
                "document": x.after.document,
                "criterion": x.after.criterion,
                "gold": x.after.gold,
                "before": x.before.predicted,
                "after": x.after.predicted,
            }
            for x in c.changes
        ],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


@dataclass(frozen=True)
class Saved:
    """An earlier measurement: its name and its verdicts."""

    name: str
    judged: tuple[Judged, ...]


def load(path: Path) -> Saved:
    """Read a saved measurement. Raises ConfigurationError for anything else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError("format")
        judged = tuple(
            Judged(
                document=str(v["document"]),
                criterion=str(v["criterion"]),
                gold=str(v["gold"]),
                predicted=str(v["predicted"]),
                confidence=v.get("confidence"),
                needs_review=bool(v.get("needs_review")),
                quotes=tuple(v.get("quotes") or ()),
            )
            for v in data["verdicts"]
        )
        return Saved(str(data["set"]), judged)
    except FileNotFoundError:
        raise ConfigurationError(f"{path} finns inte: ange en mätning som sparats med --spara.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"{path} är ingen mätning som kan läsas: ange en fil som sparats med --spara."
        ) from error
