"""Cue scopes: why a passage that mentions something does not fulfil it.

After ConText for clinical text: a cue has a category and a scope. The scope here is the clause of
the cue, except for the categories that by nature concern the whole sentence (a table-of-contents
line, a quoted demand). Cancelling flags make a passage no evidence at all; capping flags let it
count as partial at most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..vocabulary.closed import Flag as Flag  # named here too: cues are what flags come from
from .demands import DEMAND_PATTERNS
from .gates import Gate, WordIndex, leftmost

CANCELLING = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.NEGATED})
CAPPING = frozenset({Flag.LATER, Flag.HEDGED, Flag.ANNEX})


class Cue(NamedTuple):
    """A found cue: flag and the span of the trigger within the whole text."""

    flag: Flag
    start: int
    end: int


_MADE = (
    r"(?:planera|beslut|bestäm|framtag|gjor|gjort|genomför|utarbeta|formulera|klar|fastställ|utse|reglera|"
    r"aktuell|möjlig|avsat|tillsat|påbörja|diskutera|behandla|prioritera|kartlag|kartlägg|analysera|inhämta|"
    r"upprätta|tag|ta|skriv|sat|mät|följ|redovisa|ange|tillfråga|höra|hört|delta|medverka)\w*"
)

_PLACEHOLDER = Gate(
    r"\[(?!\d+\]|(?:bild|foto|figur|karta|illustration)\s?\d*:)[^\]\n]{2,160}\]",
    r"<(?![/a-z]+>)[^<>\n]{2,60}>",
    r"\{[^{}\n]{2,60}\}",
    r"_{4,}",
    r"(?:\.{6,}|…{3,})(?!\s*\d)",
    r"\b[Xx]{2,}\b",
    # Somebody who is still to be named: "NN" alone in a cell, "Ansvarig: NN"; within a sentence it may be initials.
    r"(?:(?<![^\n\t])|(?<=[:/])|(?<=\bär))[ ]{0,2}(?-i:NN|N\.[ ]?N\b\.?)(?=[ ]{0,2}(?:[\n\t.,;/(]|$))",
    r"\b(?:19|20)(?:XX|xx|__|\?\?)\b",
    r"\bÅÅÅÅ\b|\bÅÅ-MM\b",
    r"\((?:fyll|fylls) i\b",
    r"\b(?:fylls? i senare|text kommer|infoga|kompletteras här|lorem ipsum)\b",
    r"\btext(?:en)? (?:om|till|för|från|kring)\b(?:\s\w+){1,5}\s(?:kommer|läggs|tillkommer|skrivs)\b",
    # Broken off where something must follow: "Kommunen ansvarar för att …".
    r"(?:\b(?:att|för|av|med|om|och|eller|i|på|till|är|som|en|ett|den|det|senast|genom|mellan)|:)[ ]{0,2}"
    r"(?:…|\.{3})\s*$",
    r"(?<=[\s:(/–-])\?{2,}",
    # What authors ask each other: no word of the agreement.
    r"(?:(?<![^\n\t])|(?<=[.!]\s))(?:ska|skall|bör|behöver) vi\b[^.\n?]{3,120}\?",
    r"(?:(?<![^\n\t])|(?<=[.!?–-]\s)|(?<=\())(?:stäm av|kolla(?: upp)?|dubbelkolla|hör)\smed\b",
    # At the start of a line or a cell; ^ would be the start of the document here.
    r"(?:(?<![^\n\t])|(?<=[.:]\s))[ ]{0,3}(?:beskriv|ange|skriv|lista|redogör för|förklara|fyll i|här (?:beskrivs|"
    r"anges|skrivs|redovisas))\s(?:här|kort|vilk|vad|hur|vem|när|de\b|det\b)",
)

_PATTERNS: tuple[tuple[Flag, Gate], ...] = (
    (Flag.PLACEHOLDER, _PLACEHOLDER),
    (
        Flag.CONTENTS,
        Gate(r"(?:\.\s?){4,}\s*\d{1,3}\s*$", r"…{2,}\s*\d{1,3}\s*$", r"\t\d{1,3}\s*$"),
    ),
    (
        Flag.DEMAND,
        Gate(*DEMAND_PATTERNS),
    ),
    (
        Flag.NEGATED,
        Gate(
            r"\bsaknas\b|\bsaknar (?:vi|en|ett|någon|något|egen|eget|ännu|i dag|idag)\b",
            r"\b(?:har|är|finns|görs|gjordes|ingår|kommer|ska|kan|hade|vet|blev)\s(?:vi |det |den |de |"
            r"parterna |kommunen |polisen )?(?:ännu |för närvarande |i dag |idag |dock )?(?:inte|ej|"
            r"aldrig)\s(?:ännu |heller |längre )?(?:att |någon |något |några |varit |blivit )?(?:\w+ ){0,2}?"
            + _MADE,
            r"\b(?:någon|något|några)\b(?:\s\S+){1,7}?\s(?:inte|ej)\b",
            r"\b(?:sätts|anges|ges|lämnas|görs|ställs|utses|avsätts|hålls|planeras|fastställs|"
            r"tas)\s(?:det\s|här\s)?(?:ingen|inget|inga)\b",
            r"\bfinns (?:det |i dag |för närvarande |ännu )?(?:ingen|inget|inga|inte|ej|varken)\b",
            r"\b(?:ingen|inget|inga)\s(?:\S+\s){0,4}?(?:är|har|finns|görs|planeras|avsätts|tas|ska|kommer|"
            r"blev|gjordes|ingår|sker)\b",
            r"\b(?:ingår|omfattas|berörs|behandlas|redovisa[rs]?|informera[rs]?|publicera[rs]?|ges|görs|"
            r"planeras|tas|sätts|följs|tecknas|ingås|biläggs)\s"
            r"(?:(?:vi|parterna|det|här|upp)\s)?(?:inte|ej|aldrig)\b(?!\s(?:bara|enbart|endast))|"
            r"\batt inte göra\b|\bberörs inte\b",
            # Following up is told in common verbs; with "inte" before the particle nobody does it.
            r"\b(?:följer|följs|går|gås|stämmer|stäms|räknar|räknas|prickar|prickas|läser|läses|ser|ses|betar)\s"
            r"(?:(?!som\b|att\b|om\b)\S+\s){0,6}?(?:inte|ej|aldrig)\s(?:igenom|över|av|upp|ihop|tillsammans)\b",
            r"\b(?:mäter|mäts|redovisa[rs]|rapportera[rs]|utvärdera[rs]|dokumentera[rs]|återkoppla[rs]|träffas|samlas|möts)\s"
            r"(?:(?!som\b|att\b|om\b)\S+\s){0,2}?(?:inte|ej|aldrig)\b(?!\s(?:bara|enbart|endast|längre än|förrän))",
            r"\b(?:ska|skall|kommer|kan)\s(?:\S+\s)?(?:inte|ej|aldrig)\s(?:(?!som\b|om\b|bara\b|enbart\b)\S+\s){0,5}?"
            r"(?:utvärdera|rapportera|dokumentera|återkoppla|träffa[s]?\b|samla[s]\b|"
            r"(?:följ|räkna|stäm|pricka|gå|läs)\w*\s(?:av|upp|igenom))\w*",
            # What stands between may be long: "har med hänsyn till läget inte ägt rum".
            r"\b(?:har|hade)\s(?:(?!som\b|att\b|men\b|och\b)\S+\s){1,7}?(?:inte|ej|aldrig)\s(?:ägt rum|hunnits|genomförts|hållits|"
            r"blivit av|skett|gjorts|kommit till stånd|förekommit)\b",
            r"\b(?:hanns|blev)\s(?:det |vi |den |tyvärr )?(?:inte|ej|aldrig)\s(?:av|med|gjort|klar\w*)\b",
            # Planned, and called off: a dialogue that was cancelled has not been held.
            r"\b\w*(?:dialog|enkät|vandring|uppföljning|utvärdering|avstämning|workshop)(?:en|er|erna|ar|arna)?\s"
            r"(?:(?!som\b|att\b|och\b|men\b)\S+\s){0,4}?(?:ställdes in|ställts in|ställs in|är inställd|fick utgå|"
            r"fått utgå|utgick|utgår|uteblev|uteblivit|hoppades över|sköts upp|skjutits upp)\b",
            r"\bvet vi inte\b|\bär (?:ännu )?oklar[at]?\b|\b(?:är|förblir) okänd[at]?\b",
            r"\bhar (?:vi |parterna |ännu )*inte\b",
            r"\bej (?:ännu )?(?:avgjor|beslut|bestäm|utse|fastställ|tillsat|klar)\w*",
            r"\bvarken\b.{1,80}\beller\b",
            # "Äldre som avstår från att gå ut" denies nothing; it is a problem.
            r"\b(?:vi|part(?:en|erna)|kommunen|polisen|myndigheten|nämnden|rådet|styrgruppen)\s(?:\S+\s){0,3}?avstår från att\b|"
            r"\bavstår (?:vi|parterna|kommunen|polisen) från att\b|\bhar utgått\b|\bstruken\b|\bavskaffa(?:s|ts|des)\b|\bupphör(?:t|de)\b",
        ),
    ),
    (
        Flag.EARLIER,
        Gate(
            r"\b(?:förra|föregående|tidigare|gamla|äldre|förrförra|"
            r"den senaste)\s(?:samverkans)?(?:överenskommelsen?|avtalet|löftet|löften|handlingsplanen?|"
            r"planen|perioden|avtalsperioden)\b",
            r"\b(?:hade|tecknades|tecknade)\b.{0,40}\böverenskommelse\b.{0,30}\b(?:19|20)\d\d[–-]",
        ),
    ),
    (
        Flag.LATER,
        Gate(
            r"\b(?:ska|skall|kommer att|bör|behöver|avser att|tänker|planerar att|"
            r"får)\b(?:\s\S+){0,4}?\s(?:tas fram|ta fram|utarbeta[s]?|arbeta[s]? fram|upprätta[s]?|"
            r"formulera[s]?|bilda[s]?|utse[s]?|tillsätta[s]?|utveckla[s]?|skapa[s]?|bestämma[s]?|återkomma|"
            r"konkretisera[s]?|precisera[s]?|skriva[s]?|påbörja[s]?|kompletteras(?! av)|"
            # What is to complement another thing is there: only to add something to a text is for later.
            r"komplettera(?=\s(?!varandra)(?:\S+\s){1,6}?med\b))\b",
            r"\b(?:tas fram|arbetas fram|formuleras|utarbetas|upprättas|bestäms|fastställs|återkommer|"
            r"preciseras|konkretiseras)\b.{0,40}\b(?:senare|under (?:våren|hösten|året|perioden)|"
            r"i ett (?:senare|nästa) (?:skede|steg)|framöver|på sikt|när|efter)\b",
            r"\bunder (?:framtagande|utarbetande|arbete)\b|\bpå gång\b|\bi ett senare skede\b|\bframöver\b|"
            r"\bplaneras\b|\bär tänkt att\b|\bkan (?:också )?bli aktuell[at]?\b",
        ),
    ),
    (
        Flag.HEDGED,
        Gate(
            r"\bvid behov\b|\bom (?:det är )?möjligt\b|\bi (?:största )?möjligaste mån\b|\bi mån av\b|"
            r"\bså långt (?:det|som|resurserna|uppdragen)\b",
            r"\bnär (?:det|så|behov) (?:behövs|krävs|finns|uppstår)\b|\bom (?:det )?behov\w* (?:finns|"
            r"uppstår)\b|\bom (?:det|någon)\b.{0,40}\bbehövs\b",
            r"\b(?:bör|borde|eventuellt|förhoppningsvis|strävar|eftersträva[rs]?|försöker|ambition(?:en)?|"
            r"gärna)\b",
            r"\bkan (?:komma att|också|även)\b|\bdär så är lämpligt\b|\bom så bedöms\b",
        ),
    ),
    (
        Flag.ANNEX,
        Gate(
            r"\bbilag(?:a|an|or|orna|d|t)\s?(?:\d+|[A-Z])?\b",
            r"\bbilägg(?:s|es)\b(?! (?:inte|ej)\b)|\bbifoga[sdrt]*\b",
            r"\b(?:i|till|se)\s(?:en |ett |den |det )?(?:separat|särskil[dt]a?|eget|egen|annat|"
            r"annan)\s(?:dokument|handling|plan|bilaga|pm)\b",
        ),
    ),
)

# What ends the reach of a cue inside a sentence.
_CLAUSE_END = re.compile(r"[;:]|,\s(?:men|utan|däremot|dock)\b|\s(?:men|däremot|medan)\s", re.IGNORECASE)


_Possible = Sequence[tuple[Flag, Sequence[re.Pattern[str]]]]
_Search = Callable[[str, int, int], re.Match[str] | None]
_OWN_SUBJECT = 2  # words before a denial that tell of what it is
# What tells a cause, before the clause that holds it ("beror på att ...") and after it ("att ... är en orsak").
_CAUSE_FOLLOWS = re.compile(
    r"\b(?:(?:orsak|förklaring|anledning)\w*\b[^.;:?]{0,60}?\b(?:är|var|vara|ligger i)|"
    r"(?:beror|bero|bottnar|bottna|grundar sig|har sin grund|hänger(?:\s\w+){0,2}\s(?:ihop|samman))\s(?:\w+\s){0,2}?(?:på|i|med)|"
    r"(?:underlättas|möjliggörs|förklaras|orsakas)\s(?:\w+\s)?av)\s(?P<told>[^;:?]*)\Z",
    re.IGNORECASE,
)
_CAUSE_LED = re.compile(
    r"\b(?:är|var|bedöms vara|anses vara|tros vara)\s(?:\w+\s){0,3}?\w*(?:orsak|förklaring|anledning)\w*",
    re.IGNORECASE,
)
_CLAUSE_OF = re.compile(r"\batt\s", re.IGNORECASE)
_NOBODY = re.compile(r"ing(?:en|et|a)\b", re.IGNORECASE)


def find_cues(text: str, start: int, end: int, possible: _Possible | None = None) -> tuple[Cue, ...]:
    """Cues in ``text[start:end]``, in the order of the categories; ``possible``: see :func:`possible_cues`."""
    if possible is None:
        searches: Iterable[tuple[Flag, _Search]] = [(flag, gate.search) for flag, gate in _PATTERNS]
    else:
        searches = [(flag, partial(leftmost, patterns)) for flag, patterns in possible]
    out: list[Cue] = []
    for flag, search in searches:
        m = search(text, start, end)
        while m is not None and flag is Flag.NEGATED and (past := _end_of_other(text, start, m, end)):
            m = search(text, past, end)
        if m is not None:
            out.append(Cue(flag, m.start(), m.end()))
    return tuple(out)


def placeholders(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where something is still to be filled in within ``text[start:end]``."""
    m = _PLACEHOLDER.search(text, start, end)
    while m is not None:
        yield m.span()
        m = _PLACEHOLDER.search(text, m.end(), end)


def _end_of_other(text: str, start: int, denial: re.Match[str], end: int) -> int:
    """Where a stretch ends in which a denial concerns something else than what the sentence says; 0 for none."""
    return _end_of_aside(text, start, denial.start(), end) or _end_of_cause(text, start, denial, end)


def _end_of_cause(text: str, start: int, denial: re.Match[str], end: int) -> int:
    """Where the denial ends that is itself the cause told: "beror på att det saknas vuxna" denies no cause."""
    led = _CAUSE_FOLLOWS.search(text, start, denial.start())
    if led is not None:
        # Of a clause "att ..." or of nobody: "beror på inga vuxna"; "vad det beror på vet vi inte" denies the cause.
        within = _CLAUSE_OF.search(led["told"]) or _NOBODY.match(denial.group())
    else:
        clause = _CLAUSE_OF.match(text[start : denial.start()].lstrip())
        within = clause and _CAUSE_LED.search(text, denial.end(), end)
    return denial.end() if within else 0


def _end_of_aside(text: str, start: int, at: int, end: int) -> int:
    """Where the parenthesis ends in which something else is denied than what the sentence says; 0 for none.

    "Elevenkäten (482 svar, högstadiet saknas) visar …" has a survey; "planen (ännu inte beslutad)" is denied.
    """
    opening = text.rfind("(", start, at)
    closing = text.find(")", at, end)
    if opening <= start or closing < 0 or text.find(")", opening, at) >= 0:
        return 0
    said = max(opening, text.rfind(",", opening, at), text.rfind(";", opening, at)) + 1
    return closing + 1 if len(text[said:at].split()) >= _OWN_SUBJECT else 0


def possible_cues(index: WordIndex) -> dict[int, _Possible]:
    """Per text of an index the cues that it may hold, with what to search for; the others need no search."""
    out: dict[int, list[tuple[Flag, Sequence[re.Pattern[str]]]]] = defaultdict(list)
    for flag, gate in _PATTERNS:
        for i, patterns in gate.possible(index).items():
            out[i].append((flag, patterns))
    return dict(out)


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence, cut where a cue's reach ends."""
    out: list[tuple[int, int]] = []
    begin = start
    for match in _CLAUSE_END.finditer(text, start, end):
        out.append((begin, match.start()))
        begin = match.end()
    out.append((begin, end))
    return [c for c in out if c[1] > c[0]]


_SENTENCE_WIDE = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.EARLIER, Flag.ANNEX})


def flags_at(
    text: str, unit: tuple[int, int], cues: tuple[Cue, ...], at: tuple[int, int] | None = None
) -> frozenset[Flag]:
    """Flags that hold for the place ``at`` in a unit (for the whole unit where ``at`` is None).

    A clause-wide cue holds for a place in its own clause only; for the unit as a whole it holds
    when no clause is free of it.
    """
    out: set[Flag] = set()
    parts = clauses(text, *unit) if cues else []
    for cue in cues:
        if cue.flag in _SENTENCE_WIDE or len(parts) < 2:
            out.add(cue.flag)
            continue
        home = next((p for p in parts if p[0] <= cue.start < p[1]), unit)
        if at is None or home[0] <= at[0] < home[1]:
            out.add(cue.flag)
    return frozenset(out)
