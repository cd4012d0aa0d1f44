"""Signatures that lost their lines: names, titles, parties and dates one after the other in running text.

Transcribing sites and copied pages give a page as one line, with the signature block somewhere in it:
"… i två exemplar. Ekdala den 3 mars 2024 Anna Berg, kommunchef Bo Ek, lokalpolisområdeschef". Each name,
title, party, date and blank of such a run becomes a line of its own, for the reader of signature blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...document import Block, BlockKind
from .names import find_persons, two_persons
from .roles import BINDING
from .signature_lines import BLANK, FILLER, Line, LineReader

_RUNNING = 60  # shorter paragraphs are lines of a block
_AROUND = 160  # how far from a title a name or another title may stand
_GAP = 60
_LABEL = 20  # how far before a blank its label begins
_TITLE_GAP = re.compile(r",\s*[a-zåäö][\wåäö-]*(?:\s[a-zåäö][\wåäö-]*){0,4}[\s,]*")
_SIGNING = re.compile(
    r"(?:under?skrift\w*|undertecknat?(?:\s+av)?|undertecknas?|undertecknare|exemplar\w*|signatur\w*|ort\s+och\s+datum)\b\W*(?:[\wåäö]+\W+){0,4}$",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){0,2},?\s*(?:den\s*|i\s*)?$")
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÅÄÖ]")
_STOP = re.compile(r"[.!?…”\")]$")
_IN_SENTENCE = re.compile(r"(?<![\w])[a-zåäö][\wåäö-]*,?$")
_GOES_ON = re.compile(r"\s*(?:,\s*)?(?:som|och|men|vilk\w+)\b|\s*[a-zåäö]")
_FORM = (re.compile(r"\bnamn", re.IGNORECASE), re.compile(r"\b(?:ort|datum)\b", re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class SignerRun:
    """``lines`` in order; ``explicit``: words of signing lead them."""

    lines: list[Line]
    explicit: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    kind: str
    role: str = ""


def signer_runs(reader: LineReader, blocks: Sequence[Block]) -> Iterator[SignerRun]:
    """The runs of signers in the long paragraphs among ``blocks``, in order."""
    for block in blocks:
        if block.cell is None and block.kind is not BlockKind.HEADING and block.end - block.start > _RUNNING:
            for window in _windows(reader, block):
                for run in _runs(reader.text, _spots(reader, *window)):
                    found = _signed(reader.text, block, run)
                    if found is not None:
                        yield found


def _windows(reader: LineReader, block: Block) -> Iterator[tuple[int, int]]:
    """The surroundings of the titles and blanks of a paragraph, joined where they meet."""
    mentions = reader.outline.organisations_in(block.start, block.end)
    anchors = [(o.start, o.end) for o in mentions if o.kind == "role"]
    anchors += [m.span() for m in BLANK.finditer(reader.text, block.start, block.end)]
    start = end = -1
    for at, until in sorted(anchors):
        first, last = max(block.start, at - _AROUND), min(block.end, until + _AROUND)
        if end < first:
            if end >= 0:
                yield start, end
            start = first
        end = max(end, last)
    if end >= 0:
        yield start, end


def _spots(reader: LineReader, start: int, end: int) -> list[_Spot]:
    """What a signature block is made of, in order, none inside another."""
    text = reader.text
    mentions = reader.outline.organisations_in(start, end)
    named = [_Spot(o.start, o.end, "role" if o.kind == "role" else "party", o.role) for o in mentions]
    dates = reader.outline.dates_in(start, end)
    found = [*named, *(_Spot(d.start, d.end, "date") for d in dates if d.kind in ("day", "days", "month"))]
    found += [_Spot(m.start(), m.end(), "blank") for m in BLANK.finditer(text, start, end)]
    at = start
    for spot in [*sorted(found, key=lambda s: s.start), _Spot(end, end, "")]:
        for person in find_persons(text, at, max(at, spot.start)):
            found += [_Spot(p.start, p.end, "person") for p in two_persons(person)]
        at = max(at, spot.end)
    out: list[_Spot] = []
    for spot in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or spot.start >= out[-1].end:
            out.append(
                _with_place(text, spot, out[-1].end if out else start) if spot.kind == "date" else spot
            )
    return out


def _with_place(text: str, date: _Spot, limit: int) -> _Spot:
    """A date with the place before it: "Ekdala den 3 mars 2024"; of two capitalised words the last unless
    a sentence or a word of signing ends before the first."""
    lead = text[limit : date.start]
    words = list(_PLACE_WORDS.finditer(lead))
    starts = [m.start() for m in _CAPITALISED.finditer(lead, words[-1].start())] if words else []
    if not starts:
        return date
    opening = [at for at in starts if _STOP.search(lead[:at].rstrip()) or _SIGNING.search(lead[:at])]
    return _Spot(limit + (opening[0] if opening else starts[-1]), date.end, "date")


def _runs(text: str, spots: list[_Spot]) -> Iterator[list[_Spot]]:
    """Spots with little else between them."""
    run: list[_Spot] = []
    for spot in spots:
        if run and not _beside(text[run[-1].end : spot.start], run[-1], spot):
            yield run
            run = []
        run.append(spot)
    if run:
        yield run


def _beside(gap: str, before: _Spot, after: _Spot) -> bool:
    if gap == ". " and before.kind == "role" and after.kind in ("person", "date"):
        return True  # "Anna Berg, kommunchef. Bo Ek, polischef."
    if len(gap) > _GAP or _STOP.search(gap.rstrip()):
        return False
    unknown_title = before.kind in ("person", "role") and _TITLE_GAP.fullmatch(gap) is not None
    return unknown_title or len(FILLER.sub("", gap)) <= 3


def _signed(text: str, block: Block, run: list[_Spot]) -> SignerRun | None:
    """The run as lines, where it stands as a signature block does; else None."""
    kinds = [s.kind for s in run]
    signers = kinds.count("person")
    blanks = kinds.count("blank")
    own = text[max(block.start, run[0].start - _LABEL) : run[-1].end]
    form = all(pattern.search(own) for pattern in _FORM)
    to_fill_in = blanks > 1 and (kinds.count("role") > 1 or kinds.count("party") > 1 or form)
    if not to_fill_in and ("role" not in kinds or not (signers or blanks)):
        return None
    start = run[0].start
    lead = re.sub(r"\bför\s*$", "", text[block.start : start], flags=re.IGNORECASE).rstrip()
    since = text[block.start + len(lead) : start].lstrip()
    explicit = bool(_SIGNING.search(lead[-60:]))
    if _GOES_ON.match(text, run[-1].end, block.end):
        return None
    binding = all(any(s.role in side for s in run) for side in BINDING)
    ends = text[run[-1].end : block.end].strip(" .,:;") == ""
    apart = since.startswith("För") or not _IN_SENTENCE.search(lead)
    opens = not lead or bool(_STOP.search(lead)) or explicit or (binding and apart)
    both = signers >= 2 and kinds.count("role") >= 2 and (ends or binding)
    if not (opens or to_fill_in) or not (explicit or both or to_fill_in or (signers and "date" in kinds)):
        return None
    edges = [start, *(_with_for(text, s.start, start) for s in run[1:]), run[-1].end]
    lines = []
    for spot, following, (at, until) in zip(run, [*run[1:], run[-1]], pairwise(edges), strict=True):
        until = spot.end if following.kind == "role" else until  # else an unknown title belongs to the name
        lines.append(Line(at, at + len(text[at:until].rstrip())))
    return SignerRun(lines, explicit or to_fill_in)


def _with_for(text: str, start: int, limit: int) -> int:
    """ "För" belongs to the party it stands before."""
    lead = text[max(limit, start - 4) : start]
    return start - 4 if lead.lower() == "för " else start
