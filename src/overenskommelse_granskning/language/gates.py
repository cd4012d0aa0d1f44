"""Searching only where a match can be: an index of words, and expressions that ask it first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .bits import bits, members
from .needles import marks, needles, spaced_apart, stays_in_line
from .parts import Words, current_table, need, words_of
from .stored_needs import Stored, stored

_SHORT = 1200  # characters


class WordIndex:
    """Which of many texts hold a needle: by the parts of words, then by looking where that is not enough."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._raw = list(texts)
        self._texts = spaced_apart(self._raw)
        words: defaultdict[str, list[int]] = defaultdict(list)
        for i, text in enumerate(self._texts):
            for word in dict.fromkeys(text.split()):
                words[word].append(i)
        self._words = dict(words)
        self._answers: dict[Needs, int] = {}

    @property
    def words(self) -> Mapping[str, Sequence[int]]:
        """The different words, as :func:`needles.spaced` writes them, and the places of the texts that hold each."""
        return self._words

    @cached_property
    def _held(self) -> tuple[int, dict[str, list[str]]]:
        """Per part of a word the words that hold it; before it how many parts were looked for.

        Not the places themselves: every word has several parts, and a long text tens of thousands of places.
        """
        table = current_table()
        held: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for part in table[word]:
                held[part].append(word)
        return table.size, dict(held)

    @cached_property
    def _different(self) -> str:
        return f" {' '.join(self._words)} "

    def holding(self, wanted: Needs) -> int:
        """The places of the texts that may hold a match, as :mod:`.bits`."""
        found = self._answers.get(wanted)
        if found is None:
            found = self._answers[wanted] = self._look(wanted)
        return found

    def _look(self, wanted: Needs) -> int:
        if wanted.unknown:
            return (1 << len(self._raw)) - 1
        size, held = self._held
        listed = wanted.size <= size
        out: set[int] = set()
        for part, needle in wanted.parts:
            for word in held.get(part, ()) if listed else self._near(part):
                near = self._words[word]
                out.update(near if needle == part else [i for i in near if needle in self._texts[i]])
        for mark in wanted.marks:
            out.update([i for i, text in enumerate(self._raw) if mark in text])
        return bits(out)

    def _near(self, part: str) -> list[str]:
        """The words that have this part, for a part that no table lists."""
        words = self._different
        out: list[str] = []
        at = words.find(part)
        while at >= 0:
            first = words.rfind(" ", 0, at + 1) + 1
            last = words.find(" ", max(at + 1, first))
            out.append(words[first:last])
            at = words.find(part, last)
        return out


def _part(needle: str) -> str:
    """What a needle says of one word: the longest of its words, with blanks where it ends or begins."""
    parts = needle.split(" ")
    if len(parts) == 1:
        return needle
    whole = [f" {w} " for w in parts[1:-1] if w]
    edges = [f"{parts[0]} "] * bool(parts[0]) + [f" {parts[-1]}"] * bool(parts[-1])
    return max(whole or edges, key=len)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text must hold for an expression to match: one of the words or one of the marks."""

    words: tuple[str, ...]
    marks: str = ""
    #: Per needle the part of a word that tells of it, and how many needed parts there must be to have them all.
    parts: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)
    size: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = tuple((_part(n), n) for n in self.words if n)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "size", max((need(part) for part, _ in parts), default=0))

    @classmethod
    def of(cls, pattern: str, flags: int = re.IGNORECASE) -> Needs:
        """What a match of ``pattern`` needs: what one of its alternatives does."""
        words, signs, _ = stored(pattern, flags) or derived(pattern, flags)
        return cls(words, signs)

    @property
    def unknown(self) -> bool:
        """Whether nothing is known: any text may match."""
        return self.words == ("",)

    def met(self, text: str, words: Words) -> bool:
        """Whether they are met by a text with these words."""
        if self.words == ("",):
            return True
        if self.size <= words.size:
            held, spaced = words.parts, words.spaced
            for part, needle in self.parts:  # plain loops: any() with a generator takes twice the time
                if part in held and (needle == part or needle in spaced):
                    return True
        else:
            for needle in self.words:
                if needle in words.spaced:
                    return True
        for mark in self.marks:  # noqa: SIM110
            if mark in text:
                return True
        return False


def derived(pattern: str, flags: int = re.IGNORECASE) -> Stored:
    """What :meth:`Needs.of` holds, worked out from the expression, and whether a match stays in its line."""
    words: list[str] = []
    signs = ""
    for part in alternatives(pattern):
        own = needles(part, flags)
        own_signs = "" if own != ("",) else marks(part, flags)
        words += () if own_signs else own
        signs += own_signs
    said = ("",) if "" in words else tuple(dict.fromkeys(words))
    return said, signs, stays_in_line(pattern, flags)


class _Alternative:
    """One of the alternatives of an expression, compiled when a text first meets its needs: few do in a document."""

    __slots__ = ("_compiled", "_flags", "_source", "needs")

    def __init__(self, source: str, flags: int) -> None:
        self.needs = Needs.of(source, flags)
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled


class Gate:
    """An expression of which only those alternatives are searched that a text can match.

    ``search`` and ``found`` give what ``re`` would: of several alternatives the leftmost match counts,
    and of those that begin at one place the one that is written first. A wrong expression is told when it is searched.
    """

    __slots__ = ("_alternatives",)

    def __init__(self, *patterns: str, flags: int = re.IGNORECASE) -> None:
        parts = [part for pattern in patterns for part in alternatives(pattern)]
        self._alternatives = tuple(_Alternative(p, flags) for p in parts)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match in ``text[start:end]``, as of the patterns joined by ``|``."""
        stop = len(text) if end is None else end
        own = text[start:stop]
        words = words_of(own)
        return leftmost((a.pattern for a in self._alternatives if a.needs.met(own, words)), text, start, stop)

    def found(self, text: str) -> bool:
        """Whether there is a match in ``text``."""
        words = words_of(text)
        return any(
            a.needs.met(text, words) and a.pattern.search(text) is not None for a in self._alternatives
        )

    def possible(self, index: WordIndex) -> dict[int, list[re.Pattern[str]]]:
        """Per text of an index that may hold a match: the alternatives to search."""
        out: dict[int, list[re.Pattern[str]]] = {}
        for alternative in self._alternatives:
            for i in members(index.holding(alternative.needs)):
                out.setdefault(i, []).append(alternative.pattern)
        return out


class Lines:
    """The lines of a text with an index of their words, for counting matches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.words = words_of(text) if len(text) <= _SHORT else None

    @cached_property
    def index(self) -> WordIndex:
        return WordIndex(self.lines)


class Tally:
    """How often an expression matches, counted line by line where no match can look beyond one."""

    __slots__ = ("_by_line", "_needs", "pattern")

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        words, signs, self._by_line = stored(pattern, flags) or derived(pattern, flags)
        self._needs = Needs(words, signs)

    def count(self, lines: Lines) -> int:
        """The number of matches in a text, as ``findall`` gives them."""
        if self._needs.unknown or not self._by_line:
            return len(self.pattern.findall(lines.text))
        if lines.words:  # a short text is not worth an index
            return len(self.pattern.findall(lines.text)) if self._needs.met(lines.text, lines.words) else 0
        count = 0
        for i in members(lines.index.holding(self._needs)):
            count += len(self.pattern.findall(lines.lines[i]))
        return count


def leftmost(patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> re.Match[str] | None:
    """The match that begins first in ``text[start:end]``; of several the one of the first pattern."""
    best: re.Match[str] | None = None
    for pattern in patterns:
        match = pattern.search(text, start, end)
        if match is not None and (best is None or match.start() < best.start()):
            best = match
    return best


def alternatives(pattern: str) -> list[str]:
    """The parts of an expression between the ``|`` that stand in no group and no class."""
    cuts = [-1]
    depth, in_class, at = 0, False, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
            # A bracket right behind the opening one belongs to the class.
            at += pattern.startswith("]", at + 1) or 2 * pattern.startswith("^]", at + 1)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            cuts.append(at)
        at += 1
    return [pattern[a + 1 : b] for a, b in zip(cuts, [*cuts[1:], len(pattern)], strict=True)]
