"""Compares two documents or saved reviews: loads each side, then asks the comparison room."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from .assessment import Assessment, Promise
from .assessment.saved import from_dict
from .comparison.compare import compare_follow_up, compare_reviews
from .comparison.follow_up import is_follow_up
from .comparison.model import Comparison
from .document import Document
from .errors import ConfigurationError, UnreadableDocument, unreadable
from .language.analysis import analyse
from .pipeline import Reviewer, Source
from .pledges import promises_of
from .readers import read_document
from .readers.decoding import decode
from .readers.entry import load_bytes
from .vocabulary.closed import Kind

SAVED = ".json"  # what ``granska fil --format json`` wrote; no document has this extension


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison; ``document`` is None for a saved review and for what cannot be read."""

    assessment: Assessment
    document: Document | None = None


def compare(
    a: Source, b: Source, *, reviewer: Reviewer | None = None, follow_up: bool | None = None
) -> Comparison:
    """What changed from ``a`` to ``b``: documents or saved JSON reviews, told apart by the name's .json.

    ``follow_up``: whether ``b`` is a follow-up of the promises in ``a``; None decides by its title.
    """
    reviewer = reviewer or Reviewer()
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


def load_side(source: Source, reviewer: Reviewer, filename: str | None = None) -> Side:
    """Read a saved review, or read and review a document. What cannot be read gives such a side, no error."""
    try:
        data, name = load_bytes(source, reviewer.read_options.limits)
        name = filename or name
        if PurePath(name).suffix.lower() == SAVED:
            return Side(from_dict(_one_report(data)))
        document = read_document(data, filename=name, options=reviewer.read_options)
    except UnreadableDocument as error:
        return Side(reviewer.unreadable(source, filename, error))
    return Side(reviewer.review_document(document), document)


def _one_report(data: bytes) -> Any:
    """The report in a saved file; a list is taken for it where it holds just one."""
    if not data:
        raise unreadable("R003")
    try:
        value = json.loads(decode(data).text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise unreadable("R030", what="den är inte giltig JSON") from None
    if not isinstance(value, list):
        return value
    if len(value) != 1:
        raise unreadable("R030", what=f"den innehåller {len(value)} granskningar, men ska innehålla en")
    return value[0]


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
