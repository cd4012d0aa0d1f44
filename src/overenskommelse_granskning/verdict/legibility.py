"""Verdicts on text that was read badly: less sure, and left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..document import Document, Page
from ..vocabulary.closed import Outcome
from .model import Verdict

_UNREAD = 0.5  # confidence left where half of the pages could not be read
_NOT_OF_TEXT = frozenset({Outcome.NOT_APPLICABLE, Outcome.ERROR})


def by_legibility(verdicts: Sequence[Verdict], document: Document) -> list[Verdict]:
    """The verdicts with the confidence that the pages allow which they stand on.

    What is shown stands on the pages of its evidence. That something is missing stands on all pages: it may be
    there where nothing could be read.
    """
    poor = {page.number: page for page in document.pages if page.poor or page.unread}
    if not poor:
        return list(verdicts)
    # What the pages that were read badly leave of the whole.
    rest = 1.0 - _UNREAD * len(poor) / len(document.pages)
    return [_judged(verdict, document, poor, rest) for verdict in verdicts]


def _judged(verdict: Verdict, document: Document, poor: dict[int, Page], rest: float) -> Verdict:
    if verdict.outcome in _NOT_OF_TEXT:
        return verdict
    if verdict.evidence:
        pages = [document.page_of(span.start) for span in verdict.evidence]
        shown = [poor[number] for number in pages if number in poor]
        if not shown:
            return verdict
        factor = sum(1.0 for number in pages if number not in poor) + sum(map(_worth, shown))
        return _less_sure(verdict, factor / len(pages))
    return _less_sure(verdict, rest)


def _worth(page: Page) -> float:
    """How far what was read on a page can be gone by, 0–1."""
    measured = [value for value in (page.confidence, page.known) if value is not None]
    return min(measured, default=_UNREAD)


def _less_sure(verdict: Verdict, factor: float) -> Verdict:
    return replace(verdict, confidence=round(verdict.confidence * factor, 3), needs_review=True)
