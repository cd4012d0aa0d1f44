"""Sentences that tell who has signed: under the heading of a block, anywhere in the text, in captions."""

from __future__ import annotations

import re

from ...document import Block
from .names import find_persons
from .outline import Outline
from .signature_lines import Line

_LONG_SENTENCE, _NEAR = 600, 160
_SIGN_VERB_HEADS = ("underteckna", "påskriv", "skrev", "skriv", "signera", "tecknat", "läst")
_SIGN_VERB = re.compile(
    r"(?:underteckna(?:t|ts|d|de|des|r|s)?|undertecknande[tn]?|påskriv(?:et|en|na)|skrevs?\s+(?:under|på)|skrivit\s+(?:under|på)|skriver\s+(?:under|på)"
    r"|signera(?:t|ts|d|de|des|r|s)?|tecknats?|läst\s+och\s+godkänt)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:ska|skall|kommer\s+att|bör|kan|avses|planeras|före|innan|inför)\s+(?:\w+\s+){0,2}(?:underteckna|skriva|signera|påskriv)",
    re.IGNORECASE,
)


def sentences_of(outline: Outline, blocks: list[Block]) -> list[list[Line]]:
    """Running text under a signature heading, sentence by sentence, each with the date before it."""
    out: list[Line] = []
    for block in blocks:
        if block.cell is None:
            out += [Line(s, e) for s, e in outline.sentences(block)]
    return [out] if out else []


def _may_tell_of_signing(low: str) -> bool:
    return low.startswith(_SIGN_VERB_HEADS)


def signing_sentences(outline: Outline) -> list[list[Line]]:
    """Sentences anywhere that tell who signed ("undertecknad den … av …"), also captions."""
    text = outline.document.text
    out: list[list[Line]] = []
    for at, _, _ in outline.scan.those(_may_tell_of_signing):
        if not _SIGN_VERB.match(text, at):
            continue
        start, end = outline.sentence(at)
        if end - start > _LONG_SENTENCE:  # a page without full stops: what stands near the verb
            start, end = max(start, at - _NEAR), min(end, at + _NEAR)
        if end <= start or _NOT_YET.search(text[start:end]):
            continue
        following = _next_sentences(outline, end) if not find_persons(text, start, end) else end
        lines = [Line(start, end)] + ([Line(end, following)] if following > end else [])
        if lines not in out:
            out.append(lines)
    return out


def _next_sentences(outline: Outline, end: int) -> int:
    """The end of the block: "Fem har skrivit på. Länsstyrelsen genom länsrådet Anna Berg. …"."""
    block = outline.document.block_at(end - 1)
    return min(block.end, end + 700) if block is not None else end
