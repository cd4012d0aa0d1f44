"""The words by which the parts of a goal are told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from ..language.lemmas import Lemmatizer
from ..vocabulary.swedish import MONTH_NAMES

_RX = re.IGNORECASE
_INFINITIVES = frozenset("ha vara bli få se ske gå nå må ge ta stå slå le dö ske bo tro".split())
_NO_VERB = frozenset(
    "alla andra samma egna åtta elva båda samtliga många våra dessa denna detta första dagliga unga äldre lokala gemensamma "
    "samma varandra hela sina sista nya stora boende flera flesta sådana varje inga kommunala offentliga".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = {
    "ska": "ska", "skall": "ska", "kommer": "komma", "är": "vara", "gör": "göra", "går": "gå", "får": "få", "ger": "ge",
    "ser": "se", "tar": "ta", "slår": "slå", "står": "stå", "kör": "köra", "rör": "röra", "bör": "böra",
    "finns": "finnas", "avses": "avse",
}  # fmt: skip
_lemma = Lemmatizer()


def is_infinitive(word: str) -> bool:
    """Whether a word reads as the infinitive of a verb ("minska", "märkas")."""
    if word in _INFINITIVES:
        return True
    if word[0].isupper() or word in _NO_VERB or len(word) < 4 or not word.endswith(("a", "as")):
        return False
    return _lemma(word) in (word, word.removesuffix("s"))


def verb_of(text: str) -> str | None:
    """The lemma of the first verb in the present; "ska" counts, "har" and "kan" tell nothing of what is done."""
    return next((v for m in _WORD.finditer(text) if (v := _present(m.group()))), None)


@lru_cache(maxsize=1 << 12)
def _present(word: str) -> str | None:
    low = word.lower()
    known = _USUAL.get(low)
    if known is not None:
        return known
    if word[0].isupper() or len(low) < 4 or low[-1] not in "rs":
        return None
    lemma = _lemma(low)
    if lemma.endswith("a"):
        passive = low[-1] == "s"  # "lagas", "byts"; "skolans" is no verb
        return lemma if not passive or low[:-1] in (lemma, lemma[:-1]) else None
    # "Rondar" is in no list of words; "nattvandrar" is no plural of "nattvandrare".
    return low if low.endswith("ar") and lemma in (low, f"{low}e") else None


GOAL_LEAD = re.compile(
    r"^(?:\W|\d)*(?:[A-H][.):]?\s)?(?:"
    r"(?:\w+ ){0,3}?\w*(?:mål|målet|målen|målsättning(?:en)?|målbild(?:en)?|ambition(?:en)?)(?: är| blir)?(?: (?:\w+ ){0,2}att\b|\s*:)|"
    r"(?:vi|parterna|kommunen och polisen) (?:vill|siktar på|ska ha lyckats när|har satt som mål|räknar med)(?: att)?|"
    r"som mål gäller(?: att)?)",
    _RX,
)
MODAL = re.compile(r"\b(?:ska|skall|kommer att|vill|får|bör)\b", _RX)
DIRECTION = re.compile(
    r"\b(?:mins[kt]\w*|öka\w*|ökning\w*|halver\w*|fördubbl\w*|sänk\w*|höj\w*|sjunk\w*|stig\w*|krymp\w*|stryp\w*|brom?s\w*|kapa\w*|"
    r"färre|fler|mindre|lägre|högre|tryggare|lugnare|bättre|säkrare|kortare|snabbare|tätare|större|tidigare|"
    r"gå(?:tt)? (?:ned|ner|upp)|ned|ner|nedgång\w*|försvinn\w*|upphör\w*|upphört|sluta|slut på|bort|inte längre|"
    r"känna sig (?:mer |mindre )?\w+|känns \w+|uppleva\w*|slippa|undvika|våga|pressa\w* ned|bryt\w* \w+|få(?: ned| ner| bort)|"
    r"inte (?:förekomm\w+|ske|överstiga|räknas|behöva)|öka)\b",
    _RX,
)
BASE_CUE = re.compile(
    r"\b(?:jämfört med|jämfört mot|i jämförelse med|att jämföra med|i förhållande till|räknat från|utgångs\w+|basår\w*|"
    r"noll(?:läge|värde)\w*|sedan|från|mot|än)\b|(?<=\bsom )(?=(?:(?:i|hösten|våren|sommaren|vintern) )?(?:19|20)\d\d\b)",
    _RX,
)
BASE_PHRASE = re.compile(
    r"\b(?:än|jämfört med|mot|från) (?:i dag|idag|nu|dagens \w+|nuvarande \w+|(?:förra|föregående|senaste) \w+|"
    r"tidigare(?: år)?|året (?:före|innan)|(?:i )?(?:länet|riket|resten)\b(?: i \w+)?|övriga(?: \w+)?)"
    r"|(?<=\blika )\w+(?: \w+){0,5} som (?:i \w+(?: i stort)?|övriga|andra|\w+s genomsnitt|genomsnittet)"
    r"|(?<=\bsamma )\w+ som \w+(?: \w+)?",
    _RX,
)
BOUND_BEFORE = re.compile(r"\b(?:färre|fler|mer|mindre|lägre|högre|större|kortare|oftare)\s+$", _RX)
PAST = re.compile(
    r"\b(?:var|låg|kom|hade|fick|gick|uppgav|utgjorde|uppgick|\w{3,}des)\b|\bräknar \w+\b",
    _RX,
)
NONE = re.compile(
    r"\b(?:hälften så (?:många|mycket|stor\w*)|dubbelt så \w+|lika många \w+ som \w+|hälften|halver\w*|fördubbl\w*|"
    r"varannan|vartannat|var (?:tredje|fjärde|femte|tionde)|(?:en |två |tre )?(?:tredje|fjärde|femte|tion)del\w*|"
    r"(?:till |vara )?noll|ingen|inga|"
    rf"till (?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d{{1,3}}(?:[ .]\d{{3}})*)(?![\d/–-]|[.:]\d"
    rf"| (?:{MONTH_NAMES}|av)|(?:[ ,]\w+){{0,2}} (?:19|20)\d\d års)|"
    r"(?:minst|högst|maximalt|fler än|färre än|under|över|upp till) (?:\w+ )?"
    r"(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+)|index \d+|betyget \d|\d+[.,]\d+ av \d)\b",
    _RX,
)
# Numbers that are names: of grades, ages, clock times and lines.
SKIPPED = re.compile(
    r"(?:årskurs(?:erna)?|åk\.?|klass|kl\.?|klockan|vecka|väg|linje|riksväg|§|avsnitt|punkt|bilaga|område|mål|"
    r"delmål|mellan|de|dessa|våra|båda|för de|tillsammans|period\w*)\s*$",
    _RX,
)
INDICATOR = re.compile(
    r"\b(?:antal(?:et)? (?:polis)?anmäl\w+|anmälda|antal(?:et)? (?:klagomål|larm|ärenden|incident\w*|anmälningar|orosanmälningar|"
    r"larm|tips|felanmälningar|omhändertag\w*|brandkårslarm|störnings\w*|avvikelse\w*)|(?:fel|brotts)?anmälningar|NTU|LUPP|CAN-?\w*|"
    r"\w*(?:enkät|mätning|undersökning|statistik|loggbok|incidentrapport|egna listor|betyg|index)\w*)\b",
    _RX,
)
TIME_PHRASE = re.compile(
    r"\b(?:under|vid|före|efter|i slutet av|till|inom|om)\s+(?:hela )?(?:perioden|avtals\w+|mandatperioden\w*|överenskommelse\w+)"
    r"(?:s (?:slut|utgång))?|\bperiodens slut\b|\b(?:vid|till|före) (?:årets|årsskiftet|läsårets|terminens|avtalstidens|"
    r"(?:\w+)?periodens|mandatperiodens) ?(?:slut|utgång)?|\b(?:vid |före )?(?:19|20)\d\d års (?:slut|utgång)|\bårsskiftet(?: \S+)?|"
    r"\b(?:inom|om) (?:ett|två|tre|fyra|fem|\d+) (?:år|månader)\b|"
    r"\bnär (?:avtalet|överenskommelsen|perioden) (?:löper ut|går ut|är slut)|\bvarje (?:höst|vår|sommar|vinter) under perioden",
    _RX,
)
# Words that say nothing of what is to change: grammar, and what all agreements are about.
GENERIC = frozenset(
    "att i om för på av med till den det de en ett och eller samt som ska skall under vid hos bland mot från är blir bli "
    "vara ha har vi vår vårt våra parterna kommunen polisen alla samtliga andel andelen antal antalet antalen trygghet "
    "tryggheten otrygghet otryggheten brottslighet brottsligheten brott brotten samhälle samhället resultat målet mål "
    "gemensamt tillsammans år året period perioden senast minst högst procent inte mer mindre fler färre bättre svarar "
    "uppger anger så där när sig enligt mätt mäts nu idag dag nivå vara inom hela varje per helt både viss vissa annat".split()
)
