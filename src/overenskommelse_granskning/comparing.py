"""Compares two documents or saved reviews: loads each side, then asks the comparison room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .assessment import Assessment, Promise
from .comparison.compare import compare_follow_up, compare_reviews
from .comparison.follow_up import is_follow_up
from .comparison.model import Comparison
from .document import Document
from .errors import ConfigurationError, UnreadableDocument
from .language.analysis import analyse
from .pipeline import Reviewer
from .pledges import promises_of
from .readers import Source, read_document
from .readers.entry import loaded
from .saved import is_saved_review, saved_review
from .vocabulary.closed import Kind


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison; ``document`` is None for a saved review and for what cannot be read."""

    assessment: Assessment
    document: Document | None = None


def compare(
    a: Source | Assessment,
    b: Source | Assessment,
    *,
    reviewer: Reviewer | None = None,
    follow_up: bool | None = None,
) -> Comparison:
    """What changed from ``a`` to ``b``: reviews, documents or saved JSON reviews.

    ``follow_up``: whether ``b`` is a follow-up of the promises in ``a``; None decides by its title. It is
    read from the document itself, which a review has where it was made with ``keep_original``.
    """
    reviewer = reviewer or Reviewer(as_of=date.today())  # the same day for both, also at midnight
    return compare_sides(load_side(a, reviewer), load_side(b, reviewer), follow_up=follow_up)


def compare_sides(a: Side, b: Side, *, follow_up: bool | None = None) -> Comparison:
    """The comparison of two loaded sides. Raises ConfigurationError where a follow-up is asked for in vain."""
    if follow_up and b.assessment.readable and b.document is None:
        raise ConfigurationError(
            "En uppföljning läses ur själva dokumentet: ange filen, inte en sparad granskning."
        )
    wanted = follow_up or (follow_up is None and a.assessment.document.kind is Kind.PROMISE)
    if wanted and a.assessment.readable and b.document is not None:
        analysis = analyse(b.document)
        if follow_up or is_follow_up(analysis, b.document.name):
            return compare_follow_up(a.assessment, b.assessment, _promises(a), analysis)
    return compare_reviews(a.assessment, b.assessment)


def _promises(side: Side) -> tuple[Promise, ...]:
    """The promises of a side; a document that was taken for another kind is read once more for them."""
    if side.assessment.promises or side.document is None:
        return side.assessment.promises
    return promises_of(analyse(side.document), side.document.evidence)


def load_side(source: Source | Assessment, reviewer: Reviewer, filename: str | None = None) -> Side:
    """Read a saved review, or read and review a document. What cannot be read gives such a side, no error."""
    if isinstance(source, Assessment):
        alone = (
            source.original is not None and not source.document.files
        )  # of a bundle only its first file is kept
        return Side(source, source.original.document if alone and source.original else None)
    try:
        with loaded(source, filename, reviewer.read_options.limits) as given:
            if is_saved_review(given):
                return Side(saved_review(given.data))
            document = read_document(given.data, filename=given.name, options=reviewer.read_options)
    except UnreadableDocument as error:
        return Side(reviewer.unreadable(error))
    return Side(reviewer.review_document(document), document)
