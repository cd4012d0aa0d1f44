"""The comparison as JSON. Schema: ``granska schema jamforelse``."""

from __future__ import annotations

from typing import Any

from ...assessment import Assessment, CriterionAssessment, ElementAssessment, SectionFinding
from ...assessment.serialise import (
    TOOL_NAME,
    evidence_dict,
    promise_dict,
    quantity_dict,
    scores_dict,
    thread_dict,
)
from ...comparison.model import (
    ChainChange,
    Change,
    ChecklistChange,
    Comparison,
    CriterionChange,
    FollowUp,
    PromiseChange,
    Status,
)
from ...version import VERSION
from .. import Style
from ..json import dumps

EXTENSION = "json"
SCHEMA_VERSION = "1.0"


def render(comparison: Comparison, style: Style) -> str:
    """Dump the comparison; ends with a line feed."""
    return dumps(comparison_dict(comparison))


def comparison_dict(c: Comparison) -> dict[str, Any]:
    """Plain values in a stable order."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL_NAME, "version": VERSION},
        "before": _side(c.before),
        "after": _side(c.after),
        "notes": [{"code": n.code, "message": n.message} for n in c.notes],
        "checklists": [_checklist(x) for x in c.checklists],
        "sections": [
            {
                "label": s.label,
                "change": s.change.value,
                "before": _section(s.before),
                "after": _section(s.after),
            }
            for s in c.sections
        ],
        "thread": [_chain(x) for x in c.thread],
        "promises": [_promise(x) for x in c.promises],
        "follow_up": _follow_up(c.follow_up) if c.follow_up else None,
    }


def _side(a: Assessment) -> dict[str, Any]:
    d = a.document
    return {
        "path": d.path,
        "sha256": d.sha256,
        "status": d.status,
        "kind": d.kind.value if d.kind else None,
        "as_of": a.as_of.isoformat(),
        "tool_version": a.tool_version,
        "model": {"version": a.model[0], "sha256": a.model[1]} if a.model else None,
        "checklists": [{"id": c.id, "version": c.version, "sha256": c.sha256} for c in a.checklists],
        "notices": [{"code": n.code, "message": n.message, "page": n.page} for n in d.notices],
    }


def _checklist(c: ChecklistChange) -> dict[str, Any]:
    return {
        "id": c.id,
        "title": c.title,
        "versions": {"before": c.versions[0], "after": c.versions[1]},
        "scores": {"before": scores_dict(c.before), "after": scores_dict(c.after)},
        "counts": {change.value: sum(x.change is change for x in c.criteria) for change in Change},
        "criteria": [_criterion(x) for x in c.criteria],
    }


def _criterion(c: CriterionChange) -> dict[str, Any]:
    either = c.either
    return {
        "id": either.id,
        "title": either.title,
        "level": either.level.value,
        "weight": either.weight,
        "change": c.change.value,
        "requoted": c.requoted,
        "before": _state(c.before),
        "after": _state(c.after),
        "elements": [
            {
                "id": e.id,
                "title": e.title,
                "change": e.change.value,
                "before": _element(e.before),
                "after": _element(e.after),
            }
            for e in c.elements
        ],
    }


def _state(c: CriterionAssessment | None) -> dict[str, Any] | None:
    if c is None:
        return None
    return {
        "outcome": c.outcome.value,
        "reason": c.reason,
        "needs_review": c.needs_review,
        "waived": c.waived,
        "evidence": [evidence_dict(e) for e in c.evidence],
        "nearest": evidence_dict(c.searched.nearest),
    }


def _element(e: ElementAssessment | None) -> dict[str, Any] | None:
    if e is None:
        return None
    return {
        "outcome": e.outcome.value,
        "lacking": e.lacking,
        "evidence": [evidence_dict(x) for x in e.evidence],
    }


def _section(s: SectionFinding | None) -> dict[str, Any] | None:
    if s is None:
        return None
    return {"present": s.present, "page": s.page, "heading": s.heading}


def _chain(c: ChainChange) -> dict[str, Any]:
    return {
        "change": c.change.value,
        "likeness": None if c.likeness is None else round(c.likeness, 4),
        "before": thread_dict(c.before) if c.before else None,
        "after": thread_dict(c.after) if c.after else None,
        "links": [{"name": link.name, "change": link.change.value} for link in c.links],
    }


def _promise(c: PromiseChange) -> dict[str, Any]:
    return {
        "change": c.change.value,
        "likeness": None if c.likeness is None else round(c.likeness, 4),
        "before": promise_dict(c.before) if c.before else None,
        "after": promise_dict(c.after) if c.after else None,
        "parts": [
            {"name": p.name, "before": evidence_dict(p.before), "after": evidence_dict(p.after)}
            for p in c.parts
        ],
    }


def _follow_up(f: FollowUp) -> dict[str, Any]:
    return {
        "year": f.years[0] if f.years else None,
        "last_year": f.years[1] if f.years else None,
        "counts": {s.value: sum(o.status is s for o in f.outcomes) for s in Status},
        "promises": [
            {
                "promise": promise_dict(o.promise),
                "status": o.status.value,
                "reason": o.reason,
                "promised": quantity_dict(o.promised) if o.promised else None,
                "reached": o.reached,
                "likeness": o.likeness,
                "evidence": [evidence_dict(e) for e in o.evidence],
                "restated": [evidence_dict(e) for e in o.restated],
            }
            for o in f.outcomes
        ],
        "others": [evidence_dict(e) for e in f.others],
    }
