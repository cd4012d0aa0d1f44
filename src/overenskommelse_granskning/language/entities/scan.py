"""One pass over the words of a text, shared by the recognisers.

Searching with large alternations costs several milliseconds per page of text; looking up each word
once and applying a pattern only where its first word allows it costs a tenth of that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache
from sys import intern

from .identifiers import Identifier, Mask, find_identifiers

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 1 << 13  # forms per recogniser, which asks for each once in a document


# Start, end and lower case of a run of letters and digits (a plain tuple: there are thousands).
Word = tuple[int, int, str]


class _Asked(dict[str, bool]):
    """What a recogniser says of a form, remembered: most words of a document are those of the one before."""

    def __init__(self, wanted: Callable[[str], object]) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, low: str) -> bool:
        if len(self) >= _REMEMBERED:
            self.clear()
        answer = self[low] = bool(self._wanted(low))
        return answer


_asked = lru_cache(maxsize=64)(_Asked)  # one per recogniser


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
        spans = [m.span() for m in _WORD.finditer(self.text, self.start, self.end)]
        low = self.text.lower()
        if len(low) == len(self.text):
            return [(start, end, intern(low[start:end])) for start, end in spans]
        return [(start, end, intern(self.text[start:end].lower())) for start, end in spans]

    @cached_property
    def forms(self) -> dict[str, list[Word]]:
        """The different words, in lower case, with their places."""
        forms: defaultdict[str, list[Word]] = defaultdict(list)
        for word in self.words:
            forms[word[2]].append(word)
        return dict(forms)

    def those(self, wanted: Callable[[str], object]) -> list[Word]:
        """The words whose lower case ``wanted`` accepts: a function of the form alone, defined at module level."""
        accepted = _asked(wanted)
        chosen = [words for low, words in self.forms.items() if accepted[low]]
        return sorted([word for words in chosen for word in words]) if chosen else []

    @cached_property
    def capitalised(self) -> list[int]:
        """The places in :attr:`words` of those that begin with a capital letter."""
        text = self.text
        return [i for i, (s, _, low) in enumerate(self.words) if text[s] != low[0] and text[s].isupper()]

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that begin with a capital letter, as written."""
        words = self.words
        return frozenset([self.text[words[i][0] : words[i][1]] for i in self.capitalised])

    @cached_property
    def identifiers(self) -> list[Identifier]:
        return find_identifiers(self.text, self.start, self.end)

    @cached_property
    def names(self) -> Mask:
        """The places of :attr:`identifiers`."""
        return Mask.of(self.identifiers)
