"""Reads a saved JSON review from a file, bytes or a stream."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from .assessment import Assessment
from .assessment.saved import from_dict
from .errors import unreadable
from .readers import Limits, Source
from .readers.decoding import decode
from .readers.entry import Loaded, loaded

SAVED = ".json"  # what ``granska fil --format json`` wrote; no document has this extension


def load_assessment(source: Source, filename: str | None = None) -> Assessment:
    """The review that ``granska fil --format json`` or ``render(assessment, "json")`` wrote.

    The text of the document is not in it and stays empty. Raises UnreadableDocument (R030) where it is none.
    """
    with loaded(source, filename, Limits()) as given:
        return saved_review(given.data)


def saved_review(data: bytes) -> Assessment:
    """The review in a saved file; a list is taken for it where it holds just one."""
    if not data:
        raise unreadable("R003")
    try:
        value = json.loads(decode(data).text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise unreadable("R030", what="den är inte giltig JSON") from None
    if isinstance(value, list):
        if len(value) != 1:
            raise unreadable("R030", what=f"den innehåller {len(value)} granskningar, men ska innehålla en")
        value = value[0]
    return from_dict(value)


def is_saved_review(given: Loaded) -> bool:
    """Whether an input is a saved review and no document: by its name, else by what it holds."""
    if PurePath(given.name).suffix.lower() == SAVED:
        return True
    if b'"schema_version"' not in given.data or given.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (
        b"{",
        b"[",
    ):
        return False
    try:
        value: Any = json.loads(decode(given.data).text)
    except (ValueError, RecursionError):
        return False
    values = value if isinstance(value, list) else [value]
    return all(isinstance(v, dict) and {"schema_version", "document"} <= v.keys() for v in values)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
