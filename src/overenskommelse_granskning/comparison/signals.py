"""What words say of an outcome: done, partly, not done; something past, retold or still to come."""

from __future__ import annotations

import re
from enum import StrEnum

from ..thread.promise_leads import any_of
from .kinship import base_form


class Signal(StrEnum):
    DONE = "done"  # says that a promise is kept, not only that something happened
    PARTLY = "partly"
    NOT_DONE = "not_done"
    PAST = "past"  # tells something that has happened
    FUTURE = "future"  # tells what is to come
    RESTATED = "restated"  # tells what was promised


_PARTLY = any_of(
    r"\bdelvis\b|\btill (?:viss|en) del\b|\bi viss mån\b|\bpåbörja\w*|\bpågår\b|\bhalvvägs\b|\bförsena\w*",
    r"\b(?:inte|ej)\s+(?:helt|fullt|alla|samtliga|riktigt|hela|ända)\b|\binte (?:\w+ ){0,2}i sin helhet\b",
    r"\b(?:de flesta|merparten|flertalet|en del av|en tredjedel|hälften)\b",
    r"\b(?:alla|samtliga|allt|allihop|varje|hela)\b[^.]*\butom\b|\butom (?:en|ett|två|tre|fyra|fem|\d)",
    r"^\W*gul\w*\W*$|\bnästan (?:klar|uppfyll|alla|allt|hela)\w*",
)
_NOT_DONE = any_of(
    r"\b(?:inte|ej|aldrig)\s+(?:\w+\s+){0,2}?(?:av\b|genomför\w*|uppfyll\w*|infria\w*|håll\w*|höll\w*|gjor\w*|blivit|klar\w*|"
    r"kommit (?:igång|på plats|till)|på plats|startat?|påbörja\w*|byggt?s?|byttes|bytts?|satts upp|ordna\w*|kunna\w*|nått\w*|"
    r"verkställ\w*|utför\w*|gå att|hunnit|fungera\w*)",
    r"\b(?:blev|har|hann|kunde|kom|hölls?|gjordes?|genomfördes?|nådde\w*|klarade)\s+(?:\w+\s+){0,3}?(?:inte|ej|aldrig)\b",
    r"\bställdes in\b|\binställ[dt]\w*|\buteblev\b|\butebli\w*|\b(?:sköts|skjutits|skjuts)\s+(?:upp|på)\b|\bströks\b|\bströks\b|"
    r"\butgick\b|\blades? ner\b|\blagts? ner\b|\bföll bort\b|\bgick i stöpet\b",
    r"\b(?:fick|får) vänta\b|\b(?:sa|sade|fick) nej\b|\bstoppa(?:des|ts|t)\b|\bavbröts\b|\bavslogs\b|\bavslag\b|\bavstyrk\w*",
    r"\b(?:ingen|inga|inget|noll)\s+(?:\w+\s+){0,3}?(?:genomför\w*|hölls|gjordes|blev|har|kom|ordnades|utför\w*)",
    r"^\W*(?:nej|ej|inte|röd\w*|inget|ingen|inga)\b",
)
_DONE = any_of(
    r"\buppfyll(?:t|d|da|des|de)\b|\binfria(?:t|d|de|des|ts)\b|\bavklara\w*|\bslutför[dt]\w*|\bi mål\b",
    r"\b(?:är|har|blev)\s+(?:nu\s+)?(?:genomför[dt]\w*|utför[dt]\w*|klar[at]?|färdig[ta]?|gjor[dt]\w*)\b",
    r"\b(?:löftet|det|åtagandet)\s+höll (?:vi|polisen|kommunen)\b|\bhöll (?:löftet|vad vi lovade)\b|\bhåll(?:it|its|et)\b",
    r"\bpå plats\b|\benligt plan(?:en)?\b|\bsom (?:planerat|utlovat|vi lovade|lovat)\b|\bnådde(?:s)? (?:målet|vi)\b|"
    r"\bmålet (?:är |har )?nått?s?\b",
    r"^\W*(?:ja|grön\w*|klar[at]?|genomför[dt]\w*|utför[dt]\w*|gjor[dt]\w*|färdig[ta]?|ok)\b",
    r"(?:^|:\s*)(?:genomför[dt]a?|utför[dt]a?|klar[at]?|gjor[dt]a?|färdig[ta]?)\b",
    r"^\W*[✓✔☑]",
)
# "Lekplatsen: lagad"
_ONE_WORD = re.compile(
    r"\W*(?:nu\s+)?(?P<w>[a-zåäö]{2,}(?:ad|at|ade|dd|tt|dda|tta|gd|gda|gt|ld|lda|rd|rda|nd))\W*$",
    re.IGNORECASE,
)
_RESTATED = any_of(
    r"\blova(?:de|des|t|ts)\b|\butlova\w*|\bplanera(?:de|t|d)\b(?!\W*$)|\blöftet (?:var|löd|gällde)\b|\bvårt löfte\b|"
    r"\bmålet (?:var|är)\b|\bskulle\b|\b(?:löfte|mål|utlovat|lovat|plan)\s*:|\benligt löftet\b",
)
_FUTURE = any_of(
    r"\b(?:ska|skall|kommer att|planeras|planerar|avser)\b|\bnästa år\b|\bframöver\b|\bfortsätter (?:vi |att )",
)
_PAST = any_of(
    r"\b(?:har|hade|var|fick|kom|stod|gick|såg|blev|gav|satt|satte|tog|höll|hölls|fanns|skedde|gjorde|gjordes|togs|sattes|"
    r"byggdes|byttes|hann|nådde|nåddes|drog|drogs|lade|lades|deltog|sköttes|åkte|körde|kördes|besökte|besöktes)\b",
    r"\b\w{2,}ades?\b|\b(?!området?\b)\w{2,}(?:[bdfghjklmprsv]|(?<![ae])n)des?\b|\b(?!måste\b)\w{2,}[kpstx]tes?\b",
    r"\bär\s+(?:nu\s+)?(?:\w+\s+)?\w+(?:ad|at|ade|dd|tt|da|ta|bytta|bytt)\b",
    r"\b\w+(?:ade|da|ta|dda|tta)\s*$",
)
# What a sentence begins with that speaks of what was just told.
_BACK = re.compile(
    r"^\W*(?:\w+:\s|det(?:ta)? (?:blev|är|var|har|gick|genom\w+|kunde|höll\w*|räckte)|detta|löftet|åtagandet|utfall\w*|resultat\w*|status|"
    r"kommentar|så (?:gick|blev)|vi (?:höll|hann|klarade|nådde|lyckades|gjorde|kom|genomförde) (?:det|inte|bara|alla|samtliga)?|"
    r"vi hann|vi nådde|vi klarade|alla|samtliga|ingen|inga|inget|bara|endast|totalt|sammanlagt|tyvärr|"
    r"genomför[dt]\w*|uppfyll\w*|delvis|ja\b|nej\b|klar\w*|målet|antal\w*|de\b|dessa|av (?:dem|dessa)|blev\b|"
    r"orsak\w*|anledning\w*|skäl\w*|i år\b|i fjol\b|under året\b|den här gången|sammanfattning\w*|slutresultat\w*)",
    re.IGNORECASE,
)


def signals(text: str) -> frozenset[Signal]:
    """What a clause or a cell of a table says."""
    out: set[Signal] = set()
    if _RESTATED.search(text):
        out.add(Signal.RESTATED)
    if _FUTURE.search(text) and not re.search(r"\bskulle\b", text, re.IGNORECASE):
        out.add(Signal.FUTURE)
    if _PARTLY.search(text):
        out.add(Signal.PARTLY)
    elif _NOT_DONE.search(text):
        out.add(Signal.NOT_DONE)
    elif _DONE.search(text) or _participle(text):
        out.add(Signal.DONE)
    if _PAST.search(text):
        out.add(Signal.PAST)
    return frozenset(out)


def _participle(text: str) -> bool:
    """A clause or cell of one word that says it has been done; "resultat" ends so too, but is no verb."""
    word = _ONE_WORD.match(text)
    return word is not None and base_form(word["w"].lower()).endswith("a")


def refers_back(text: str) -> bool:
    """Whether a sentence speaks of what stands before it."""
    return bool(_BACK.match(text))
