"""SARIF 2.1.0 (OASIS): the findings as a static-analysis result, for systems that collect those.

Every criterion of the applied lists is a rule. What is missing or partial is a result; a waived one
carries a suppression. ``partialFingerprints`` hold over edits elsewhere in the document: they are made
of the criterion and the words quoted, not of places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ..assessment import Assessment, CriterionAssessment
from ..document import Evidence
from ..vocabulary.closed import Level, Outcome
from . import Style
from .item_view import make_item
from .json import dumps

EXTENSION = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOLD = (Outcome.MISSING, Outcome.PARTIAL)


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """One log with one run for all documents."""
    rules: dict[str, dict[str, Any]] = {}
    for assessment in assessments:
        for checklist in assessment.checklists:
            for c in checklist.criteria:
                rules.setdefault(c.id, _rule(c, checklist.id))
    index = {name: i for i, name in enumerate(rules)}
    version = next((a.tool_version for a in assessments if a.tool_version), "")
    driver: dict[str, Any] = {"name": "granska", "fullName": "overenskommelse-granskning"}
    if version:
        driver["semanticVersion"] = version
    driver["rules"] = list(rules.values())
    run = {
        "tool": {"driver": driver},
        "language": "sv-SE",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": all(a.readable for a in assessments),
                "toolExecutionNotifications": [n for a in assessments for n in _notices(a)],
            }
        ],
        "artifacts": [x for a in assessments for x in _artifacts(a)],
        "results": [
            _result(c, index[c.id], at, a)
            for at, a in zip(_firsts(assessments), assessments, strict=True)
            for c in a
            if c.outcome in _TOLD
        ],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(c: CriterionAssessment, checklist: str) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": c.id,
        "name": "".join(part.capitalize() for part in c.id.replace(".", "_").split("_")),
        "shortDescription": {"text": c.title or c.id},
        "defaultConfiguration": {"level": _level(c.level, Outcome.MISSING)},
        "properties": {"tags": [checklist, str(c.level)], "weight": c.weight},
    }
    if c.suggestion or c.advice:
        rule["help"] = {"text": c.suggestion or c.advice}
    return rule


def _level(level: Level, outcome: Outcome) -> str:
    if level is Level.SHALL:
        return "error" if outcome is Outcome.MISSING else "warning"
    return "warning" if outcome is Outcome.MISSING else "note"


def _result(c: CriterionAssessment, rule: int, artifact: int, assessment: Assessment) -> dict[str, Any]:
    item = make_item(c)
    places = c.evidence or ((c.searched.nearest,) if c.searched.nearest else ())
    text = f"{c.title}: {c.reason}" + (f" {c.advice}" if c.advice else "")
    result: dict[str, Any] = {
        "ruleId": c.id,
        "ruleIndex": rule,
        "level": _level(c.level, c.outcome),
        "kind": "fail",
        "message": {"text": text},
        "locations": [_location(e, artifact, assessment) for e in places[:1]]
        or [{"physicalLocation": {"artifactLocation": _where(assessment, artifact)}}],
        "partialFingerprints": {"kriteriumCitat/v1": _fingerprint(c, assessment)},
        "properties": {
            "outcome": str(c.outcome),
            "outcomeWord": item.word,
            "confidence": c.confidence,
            "needsReview": c.needs_review,
        },
    }
    if places[1:]:
        result["relatedLocations"] = [_location(e, artifact, assessment) for e in places[1:]]
    # Every result says whether it is suppressed, as the standard asks where any does.
    result["suppressions"] = (
        [] if c.waived is None else [{"kind": "external", "status": "accepted", "justification": c.waived}]
    )
    return result


def _location(e: Evidence, artifact: int, assessment: Assessment) -> dict[str, Any]:
    begins = 0
    where = _where(assessment, artifact)
    for i, f in enumerate(assessment.document.files):  # the region counts in the annex's own text
        if i and f.path == e.file:
            begins = f.start or 0
            where = {"uri": quote(f.path), "index": artifact + i}
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": where,
            "region": {
                "charOffset": e.start - begins,
                "charLength": e.end - e.start,
                "snippet": {"text": e.quote},
            },
        }
    }
    if e.page is not None:
        location["physicalLocation"]["region"]["properties"] = {"page": e.page}
    if e.section:
        location["logicalLocations"] = [{"name": e.section, "kind": "section"}]
    return location


def _fingerprint(c: CriterionAssessment, assessment: Assessment) -> str:
    words = "\n".join([assessment.document.path, c.id, str(c.outcome), *(e.quote for e in c.evidence)])
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def _where(assessment: Assessment, index: int) -> dict[str, Any]:
    return {"uri": quote(assessment.document.path), "index": index}


def _artifacts(assessment: Assessment) -> list[dict[str, Any]]:
    """The document, and after it the annexes that it was reviewed with."""
    document = assessment.document
    files = [(document.path, document.sha256), *((f.path, f.sha256) for f in document.files[1:])]
    return [_artifact(*file) for file in files]


def _firsts(assessments: Sequence[Assessment]) -> list[int]:
    """The place of each document among the artifacts."""
    counts = [max(len(a.document.files), 1) for a in assessments]
    return [sum(counts[:i]) for i in range(len(counts))]


def _artifact(path: str, sha256: str) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": quote(path)}, "roles": ["analysisTarget"]}
    if len(sha256) == 64:
        artifact["hashes"] = {"sha-256": sha256}
    return artifact


def _notices(assessment: Assessment) -> list[dict[str, Any]]:
    level = "warning" if assessment.readable else "error"
    return [
        {
            "level": level,
            "message": {"text": f"{assessment.document.path}: {n.message}"},
            "descriptor": {"id": n.code},
        }
        for n in assessment.document.notices
    ]
