"""What words hold of all the parts of words that some expression needs: looked up once for each word.

A document has some hundred different words, most of them words of every agreement, and expressions need some
thousand parts of words. So a word is looked at for all of them at once, and what it holds is remembered from
document to document. A part is a string of letters, with a blank where the word must begin or end.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache, partial

from .needles import spaced

_LETTERS = 3  # by which parts are looked up
_REMEMBERED = 1 << 15  # words
_TEXTS = 1 << 11
_UNLISTED = 0.1  # share of all parts that may be looked for one by one before a new table is made

# Every part that is needed somewhere, in the order in which they were asked for. It only grows, and no result
# depends on what it holds: a part that a table does not have is looked for in the words themselves.
_needed: dict[str, None] = {}


def need(part: str) -> int:
    """Put a part among the needed ones; returns how many of them there must be for it to be one of them."""
    _needed.setdefault(part)
    return len(_needed)


class Table(dict[str, tuple[str, ...]]):
    """Words with the parts that they hold, of the first ``size`` needed parts; made when a word is asked for."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__()
        self.size = len(parts)
        begin: defaultdict[str, list[str]] = defaultdict(list)
        for part in parts:
            begin[part[:_LETTERS]].append(part)
        self._begin = dict(begin)
        self._lengths = tuple({len(letters) for letters in begin})
        self.words_of = lru_cache(maxsize=_TEXTS)(partial(Words, self))

    def __missing__(self, word: str) -> tuple[str, ...]:
        padded = f" {word} "
        found = [
            part
            for i in range(len(padded))
            for length in self._lengths
            for part in self._begin.get(padded[i : i + length], ())
            if padded.startswith(part, i)
        ]
        if len(self) >= _REMEMBERED:
            self.clear()
        parts = self[word] = tuple(dict.fromkeys(found))
        return parts


class Words:
    """The words of a short text, as :func:`needles.spaced` writes them, and the parts that they hold."""

    __slots__ = ("parts", "size", "spaced")

    def __init__(self, table: Table, text: str) -> None:
        self.spaced = spaced(text)
        self.size = table.size
        self.parts: frozenset[str] = frozenset().union(*[table[word] for word in self.spaced.split()])


_tables = [Table(())]


def current_table() -> Table:
    """The table to look words up in; a new one when too many parts came up since the last was made."""
    table = _tables[-1]
    if len(_needed) > (1 + _UNLISTED) * table.size:
        table = _tables[0] = Table(tuple(_needed))
    return table


def words_of(text: str) -> Words:
    """The words of a text; remembered, since a text is mostly asked about by many."""
    return current_table().words_of(text)
