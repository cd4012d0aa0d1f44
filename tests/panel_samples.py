"""Generated results for the panel: many municipalities and years, every state, invented outcomes."""

from __future__ import annotations

import random
from datetime import date

from overenskommelse_granskning.batch.coverage import Coverage, expected_municipalities
from overenskommelse_granskning.batch.identity import identify
from overenskommelse_granskning.batch.likeness.shared import Likeness, SharedText, SharedTexts
from overenskommelse_granskning.batch.panel import PanelFacts
from overenskommelse_granskning.batch.rows import DocumentRow, Problem, document_problems
from overenskommelse_granskning.batch.run import FileResult
from overenskommelse_granskning.batch.settings import ReviewSettings
from overenskommelse_granskning.checklist import load_checklist
from overenskommelse_granskning.vocabulary.closed import LINK_TITLES
from overenskommelse_granskning.vocabulary.municipalities import Municipality, municipalities

SETTINGS = ReviewSettings(date(2026, 6, 1), formats=("html",))
QUOTE = {"quote": "Ett belägg.", "start": 0, "end": 11, "page": 1, "section": None, "bbox": None}
LISTS = {
    "samverkansoverenskommelse": ("bra-2020", "lag-2023-196"),
    "medborgarlofte": ("medborgarlofte",),
}


def checklist(name: str, draw: random.Random, good: float) -> dict:
    """A checklist as a report has it, with outcomes drawn; ``good``: how likely a criterion is met."""
    loaded = load_checklist(name)
    criteria = []
    for i, c in enumerate(loaded.criteria):
        level = min(max(good + (i % 7 - 3) / 12, 0.02), 0.98)
        weights = (level, (1 - level) / 2, (1 - level) / 2, 0.05)
        outcome = draw.choices(("met", "partial", "missing", "not_assessable"), weights)[0]
        criteria.append(
            {
                "id": c.id, "title": c.title, "level": c.level.value, "weight": c.weight, "outcome": outcome,
                "needs_review": draw.random() < 0.1, "step": c.step, "waived": None, "reason": "Ett skäl.",
                "confidence": 0.8, "evidence": [],
            }
        )  # fmt: skip
    judged = [c for c in criteria if c["outcome"] != "not_assessable"]
    weight = sum(c["weight"] for c in judged)
    met = sum(c["weight"] for c in judged if c["outcome"] == "met")
    scores = {"comprehensiveness": None, "strength": met / weight, "consistency": None, "coverage": 1.0}
    return {
        "id": name, "title": loaded.title, "version": loaded.version, "sha256": loaded.sha256,
        "scores": scores | {"points": 0.0, "max_points": 0.0}, "criteria": criteria,
    }  # fmt: skip


def row(m: Municipality, kind: str, year: int, draw: random.Random, last: int | None = None) -> DocumentRow:
    """One document; some are unreadable."""
    name = f"{m.name}/{kind}-{year}.pdf"
    readable = draw.random() > 0.04
    good = 0.25 + draw.random() * 0.5
    thread = [
        {"problem": QUOTE, "goal_measurable": False, "whole": all(found.values()), **found}
        for _ in range(draw.randint(0, 5) if kind == "samverkansoverenskommelse" else 0)
        for found in [{link: QUOTE if draw.random() < good + 0.2 else None for link in LINK_TITLES}]
    ]
    report = {
        "as_of": SETTINGS.as_of.isoformat(),
        "document": {
            "path": name,
            "municipalities": [{"code": m.code, "name": m.name}] if readable else [],
            "period": {"from": f"{year}-01-01", "to": f"{last or year + 3}-12-31", "open_ended": False}
            if readable
            else None,
            "kind": kind if readable else None,
            "stage": "signed",
            "sha256": "",
            "notices": [] if readable else [{"code": "R005", "page": None, "message": "Filen är skadad: hämta den på nytt."}],
        },
        "checklists": [checklist(c, draw, good) for c in LISTS[kind]] if readable else [],
        "thread": thread if readable else [],
    }  # fmt: skip
    status, code = ("read", "") if readable else ("unreadable", "R005")
    file = FileResult(name, name.replace("/", "--"), name, status, code, False)
    return DocumentRow(file, identify(name, report, None), report)


def generated(count: int = 290, years: tuple[int, ...] = (2018, 2022, 2026), seed: int = 1):
    """Facts, coverage and problems of ``count`` municipalities."""
    draw = random.Random(seed)
    facts, coverage, problems = PanelFacts(), Coverage(), list[Problem]()
    chosen = municipalities()[:count]
    for m in chosen:
        for year in years:
            for kind, share, last in (
                ("samverkansoverenskommelse", 0.8, None),
                ("medborgarlofte", 0.5, year),
            ):
                if draw.random() < share:
                    made = row(m, kind, year, draw, last)
                    facts.add(made)
                    coverage.add(made)
                    problems += document_problems(made)
    counties = {m.county_code or "" for m in chosen}
    return (
        facts,
        coverage.told(expected_municipalities(sorted(counties), (), None)),
        problems,
        shared_by(facts),
    )


def shared_by(facts: PanelFacts) -> SharedTexts:
    """A text that the first documents share."""
    paths = tuple(d.path for d in facts.documents if d.readable)[:12]
    text = SharedText("Överenskommelsen följs upp en gång om året av styrgruppen.", "usual", 12, 12, 9, paths)
    return SharedTexts((text,), (Likeness(paths[0], 0.6, 0.1, paths[1], 0.5),))
