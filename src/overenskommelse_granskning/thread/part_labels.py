"""The label that a sentence bears: "Mål: …", "Åtgärder. …"."""

from __future__ import annotations

import re

from ..language.analysis import Unit
from .columns import link_of

EMPTY = re.compile(
    r"^[\s–—.?-]*$|^(?:saknas|ej |(?:inget|inga|ingen)\W*$|se |okänt|oklart|alla|berörda|fylls|xx|återkommer)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*([^.:;\t]{3,40}):\s+(?=\S)")
_SHORT_LABEL = re.compile(r"^\W*(\w[\w-]*(?: \w[\w-]*){0,2})[.?]\s*$")


def label(unit: Unit) -> tuple[str | None, int]:
    """The label that a sentence bears, and where what it labels begins; a label alone labels what follows."""
    match = _LABEL.match(unit.text)
    if match:
        return match[1], match.end()
    alone = _SHORT_LABEL.match(unit.text)
    return (alone[1], len(unit.text)) if alone else (None, 0)


def left_empty(unit: Unit) -> bool:
    """A label with nothing behind it: ”Mål: –”."""
    match = _LABEL.match(unit.text)
    return match is not None and link_of(match[1]) is not None and bool(EMPTY.match(unit.text[match.end() :]))
