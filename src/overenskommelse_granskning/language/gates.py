"""Searching only where a match can be: an index of words, and expressions that ask it first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .needles import marks, needles, spaced, stays_in_line

_HEAD = 4  # letters by which the beginnings of words are indexed

remembered_words = lru_cache(maxsize=1 << 12)(spaced)


class WordIndex:
    """Which of many texts hold a needle: by whole word, by the beginning of one, else by looking."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._raw = list(texts)
        self._texts = [remembered_words(t) for t in self._raw]
        self._words: dict[str, list[int]] = {}
        self._heads: dict[str, list[int]] = {}
        for i, text in enumerate(self._texts):
            words = set(text.split())
            for word in words:
                self._words.setdefault(word, []).append(i)
            for head in {w[:_HEAD] for w in words}:
                self._heads.setdefault(head, []).append(i)
        self._different = f" {' '.join(self._words)} "

    @property
    def words(self) -> Mapping[str, Sequence[int]]:
        """The different words, as :func:`needles.spaced` writes them, and the places of the texts that hold each."""
        return self._words

    def holding(self, wanted: Needs) -> set[int]:
        """The places of the texts that may hold a match."""
        if wanted.unknown:
            return set(range(len(self._raw)))
        out: set[int] = set()
        for needle in wanted.words:
            out.update(self._near(needle))
        for mark in wanted.marks:
            out.update(i for i, text in enumerate(self._raw) if mark in text)
        return out

    def may_match(self, wanted: Needs, place: int) -> bool:
        """Whether one text may hold a match: cheaper than :meth:`holding` for a few of many."""
        return wanted.met(self._raw[place], self._texts[place])

    def _near(self, needle: str) -> Iterable[int]:
        kind, key, certain = _key(needle)
        if kind == "part":
            if needle not in self._different:
                return ()
            return [i for i, text in enumerate(self._texts) if needle in text]
        if kind == "parts":
            return [i for i, text in enumerate(self._texts) if needle in text]
        places = (self._words if kind == "word" else self._heads).get(key, ())
        return places if certain else [i for i in places if needle in self._texts[i]]


@lru_cache(maxsize=1 << 13)
def _key(needle: str) -> tuple[str, str, bool]:
    """How a needle is looked up, by what, and whether that says all."""
    *_, last = parts = needle.split(" ")
    whole = [w for w in parts[1:-1] if w]
    if whole:
        key = max(whole, key=len)
        return "word", key, needle == f" {key} "
    if len(parts) > 1 and len(last) >= _HEAD:
        return "head", last[:_HEAD], needle == f" {last[:_HEAD]}"
    return ("parts" if " " in needle.strip() else "part"), "", True


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text must hold for an expression to match: one of the words or one of the marks."""

    words: tuple[str, ...]
    marks: str = ""

    @classmethod
    def of(cls, pattern: str, flags: int = re.IGNORECASE) -> Needs:
        """What a match of ``pattern`` needs: what one of its alternatives does."""
        words: list[str] = []
        signs = ""
        for part in alternatives(pattern):
            own = needles(part, flags)
            own_signs = "" if own != ("",) else marks(part, flags)
            words += () if own_signs else own
            signs += own_signs
        return cls(("",) if "" in words else tuple(dict.fromkeys(words)), signs)

    @property
    def unknown(self) -> bool:
        """Whether nothing is known: any text may match."""
        return self.words == ("",)

    def met(self, text: str, words: str) -> bool:
        """Whether they are met by a text with these spaced words."""
        for needle in self.words:  # plain loops: any() with a generator takes twice the time
            if needle in words:
                return True
        for mark in self.marks:  # noqa: SIM110
            if mark in text:
                return True
        return False


class Gate:
    """An expression of which only those alternatives are searched that a text can match.

    ``search`` and ``found`` give what ``re`` would: of several alternatives the leftmost match counts,
    and of those that begin at one place the one that is written first.
    """

    __slots__ = ("_alternatives",)

    def __init__(self, *patterns: str, flags: int = re.IGNORECASE) -> None:
        parts = [part for pattern in patterns for part in alternatives(pattern)]
        self._alternatives = tuple((Needs.of(p, flags), re.compile(p, flags)) for p in parts)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match in ``text[start:end]``, as of the patterns joined by ``|``."""
        stop = len(text) if end is None else end
        own = text[start:stop]
        words = remembered_words(own)
        return leftmost((p for n, p in self._alternatives if n.met(own, words)), text, start, stop)

    def found(self, text: str) -> bool:
        """Whether there is a match in ``text``."""
        words = remembered_words(text)
        return any(n.met(text, words) and p.search(text) is not None for n, p in self._alternatives)

    def possible(self, index: WordIndex) -> dict[int, list[re.Pattern[str]]]:
        """Per text of an index that may hold a match: the alternatives to search."""
        out: dict[int, list[re.Pattern[str]]] = {}
        for needs, pattern in self._alternatives:
            for i in index.holding(needs):
                out.setdefault(i, []).append(pattern)
        return out


class Lines:
    """The lines of a text with an index of their words, for counting matches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.index = WordIndex(self.lines)


class Tally:
    """How often an expression matches, counted line by line where no match can look beyond one."""

    __slots__ = ("_by_line", "_needs", "pattern")

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self._needs = Needs.of(pattern, flags)
        self._by_line = stays_in_line(pattern, flags)

    def count(self, lines: Lines) -> int:
        """The number of matches in a text, as ``findall`` gives them."""
        if not self._by_line:
            return len(self.pattern.findall(lines.text))
        return sum(len(self.pattern.findall(lines.lines[i])) for i in lines.index.holding(self._needs))


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
