"""What is told of a verdict because of where its criterion can be judged: document, annex or process.

Judged in the document: a pointer to an annex that is not there makes it partial. Judged in an annex: such
a pointer makes it impossible to assess. Judged in the process: that it was done is only stated, and silence
is no proof that it was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..document import Span
from ..language.analysis import Analysis
from ..language.cues import CANCELLING, Flag
from ..rules.contract import Passage
from ..rules.engine import RuleResult
from ..vocabulary.closed import Outcome, Place, Remark
from ..vocabulary.swedish import listed
from .model import Verdict

_LIST = re.compile(r"\W*bilag(?:a|or)\b", re.IGNORECASE)  # the list of annexes tells no more than titles
_SHOWN = (Outcome.MET, Outcome.PARTIAL)
_JUDGED = (*_SHOWN, Outcome.MISSING, Outcome.NOT_ASSESSABLE)


def remarked(verdict: Verdict, alone: RuleResult, analysis: Analysis) -> Verdict:
    """The verdict with what its place gives reason to tell; ``alone``: what the rules held by themselves."""
    if verdict.outcome not in _JUDGED:
        return verdict
    if verdict.criterion.place is Place.PROCESS:
        return _of_process(verdict, alone)
    pointer = _pointer(verdict, alone, analysis)
    if pointer is None:
        return verdict
    if verdict.criterion.place is Place.ANNEX:
        outcome = Outcome.NOT_ASSESSABLE
    else:
        outcome = Outcome.PARTIAL if verdict.outcome is Outcome.MISSING else verdict.outcome
    shown = outcome in _SHOWN
    return replace(
        verdict,
        outcome=outcome,
        reason=_reason(pointer, analysis),
        evidence=(verdict.evidence or (pointer,)) if shown else (),
        nearest=None if shown else pointer,
        needs_review=verdict.needs_review and outcome is verdict.outcome,
        remarks=(Remark.IN_ANNEX,),
        pointer=pointer,
    )


def _of_process(verdict: Verdict, alone: RuleResult) -> Verdict:
    if verdict.outcome in _SHOWN:
        return replace(verdict, remarks=(Remark.STATED,))
    if verdict.outcome is Outcome.MISSING and (alone.cancelled or alone.passages):
        return verdict  # said not to have been done, or left open
    return replace(
        verdict,
        outcome=Outcome.NOT_ASSESSABLE,
        reason="Det framgår inte av dokumentet, och tystnad är inget bevis för att det inte har gjorts.",
        needs_review=False,
        remarks=(Remark.NOT_EVIDENT,),
    )


def _pointer(verdict: Verdict, alone: RuleResult, analysis: Analysis) -> Span | None:
    """What points to an absent annex, where that is all there is."""
    if verdict.outcome is Outcome.MET:
        return None
    if verdict.outcome is Outcome.PARTIAL:
        units = [analysis.unit_at(s.start) for s in verdict.evidence]
        return verdict.evidence[0] if all(u is not None and Flag.ANNEX in u.flags for u in units) else None
    borne = [p for e in (*alone.elements, *verdict.elements) for p in e.passages]
    if verdict.outcome is Outcome.NOT_ASSESSABLE:
        return _first_pointer([*borne, *alone.passages], analysis)
    return _first_pointer(alone.passages, analysis)


def _first_pointer(passages: Iterable[Passage], analysis: Analysis) -> Span | None:
    for p in passages:
        unit = analysis.units[p.unit]
        block = analysis.document.blocks[unit.block]
        listed = "bilagor" in unit.topics or _LIST.match(analysis.document.text, block.start, block.end)
        if Flag.ANNEX in unit.flags and not unit.flags & CANCELLING and not listed:
            return p.span
    return None


def _reason(pointer: Span, analysis: Analysis) -> str:
    there = [x for x in analysis.annexes if not x.supplied and pointer.start <= x.start < pointer.end]
    text = analysis.document.text[pointer.start : pointer.end].lower()
    named = there or [x for x in analysis.annexes if not x.supplied and x.name in text]
    names = listed(list(dict.fromkeys(x.name for x in named if x.number))) or "en bilaga"
    return f"Texten hänvisar till {names}, som inte följer med: lägg till filen med --samlat."
