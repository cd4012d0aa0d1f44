"""Words and patterns of quantities: bounds, units, money, time, change."""

from __future__ import annotations

import re

from .numbers import DIGITS

BOUND = re.compile(
    r"\b(?:(?P<min>minst|åtminstone|lägst|minimum|ej\s+under|inte\s+under|inte\s+färre\s+än|inte\s+mindre\s+än)"
    r"|(?P<max>högst|max|maximalt|maximum|som\s+mest|upp\s+till|inte\s+mer\s+än|inte\s+fler\s+än|inte\s+över|ej\s+över|mest|inom)"
    r"|(?P<below>färre\s+än|mindre\s+än|under|lägre\s+än|färre)"
    r"|(?P<above>fler\s+än|mer\s+än|över|högre\s+än|större\s+än))\s+(?:ca\.?\s+|cirka\s+)?$",
    re.IGNORECASE,
)
APPROXIMATE = re.compile(
    r"\b(?:cirka|ca\.?|circa|omkring|ungefär|drygt|knappt|nästan|runt|uppåt|närmare|bortåt|runt|i\s+snitt|i\s+genomsnitt|c:a)\s+$",
    re.IGNORECASE,
)
RANGE = re.compile(rf"\s?(?:[–-]|\btill\b)\s?(?:den\s+)?(?P<n>{DIGITS}|[a-zåäö]+)\b", re.IGNORECASE)
AND_NUMBER = re.compile(rf"\s+och\s+(?P<n>{DIGITS}|[a-zåäö]+)\b", re.IGNORECASE)
UNIT = re.compile(r"[ \t]*(?P<sign>%)|[ \t-]{0,2}(?P<word>[^\W\d_][^\W\d_]*(?:-[^\W\d_]+)*)")
NEXT = re.compile(r"[ \t]+(?P<word>[a-zåäö][a-zåäö-]*)")
RATE = re.compile(
    r"[ \t]*(?:/|per\s+|om\s+|i\s+|varje\s+)(?P<what>år(?:et)?|dag(?:en)?|dygn|vecka(?:n)?|månad(?:en)?"
    r"|kvartal(?:et)?|tertial|termin(?:en)?|halvår"
    r"|1[ .]?000\s+(?:invånare|elever)|10[ .]?000\s+invånare|100[ .]?000\s+invånare|tusen\s+invånare"
    r"|invånare|elev|person|skola|kommun|tillfälle|pass)\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"(?P<n>en|ett|två|tre|fyra|fem|sju|nio|\d)\s+(?P<part>tredjedel|fjärdedel|femtedel|sjättedel|sjundedel|åttondel|åttondedel|niondel|tiondel|tiondedel"
    r"|hundradel)(?:ar(?:na)?|en)?\b",
    re.IGNORECASE,
)
OF = re.compile(r"\s+av\s+(?P<n>\d+|[a-zåäö]+)\b", re.IGNORECASE)
EVERY_NTH = re.compile(
    r"var(?:t|je)?\s+(?P<n>tredje|fjärde|femte|sjätte|tionde)\s+(?!dag|vecka|månad|kvartal|år|termin|halvår|helg|gång|\w+dag\b)",
    re.IGNORECASE,
)
HALF_UNITS = re.compile(
    r"\s+(?P<unit>tjänst|heltidstjänst|heltid|miljon|dag|dagar|timme|år|dagtid)\b", re.IGNORECASE
)
MONEY = {
    "kr": 1, "kronor": 1, "kronan": 1, "krona": 1, "sek": 1, "tkr": 1e3, "kkr": 1e3, "tusenlappar": 1e3,
    "mkr": 1e6, "mnkr": 1e6,
    "msek": 1e6, "miljoner": 1e6, "miljon": 1e6, "miljarder": 1e9, "miljard": 1e9, "mdkr": 1e9,
}  # fmt: skip
TIME_UNITS: dict[str, float] = {
    "sekunder": 12 / 365.25 / 86400, "minuter": 12 / 365.25 / 1440, "minut": 12 / 365.25 / 1440,
    "timmar": 12 / 365.25 / 24, "timme": 12 / 365.25 / 24, "dagar": 12 / 365.25, "dag": 12 / 365.25,
    "dygn": 12 / 365.25,
    "arbetsdagar": 12 / 260, "arbetsdag": 12 / 260, "vardagar": 12 / 260, "veckor": 12 * 7 / 365.25,
    "vecka": 12 * 7 / 365.25,
    "månader": 1, "månad": 1, "månaders": 1, "kvartal": 3, "terminer": 6, "termin": 6, "halvår": 6,
    "år": 12, "års": 12,
    "årig": 12, "årigt": 12, "åriga": 12, "mandatperioder": 48, "veckors": 12 * 7 / 365.25,
    "dagars": 12 / 365.25, "timmars": 12 / 365.25 / 24,
}  # fmt: skip
CHANGE = {
    "halvera": 50.0, "halveras": 50.0, "halverats": 50.0, "halverade": 50.0, "halverat": 50.0,
    "halvering": 50.0,
    "fördubbla": 200.0, "fördubblas": 200.0, "fördubblats": 200.0, "dubblas": 200.0, "dubbla": 200.0,
    "dubbelt": 200.0, "fördubblades": 200.0,
    "tredubblas": 300.0, "tredubblats": 300.0, "fyrdubblas": 400.0, "hälften": 50.0, "hälft": 50.0,
}  # fmt: skip
MEETINGS = re.compile(
    r"(?:möten?|träff(?:ar)?|sammanträden?|avstämning(?:ar)?|uppföljning(?:ar)?|tillfällen?|gång(?:er)?|ggr"
    r"|dialog(?:er)?|kväll(?:ar)?|eftermiddag(?:ar)?|dag(?:ar)?|pass|nätter|helger|timmar|timme)$"
)
PER_MONTHS = {
    "år": 12.0, "dag": 12 / 365.25, "dygn": 12 / 365.25, "vecka": 12 * 7 / 365.25, "månad": 1.0,
    "kvartal": 3.0, "tertial": 4.0, "termin": 6.0, "halvår": 6.0,
}  # fmt: skip
NO_UNIT = frozenset(
    "och eller till av i på för med om är var har ska kan per som att vid under sedan innan "
    "från mot den det de vi ni än men samt mellan "
    "eftersom när där då så inte ännu redan bara också kl vardera respektive gör blev fick ur "
    "längs igen enligt kring genom utan "
    "bland hos åt efter före inom året mer vid över driver kommer gick ligger står sätter bor "
    "finns utan jämfört år".split()
)
AGE_BEFORE = re.compile(
    r"\b(?:fyllt|åldern?|åldrarna|mellan|under|över|yngre\s+än|äldre\s+än|från|och|till|på|är|upp\s+till)\s+$",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(
    r"\s+(?:gammal|gamla|och\s+(?:äldre|yngre|uppåt)|eller\s+(?:äldre|yngre))\b", re.IGNORECASE
)
PERSON_BEFORE = re.compile(
    r"\b(?:unga|ungdomar|barn|personer|elever|män|kvinnor|pojkar|flickor|vuxna|invånare|den\s+som\s+är|person)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
ADJECTIVE = re.compile(
    r"(?:ade|ande|ende|iga|nya|små|stora|egna|öppna|allmänna|första|anmälda|unga|äldre|fler|färre|sta|ska|ala|iva|ra|ella|era|samma)$"
)
TIME_LIKE = re.compile(
    r"(?:dag|dagar|veckor|kväll|kvällar|nätter|månader|helger|år|timmar|pass|minuter|möten|tillfällen|dygn)$"
)
ADDRESS = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|stigen|gränd|torget|allén|backen|gata|väg|plan|leden)\s+$"
)
COUNTED = re.compile(
    r"\s*(?:%|kr\b|kronor|personer|invånare|lägenheter|timmar|poliser|anmälningar|elever|hushåll|meter\b|st\b|brev)",
    re.IGNORECASE,
)
