"""Hand-made reports on the four labelled documents of tests/data/facit; prov-q-02 has none."""

from __future__ import annotations

from pathlib import Path

from overenskommelse_granskning.evaluation.gold import load_gold
from overenskommelse_granskning.evaluation.observe import observe

CHECKLISTS = {
    "bra.parter": "bra-2020",
    "bra.mal": "bra-2020",
    "bra.uppfoljning": "bra-2020",
    "bra.medarbetardialog": "bra-2020",
}
FOLDER = Path(__file__).resolve().parent / "data" / "facit"
RULES, FOUND, LEARNED = "regler", "regler på funna ställen", "inlärt omdöme"


def text_of(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]


def evidence(name, quote, shift=0):
    start = text_of(name).index(quote) + shift
    return {"quote": quote, "start": start, "end": start + len(quote)}


def criterion(criterion_id, outcome, confidence, shown=(), *, review=False, grounds=()):
    return {
        "id": criterion_id,
        "outcome": outcome,
        "confidence": confidence,
        "needs_review": review,
        "evidence": list(shown),
        "grounds": [{"layer": layer, "holds": holds} for layer, holds in grounds],
    }


def report(kind, criteria, sections=(), thread=()):
    return {
        "document": {"status": "read", "kind": kind},
        "checklists": [{"id": "prov", "criteria": criteria}],
        "sections": list(sections),
        "thread": list(thread),
    }


def section(label, present, probability):
    return {"label": label, "present": present, "probability": probability}


def reports():
    """Name → report."""
    a, q = "prov-a-01", "prov-q-01"
    first = evidence(a, "gäller mellan Ekdala kommun och polisen i Ekdala")
    moved = evidence(a, "Badhuset är öppet sent", shift=1)  # not verbatim: the offsets are wrong
    row = {
        "problem": {"quote": "Ungdomar bråkar vid badhuset."},
        "cause": {"quote": "personalen är ensam"},
        "goal": {"quote": "fel"},
        "goal_measurable": False,
        "responsible": {"quote": "personalen"},
    }
    return {
        a: report(
            "samverkansoverenskommelse",
            [
                criterion(
                    "bra.parter",
                    "met",
                    0.95,
                    [first],
                    grounds=[(RULES, "uppfyllt"), (LEARNED, "uppfyllt (0,95)")],
                ),
                criterion(
                    "bra.mal",
                    "partial",
                    0.55,
                    [moved],
                    review=True,
                    grounds=[(RULES, "saknas"), (FOUND, "saknas"), (LEARNED, "delvis (0,55)")],
                ),
                criterion(
                    "bra.uppfoljning",
                    "partial",
                    0.85,
                    grounds=[(RULES, "uppfyllt"), (LEARNED, "delvis (0,85)")],
                ),
                criterion("bra.medarbetardialog", "not_assessable", 0.85),
                criterion("lag.9_skriftlig", "missing", 0.95),
            ],
            [section("parter", True, 0.9), section("mal", True, 0.7), section("uppfoljning", False, 0.2)],
            [row, {"problem": {"quote": "Något helt annat"}}],
        ),
        "prov-a-02": report(
            "medborgarlofte",
            [criterion("lofte.tid", "missing", 0.75), criterion("lofte.plats", "not_assessable", 0.85)],
        ),
        q: report(
            "medborgarlofte",
            [
                criterion(
                    "bra.parter", "met", 0.95, [evidence(q, "Norrviks kommun och lokalpolisområde Norrvik")]
                ),
                criterion("bra.mal", "missing", 0.55, review=True),
                criterion("bra.uppfoljning", "missing", 1.0),
            ],
        ),
    }


def observed(given=None, wanted=lambda _: True):
    """The four documents observed through ``given`` reports (the hand-made ones by default)."""
    found = reports() if given is None else given
    return [observe(g, found.get(g.name), text_of(g.name), wanted) for g in load_gold(FOLDER)]


# By hand from the reports above: eleven pairs of label and verdict (met met, missing partial, partial
# partial, met missing, missing missing, met not_assessable, met met, partial missing, missing missing,
# partial absent, missing absent).
EXPECTED = {
    "documents": 4,
    "unread": ["prov-q-02"],
    "kind_accuracy": 2 / 4,
    "criteria_judged": 11,
    "accuracy": 5 / 11,
    "macro_f1": (1 / 2 + 2 / 5 + 2 / 3) / 3,
    "weighted_kappa": 22 / 187,
    "missing_p": 2 / 4,
    "missing_r": 2 / 4,
    "missing_f1": 1 / 2,
    "partial_p": 1 / 2,
    "partial_r": 1 / 3,
    "partial_f1": 2 / 5,
    "met_p": 1.0,
    "met_r": 2 / 4,
    "met_f1": 2 / 3,
    "median_criterion_kappa": None,
    "evidence_hit": 2 / 3,
    "undecidable_right": 1.0,
    "met_without_evidence": 1,
    "quote_valid": 2 / 3,
    "section_missing_p": 1 / 3,
    "section_missing_r": 1 / 2,
    "section_missing_f1": 2 / 5,
    "section_present_f1": 2 / 5,
    "thread_problem_p": 1 / 2,
    "thread_problem_r": 1 / 2,
    "thread_problem_f1": 1 / 2,
    "thread_link_f1": 2 / 3,
    "decided_share": 9 / 11,
    "accuracy_where_sure": 5 / 9,
}
KAPPA = 25 / 91
ECE = (2 * 0.55 + 0.25 + 2 * 0.35 + 4 * (0.9625 - 0.75)) / 9
