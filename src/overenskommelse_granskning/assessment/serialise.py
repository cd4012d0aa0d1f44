"""The JSON form of an assessment: plain dicts, lists, strings and numbers, in a stable order."""

from __future__ import annotations

from typing import Any

from ..document import Evidence
from .chain import GoalAssessment, Measure, ThreadRow
from .improvement import MissingSection, NextStep, Readability
from .model import Assessment, CriterionAssessment, Scores
from .promise import Promise, PromiseQuantity

SCHEMA_VERSION = "1.0"
TOOL_NAME = "overenskommelse-granskning"


def _round(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)


def evidence_dict(e: Evidence | None) -> dict[str, Any] | None:
    """A quote with its place, or None where there is none."""
    if e is None:
        return None
    return {
        "quote": e.quote,
        "start": e.start,
        "end": e.end,
        "page": e.page,
        "section": e.section,
        "bbox": [round(v, 1) for v in e.bbox] if e.bbox else None,
        "file": e.file,
    }


def _criterion(c: CriterionAssessment) -> dict[str, Any]:
    return {
        "id": c.id,
        "title": c.title,
        "level": c.level.value,
        "weight": c.weight,
        "outcome": c.outcome.value,
        "reason": c.reason,
        "confidence": _round(c.confidence),
        "needs_review": c.needs_review,
        "waived": c.waived,
        "elements": [
            {
                "id": e.id,
                "title": e.title,
                "outcome": e.outcome.value,
                "lacking": e.lacking,
                "evidence": [evidence_dict(x) for x in e.evidence],
            }
            for e in c.elements
        ],
        "evidence": [evidence_dict(e) for e in c.evidence],
        "searched": {
            "sections": list(c.searched.sections),
            "nearest": evidence_dict(c.searched.nearest),
        },
        "advice": c.advice,
        "suggestion": c.suggestion,
        "step": c.step,
        "grounds": [{"layer": layer, "holds": holds} for layer, holds in c.grounds],
        "place": c.place.value,
        "remarks": [r.value for r in c.remarks],
        "pointer": evidence_dict(c.pointer),
    }


def scores_dict(s: Scores) -> dict[str, Any]:
    """The numbers of a checklist."""
    return {
        "comprehensiveness": _round(s.comprehensiveness),
        "strength": _round(s.strength),
        "consistency": _round(s.consistency),
        "coverage": _round(s.coverage),
        "points": _round(s.points),
        "max_points": _round(s.max_points),
        "weakest_link": s.weakest_link,
    }


def thread_dict(row: ThreadRow) -> dict[str, Any]:
    """One problem with its chain."""
    return {
        "problem": evidence_dict(row.problem),
        "cause": evidence_dict(row.cause),
        "goal": evidence_dict(row.goal),
        "goal_measurable": row.goal_measurable,
        "measure": evidence_dict(row.measure),
        "responsible": evidence_dict(row.responsible),
        "time": evidence_dict(row.time),
        "follow_up": evidence_dict(row.follow_up),
        "whole": row.whole,
        "lacking": list(row.lacking),
        "measures": [_measure(m) for m in row.measures],
    }


def _measure(m: Measure) -> dict[str, Any]:
    return {
        "evidence": evidence_dict(m.evidence),
        "strength": m.strength,
        "words": evidence_dict(m.words),
        "by": m.by,
        "actors": [evidence_dict(e) for e in m.actors],
    }


def _goal(g: GoalAssessment) -> dict[str, Any]:
    return {
        "evidence": evidence_dict(g.evidence),
        "kind": g.kind,
        "measurable": g.measurable,
        "measurability": g.measurability.value,
        "reason": g.reason,
        "object": evidence_dict(g.object),
        "direction": evidence_dict(g.direction),
        "quantity": evidence_dict(g.quantity),
        "indicator": evidence_dict(g.indicator),
        "baseline": evidence_dict(g.baseline),
        "time": evidence_dict(g.time),
    }


def promise_dict(p: Promise) -> dict[str, Any]:
    """One promise: its quote and place, and its parts; ``quantity`` and ``place`` are the first of theirs."""
    quantities = [quantity_dict(q) for q in p.quantities]
    return {
        **(evidence_dict(p.evidence) or {}),
        "actor": None
        if p.actor is None
        else {**(evidence_dict(p.actor.evidence) or {}), "party": p.actor.party},
        "activity": evidence_dict(p.activity),
        "place": evidence_dict(p.places[0]) if p.places else None,
        "places": [evidence_dict(place) for place in p.places],
        "quantity": quantities[0] if quantities else None,
        "quantities": quantities,
        "time": evidence_dict(p.time),
        "year": p.years[0] if p.years else None,
        "last_year": p.years[1] if p.years else None,
    }


def quantity_dict(q: PromiseQuantity) -> dict[str, Any]:
    """A number in a promise."""
    return {
        **(evidence_dict(q.evidence) or {}),
        "value": _round(q.value),
        "upper": _round(q.upper),
        "unit": q.unit,
        "kind": q.kind,
        "bound": q.bound,
        "approximate": q.approximate,
        "months_between": _round(q.months_between),
    }


def _step(n: NextStep) -> dict[str, Any]:
    return {
        "criterion": n.criterion,
        "gain": n.gain,
        "advice": n.advice,
        "title": n.title,
        "checklist": n.checklist or None,
        "level": n.level.value,
        "outcome": n.outcome.value,
        "suggestion": n.suggestion,
        "changes": [
            {
                "start": c.start,
                "end": c.end,
                "wording": c.wording,
                "heading": c.heading or None,
                "place": evidence_dict(c.place),
            }
            for c in n.changes
        ],
        "serves": list(n.serves),
        "touches": list(n.touches),
        "problem": evidence_dict(n.problem),
        "links": list(n.links),
    }


def _missing_section(m: MissingSection) -> dict[str, Any]:
    return {
        "label": m.label,
        "heading": m.heading,
        "write": m.write,
        "offset": m.offset,
        "after": evidence_dict(m.after),
        "before": evidence_dict(m.before),
        "criteria": list(m.criteria),
    }


def _readability(r: Readability) -> dict[str, Any]:
    return {
        "lix": r.lix,
        "band": r.band,
        "words": r.words,
        "sentences": r.sentences,
        "words_per_sentence": _round(r.words_per_sentence, 1),
        "long_words": _round(r.long_words),
        "long_sentences": _round(r.long_sentences),
        "long_from": r.long_from,
        "longest": [{**(evidence_dict(x.evidence) or {}), "words": x.words} for x in r.longest],
    }


def to_dict(a: Assessment) -> dict[str, Any]:
    """Build the report; the same assessment always gives the same dict."""
    d = a.document
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": TOOL_NAME,
            "version": a.tool_version,
            "model": {"version": a.model[0], "sha256": a.model[1]} if a.model else None,
        },
        "as_of": a.as_of.isoformat(),
        "document": {
            "path": d.path,
            "sha256": d.sha256,
            "format": d.format,
            "pages": d.pages,
            "words": d.words,
            "status": d.status,
            "kind": d.kind.value if d.kind else None,
            "kind_confidence": _round(d.kind_confidence),
            "municipalities": [{"code": m.code, "name": m.name} for m in d.municipalities],
            "parties": list(d.parties),
            "police_units": list(d.police_units),
            "period": None
            if d.period is None
            else {
                "from": d.period.start.isoformat() if d.period.start else None,
                "to": d.period.end.isoformat() if d.period.end else None,
                "open_ended": d.period.open_ended,
            },
            "stage": d.stage.value if d.stage else None,
            "signatories": [{"name": s.name, "role": s.role, "party": s.party} for s in d.signatories],
            "diary_numbers": list(d.diary_numbers),
            "references": list(d.references),
            "annexes": list(d.annexes),
            "notices": [{"code": n.code, "message": n.message, "page": n.page} for n in d.notices],
            "annex_references": [
                {
                    "name": x.name,
                    "number": x.number,
                    "supplied": x.supplied,
                    "file": x.file,
                    "evidence": evidence_dict(x.evidence),
                }
                for x in d.annex_references
            ],
            "unfilled": [evidence_dict(e) for e in d.unfilled],
            "files": [
                {
                    "path": f.path,
                    "sha256": f.sha256,
                    "format": f.format,
                    "pages": f.pages,
                    "words": f.words,
                    "status": f.status,
                    "start": f.start,
                    "end": f.end,
                }
                for f in d.files
            ],
        },
        "checklists": [
            {
                "id": c.id,
                "title": c.title,
                "version": c.version,
                "sha256": c.sha256,
                "scores": scores_dict(c.scores),
                "scores_waived": scores_dict(c.scores_waived) if c.scores_waived else None,
                "criteria": [_criterion(x) for x in c.criteria],
                "extends": c.extends or None,
                "adjustments": [
                    {
                        "criterion": x.criterion,
                        "title": x.title,
                        "base": x.base,
                        "mandatory": x.mandatory,
                        "disabled": x.disabled,
                        "weaker": x.weaker,
                        "fields": list(x.fields),
                        "reason": x.reason or None,
                    }
                    for x in c.adjustments
                ],
            }
            for c in a.checklists
        ],
        "sections": [
            {
                "label": s.label,
                "present": s.present,
                "probability": _round(s.probability),
                "page": s.page,
                "heading": s.heading,
                "file": s.file,
            }
            for s in a.sections
        ],
        "missing_sections": list(a.missing_sections),
        "thread": [thread_dict(r) for r in a.thread],
        "goals": [_goal(g) for g in a.goals],
        "promises": [promise_dict(p) for p in a.promises],
        "next_steps": [_step(n) for n in a.next_steps],
        "missing_section_advice": [_missing_section(m) for m in a.missing_section_advice],
        "readability": _readability(a.readability) if a.readability else None,
    }
