"""The assessment of a document that came to nothing: status ``unreadable`` and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from ..document import Notice
from ..version import VERSION
from .facts import DocumentFacts
from .model import Assessment


def failed_assessment(name: str, as_of: date, code: str, message: str, sha256: str = "") -> Assessment:
    """Nothing is judged or scored. ``code`` is one of those of ``errors``."""
    facts = DocumentFacts(
        path=name,
        sha256=sha256,
        format=PurePath(name).suffix.lstrip(".").lower(),
        pages=None,
        words=0,
        status="unreadable",
        kind=None,
        kind_confidence=None,
        notices=(Notice(code, message),),
    )
    return Assessment(document=facts, as_of=as_of, tool_version=VERSION)
