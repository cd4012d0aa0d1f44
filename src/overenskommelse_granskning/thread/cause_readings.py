"""Whether a sentence tells why a problem is there."""

from __future__ import annotations

import re

from ..language.analysis import Unit
from ..language.gates import Gate
from ..language.units import UnitKind

_CAUSES = frozenset({"orsak_ord", "orsak_situation", "orsak_utsatt", "orsak_garning"})
# What a sentence below a heading for causes may be known to tell instead.
_NO_CAUSES = frozenset({"statistik", "mal", "uppfoljning"})
_CIRCUMSTANCES = frozenset({"orsak_situation", "orsak_utsatt", "orsak_garning"})
# What makes a crime easy, likely or unseen, in words that no single concept holds.
_OPENS_WAY = Gate(
    r"\b(?:lätta? att|utan att någon|utan (?:tillsyn|uppsikt|kontroll|legitimation\w*)|underlättas av|gjort det (?:lönsamt|lätt)|"
    r"är sönder|står öppn\w+|olåst\w*|skymd\w*|skymmer|undanskym\w+|obelyst\w*|släck(?:s|t|ta|er)|trasig\w*|gott om|lönsamt|tråkigt|"
    r"breda och raka|rakt,|ligger (?:glest|ensamt|avsides)|avsides|riskerar? (?:lite|inte)|åka fast|på grund av|därför att|eftersom|"
    r"saknar|har saknats|saknas|tillgängligheten|blivit (?:en )?vana|drogs in|har stängt|stängde|stänger (?:samtidigt|tidig\w+)|"
    r"stänger samtidigt|köper ut|bjuder|skulder?|inget annat att|någon annanstans|ingen annanstans|inga andra|ingen annan (?:plats|stans)|"
    r"ingen (?:vuxen|som|ser|hör|känner|rör|håller|personal|tillsyn|jämförde))\b"
)
_HENCE = re.compile(r"^Därför (?!är|ingår|har|att)")
_ON = r"beror (?:(?!inte\b|ej\b)\w+ ){0,2}på"
_DEPENDS = Gate(rf"\b{_ON}\b|,\s(?:och\s)?därför\s(?!att\b)")
_CAUSE_SAID = Gate(
    rf"\b(?:{_ON}|orsak\w*|förklar(?:as|ing\w*|ar)|hänger (?:\w+ ){{0,2}}(?:ihop|samman)|därför att|eftersom|"
    r"leder till|gör att|bidrar|bakom|lätt\w* att|så att|utan att|ingen (?:som )?\w+|saknar|saknas|möjlig\w*)\b"
)
_NO_CAUSE = Gate(
    r"\b(?:ingen (?:\w+ )?(?:förklaring|orsak)\b|vet vi inte|vi vet inte|vet vi (?:\w+ ){0,2}(?:lite|mindre)\b|(?:ej|inte) klarlag|"
    r"ingen vet|oklart (?:varför|vad)|går inte att säga|"
    r"forskning\w*|val(?:t|des|da|en|et)\b|har satts|(?:är|finns|togs|tas) med\b|prioriter\w*|urval\w*)"
)
_SHORTEST_CAUSE = 4  # words
# The name of what a sentence is about, before it says anything.
NAMED_FIRST = re.compile(r"[^.:;\n]{3,90}:\s(?=\S)")


def gives_cause(unit: Unit) -> bool:
    """Why the problem is there; not why it was chosen, and not that nobody knows."""
    if _intends(unit) or _NO_CAUSE.found(unit.text):
        return False
    if len(unit.text.split()) < _SHORTEST_CAUSE:
        return False
    if says_cause(unit) or "orsak" in unit.functions:
        return True
    return "orsaksanalys" in unit.topics and not (unit.functions & _NO_CAUSES)


def _intends(unit: Unit) -> bool:
    """Whether a unit says what is to be: not "ska" in the name it opens with, in "barn som ska hem", or in what is due."""
    if "modal_framtid" not in unit.concepts:
        return False
    named, due = NAMED_FIRST.match(unit.text), unit.text.find(" beror ")
    told = max(named.end() if named else 0, due)
    places = [h.start - unit.start for h in unit.hits if h.concept == "modal_framtid"]
    return any(at >= told and not unit.text.endswith("som ", 0, at) for at in places)


def says_cause(unit: Unit) -> bool:
    """Whether a sentence says itself that something is due to something else."""
    return _DEPENDS.found(unit.text) or (bool(unit.concepts & _CAUSES) and _CAUSE_SAID.found(unit.text))


def is_due(unit: Unit) -> bool:
    """Whether the sentence as a whole says what something is due to, not only its end, as the reason of a measure."""
    before, due, _ = unit.text.partition(" beror ")
    return bool(due) and _DEPENDS.found(unit.text) and "eftersom" not in before.lower()


def explains(unit: Unit, after: Unit | None, *, close: bool) -> bool:
    """A circumstance told of a problem: ”därför” follows, or (under its name) it opens a way for the crime."""
    if unit.kind is not UnitKind.SENTENCE or _intends(unit) or _NO_CAUSE.found(unit.text):
        return False
    if len(unit.text.split()) < _SHORTEST_CAUSE:
        return False
    if after is not None and after.block == unit.block and _HENCE.match(after.text):
        return True
    if not close:
        return False
    if _OPENS_WAY.found(unit.text):
        return True
    return bool(unit.concepts & _CIRCUMSTANCES) and not unit.functions & {"statistik", "atgard"}


def tells_no_cause(unit: Unit) -> bool:
    """Whether a unit says that the cause is not known, or why something was chosen."""
    return _NO_CAUSE.found(unit.text)
