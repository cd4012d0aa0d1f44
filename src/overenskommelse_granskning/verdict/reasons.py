"""Why a verdict is what it is, in one sentence for the reader.

Mostly the words of the checklist's level, or what the rules found to be lacking. Where the weighed verdict is another than
that of the rules, those words would tell what nobody has found: then it is said what the verdict goes by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag, clauses
from ..rules.engine import RuleResult
from ..vocabulary.closed import JUDGED, SURE, Outcome
from ..vocabulary.swedish import listed, shorten, upper_first
from .evidence import all_lacking, in_own_words, lacking

# Why a passage does not count, and what holds one back, in the order in which it is told.
_CANCELLED = {
    Flag.NEGATED: "Texten säger att det inte finns eller inte görs",
    Flag.PLACEHOLDER: "Det som står om detta är en platshållare som ännu inte är ifylld",
    Flag.DEMAND: "Texten återger vad lag, handbok eller någon annan begär, men inte vad parterna gör",
    Flag.CONTENTS: "Det nämns bara i innehållsförteckningen",
}
_CAPPED = {
    Flag.LATER: "som något för senare",
    Flag.HEDGED: "med förbehåll",
    Flag.ANNEX: "som något som står i en bilaga",
}
_LONGEST, _BEFORE = 91, 40  # characters of a passage that are told; before the words that cancel it
_NOT_SAID = re.compile(r"det (?:sägs|framgår|anges) inte ")


def reason_of(result: RuleResult, outcome: Outcome, analysis: Analysis, sure: float = 1.0) -> str:
    """Why a criterion has this outcome; ``result``: what the rules hold, ``sure``: of the outcome, 0–1."""
    criterion = result.criterion
    overruled = _overruled(result, outcome, sure)
    if overruled:
        return overruled
    if outcome is Outcome.MET:
        return _sentence(criterion.levels.get(Outcome.MET, "Kravet är uppfyllt"))
    if outcome is Outcome.PARTIAL:
        missing = lacking(result)
        if missing and all_lacking(result) < max(len(result.elements), 2):
            told = told_together(missing)
            if in_own_words(result):
                return _sentence(upper_first(told))
            return _sentence(f"Nämns, men {told}")
        if result.passages and all(p.capped for p in result.passages):
            found = set[Flag]().union(*(analysis.units[p.unit].flags for p in result.passages))
            held = [words for flag, words in _CAPPED.items() if flag in found]
            return _sentence(f"Nämns, men bara {listed(held)}" if held else "Nämns, men inte fullt ut")
        return _detailed(criterion.levels.get(Outcome.PARTIAL, "Nämns, men inte fullt ut"), result)
    if outcome is Outcome.MISSING:
        if result.cancelled and not result.passages:
            return _cancelled(analysis.units[result.cancelled[0].unit], analysis.document.text)
        if len(result.elements) == 1 and in_own_words(result):
            return _sentence(upper_first(result.elements[0].note))
        return _detailed(criterion.levels.get(Outcome.MISSING, "Inget om detta hittades i texten"), result)
    if outcome is Outcome.NOT_ASSESSABLE:
        told = next((e.note for e in result.elements if e.note and e.outcome is outcome), "")
        if told:
            return f"{upper_first(told)}, så det kan inte bedömas än."
        return "Det framgår inte av dokumentet och kan inte bedömas ur texten."
    return "Kriteriet är inte bedömt, för att allt som behövs inte kunde prövas."


def _cancelled(unit: Unit, text: str) -> str:
    """Why the passage does not count, with the words that make it so."""
    flag = next(f for f in _CANCELLED if f in unit.flags)
    if flag is Flag.CONTENTS:
        return _sentence(_CANCELLED[flag])
    cue = next((c for c in unit.cues if c.flag is flag), None)
    start, end = unit.start, unit.end
    if cue is not None and flag is Flag.NEGATED:  # a demand is made by the whole of what is said
        start, end = next(((a, b) for a, b in clauses(text, start, end) if a <= cue.start < b), (start, end))
    if cue is not None and cue.end - start > _LONGEST:
        start = text.rfind(" ", start, max(cue.start - _BEFORE, start + 1)) + 1 or start
    said = " ".join(text[start:end].split()).strip(" ,;:.–-")
    lead = "… " if start > unit.start else ""
    return f"{_CANCELLED[flag]}: ”{lead}{shorten(said, _LONGEST)}”."


def _overruled(result: RuleResult, outcome: Outcome, sure: float) -> str:
    """The sentences where the rules hold another outcome; empty where the level's own words are true all the same."""
    if outcome is result.outcome or outcome not in JUDGED or result.outcome not in JUDGED:
        return ""
    missing = lacking(result) if result.outcome is Outcome.PARTIAL else []
    told = told_together(missing) if missing else ""
    if outcome is Outcome.MET:
        if sure >= SURE:
            return ""  # what the rules did not find stands there in other words
        if told:
            return _sentence(f"Bedöms räcka efter hur ställena är skrivna, men kontrollera detta: {told}")
        return "Bedöms räcka efter hur ställena är skrivna, fast med andra ord än de vanliga."
    if outcome is Outcome.MISSING:
        if result.cancelled and not result.passages:
            return ""
        short = "Det som nämns om detta bedöms inte räcka ens till delvis"
        return _sentence(f"{short}: {told}" if told else short)
    if result.outcome is Outcome.MET and not all(p.capped for p in result.passages):
        level = result.criterion.levels.get(Outcome.PARTIAL, "")
        like = f", som betyder: ”{level.rstrip(' .')}”" if level else ""
        return _sentence("Nämns, men som det är skrivet räcker det bara till ”delvis”" + like)
    return ""


def told_together(parts: Sequence[str]) -> str:
    """Phrases as one; what begins alike is not said again: ”det sägs inte när och inte heller vem …”."""
    out: list[str] = []
    before = ""
    phrases = [p[:1].lower() + p[1:] for p in parts]
    for phrase, following in zip(phrases, [*phrases[1:], ""], strict=True):
        found = _NOT_SAID.match(phrase)
        lead = found[0] if found else ""
        if lead and lead == before:
            rest = phrase.removeprefix(lead)
            out.append(f"inte {rest}" if following.startswith(lead) else f"inte heller {rest}")
        else:
            out.append(phrase)
        before = lead
    return listed(out)


def _detailed(text: str, result: RuleResult) -> str:
    """The level's text, and which entries of a list fall short where the rules told."""
    details = dict.fromkeys(e.detail for e in result.elements if e.detail)
    return _sentence(": ".join([text.rstrip(" ."), *details]))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(".") else text + "."
