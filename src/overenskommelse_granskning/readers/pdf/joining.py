"""Lines to pieces of text: blanks and hyphens at line ends, with exact provenance."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from sys import intern

from ...document import Box, Piece
from .model import LINE_HYPHEN, Line, PageContent, Word
from .paragraphs import TABULAR, tab

_HYPHENS = f"-\u2010\u00ad{LINE_HYPHEN}"
_TRAILING_HYPHEN = re.compile(rf"[^\W_][{_HYPHENS}]$")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
# How much of a letter may be free at the end of a cut line; wide letters (m) take two.
_ROOM, _ROOM_KNOWN = 1.2, 2.0
_CLOSING = ".,;:!?)]”"
_SUSPENDED = frozenset(("och", "eller", "samt", "respektive", "resp"))
_WHOLE_WORD_END = re.compile(r"(?:arna|erna|orna|ande|ade|het|iska|iga|else)$")
_SHORT_WORDS = frozenset(
    "av att vid och som den det de en ett i in om på till ur med mot men när nu så ska är har vi var vad "
    "kan sig sin sina ut upp under eller ej inte för från efter hos man nej ny ska samt per via".split()
)


def _bare(text: str) -> str:
    """A word without signs at its ends and in lower case."""
    return _EDGES.sub("", text).casefold()


def _after_tabs(line: Line) -> frozenset[int]:
    """The words of a line, by their place in the file, that a tab stands before.

    A label stays with its value, and a figure at the end with what it stands behind: else that would read as a line of
    a table of contents.
    """
    wide = TABULAR * line.size
    if tab(line) <= wide or line.words[-1].text.strip(".").isdigit():
        return frozenset()
    return frozenset(
        b.start for a, b in pairwise(line.words) if b.x0 - a.x1 > wide and not a.text.endswith(":")
    )


class Vocabulary:
    """The words of a document and the hyphenated ones it writes in the middle of a line.

    Built when the first doubtful line end asks; most documents have none.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def words(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for line in self._lines:
            alone = len(line.words) == 1
            for word in line.words:
                if not alone or word.blank:  # a word alone on its line may be cut
                    counts[_bare(word.text)] += 1
        return counts

    @cached_property
    def hyphenated(self) -> frozenset[str]:
        return frozenset(w for w in self.words if "-" in w)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.words)

    def has_longer(self, head: str, follower: str) -> bool:
        """A word starts with ``head`` and goes on with ``follower``."""
        start = head + follower
        i = bisect_left(self._sorted, start)
        return i < len(self._sorted) and self._sorted[i].startswith(start)

    def has_ending(self, whole: str, tail: int) -> bool:
        """A word of some length ends ``whole`` and reaches over the last ``tail`` letters."""
        return any(whole[i:] in self.words for i in range(1, len(whole) - max(tail, 4)))


class Joiner:
    """Makes the pieces of a block from its lines."""

    def __init__(self, vocabulary: Vocabulary, pages: Mapping[int, PageContent]) -> None:
        self._known, self._pages = vocabulary, pages

    def pieces(self, lines: Sequence[Line], right: float | None = None, *, tabs: bool = False) -> list[Piece]:
        """The text of the lines as one run. ``right`` is the edge that words may have been cut at; ``tabs``: what
        stands far apart in a line, as two who sign beside each other do, is parted by a tab."""
        out: list[Piece] = []
        for i, line in enumerate(lines):
            follower = lines[i + 1] if i + 1 < len(lines) else None
            self._line(line, follower, right, _after_tabs(line) if tabs else frozenset(), out)
        return out

    def text(self, lines: Sequence[Line]) -> str:
        return "".join(p.text for p in self.pieces(lines))

    def _line(
        self, line: Line, follower: Line | None, right: float | None, apart: frozenset[int], out: list[Piece]
    ) -> None:
        page = self._pages.get(line.page)
        box: Box = page.to_page(line.box) if page else line.box
        source = intern(f"page{line.page}")
        first, last = line.words[0], line.words[-1]
        run, start = line.text, first.start
        broken = last.start + len(last.text) - start != len(run)
        if broken or apart or LINE_HYPHEN in last.text or "-" in run:
            run, start = self._runs(line, box, source, apart, out)
        if follower is None:
            end = run.replace(LINE_HYPHEN, "-")
        else:
            end = self._end(run, line, follower, right)
        # Numbers of their own: the line's lie scattered among those of all words, and would keep that memory.
        *corners, first_place = array("d", (*box, start))
        out.append(Piece(end, line.page, Box(*corners), source, int(first_place)))

    def _runs(
        self, line: Line, box: Box, source: str, apart: frozenset[int], out: list[Piece]
    ) -> tuple[str, int]:
        """Pieces of a line whose characters do not follow each other in the file; the last is returned."""
        run, start = "", 0
        before: Word | None = None
        for word in line.words:
            text = word.text
            blank = "\t" if word.start in apart else " "
            if before is None:
                run, start = text, word.start
            elif before.text.endswith(LINE_HYPHEN):
                # PDFium took a hyphen within the line for one at its end.
                run = run.replace(LINE_HYPHEN, "-") + text
            elif word.start == before.start + len(before.text) + 1:
                run += blank + text
            else:
                out.append(Piece(run.replace(LINE_HYPHEN, "-") + blank, line.page, box, source, start))
                run, start = text, word.start
            before = word
        return run, start

    def _end(self, run: str, line: Line, follower: Line, right: float | None) -> str:
        """The run with what its end becomes before the next line."""
        first = follower.words[0]
        if run[-1] in _HYPHENS and _TRAILING_HYPHEN.search(run):
            keep = self._hyphen(line.words[-1].text[:-1], first.text)
            if keep is None:
                return run[:-1]
            return run[:-1] + ("\u2010" if run[-1] == "\u2010" else "-") + keep
        run = run.replace(LINE_HYPHEN, "-")
        if first.text[0] in _CLOSING:
            return run
        if run[-1] == "/" and len(run) > 1 and run[-2].isalnum():
            return run
        if run[-1] == "–" and run[-2:-1].isalnum() and not line.words[-1].blank:
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
        if (tail.isupper() and len(tail) > 1) or tail.isdigit() or (tail.isupper() and bare_left == tail):
            return ""
        return None

    def _cut(self, line: Line, first: Word, right: float) -> bool:
        """A word too long for its line, cut without a hyphen (narrow cells, large titles).

        Such a line holds one word, is full to within a letter and has no blank at its end. The rest
        is weighed: whole words that happen to fill a line exist too.
        """
        word = line.words[0]
        if len(line.words) != 1 or word.blank:
            return False
        if not (first.text[:1].islower() or (word.text.isupper() and first.text.isupper())):
            return False
        if len(word.text) < 4 or not word.text[-1].isalpha():
            return False
        letter = max((w.x1 - w.x0) / len(w.text) for w in (word, first))
        room = (right - word.x1) / letter
        if room > _ROOM_KNOWN:
            return False
        head, tail = _bare(word.text), _bare(first.text)
        whole = head + tail
        known = self._known
        if known.words[whole] > 0:
            return True
        if len(tail) == 1:
            return tail not in "iåö"
        if known.words[head] > 0 or room > _ROOM:
            return False
        if known.has_longer(head, tail[0]) or known.has_ending(whole, len(tail)):
            return True
        page = self._pages.get(line.page)
        if tail in _SHORT_WORDS or known.words[tail] > 1 or (page is not None and page.ocr):
            return False
        return len(tail) < 4 or not _WHOLE_WORD_END.search(head)
