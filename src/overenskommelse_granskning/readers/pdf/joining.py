"""Lines to pieces of text: blanks and hyphens at line ends, with exact provenance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...document import Box, Piece
from .model import LINE_HYPHEN, Line, PageContent, Word

_HYPHENS = f"-\u2010\u00ad{LINE_HYPHEN}"
_TRAILING_HYPHEN = re.compile(rf"[^\W_][{_HYPHENS}]$")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_SUSPENDED = frozenset(("och", "eller", "samt", "respektive", "resp"))
_SHORT_WORDS = frozenset(
    "av att vid och som den det de en ett i in om på till ur med mot men när nu så ska är har vi var vad "
    "kan sig sin sina ut upp under eller ej inte för från efter hos man nej ny ska samt per via".split()
)


class Vocabulary:
    """The words of a document and the hyphenated ones it writes in the middle of a line."""

    def __init__(self, lines: Iterable[Line]) -> None:
        words: Counter[str] = Counter()
        self.hyphenated: set[str] = set()
        for line in lines:
            last = len(line.words) - 1
            for i, word in enumerate(line.words):
                text = _EDGES.sub("", word.text).casefold()
                words[text] += 1
                if "-" in text and (i != last or not word.text.endswith("-")):
                    self.hyphenated.add(text)
        self.words = words


class Joiner:
    """Makes the pieces of a block from its lines."""

    def __init__(self, vocabulary: Vocabulary, pages: Mapping[int, PageContent]) -> None:
        self._known, self._pages = vocabulary, pages

    def pieces(self, lines: Sequence[Line], right: float | None = None) -> list[Piece]:
        """The text of the lines as one run. ``right`` is the edge that words may have been cut at."""
        out: list[Piece] = []
        for i, line in enumerate(lines):
            follower = lines[i + 1] if i + 1 < len(lines) else None
            self._line(line, follower, right, out)
        return out

    def text(self, lines: Sequence[Line]) -> str:
        return "".join(p.text for p in self.pieces(lines))

    def _line(self, line: Line, follower: Line | None, right: float | None, out: list[Piece]) -> None:
        page = self._pages.get(line.page)
        box: Box = page.to_page(line.box) if page else line.box
        source = f"page{line.page}"
        run, start = "", 0
        before: Word | None = None
        for word in line.words:
            text = word.text
            if before is None:
                run, start = text, word.start
            elif before.text.endswith(LINE_HYPHEN):
                # PDFium took a hyphen within the line for one at its end.
                run = run.replace(LINE_HYPHEN, "-") + text
            elif word.start == before.start + len(before.text) + 1:
                run += " " + text
            else:
                out.append(Piece(run.replace(LINE_HYPHEN, "-") + " ", line.page, box, source, start))
                run, start = text, word.start
            before = word
        if follower is None:
            end = run.replace(LINE_HYPHEN, "-")
        else:
            end = self._end(run, line, follower, right)
        out.append(Piece(end, line.page, box, source, start))

    def _end(self, run: str, line: Line, follower: Line, right: float | None) -> str:
        """The run with what its end becomes before the next line."""
        first = follower.words[0].text
        if _TRAILING_HYPHEN.search(run):
            keep = self._hyphen(line.words[-1].text[:-1], first)
            if keep is None:
                return run[:-1]
            return run[:-1] + ("\u2010" if run[-1] == "\u2010" else "-") + keep
        run = run.replace(LINE_HYPHEN, "-")
        if run[-1] == "/" and len(run) > 1 and run[-2].isalnum():
            return run
        if run[-1] == "–" and run[-2:-1].isdigit() and first[:1].isdigit():
            return run
        if right is not None and self._cut(line, first, right):
            return run
        return run + " "

    def _hyphen(self, left: str, right: str) -> str | None:
        """None to drop the hyphen, else what follows it (a blank or nothing)."""
        bare_left, bare_right = _EDGES.sub("", left), _EDGES.sub("", right)
        if bare_right.casefold() in _SUSPENDED:
            # "brotts- och", unless the word itself goes on so ("sam-" + "till" does not occur).
            return " "
        if not bare_right or not bare_right[0].islower():
            return ""
        whole, parted = (bare_left + bare_right).casefold(), f"{bare_left}-{bare_right}".casefold()
        if parted in self._known.hyphenated:
            return ""
        tail = bare_left.rsplit("-", 1)[-1]
        if whole in self._known.words:
            return None
        if tail.isupper() and len(tail) > 1 or tail.isdigit() or (tail.isupper() and bare_left == tail):
            return ""
        return None

    def _cut(self, line: Line, first: str, right: float) -> bool:
        """A word too long for its line, cut without a hyphen (narrow cells, large titles)."""
        if len(line.words) != 1 or not first[:1].islower():
            return False
        word = line.words[0]
        if len(word.text) < 4 or not word.text[-1].isalpha():
            return False
        if right - word.x1 > 1.1 * (word.x1 - word.x0) / len(word.text):
            return False
        tail = _EDGES.sub("", first).casefold()
        whole = _EDGES.sub("", word.text).casefold() + tail
        if self._known.words[whole] > 0:
            return True
        return tail not in _SHORT_WORDS and self._known.words[tail] < 2
