"""How a sentence is weakened: without its figures, without the one who acts, denied, not yet written.

The word lists are the benchmark's own: an edit must not depend on what the program itself recognises.
Every function returns None where it cannot be sure of the result.
"""

from __future__ import annotations

import re

from ...vocabulary.swedish import MONTH_NAMES

_MONTH = rf"(?:{MONTH_NAMES})"
_SEASON = r"(?:v[åa]ren|hösten|sommaren|vintern|årsskiftet|vårterminen|höstterminen|läsåret|helåret|år|jul|midsommar)"
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)?\d\d))?"
_DATE = rf"(?:(?:den\s+)?\d{{1,2}}(?::e)?\s+{_MONTH}(?:\s+{_YEAR})?|{_MONTH}(?:\s+{_YEAR})|{_SEASON}\s+{_YEAR}|{_YEAR})"
_NUMBER_WORD = (
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|"
    r"trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen|dussin\w*|hälften|tredjedel\w*|fjärdedel\w*|"
    r"dubbel\w*|dubbl\w*|halver\w*|var(?:tionde|femte|tredje|fjärde))"
)
_NUMBER = rf"(?:\d[\d\s]*\d|\d+(?:,\d+)?|{_NUMBER_WORD})"
_UNIT = r"(?:\s?%|\s+procent(?:enheter)?|\s+kronor|\s+promille)?"
_TIMES = r"(?:gång(?:er)?|kväll(?:ar)?|pass|tillfällen|dagar|veckor|timmar|kvällspass|rundor|tisdagar|fredagar|lördagar)"
# Figures that name something else than a quantity or a time.
_NAME = re.compile(
    r"^\d+(?:\.\d+)+\s|\b(?:årskurs|klass|§|kap\.?|väg|linje|E|Rv)\s?\d+\b|\b\d+\s?§|\b114\s?14\b|"
    r"\b(?:personer|äldre|någon|barn|unga|under|fyllt)\s(?:över|under|fyllt)?\s?\d+\s?år\b|\bpersoner över \d+\b|"
    r"\b\d+\s?[–-]\s?\d+ år\b|\b\d+ och \d+ år\b",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:senast|före|innan|till och med|till|vid|under|från och med|från|inför|per|efter|i|mot)\s+)"

_FIGURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\s*\([^()]*\d[^()]*\)", ""),
        (r"\bkl(?:ockan|\.)?\s*\d[\d.:–-]*", ""),
        (rf"{_LEAD}?(?:utgången av\s+|slutet av\s+|början av\s+)?(?:{_SEASON}\s+)?{_DATE}(?:\s?[–-]\s?{_DATE})?", ""),
        (r"\b(?:var(?:je|t?annan|annat)|per|om|i)\s+(?:skol)?(?:månad|vecka|veckan|år|året|termin|kvartal|dag|dagen|fredag|lördag|"
         r"tisdag|torsdag|måndag|onsdag|söndag|läsår|skoldag|kväll|vardag|kalenderår|tertial)(?:en)?(?:\s+och\s+\w+dag)?\b", ""),
        (rf"\binom\s+(?:en|ett|{_NUMBER})\s+\w+", "inom kort"),
        (r"\b(minst|högst)\s+\w+ av (?:tio|fem|tre|fyra|hundra|\d+)\b", "fler"),
        (r"\b\w+ av (?:tio|fem|tre|fyra|hundra)\b", "fler"),
        (rf"\bfrån\s+{_NUMBER}{_UNIT}\s+(?:till|ned till)\s+(?:högst\s+|minst\s+)?{_NUMBER}{_UNIT}", ""),
        (rf"\b(?:med|till|på|mot|ned till|upp till)\s+(?:minst\s+|högst\s+)?{_NUMBER}{_UNIT}(?!\s+\w+(?:er|ar|or)\b)", ""),
        (rf"\b(?:minst|fler än|mer än|över)\s+(?:en\s+|ett\s+)?{_NUMBER}{_UNIT}(?:\s+av\s+{_NUMBER})?", "fler"),
        (rf"\b(?:högst|färre än|mindre än|under)\s+(?:en\s+|ett\s+)?{_NUMBER}{_UNIT}(?:\s+av\s+{_NUMBER})?", "färre"),
        (rf"\b(?:en\s+)?{_NUMBER}{_UNIT}(?:\s+av\s+{_NUMBER})?(?:\s+{_TIMES})?", "några"),
        (rf"\b(?:en|ett)\s+{_TIMES}\b", "någon gång"),
    )
)  # fmt: skip
_LEFT = re.compile(rf"\d|\b(?:{_NUMBER_WORD}|varje|dagligen|veckovis|årligen|{_MONTH})\b", re.IGNORECASE)
_TIDY = ((re.compile(r"\s+([,.;:])"), r"\1"), (re.compile(r"\s{2,}"), " "), (re.compile(r"^[,;\s]+"), ""))


def without_figures(text: str) -> str | None:
    """A goal or promise as a mere direction: numbers, dates and frequencies gone."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\x00{chr(0xE000 + len(kept) - 1)}\x00"

    out = _NAME.sub(hide, text)
    for pattern, said in _FIGURES:
        out = pattern.sub(said, out)
    if _LEFT.search(out):
        return None
    for pattern, said in _TIDY:
        out = pattern.sub(said, out)
    out = re.sub("\x00(.)\x00", lambda m: kept[ord(m.group(1)) - 0xE000], out).strip()
    return out[:1].upper() + out[1:] if len(re.findall(r"\w{3,}", out)) >= 3 and out != text else None


def has_figures(text: str) -> bool:
    """Whether numbers, dates or frequencies stand in the text, names apart."""
    return bool(_LEFT.search(_NAME.sub("", text)))


_ROLE = (
    r"(?:[a-zåäöA-ZÅÄÖ-]*(?i:chef|samordnare|strateg|polis|ledare|sekreterare|direktör|handläggare|utvecklare|ordförande|"
    r"kommunikatör|analytiker|förvaltare|föreståndare|rektor|länsråd)(?:e?n|e?rna|arna|na|et|s)?)"
)
_BODY = (
    r"(?:[a-zåäöA-ZÅÄÖ-]*(?i:grupp|råd|nämnd|styrelse|kontor|förvaltning|funktion|ledning|kommitté)(?:en|et|n)"
    r"|[Kk]ommunen|[Pp]olisen|[Pp]arterna|LPO-chefen|BRÅ|Brå)"
)
_PERSON = r"(?:(?:\s+[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){1,2})"
_PLACE = r"(?:\s+(?:för|på|vid|i|inom)\s+(?!" + _MONTH + r")(?:[A-ZÅÄÖ]\w+|[a-zåäö-]+(?:en|et|erna|arna))\b)"
_BEFORE = (
    r"(?:(?:[Kk]ommun(?:ens|ernas)|[Pp]olisens|[A-ZÅÄÖ][a-zåäö]+s|[Ll]okal[at]?|brottsförebyggande|[Bb]arn- och|"
    r"[Ss]tällföreträdande|[Bb]iträdande|[Dd]e(?:n)?|båda)\s+){0,3}"
)
_ONE = rf"{_BEFORE}(?:{_ROLE}{_PERSON}?|{_BODY}){_PLACE}?"
_ACTORS = re.compile(
    rf"(?<![\w-]){_ONE}(?:(?:,\s+|\s+(?:och|samt|tillsammans med|ihop med)\s+){_ONE})*"
    r"(?:\s+(?:gemensamt|tillsammans))?(?![\w-])"
)
_ACTOR_LEFT = re.compile(
    rf"(?<![\w-])(?:{_ROLE}|{_BODY})(?![\w-])|\b[Mm]an\s+(?:och|samt)\b|\b(?:och|samt)\s+man\b|"
    r"\b(?:[Vv]i|[Hh]on|[Hh]an|[Jj]ag|[Dd]e två|[Dd]e tre|[Vv]ar och en|samma två|ansvarig\w*|"
    r"kommun(?:en|erna)s?|polis(?:en|ens)?|rektor\w*|enhet\w*|avdelning\w*|bolag\w*|bostads\w+|\w+ts? stab)\b"
)


def without_actor(text: str) -> str | None:
    """A follow-up that somebody does, as one that ”man” does, or that is done."""
    found = list(_ACTORS.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r"\b(?:för|till|inför|åt|mot|om|med)\s+$", before):
        return None  # the one who receives, not the one who acts
    by = re.search(r"\s+(?:av|genom|hos)\s+$", before)
    said = f"{before[: by.start()]}{after}" if by else f"{before}{'man' if before.strip() else 'Man'}{after}"
    return None if _ACTOR_LEFT.search(said) else said


def names_actor(text: str) -> bool:
    """Whether somebody who acts is named."""
    return bool(_ACTOR_LEFT.search(text))


_PARTICLE = re.compile(
    r"\b((?:går|stämmer|följer|följs|räknar|räknas|prickar|prickas|läser|läses|avläses|betar|ser|gås|stäms)\b[^.;:]{0,120}?)"
    r"\s(igenom|av|upp|över)\b"
)
_MODAL = re.compile(r"\b(ska|skall|kommer att|kan|bör)\b(?!\s+inte)")
_DENIALS = (
    "Någon uppföljning är inte planerad.",
    "Hur arbetet ska följas upp är ännu inte bestämt.",
    "Det finns ingen plan för uppföljning.",
    "Parterna har inte kommit överens om någon uppföljning.",
)


def negated(text: str) -> str | None:
    """A sentence about following up with ”inte” where it belongs."""
    if re.search(r"\b(?:inte|ej|ingen|inget|inga|aldrig)\b", text):
        return None
    modal, particle = _MODAL.search(text), _PARTICLE.search(text)
    if particle and not (modal and modal.start() < particle.start()):
        return _PARTICLE.sub(r"\1 inte \2", text, count=1)
    # Only the main clause: what comes after "som", "att" or "om" is not what is done.
    if modal and not re.search(r"\b(?:som|att|om|vad|hur|vilka)\b", text[: modal.start()]):
        said = modal.group().split()
        return text[: modal.start()] + " ".join([said[0], "inte", *said[1:]]) + text[modal.end() :]
    return None


def denial(turn: int) -> str:
    """One of a few ways to say that there is no follow-up."""
    return _DENIALS[turn % len(_DENIALS)]


_PLACEHOLDERS = (
    "[Här beskrivs vad parterna har kommit överens om]",
    "Text kommer.",
    "XX",
    "[fyll i]",
    "_______________",
    "Beskriv här vad som gäller, vem som ansvarar och när det ska vara klart.",
)


def placeholder(turn: int) -> str:
    """One of a few ways to leave a place open."""
    return _PLACEHOLDERS[turn % len(_PLACEHOLDERS)]
