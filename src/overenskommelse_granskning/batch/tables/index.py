"""``resultat.json``: the run as other programs read it (schema: ``granska schema batch``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...assessment.serialise import TOOL_NAME
from ...reports.json import one_line
from ...version import VERSION
from ...vocabulary.closed import LINK_TITLES
from ..coverage import Covered
from ..likeness.shared import SharedTexts
from ..rows import DocumentRow, Problem
from ..settings import ReviewSettings, model_identity

SCHEMA_VERSION = "1.0"
_TEXTS = 500  # shared texts, the most spread first; the workbook has all


def document_dict(row: DocumentRow) -> dict[str, Any]:
    """One document: what it is, its scores and outcomes, and where its report stands."""
    facts, identity = row.facts, row.identity
    return {
        "path": row.path,
        "report": row.json_report,
        "sha256": facts["sha256"],
        "status": row.file.status,
        "code": row.file.code or None,
        "reason": row.reason or None,
        "kind": row.kind or None,
        "kind_source": identity.kind_source or None,
        "municipalities": [
            {"code": m.code, "name": m.name, "county": m.county_code} for m in identity.municipalities
        ],
        "municipality_source": identity.municipality_source or None,
        "year": identity.year,
        "year_source": identity.year_source or None,
        "period": facts["period"],
        "expired": row.expired,
        "stage": facts["stage"],
        "aside": row.aside,
        "pages": facts["pages"],
        "words": facts["words"],
        "checklists": [
            {
                "id": c["id"],
                "version": c["version"],
                "sha256": c["sha256"],
                "scores": c["scores"],
                "outcomes": {x["id"]: x["outcome"] for x in c["criteria"]},
                "needs_review": [x["id"] for x in c["criteria"] if x["needs_review"]],
            }
            for c in row.report["checklists"]
        ],
        "thread": {
            "problems": len(row.report["thread"]),
            "whole": sum(t["whole"] for t in row.report["thread"]),
            "lacking": {link: sum(t[link] is None for t in row.report["thread"]) for link in LINK_TITLES},
        },
        "conflicts": list(identity.conflicts),
    }


class Index:
    """Written a document at a time."""

    def __init__(self, path: Path, settings: ReviewSettings) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        opening = one_line(
            {
                "schema_version": SCHEMA_VERSION,
                "tool": {"name": TOOL_NAME, "version": VERSION, "model": model_identity()},
                "as_of": settings.as_of.isoformat(),
                "settings": settings.to_dict(),
            }
        )
        self._file.write(opening[:-1] + ',\n"documents": [')
        self._first = True
        self._titles: dict[str, dict[str, Any]] = {}
        self._status: Counter[str] = Counter()

    def add(self, row: DocumentRow) -> None:
        """One more document."""
        self._file.write(("\n" if self._first else ",\n") + one_line(document_dict(row)))
        self._first = False
        self._status[row.file.status] += 1
        for checklist, c in row.criteria:
            title = {
                "checklist": checklist["id"],
                "checklist_title": checklist["title"],
                "title": c["title"],
                "level": c["level"],
                "weight": c["weight"],
            }
            self._titles.setdefault(c["id"], title)

    def close(self, coverage: Sequence[Covered], problems: Iterable[Problem], shared: SharedTexts) -> None:
        """What is known when all documents are there."""
        rest = {
            "criteria": [{"id": name, **title} for name, title in self._titles.items()],
            "counts": {
                "documents": self._status.total(),
                **{s: self._status[s] for s in ("read", "unreadable")},
            },
        }
        self._file.write("\n],\n" + one_line(rest)[1:-1])
        covered = [
            {
                "code": c.municipality.code,
                "name": c.municipality.name,
                "county": c.municipality.county_code,
                "kind": c.kind.value,
                "state": c.state.value,
                "documents": list(c.paths),
            }
            for c in coverage
        ]
        told = [
            {"path": p.path, "sort": p.sort, "code": p.code or None, "page": p.page, "message": p.message}
            for p in problems
        ]
        texts = [
            {
                "text": t.text,
                "sort": t.sort,
                "municipalities": t.owners,
                "documents": t.documents,
                "words": t.words,
                "paths": list(t.where),
            }
            for t in shared.texts[:_TEXTS]
        ]
        likeness = [
            {
                "path": d.path,
                "shared": round(d.shared, 4),
                "usual": round(d.usual, 4),
                "nearest": d.nearest or None,
                "nearest_share": round(d.nearest_share, 4),
            }
            for d in shared.documents
        ]
        parts = (("coverage", covered), ("problems", told), ("shared_texts", texts), ("likeness", likeness))
        for name, values in parts:
            lines = ",\n".join(one_line(v) for v in values)
            self._file.write(f',\n"{name}": [\n{lines}\n]')
        self._file.write("\n}\n")
        self._file.close()
