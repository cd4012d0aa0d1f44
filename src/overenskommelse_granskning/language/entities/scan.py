"""One pass over the words of a text, shared by the recognisers.

Searching with large alternations costs several milliseconds per page of text; looking up each word
once and applying a pattern only where its first word allows it costs a tenth of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from .identifiers import Identifier, Mask, find_identifiers

_WORD = re.compile(r"[^\W_]+")


# Start, end and lower case of a run of letters and digits (a plain tuple: there are thousands).
Word = tuple[int, int, str]


class Scan:
    """A text, or a slice of one, with what several recognisers need; everything is computed once."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.start = start
        self.end = len(text) if end is None else min(end, len(text))

    @classmethod
    def of(cls, source: str | Scan, start: int = 0, end: int | None = None) -> Scan:
        """``source`` itself when it is a scan, else a scan of ``source[start:end]``."""
        return source if isinstance(source, Scan) else cls(source, start, end)

    @cached_property
    def words(self) -> list[Word]:
        return [
            (m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(self.text, self.start, self.end)
        ]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The different words, in lower case."""
        return frozenset([low for _, _, low in self.words])

    def those(self, wanted: Callable[[str], object]) -> list[Word]:
        """The words whose lower case ``wanted`` accepts; it is asked once for each form, not for each word."""
        chosen = {low for low in self.forms if wanted(low)}
        return [word for word in self.words if word[2] in chosen]

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that begin with a capital letter, as written."""
        text = self.text
        return frozenset(text[s:e] for s, e, _ in self.words if text[s].isupper())

    @cached_property
    def identifiers(self) -> list[Identifier]:
        return find_identifiers(self.text, self.start, self.end)

    @cached_property
    def names(self) -> Mask:
        """The places of :attr:`identifiers`."""
        return Mask.of(self.identifiers)
