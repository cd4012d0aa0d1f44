"""What is told of a document whose review was ended: no time, no memory, or a process that died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..assessment import Assessment
from ..assessment.failed import failed_assessment
from ..errors import UnreadableDocument, reading_message
from ..vocabulary.swedish import decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds and megabytes; 0 for no limit."""

    seconds: float = 300.0
    megabytes: int = 2000


class Ended(Exception):
    """A review that did not come to its own end. ``code`` is one of those of ``errors``."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code, what)
        self.code, self.what = code, what


def ended_assessment(ended: Ended, name: str, sha256: str, as_of: date, limits: Limits) -> Assessment:
    """The result of a document whose review was ended."""
    return failed_assessment(name, as_of, ended.code, ended_message(ended, limits), sha256)


def ended_error(ended: Ended, limits: Limits) -> UnreadableDocument:
    """The same as the error of a document that was only to be read."""
    return UnreadableDocument(ended_message(ended, limits), code=ended.code)


def ended_message(ended: Ended, limits: Limits) -> str:
    """What a person is told."""
    limit = limits.megabytes if ended.code == "R042" else decimal(limits.seconds)
    return reading_message(ended.code, limit=limit, what=ended.what)
