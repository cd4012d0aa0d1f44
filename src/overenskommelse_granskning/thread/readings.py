"""What a sentence does for the problem it is tied to: explains it, acts on it, wants a change, follows up."""

from __future__ import annotations

import re

from ..document import Span
from ..language.agents import agents
from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.gates import Gate
from ..language.units import UnitKind

_RX = re.IGNORECASE
_ACTORS = frozenset({"role", "body", "board", "police", "municipality", "actor", "parties"})
_DOERS = _ACTORS - {"parties"}
_SOMEBODY = re.compile(
    r"\b(?:kommunen|polisen|parterna|båda parter|\w+(?:enheten|förvaltningen|bolaget|tjänsten|kontoret|nämnden|chefen|"
    r"värden|gruppen|samordnaren|strategen|handläggaren|polisen|skolan|gården|föreningen|klubben|teamet|mottagningen)|rektor\w*|"
    r"skolorna|hyresvärdarna|fältarna|fältassistenterna|områdespoliser\w*|trygghetsvärdar\w*|väktare|ordningsvakter\w*)\b",
    _RX,
)
# What stands before one who is the place or the object of a measure, not the one who acts.
_NOT_ACTING = re.compile(
    r"\b(?:utanför|på|för|i|vid|till|med|som|hos|från|mot|inom|än|att|om|bland|mellan|kring)\s+"
    r"(?:(?:\w+s|de|den|det|alla|nya|lokala)\s+)?(?:\w+\s(?:och|samt|eller)\s)?\Z",
    _RX,
)
_CAUSES = frozenset({"orsak_ord", "orsak_situation", "orsak_utsatt", "orsak_garning"})
_CAUSE_SAID = Gate(
    r"\b(?:beror (?:\w+ ){0,2}på|orsak\w*|förklar(?:as|ing\w*|ar)|hänger (?:\w+ ){0,2}(?:ihop|samman)|därför att|eftersom|"
    r"leder till|gör att|bidrar|bakom|lätt\w* att|så att|utan att|ingen (?:som )?\w+|saknar|saknas|möjlig\w*)\b"
)
_NO_CAUSE = Gate(
    r"\b(?:ingen (?:säker |egentlig )?(?:förklaring|orsak)|vet (?:vi |ingen )?inte|oklart (?:varför|vad)|går inte att säga|"
    r"forskning\w*|val(?:t|des|da|en|et)\b|har satts|(?:är|finns|togs|tas) med\b|prioriter\w*|urval\w*)"
)
_EACH = re.compile(
    r"\b(?:vart och ett|var och en|ett för ett|ett i taget|en för en|var för sig|varje|vartdera|vardera|"
    r"(?:alla|samtliga) (?:de )?(?:två|tre|fyra|fem|sex|sju|åtta)|per (?:problem|område|mål))\b(?:\s(?!var)\w+){0,5}",
    _RX,
)
_EACH_OF = re.compile(
    r"problem|område|\bmål|prioriter|fokus|för sig|ett för ett|brottstyp|vägval|bekymmer", _RX
)
_FRONT = 50  # letters within which the one who acts stands
_VAGUE = Gate(
    r"\b(?:verka för|arbeta för|värna|främja|bidra(?:r)? till|utveckla (?:sin )?samverkan|i den mån|angeläget|"
    r"viktigt att|viktig roll|uppmuntra\w*|sträva\w*|ambition|god dialog|ansvarar?|svarar för|består|ingår|leder|"
    r"anser|bedömer|konstaterar|ser (?:allvarligt|positivt)|vill|förtjänar|kan inte|vet)\b"
)
_PAST = Gate(
    r"\b(?:var|blev|hade|har (?:\w+ )?\w+[ti]t|genomfördes|hölls|gjordes|sattes|byggdes|\w{4,}(?:ades|ade))\b"
)
_NO_MEASURE = frozenset(
    {
        "plan_ord", "foljaupp_ord", "redovisa_ord", "lofte_ord", "syfte_snavt", "mote_ord", "kontakt",
        "statistik_ord", "sekretess_ord", "sekretess_regel",
    }
)  # fmt: skip
_DOING = re.compile(
    r"\b(?:ska|skall|kommer att|\w{2,}(?:ar|er)|gör|går|får|ger|ser|tar|sätter|bygger|rör)\b", _RX
)
_REVIEW = frozenset({"foljaupp_ord", "avlasa_ord", "uppfoljning_ord"})
_WANTS = re.compile(
    r"\bska (?:\w+ ){0,2}?(?:vara|bli|ha|kunna|känna|trivas|slippa|våga|få|upplevas|finnas|vilja)\b", _RX
)
_DATES = ("date", "year", "period")


def gives_cause(unit: Unit) -> bool:
    """Why the problem is there; not why it was chosen, and not that nobody knows."""
    if "modal_framtid" in unit.concepts or _NO_CAUSE.found(unit.text):
        return False
    if "orsak" in unit.functions or "orsaksanalys" in unit.topics:
        return True
    return bool(unit.concepts & _CAUSES) and _CAUSE_SAID.found(unit.text)


def acts(unit: Unit) -> bool:
    """Somebody at the beginning who does something: among what belongs to a problem that is a measure."""
    text = unit.text
    if unit.flags & {Flag.LATER, Flag.ANNEX} or unit.concepts & _NO_MEASURE:
        return False
    if text.rstrip().endswith((":", "?")) or _VAGUE.found(text) or _PAST.found(text):
        return False
    somebody = any(f.kind in _DOERS and f.start - unit.start < _FRONT for f in unit.facts)
    return (somebody or _SOMEBODY.search(text[:_FRONT]) is not None) and bool(_DOING.search(text))


def listed_measure(unit: Unit, before: Unit | None) -> bool:
    """An item under a line that announces measures ("Insatserna är:")."""
    if unit.kind is not UnitKind.ITEM or before is None or not before.text.rstrip().endswith(":"):
        return False
    return bool(_ANNOUNCES.search(before.text))


_ANNOUNCES = re.compile(r"insats|åtgärd|aktivitet|\bgör\b|göra\b|gemensamt ska|åtagande", _RX)


def wants(unit: Unit) -> bool:
    """A state that somebody else than the parties is to reach: under a problem's name that is its goal."""
    if unit.flags & {Flag.LATER, Flag.HEDGED} or unit.concepts & {"atgardsverb", "atgard_verb"}:
        return False
    if not _WANTS.search(unit.text) or unit.concepts & _NO_MEASURE:
        return False
    return not any(f.kind in _ACTORS and f.start - unit.start < _FRONT for f in unit.facts)


def reviews(unit: Unit) -> bool:
    """Whether a unit tells of follow-up."""
    if "uppfoljning" in unit.functions and unit.concepts & _REVIEW:
        return True
    return "foljaupp_ord" in unit.concepts


def reviews_each(unit: Unit) -> bool:
    """Whether a unit says that each problem or goal is followed up."""
    if not unit.concepts & _REVIEW:
        return False
    return any(_EACH_OF.search(m.group()) for m in _EACH.finditer(unit.text))


def actor_in(unit: Unit, start: int, end: int) -> Span | None:
    """The first one who acts between two places of the document."""
    places = [(f.start, f.end) for f in agents(unit, _ACTORS) if start <= f.start < end]
    offset = unit.start
    places += [
        (m.start() + offset, m.end() + offset)
        for m in _SOMEBODY.finditer(unit.text, start - offset, end - offset)
    ]
    for a, b in sorted(places):
        if not _NOT_ACTING.search(unit.text, start - offset, a - offset):
            return Span(a, b)
    return None


def time_in(unit: Unit, start: int, end: int) -> Span | None:
    """The first date, year or period between two places of the document."""
    found = (f for f in unit.facts if f.kind in _DATES and start <= f.start < end)
    fact = next(found, None)
    return Span(fact.start, fact.end) if fact is not None else None
