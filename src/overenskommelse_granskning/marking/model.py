"""What is to be written where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def by_span(notes: Sequence[Note]) -> Iterator[tuple[Span | None, list[Note]]]:
    """Notes at the same words together: of two on top of each other only the upper one could be clicked."""
    groups: dict[Span | None, list[Note]] = {}
    for one in notes:
        groups.setdefault(one.span, []).append(one)
    yield from groups.items()


def titles(together: Sequence[Note]) -> tuple[str, ...]:
    """The titles of notes that are read one after the other: numbered where they are several."""
    if len(together) == 1:
        return (together[0].title,)
    return tuple(f"{n}. {one.title}" for n, one in enumerate(together, 1))


def signed(line: str) -> str | None:
    """The key in a line that is a signature, else None."""
    found = _SIGNATURE.fullmatch(line.strip())
    return found["key"] if found else None
