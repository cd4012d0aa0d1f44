"""Reviews the documents of a labelled folder and observes what came of each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from ..assessment import Assessment
from ..checklist import available, load_checklist
from ..errors import ReviewError
from ..pipeline import Reviewer
from .gold import GoldDocument
from .observe import Observed, observe

log = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]


def observe_all(
    documents: Sequence[GoldDocument],
    reviewer: Reviewer,
    criteria: Sequence[str] = (),
    progress: Progress = lambda _i, _n, _name: None,
) -> Iterator[Observed]:
    """Review each document in turn. ``criteria``: patterns of the ids that count (all without any).

    A document that cannot be read, or whose review fails, is observed all the same: as wrong in
    everything.
    """
    for i, document in enumerate(documents, 1):
        progress(i, len(documents), document.name)
        assessment = _review(document, reviewer)
        report = assessment.to_dict() if assessment is not None else None
        text = assessment.text if assessment is not None else None
        yield observe(document, report, text, lambda c: _wanted(c, criteria))


def _wanted(criterion: str, patterns: Iterable[str]) -> bool:
    listed = tuple(patterns)
    return not listed or any(fnmatchcase(criterion, p) for p in listed)


def _review(document: GoldDocument, reviewer: Reviewer) -> Assessment | None:
    try:
        if document.file is not None:
            return reviewer.review(document.file)
        return None if document.lost else reviewer.review_document(document.text.document())
    except ReviewError:
        raise
    except Exception:
        # A bug that one document brings to light counts as wrong; it must not hide the others.
        log.exception("review of %s failed", document.name)
        return None


def shipped_criteria() -> dict[str, str]:
    """Criterion → checklist, in the order of the shipped checklists."""
    out: dict[str, str] = {}
    for checklist_id in available():
        for criterion in load_checklist(checklist_id).criteria:
            out.setdefault(criterion.id, checklist_id)
    return out
