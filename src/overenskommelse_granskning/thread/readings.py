"""What a sentence does for the problem it is tied to: acts on it, wants a change, follows up."""

from __future__ import annotations

import re

from ..document import Span
from ..language.agents import agents
from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.gates import Gate
from ..language.lemmas import Lemmatizer
from ..language.units import UnitKind
from .cause_readings import NAMED_FIRST
from .goal_words import is_infinitive, verb_of
from .measurable import has_level
from .problem_scoring import said_numbers

_RX = re.IGNORECASE
_lemma = Lemmatizer()
_ACTORS = frozenset({"role", "body", "board", "police", "municipality", "actor", "parties"})
_DOERS = _ACTORS - {"parties"}
_SOMEBODY = re.compile(
    r"\b(?:kommunen|polisen|parterna|båda parter|\w+(?:enheten|förvaltningen|bolaget|tjänsten|kontoret|nämnden|chefen|"
    r"värden|gruppen|samordnaren|strategen|handläggaren|polisen|skolan|gården|föreningen|klubben|teamet|mottagningen|föreningarna|värdarna|assistenterna|poliserna|vakterna|"
    r"ledarna|kuratorerna|handlarna|bolagen|butikerna|krögarna|lärarna|kuratorn|läraren|sekreteraren|butiken|kyrkan)|rektor\w*|"
    r"\w+a (?:förvaltningen|nämnden|kontoret|enheten|bolaget)|"
    r"skolorna|hyresvärdarna|fältarna|fältassistenterna|områdespoliser\w*|trygghetsvärdar\w*|väktare|ordningsvakter\w*)\b",
    _RX,
)
# What stands before one who is the place or the object of a measure, not the one who acts.
_NOT_ACTING = re.compile(
    r"\b(?:utanför|på|för|i|vid|till|med|som|hos|från|mot|inom|än|att|om|bland|mellan|kring)\s+"
    r"(?:(?:\w+s|de|den|det|alla|nya|lokala)\s+)?(?:\w+\s(?:och|samt|eller)\s)?\Z",
    _RX,
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
_MUST = re.compile(r"\bska(?:ll)?\b", _RX)
_AND = re.compile(r",\s(?:samt |och )?|\s(?:samt|och)\s")
_PAST = Gate(
    r"\b(?:var|blev|hade|har (?:\w+ )?\w+[ti]t|genomfördes|hölls|gjordes|sattes|byggdes|\w{4,}(?:ades|ade))\b"
)
_PERFECT = re.compile(r"(?<!\bsom )\b[Hh]ar (?:(\w{3,}t)|\w+ (\w{3,}t))\b")
_ON_AVERAGE = Gate(r"\bi (?:snitt|genomsnitt|medeltal|medel)\b")  # a figure of what is, not what will be done
_NO_MEASURE = frozenset(
    {
        "plan_ord", "foljaupp_ord", "lofte_ord", "syfte_snavt", "kontakt", "statistik_ord", "sekretess_ord",
        "sekretess_regel",
    }
)  # fmt: skip
# What leaders and groups do among themselves.
_ROUTINE = Gate(
    r"\b(?:möts|träffas|sammanträder|har möte|möten hålls|samlas)\b|\b(?:redovisa|rapportera|återrapportera|informera|föredra)\w*\b.{0,60}"
    r"\b(?:styrgrupp\w*|\w*nämnd\w*|\w*råd(?:et)?|kommunstyrelsen?|fullmäktige|ledning\w*|utskott\w*)\b"
)
_STATES = frozenset("vara heta gälla finnas avse omfatta betyda fungera bestå".split())
_ALL_SO_MANY = re.compile(
    r"\b(?:de|dessa|våra|alla|samtliga) (?:\w+ ){1,2}?(?:problemen|problem|områdena|områden|målen|frågorna|åtagandena|bekymren)\b",
    _RX,
)
_COUNTS = Gate(r"\b(?:räknar|räknas|mäter|mäts|jämförs?|läs(?:er|es) av|ser efter|följ(?:er|s))\b")
_REVIEW = frozenset({"foljaupp_ord", "avlasa_ord", "uppfoljning_ord"})
_NO_AIM = Gate(
    r"\bmål\w*\b.{0,60}\b(?:inte|ej)\b|\b(?:inget|inga|något) mål\b|\binte (?:ange|sätta|formulera|gör|planera)\w*"
)
_WANTS = re.compile(
    r"\bska(?:ll)? (?:\S+ ){0,4}?(?:vara|bli|ha|kunna|känna|trivas|slippa|våga|upplevas|finnas|få|sjunka|nedbringas|minska|öka|"
    r"söka|begå|drabbas|utsättas|behöva|ned|ner|gå|stanna|förekomma|upphöra|köra|hålla|trivas|skadas|"
    r"färre|fler|mindre|minst|högst)\b",
    _RX,
)
_AIM = re.compile(
    r"^\W*(?:[a-h]\)\s)?(?:målet\b.{0,40}\bär\b|senast\b.{5,40}\bhar\b.*\b\w+(?:at|ats|it|its)\b)", _RX
)
_NOBODY = re.compile(r"\b(?:ingen|inga|inget)\b", _RX)
_NO_GOAL = frozenset({"plan_ord", "foljaupp_ord", "sekretess_ord", "sekretess_regel", "lofte_ord"})
_PLATITUDE = Gate(
    r"\b(?:stå i centrum|genomsyra\w*|visa hänsyn|präglas|uppmärksammas|tidiga insatser|helhetssyn|ska det få|hög kunskap|"
    r"gott bemötande|i fokus)\b|^\W*(?:vi|parterna) ska(?:ll)? (?:alltid )?(?:ha|vara|arbeta|verka|utveckla|stärka)\b"
)
# Goals of the whole agreement, which belong to no single problem.
_OVERALL = Gate(
    r"\bbrottslighet\w*|\bfärre (?:\w+ ){0,3}brott\b|\bi hela kommunen\b|\btryggaste\b|\bkommun där\b|"
    r"\bmål\w* (?:för|med) (?:samarbetet|samverkan|överenskommelsen|avtalet)\b"
)
_NAMED_MEASURES = re.compile(
    r"^\W*(?:(?:exempel på|planerade|följande|gemensamma) )*(?:insatser(?:na)?|åtgärder(?:na)?|aktiviteter(?:na)?)\b.{0,40}?\b(?:är|omfattar)\b|"
    r"\bär viktiga (?:pusselbitar|insatser|delar)\b",
    _RX,
)
_DATES = ("date", "year", "period")
_ANSWERS = re.compile(r"(?:^|[:–]\s)\W*(?:huvud)?ansvariga? (?:för (?:\S+ ){1,5})?är\s", _RX)


def may_be_done(unit: Unit) -> bool:
    """Whether nothing in a unit keeps it from being a measure: it is no routine, and neither vague, past nor for later."""
    text = unit.text
    if unit.flags & {Flag.LATER, Flag.ANNEX} or unit.concepts & _NO_MEASURE:
        return False
    if _ROUTINE.found(text) or text.rstrip().endswith((":", "?")) or is_past(text) or _ON_AVERAGE.found(text):
        return False
    return not _VAGUE.found(text) or _firm_besides(text)


def _firm_besides(text: str) -> bool:
    """Whether a sentence of several undertakings has one that is not vague: "ska verka för …, kontrollera … samt …"."""
    first, *more = _AND.split(text)
    if not more or not _MUST.search(first):
        return False
    return any(is_infinitive(p.split()[0].lower()) and not _VAGUE.found(p) for p in more if p.split())


def acts(unit: Unit) -> bool:
    """Somebody at the beginning who does something: among what belongs to a problem that is a measure."""
    if not may_be_done(unit):
        return False
    text = unit.text
    named = NAMED_FIRST.match(text)
    front = _FRONT + (named.end() if named else 0)
    somebody = any(f.kind in _DOERS and f.start - unit.start < front for f in unit.facts)
    if not somebody and _SOMEBODY.search(text[:front]) is None:
        return False
    if unit.kind is UnitKind.ITEM and any(is_infinitive(w) for w in text[:_FRONT].split()):
        return True
    return verb_of(text) is not None


def begins_with_doing(unit: Unit) -> bool:
    """Whether an item goes on from "Kommunen ska:" with what is to be done."""
    return may_be_done(unit) and is_infinitive(unit.text.split()[0].lower())


def is_past(text: str) -> bool:
    """Whether a text tells of what has been: "var", "genomfördes", "har släckt"."""
    if _PAST.found(text):
        return True
    return any(_lemma(w).endswith("a") for m in _PERFECT.finditer(text) for w in m.groups() if w)


def is_state(unit: Unit) -> bool:
    """Whether the first verb says how something is, not what somebody does: "Föräldrarna är viktiga"."""
    return verb_of(unit.text) in _STATES


def listed_measure(unit: Unit, before: Unit | None) -> bool:
    """Measures named in one sentence, or an item under a line that announces them ("Insatserna är:")."""
    if _NAMED_MEASURES.search(unit.text):
        return not unit.text.rstrip().endswith(":")
    if unit.kind is not UnitKind.ITEM or before is None or not before.text.rstrip().endswith(":"):
        return False
    return bool(_ANNOUNCES.search(before.text))


_ANNOUNCES = re.compile(r"insats|åtgärd|aktivitet|\bgör\b|göra\b|gemensamt ska|åtagande", _RX)


def wants(unit: Unit) -> bool:
    """A state that somebody else than the parties is to reach: under a problem's name that is its goal."""
    text = unit.text
    if unit.flags & {Flag.LATER, Flag.HEDGED} or unit.concepts & _NO_GOAL:
        return False
    if _VAGUE.found(text) or _PLATITUDE.found(text):
        return False
    if _AIM.search(text) or ("mal" in unit.functions and has_level(text)):
        return True
    if not _WANTS.search(text):
        return False
    nobody = _NOBODY.search(text) is not None
    if unit.concepts & {"atgardsverb", "atgard_verb"} and not (nobody or has_level(text)):
        return False
    return nobody or not any(f.kind in _ACTORS and f.start - unit.start < _FRONT for f in unit.facts)


def overall(unit: Unit) -> bool:
    """Whether a goal is one of the whole agreement."""
    return _OVERALL.found(unit.text)


def is_aim(unit: Unit) -> bool:
    """Whether a sentence with a negation states what is to be: ”inga barn ska vara aktuella”."""
    return "modal_framtid" in unit.concepts and not _NO_AIM.found(unit.text)


def reviews(unit: Unit) -> bool:
    """Whether a unit tells of follow-up."""
    if "uppfoljning" in unit.functions and unit.concepts & _REVIEW:
        return True
    return "foljaupp_ord" in unit.concepts


def looks_after(unit: Unit) -> bool:
    """Whether somebody counts or compares afterwards: under a problem's name that is its follow-up."""
    return bool(unit.concepts & {"avlasa_ord"}) and _COUNTS.found(unit.text) and not _PAST.found(unit.text)


def reviews_each(unit: Unit, problems: int) -> bool:
    """Whether a unit says that each problem or goal is followed up, or that all so many are."""
    told = unit.concepts & _REVIEW or "uppfoljning" in unit.topics or "uppfoljning" in unit.functions
    if not told or _PAST.found(unit.text):
        return False
    if problems > 1 and _ALL_SO_MANY.search(unit.text) and problems in said_numbers(unit.text):
        return True
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


def answers(unit: Unit) -> Span | None:
    """Who is said to be responsible in a sentence of its own: "Ansvarig är fritidschefen."."""
    said = _ANSWERS.search(unit.text)
    return actor_in(unit, unit.start + said.end(), unit.end) if said else None


def time_in(unit: Unit, start: int, end: int) -> Span | None:
    """The first date, year or period between two places of the document."""
    found = (f for f in unit.facts if f.kind in _DATES and start <= f.start < end)
    fact = next(found, None)
    return Span(fact.start, fact.end) if fact is not None else None
