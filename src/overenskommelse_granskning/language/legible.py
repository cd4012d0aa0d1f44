"""A document as it is matched: what OCR read with misread words as they were meant, every place where it was.

A word that was meant to be shorter is followed by blanks, so that all offsets hold in both texts and quotes can be
taken from the text as it was read. One that was meant to be longer does not fit: it is a *reading*, which concepts
are found in while the text stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from ..document import Document, Evidence, Section, Span
from ..document.sections import title_without_number
from .misread import joined, meant

Readings = Mapping[int, str]  # where a piece between blanks begins → the piece as it was meant

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[|!$€][^\W_]+)*")
_SPLIT = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")
_LETTERS = 200  # by which a page can be said to have lost its dots
_DOTTED = re.compile("[åäöÅÄÖ]")
_SUSPECT = re.compile(r"\b(?=[^\W\d_]*(?:rn|cl|vv|ii)|[^\W_]*[^\W\d_][0-9][^\W\d_])[^\W_]{5,}\b")
_SUSPECTS = 2  # different words; a name is such now and then
_PER_SUSPECT = 40_000  # characters: in hundreds of pages there are several such names
_FEW_DOTS = 0.012  # of the letters; Swedish has some five in a hundred


class Correction(NamedTuple):
    """A piece between blanks that is matched as another text, of at most its length."""

    start: int
    end: int
    text: str

    @property
    def shown_end(self) -> int:
        """Where it ends in the text that is matched, without the blanks behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class MatchedDocument(Document):
    """A document with misread words as they were meant; its evidence is quoted from the one that was read."""

    original: Document | None = None
    changes: tuple[Correction, ...] = ()

    def evidence(self, span: Span | tuple[int, int]) -> Evidence:
        assert self.original is not None
        return self.original.evidence((self._place(span[0]), self._place(span[1])))

    def _place(self, offset: int) -> int:
        """An offset within a change is counted from where the piece ends: mostly in front of its full stop."""
        i = bisect_right(self.changes, (offset, float("inf"))) - 1
        if i < 0 or not self.changes[i].start < offset <= self.changes[i].shown_end:
            return offset
        change = self.changes[i]
        return change.end - (change.shown_end - offset)


def legible(document: Document) -> tuple[Document, Readings]:
    """The document as it is matched, and the readings that do not fit; the document itself where all is right."""
    text = document.text
    readings: dict[int, str] = {}
    changes: list[Correction] = []
    dotless = _dotless_pages(document)
    for block in document.blocks:
        if block.page not in dotless:
            continue
        for change in _changes(text, block.start, block.end, dotless[block.page]):
            if change.shown_end > change.end:
                readings[change.start] = change.text
            else:
                changes.append(change)
    if not changes:
        return document, readings
    changes.sort()
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += [text[at : change.start], change.text.ljust(change.end - change.start)]
        at = change.end
    shown = "".join([*parts, text[at:]])
    values = {f.name: getattr(document, f.name) for f in fields(document)}
    values["text"] = shown
    values["sections"] = tuple(_titled(section, document, shown) for section in document.sections)
    return MatchedDocument(**values, original=document, changes=tuple(changes)), readings


def _dotless_pages(document: Document) -> dict[int | None, bool]:
    """The pages that OCR read, and whether the dots and rings of their letters were lost.

    Recognised text is pasted into web pages too: where no page is known to be read by OCR, the text tells.
    """
    texts: dict[int | None, list[str]] = {page.number: [] for page in document.pages if page.ocr}
    if texts:
        for block in document.blocks:
            if block.page in texts:
                texts[block.page].append(document.text[block.start : block.end])
        return {number: _lost_its_dots(" ".join(found)) for number, found in texts.items()}
    lost = _lost_its_dots(document.text)
    if not lost and not _looks_recognised(document.text):
        return {}
    return dict.fromkeys({block.page for block in document.blocks}, lost)


def _looks_recognised(text: str) -> bool:
    """Whether several different words are such as only OCR writes them: "kornmun", "rnedborgare", "oclı"."""
    suspects = sum(meant(low) is not None for low in {w.lower() for w in _SUSPECT.findall(text)})
    return suspects >= max(_SUSPECTS, len(text) // _PER_SUSPECT)


def _lost_its_dots(text: str) -> bool:
    if _DOTTED.search(text, 0, _LETTERS) and len(_DOTTED.findall(text)) >= _FEW_DOTS * len(text):
        return False  # as nearly every text, without counting its letters
    letters = sum(map(str.isalpha, text))
    return letters >= _LETTERS and len(_DOTTED.findall(text)) < _FEW_DOTS * letters


def _changes(text: str, start: int, end: int, dotless: bool) -> Iterator[Correction]:
    """Pieces between blanks as they were meant, in order; words that a blank split are one piece."""
    skip = start
    for piece in _PIECE.finditer(text, start, end):
        if piece.start() < skip:
            continue
        split = _SPLIT.search(text, piece.start(), end)
        if split is not None and split.start(1) < piece.end() == split.end(1):
            whole = joined(split[1].lower(), split[2].lower())
            if whole is not None:
                rest = _PIECE.match(text, split.start(2), end)
                skip = rest.end() if rest else split.end()
                word = _cased(whole, split[1])
                yield Correction(
                    piece.start(), skip, text[piece.start() : split.start()] + word + text[split.end() : skip]
                )
                continue
        found = _WORD.sub(lambda m: _as_meant(m[0], dotless), piece[0])
        if found != piece[0]:
            yield Correction(piece.start(), piece.end(), found)


def _as_meant(word: str, dotless: bool) -> str:
    if word.isdigit() or not word[0].isalnum():
        return word
    found = meant(word.lower(), dotless)
    return word if found is None else _cased(found, word)


def _cased(low: str, like: str) -> str:
    """A word in lower case written as another one is."""
    if like.isupper() and len(like) > 1:
        return low.upper()
    return low[0].upper() + low[1:] if like[0].isupper() else low


def _titled(section: Section, document: Document, shown: str) -> Section:
    if section.heading_block is None:
        return section
    block = document.blocks[section.heading_block]
    if shown[block.start : block.end] == document.text[block.start : block.end]:
        return section
    return replace(section, title=title_without_number(" ".join(shown[block.start : block.end].split())))
