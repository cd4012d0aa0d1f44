"""The finished program on the evaluation documents: figures with intervals, calibration, rule against model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from overenskommelse_granskning.evaluation.calibration import Calibration
from overenskommelse_granskning.evaluation.gold import load_gold
from overenskommelse_granskning.evaluation.render import SPLIT_TITLES, outcome_title
from overenskommelse_granskning.evaluation.run import observe_all, shipped_criteria
from overenskommelse_granskning.evaluation.summary import Evaluation, Measure, evaluate
from overenskommelse_granskning.pipeline import Reviewer

AS_OF = date(2025, 1, 1)  # the figures must not depend on the day they are made
_COLUMNS = (
    "macro_f1",
    "missing_f1",
    "weighted_kappa",
    "evidence_hit",
    "decided_share",
    "accuracy_where_sure",
)


def tables(folder: Path) -> dict[str, str]:
    """Marker name → Markdown table, measured on the labelled documents of a folder."""
    gold = load_gold(folder, ())
    e = evaluate(folder.name, list(observe_all(gold, Reviewer(as_of=AS_OF))), shipped_criteria())
    return {
        "produkten": _product(e),
        "säkerhet": _reliability(e.calibration, "rätt"),
        "avsnittens säkerhet": _reliability(e.sections.calibration, "finns"),
        "oense": _layers(e),
        "avsnitt per ämne": _sections(e),
    }


def number(value: float | None, digits: int = 3) -> str:
    """With a comma; a dash where there is nothing to tell."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def _product(e: Evaluation) -> str:
    rows: Mapping[str, Measure] = {
        "alla": e.total,
        **{SPLIT_TITLES[k]: m for k, m in e.splits.items()},
        **e.checklists,
    }
    out = [
        "| | omdömen | macro-F1 | F1 saknas | viktat κ | citatet är facits | avgjort | rätt där avgjort |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, m in rows.items():
        cells = []
        for column in _COLUMNS:
            low_high = m.intervals.get(column)
            told = "" if low_high is None else f" ({number(low_high[0], 2)}–{number(low_high[1], 2)})"
            cells.append(number(m[column]) + told)
        out.append(f"| {name} | {m.n} | {' | '.join(cells)} |")
    return "\n".join(out)


def _reliability(c: Calibration, observed: str) -> str:
    out = [f"| sagt | antal | {observed} |", "|---|---|---|"]
    out += [f"| {number(b.stated)} | {b.n} | {number(b.observed)} |" for b in c.bins]
    return "\n".join([*out, "", f"Väntat kalibreringsfel (ECE): {number(c.error)}."])


def _layers(e: Evaluation) -> str:
    out = [
        "| reglerna ensamma | vägt omdöme | antal | reglerna rätt | vägt rätt | lämnas till granskning |",
        "|---|---|---|---|---|---|",
    ]
    for agree, title in ((True, "lika"), (False, "olika")):
        n, rules, learned, review = e.layers.total(agree=agree)
        out.append(f"| *{title}* | | {n} | {rules} | {learned} | {review} |")
    for c in e.layers.cells:
        if not c.agree:
            names = f"{outcome_title(c.rules.value)} | {outcome_title(c.learned.value)}"
            out.append(f"| {names} | {c.n} | {c.rules_right} | {c.learned_right} | {c.review} |")
    return "\n".join(out)


def _sections(e: Evaluation) -> str:
    out = ["| ämne | finns i | F1 finns | F1 saknas |", "|---|---|---|---|"]
    for label, (n, present, missing) in e.sections.labels.items():
        out.append(f"| {label} | {n} | {number(present)} | {number(missing)} |")
    return "\n".join(out)
