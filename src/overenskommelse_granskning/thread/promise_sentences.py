"""Promises said in running text: sentences that commit, and the parts of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..language.analysis import Analysis, Unit
from ..language.cues import find_cues, flags_at
from ..language.lemmas import Lemmatizer
from ..language.lexicon import Hits
from ..language.units import UnitKind
from .promise_leads import (
    DEAD,
    LEAD_GROUND,
    LEAD_OTHER,
    LEAD_PROMISE,
    PERSONAL,
    Promise,
    announcements,
    any_of,
    headings_above,
    is_label,
)

PLEDGES = (
    r"(?:lovar|lovas|(?:vill|kan|vågar|törs|att|får) lova|utlovar|utlovas|garanterar|garanteras|"
    r"(?:utfäster|åtar|förbinder|förpliktar) (?:sig|oss)|tar på (?:sig|oss))"
)
# "Ett medborgarlöfte innebär att polisen …": what promises are in general.
_STANDARD = any_of(r"\b(?:ett|med) medborgarlöften?\b|\bmedborgarlöften(?:a)? (?:är|innebär)\b")
_ACTOR = (
    r"(?:vi\b(?! vill| vet| ser| tror| tycker| har)|tillsammans\b|polisen\w*|polis\b|\w*polis(?:er|erna|"
    r"en)?\b|kommunen\w*|(?:[\w-]+ )?[\w-]+ kommun\b|"
    r"\w*(?:patrull|grupp|enhet|förvaltning|avdelning)(?:en|er|erna)\b|\w*(?:assistent|ledare|värd|fältare|"
    r"samordnare|vakt|chef)(?:n|en|na|arna|erna|er|ar)?\b|"
    r"räddningstjänsten|socialtjänsten|skolan|fältarna)"
)
# "Löftet är att …": the sentence about the promise is the promise itself.
_IS_PROMISE = any_of(
    r"\b\w*löfte(?:t|n|na)? (?:\w+ )?(?:är|innebär|lyder|betyder|består (?:i|av)|går ut på)\b[^.]{0,40}?\batt\b(?! (?:alla|ingen|fler|färre)\b)",
    r"^\W*(?:vårt |polisens |kommunens )?löfte(?:t|n|na)?\s*:\s*\S",
    rf"\b{PLEDGES}\b",
)
_COMMITS = any_of(
    rf"\b{PLEDGES}\b|\bräkna med (?:att|oss)\b|\bvi ska\b|\bska vi\b|\bkommer vi att\b|"
    r"\bvi kommer att\b",
    rf"^\W*(?:och |dessutom |också |under \S+ |i \S+ |varje \w+ ){{0,2}}(?:\w+er |\w+ar )?{_ACTOR}",
    r"\bska\b (?:\w+ ){0,3}?\w+(?:as|s)\b|\bska\b (?:\w+ ){1,5}?(?:ha|vara|bli) \w+(?:ats|ade|ad|at|da|d|t)\b|\bska (?:vara|bli|få|ha|bjudas|gå|finnas)\b",
    r"\b\w{4,}(?:as|s)\b.{0,30}\bav (?:polis|kommun)\w*",
)
# Below "Löftets innehåll" a sentence in the present is a promise too: "Boendet hålls öppet dygnet runt."
_PROMISED = any_of(
    r"\b(?:löftets innehåll|vad \S+ lovar|(?:det|detta|här) lovar|våra löften|vårt löfte|åtaganden?)\b"
)
_DONE = any_of(r"^\W*(?:\S+\s){1,6}?[a-zåäö]{3,}(?:as|ls|rs|ns|ds|ts|gs|ks|er|ar)\b")
_WILL_BE = any_of(r"\b(?:ska|skall|kommer att)\b")
_NOT_SAID = any_of(
    r"\?\s*$",
    r"\b(?:\w*löfte(?:t|na|n)?|avtalet|\w*överenskommelse\w*|sidan|resultatet|utfallet|siffrorna|svaret)\b",
    r"\b(?:vi vill|vi tror|vi hoppas|målet|tanken|syftet|avsikten|därför|eftersom|skälet|anledning\w*)\b",
    r"\b(?:föl[jd]\w*|stäm\w*) (?:\w+ ){0,3}(?:upp|av)\b|\butvärder\w+|\bredovisa\w*|\båterkoppla\w*|"
    r"\bberättar vi\b",
    r"\b(?:kontakta|ring|mejla|hör av dig|vänd dig|du når|nås|växel\w*)\b",
    r"\b(?:stödjer|stöttar|ställer sig bakom|ser positivt|finns i dag|heter|ligger|består av|tjänstgör|"
    r"leds av)\b",
    r"\b(?:jämför|sammanställer|utvärderar|avläser)\b|\b(?:bockar|prickar|kryssar|checkar|kollar) (?:\w+ ){0,3}av\b|"
    r"\b(?:mäter|frågar) (?:\w+ ){0,4}(?:igen|på nytt)\b",
    r"\b(?:för|förs) (?:logg|statistik|protokoll)\b|\bräknar\b|\bgår\b.{0,40}\bigenom antalet\b",
)
# "chef för lokalpolisområde Norr" under a name: who signs; "lovar det som står nedan" only announces.
_SIGNER = any_of(
    r"^\W*\S*(?:chef|ordförande|direktör|kommunalråd)\S*(?:,|\s(?:för|i|på|vid))\s(?!.*\b(?:ska|lovar|kommer|\w+[ae]r)\b)[^.]*$",
    r"\blovar (?:dig |er )?(?:det som (?:står|följer)|det(?:ta)? (?:nedan|här)|nedanstående|följande)\b.{0,12}$",
)
# "Polisen lovar: Att A. Att B.": the sentences behind the first are clauses of the same pledge.
_OPENS_CLAUSES = re.compile(rf"\b{PLEDGES}(?:\s(?:vi|polisen|kommunen|dig|er))?\s?:?\s+att\s", re.IGNORECASE)
_CLAUSE = re.compile(r"^\W*Att\s+\w")
_PAST = any_of(
    r"\b(?:har|hade|var|fick|kom|stod|gick|såg|blev|gav|satt|tog|höll|sa|sade|låg|fanns|skedde|ville|"
    r"gjorde|gjordes|togs)\b",
    r"\b\w{3,}(?:ade|ades|dde|ddes|kte|ktes|pte|ste)\b",
)


def said_promises(analysis: Analysis, taken: set[int], loose: bool = False) -> list[Promise]:
    """Sentences that commit, in sections that may hold promises; ``loose``: any that say what will be.

    "Det lovar kommunen och polisen" only says who, of what is told beside it; alone it stands for that.
    """
    commits = _WILL_BE if loose else _COMMITS
    out: list[Promise] = []
    announced: list[Promise] = []
    givers = announcements(analysis)
    opened: Unit | None = None  # the sentence that the clauses behind it belong to
    for unit in analysis.units:
        if unit.kind is not UnitKind.SENTENCE or unit.id in taken:
            continue
        text = unit.text
        if opened is not None and unit.block == opened.block and _CLAUSE.match(text):
            if not unit.flags & DEAD:
                out.append(Promise((unit,), (opened, *headings_above(analysis, unit.section))))
            continue
        opened = unit if _OPENS_CLAUSES.search(text) else None
        pledged = bool(_IS_PROMISE.search(text)) and not _STANDARD.search(text)
        if unit.flags & DEAD and not pledged:
            continue
        headings = headings_above(analysis, unit.section)
        if any(
            (LEAD_OTHER.search(h.text) or LEAD_GROUND.search(h.text)) and not LEAD_PROMISE.search(h.text)
            for h in headings
            if h.id
        ):
            continue
        if text.rstrip().endswith((":", " att")) or (is_label(unit) and not commits.search(text)):
            continue
        if is_label(unit) and _only_names(text):
            continue
        if _SIGNER.search(text):
            continue
        if _NOT_SAID.search(text) and not pledged:
            continue
        under = next((h for h in headings if h.id and h.kind is UnitKind.HEADING), None)
        told = under is not None and _PROMISED.search(under.text) and _DONE.search(text)
        if not (commits.search(text) or told or pledged):
            continue
        if not pledged and (_PAST.search(" ".join(text.split()[:7])) or PERSONAL.search(text)):
            continue
        if len(text.split()) < 3:
            continue
        headings = (*_label_above(analysis, unit), *headings, *(g for g in givers if g is not unit))
        if unit in givers:
            announced.append(Promise((unit,), headings))
            continue
        parts = _parts(analysis, unit)
        # Of a long sentence that also denies something, the parts count that do not.
        out.extend(Promise((unit,), headings, p) for p in parts if not p.flags & DEAD)
        if not parts and not unit.flags & DEAD:
            out.append(Promise((unit,), headings))
        if unit.flags & DEAD and all(p.flags & DEAD for p in parts):
            before = _before_denial(analysis, unit)
            out.extend([Promise((unit,), headings, before)] if before is not None else [])
    return out or announced


def _only_names(text: str) -> bool:
    """ "Tallnäs kommun, polisen och Ekbostäder": names side by side, of which nothing is said."""
    names = [n.split() for n in _BETWEEN_NAMES.split(text.strip(" .–-"))]
    return len(names) > 1 and all(
        0 < len(words) <= 3 and not any(w.islower() and is_present(w) for w in words) for words in names
    )


def _before_denial(analysis: Analysis, unit: Unit) -> Unit | None:
    """What is promised before something is denied: "lovar ronder i hamnen, bryggan lovar vi inget om"."""
    cue = min((c.start for c in unit.cues if c.flag in DEAD), default=unit.end)
    pledge = _IS_PROMISE.search(unit.text)
    end = max(unit.text.rfind(sign, 0, cue - unit.start) for sign in (",", ";", " och ", " men ", " –"))
    if pledge is None or len(unit.text[pledge.end() : max(end, 0)].split()) < 3:
        return None
    part = part_of(analysis, unit, 0, end)
    return None if part.flags & DEAD else part


def stated_promises(analysis: Analysis) -> list[Promise]:
    """Sentences that tell in the present what is done, in a text that promises in no other words."""
    out: list[Promise] = []
    if not any(LEAD_PROMISE.search(u.text) for u in analysis.units if u.kind is UnitKind.HEADING):
        return out
    for unit in analysis.units:
        if unit.kind is not UnitKind.SENTENCE or unit.concepts & CRIME:
            continue
        if unit.concepts & _DOING and tells_what_is_done(unit):
            headings = headings_above(analysis, unit.section)
            parts = _parts(analysis, unit)
            out.extend(Promise((unit,), headings, p) for p in parts)
            if not parts:
                out.append(Promise((unit,), headings))
    return out


def tells_what_is_done(unit: Unit) -> bool:
    """Whether a sentence tells in the present what is done, not what happened or who can be asked."""
    text = unit.text
    if unit.flags & DEAD or is_label(unit) or len(text.split()) < 3:
        return False
    if _NOT_SAID.search(text) or _PAST.search(text) or PERSONAL.search(text) or _SIGNER.search(text):
        return False
    return bool(_DONE.search(text))


CRIME = frozenset({"lofte_brott", "lofte_otrygghet"})
_DOING = frozenset({"lofte_bundet", "lofte_narvaro", "lofte_mote", "lofte_aktivitet"})


def _label_above(analysis: Analysis, unit: Unit) -> tuple[Unit, ...]:
    """The label ("Kommunens del") that a paragraph stands under, where it is set as a paragraph."""
    for i in range(unit.id - 1, max(unit.id - 6, -1), -1):
        above = analysis.units[i]
        if above.section != unit.section or above.kind is not UnitKind.SENTENCE:
            return ()
        if above.block != unit.block and is_label(above):
            return (above,)
    return ()


_ATT = re.compile(
    rf"\b(?:{PLEDGES}|lova|räkna med|löfte\w* (?:är|innebär|lyder)|kommer)(?:\s+(?!att\b)\S+){{0,6}}?\s+att\s+|"
    r"\bska\s+(?:vi\s+|också\s+|även\s+)?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:,\s+(?:och\s+|samt\s+)?|\s+(?:och|samt)\s+)(?:att\s+|dels\s+|även\s+|också\s+|dessutom\s+)?(?=(\w+))"
)
_GIVES = re.compile(
    r"\b(?:lovar|utlovar)(?:\s(?:vi|polisen|kommunen|dig|er|tillsammans))*:?\s+(?!\S+\s+att\b|att\b)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[,+·/&]\s*|\s+(?:och|samt)\s+")
_SHORT_INFINITIVES = frozenset("gå stå se få ge be bo ta dra bli göra ha vara låta sy tro nå".split())


@cache
def _lemma() -> Lemmatizer:
    return Lemmatizer()


def _is_infinitive(word: str) -> bool:
    if word in _SHORT_INFINITIVES:
        return True
    return (
        word.islower()
        and len(word) > 3
        and word.endswith(("a", "as"))
        and _lemma()(word) in (word, word[:-1])
    )


def is_present(word: str) -> bool:
    """Whether a word is a verb in the present by its form ("städar", "känner")."""
    return word.endswith(("ar", "er", "år")) and word.islower() and _lemma()(word).endswith("a")


def _parts(analysis: Analysis, unit: Unit) -> list[Unit]:
    """The parts of an enumeration, each as a unit; empty where the sentence is one promise.

    "lovar att A, B och C" and "ska A och B" are cut at infinitives, "byter A, klipper B och städar C" at
    verbs in the present, "lovar A, B och C" at every comma; the last two only from three parts on.
    """
    text = unit.text
    match = _ATT.search(text)
    joints = list(_JOINT.finditer(text, match.end() if match else 0))
    if match is not None:
        cut = [j for j in joints if _is_infinitive(j.group(1)) or j.group().rstrip().endswith(" att")]
        if cut:
            return _cut(analysis, unit, match.end(), cut)
    cut = [j for j in joints if is_present(j.group(1))]
    if len(cut) >= 2:
        return _cut(analysis, unit, 0, cut)
    given = _GIVES.search(text)
    if given is not None:
        cut = [j for j in joints if j.start() > given.end()]
        if len(cut) >= 2:
            return _cut(analysis, unit, given.end(), cut)
    return []


def _cut(analysis: Analysis, unit: Unit, first: int, joints: Sequence[re.Match[str]]) -> list[Unit]:
    begins = [first, *(j.end() for j in joints)]
    ends = [*(j.start() for j in joints), len(unit.text)]
    return [part_of(analysis, unit, b, e) for b, e in zip(begins, ends, strict=True)]


# What it is meant to lead to, and with whom it is done: no part of what is done.
_PURPOSE = re.compile(
    r"(?:,\s*)?\s\b(?:för att|så att|i syfte att|med målet att|med syfte att|allt för att|för (?:ökad|bättre|större|minskad|"
    r"(?:en |ett )(?:bättre|tryggare|tryggt|ökad|lugnare|trivsammare))|i (?:nära )?(?:samverkan|samarbete|dialog|samråd) med|"
    r"tillsammans med)\b",
    re.IGNORECASE,
)


def without_purpose(analysis: Analysis, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The first unit of a promise cut where its purpose or its company begins; the others as they are."""
    first = units[0]
    match = _PURPOSE.search(first.text)
    if match is None or len(first.text[: match.start()].split()) < 3:
        return tuple(units)
    return (part_of(analysis, first, 0, match.start()), *units[1:])


def part_of(analysis: Analysis, unit: Unit, start: int, end: int) -> Unit:
    """A stretch of a unit (offsets within it) as a unit with only its own concepts, facts and flags."""
    text = analysis.document.text
    a, b = unit.start + start, unit.start + end
    cues, facts = find_cues(text, a, b), tuple(f for f in unit.facts if a <= f.start < b)
    return unit.but(
        start=a,
        end=b,
        text=text[a:b],
        hits=(hits := Hits.of(h for h in unit.hits if a <= h.start < b)),
        concepts=frozenset(hits.concepts),
        facts=facts,
        fact_kinds=frozenset(f.kind for f in facts),
        cues=cues,
        flags=flags_at(text, (a, b), cues),
    )
