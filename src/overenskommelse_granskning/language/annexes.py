"""Annexes: which ones a text names, and which of them are there to be read.

An annex is there when a heading in the document opens it ("Bilaga 2 Åtgärdsplan") or when it is a file
of the bundle. A file is known by the number in its name or on its first line, else by what it is
("åtgärdsplan") where the pointer says so too. Files that nothing tells apart stand for the annexes that
are left when there are as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Document, Section

_RX = re.IGNORECASE
_HEADING = re.compile(r"^\s*bilaga\b", _RX)
_NUMBER = re.compile(r"\b(?:bilag(?:orna|or|an|a)|bil\.?)[\s_:-]*(\d{1,2}|[A-H])(?![\w])", _RX)
_IN_NAME = re.compile(r"(?:^|[\W_])bil(?:aga)?[\s_.-]*(\d{1,2}|[A-H])(?![^\W_])", _RX)
_NAMED = re.compile(
    r"\b(?:bilag(?:orna|or|an|a)\b|bil\.)(?:\s*(?P<n>\d{1,2}(?:\s?(?:[-–,]|och)\s?\d{1,2})*|[A-H]\b))?"
    r"|\b(?:biläggs|bifogas|bilagd|bilagt|bifogad|bifogat|bifogade)\b"
    r"|\b(?:i|till|se)\s(?:en |ett |den |det )?(?:separat|särskil[dt]a?|eget|egen|annat|annan)\s"
    r"(?:dokument|handling|bilaga|pm|\w*plan)\b",
    _RX,
)
# What an annex can be, by the stem that its name and a pointer to it share.
_MATTERS = re.compile(
    r"(?P<stem>åtgärdsplan|handlingsplan|aktivitetsplan|åtagandeplan|verksamhetsplan|kommunikationsplan|"
    r"uppföljningsplan|tidsplan|lägesbild|problembild|nulägesbeskrivning|orsaksanalys|analys|kartläggning|statistik|"
    r"budget|organisationsskiss|organisationsplan|mötesplan|årshjul|rutin|blankett|samtycke)",
    _RX,
)
_SAME = {  # names that stand for one another between a pointer and its annex
    "handlingsplan": "åtgärdsplan", "aktivitetsplan": "åtgärdsplan", "åtagandeplan": "åtgärdsplan",
    "problembild": "lägesbild", "nulägesbeskrivning": "lägesbild", "kartläggning": "lägesbild",
}  # fmt: skip
BARE = "bilaga"  # the name of an annex of which nothing is said
_BODY = 80  # characters from which a heading has something below it
_OPENING = 300  # characters of an annex in which its name is looked for


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex that the text names. ``start``/``end`` are where it is named first.

    ``number`` is empty where the text gives none; ``supplied`` tells that it is there to be read, and
    ``file`` the name of its file in a bundle (None where it stands in the document itself).
    """

    name: str
    number: str
    start: int
    end: int
    supplied: bool = False
    file: str | None = None


class _Supplied(NamedTuple):
    number: str
    matters: frozenset[str]
    start: int
    file: str | None


class AnnexBook:
    """The annexes of one document. ``texts``: offset and text of the units that may point to one."""

    def __init__(self, document: Document, texts: Sequence[tuple[int, str]] = ()) -> None:
        self._there = _supplied(document)
        asked = {n for _, text in texts for m in _NAMED.finditer(text) for n in _numbers(m)}
        left = asked - {s.number for s in self._there}
        loose = [s for s in self._there if s.file and not s.number]
        # Files that nothing tells apart stand for the annexes that are left, when there are as many.
        self._stand_in = loose[0] if left and len(loose) >= len(left) else None
        self.named = self._all_named(texts)

    @property
    def supplied(self) -> bool:
        """Whether any annex is there to be read."""
        return bool(self._there)

    def absent(self, text: str) -> bool:
        """Whether ``text``, which points to an annex, points to one that is not there."""
        pointed = list(self._pointed(text))
        if not pointed:
            return not self._there
        return any(there is None for _, _, _, there in pointed)

    def _all_named(self, texts: Sequence[tuple[int, str]]) -> tuple[Annex, ...]:
        found: dict[str, Annex] = {}
        for at, text in texts:
            for m, name, number, there in self._pointed(text):
                if name in found and (there is None or found[name].supplied):
                    continue
                known = found.get(name)
                start, end = (known.start, known.end) if known else (at + m.start(), at + m.end())
                found[name] = Annex(
                    name, number, start, end, there is not None, there.file if there else None
                )
        if len(found) > 1:
            found.pop(BARE, None)  # "bilagan" says nothing beside the names of the others
        return tuple(sorted(found.values(), key=lambda a: (a.number == "", _order(a.number), a.start)))

    def _pointed(self, text: str) -> Iterator[tuple[re.Match[str], str, str, _Supplied | None]]:
        """Each annex that a text names: where, its name and number, and the annex itself if it is there."""
        matches = [(m, _numbers(m)) for m in _NAMED.finditer(text)]
        about = _matters(text)
        for m, numbers in matches:
            for number in numbers:
                yield m, f"bilaga {number}", number, self._match(number, about)
        if matches and not any(numbers for _, numbers in matches):
            yield matches[0][0], min(about, default=BARE), "", self._match("", about)

    def _match(self, number: str, about: frozenset[str]) -> _Supplied | None:
        if number:
            own = next((s for s in self._there if s.number == number), None)
            if own is not None:
                return own
            unnumbered = [s for s in self._there if not s.number]
            alike = next((s for s in unnumbered if s.matters & about), None)
            if alike is not None:
                return alike
            return self._stand_in
        if not about:
            return next(iter(self._there), None)
        return next((s for s in self._there if s.matters & about), None)


def _supplied(document: Document) -> tuple[_Supplied, ...]:
    out: list[_Supplied] = []
    text = document.text
    for s in _opened(document):
        if _end_of_annex(document, s) - s.body_start > _BODY:
            opening = text[s.start : s.body_start + _OPENING]
            out.append(
                _Supplied(_first_number(s.title), _matters(opening), s.start, document.annex_file_of(s.start))
            )
    for part in document.annex_files:
        if any(part.start <= s.start < part.end for s in out):
            continue
        opening = part.document.text[:_OPENING]
        on_name = _IN_NAME.search(part.name)
        number = on_name.group(1).upper() if on_name else _opening_number(opening)
        name = part.name.rpartition(".")[0] or part.name
        out.append(_Supplied(number, _matters(f"{name.replace('_', ' ')} {opening}"), part.start, part.name))
    return tuple(out)


def _opened(document: Document) -> list[Section]:
    """The sections whose heading opens an annex."""
    return [s for s in document.sections if s.heading_block is not None and _HEADING.match(s.title)]


def _end_of_annex(document: Document, annex: Section) -> int:
    """Where an annex ends: at the next annex, at a heading above its own level, or with its file.

    What is put in as an annex has headings of its own, often of the same level ("Bilaga 1", "Parter", ...). Headings of
    annexes that follow on one another with nothing below them are a list of annexes, and hold nothing.
    """
    sections = document.sections
    at = annex.id
    if at and _HEADING.match(sections[at - 1].title) and _empty(sections[at - 1]):
        return annex.end
    own = document.annex_file_of(annex.start)
    end = annex.end
    for s in sections[at + 1 :]:
        if _HEADING.match(s.title) or s.level < annex.level or document.annex_file_of(s.start) != own:
            break
        end = s.end
    return end


def _empty(section: Section) -> bool:
    return section.end - section.body_start <= _BODY


def _opening_number(opening: str) -> str:
    """The number on one of the first lines that say nothing else before it."""
    lines = [line for line in opening.split("\n") if line.strip()][:4]
    return next((_first_number(line) for line in lines if _HEADING.match(line)), "")


def _first_number(text: str) -> str:
    m = _NUMBER.search(text)
    return m.group(1).upper() if m else ""


def _numbers(m: re.Match[str]) -> list[str]:
    """``"1–3"`` → 1, 2, 3; ``"1 och 3"`` → 1, 3."""
    written = m.groupdict().get("n") or ""
    if written.isalpha():
        return [written.upper()]
    out: list[str] = []
    pieces = re.split(r"\s*(?:,|och)\s*", written) if written else []
    for piece in pieces:
        ends = [int(n) for n in re.findall(r"\d+", piece)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 20:
            out.extend(str(n) for n in range(ends[0], ends[1] + 1))
        else:
            out.extend(map(str, ends))
    return list(dict.fromkeys(out))


def _matters(text: str) -> frozenset[str]:
    stems = (m["stem"].lower() for m in _MATTERS.finditer(text))
    return frozenset(_SAME.get(s, s) for s in stems)


def _order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (99, number)
