"""What is to be written where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..document import Span

AUTHOR = "granska"
INITIALS = "g"

_SIGNATURE = re.compile(rf"{AUTHOR} · (?P<key>[\w.:-]+)")


class Tone(StrEnum):
    """What a note is about: something vague, something missing, something for a person to judge."""

    PARTIAL = "partial"
    MISSING = "missing"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Note:
    """One note: ``title`` and the ``lines`` below it, at ``span`` of the document's text.

    ``span`` None puts it at the end of the document. ``key`` (a criterion's id) signs the note, so that
    it is known as ours when the file comes back.
    """

    key: str
    tone: Tone
    title: str
    lines: tuple[str, ...]
    span: Span | None

    @property
    def signature(self) -> str:
        """The last line of the note."""
        return f"{AUTHOR} · {self.key}"


def signed(line: str) -> str | None:
    """The key in a line that is a signature, else None."""
    found = _SIGNATURE.fullmatch(line.strip())
    return found["key"] if found else None
