"""One pass over the words of a text, shared by the recognisers.

Searching with large alternations costs several milliseconds per page of text; looking up each word
once and applying a pattern only where its first word allows it costs a tenth of that.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from sys import intern
from typing import overload

from .identifiers import Identifier, Mask, find_identifiers

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 1 << 13  # forms per recogniser, which asks for each once in a document


# Start, end and lower case of a run of letters and digits.
Word = tuple[int, int, str]


class Words(Sequence[Word]):
    """Words made when they are asked for: there are hundreds of thousands in a long document.

    Objects that come and go among those that stay keep the memory between them, too.
    """

    def __init__(self, starts: array[int], ends: array[int], forms: list[str]) -> None:
        self._starts, self._ends, self._forms = starts, ends, forms

    def __len__(self) -> int:
        return len(self._forms)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Word | Words:
        if isinstance(at, slice):
            return Words(self._starts[at], self._ends[at], self._forms[at])
        return self._starts[at], self._ends[at], self._forms[at]

    def __iter__(self) -> Iterator[Word]:
        return zip(self._starts, self._ends, self._forms, strict=True)


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


def _numbers() -> array[int]:
    return array("I")


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
    def words(self) -> Words:
        starts, ends = array("I"), array("I")
        for match in _WORD.finditer(self.text, self.start, self.end):
            starts.append(match.start())
            ends.append(match.end())
        text, low = self.text, self.text.lower()
        if len(low) == len(text):
            forms = [intern(low[start:end]) for start, end in zip(starts, ends, strict=True)]
        else:
            forms = [intern(text[start:end].lower()) for start, end in zip(starts, ends, strict=True)]
        return Words(starts, ends, forms)

    @cached_property
    def forms(self) -> dict[str, array[int]]:
        """The different words, in lower case, with their places in :attr:`words`."""
        forms: defaultdict[str, array[int]] = defaultdict(_numbers)
        for place, (_, _, low) in enumerate(self.words):
            forms[low].append(place)
        return dict(forms)

    def those(self, wanted: Callable[[str], object]) -> list[Word]:
        """The words whose lower case ``wanted`` accepts: a function of the form alone, defined at module level."""
        accepted, words = _asked(wanted), self.words
        chosen = [places for low, places in self.forms.items() if accepted[low]]
        return [words[i] for i in sorted(chain.from_iterable(chosen))] if chosen else []

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
