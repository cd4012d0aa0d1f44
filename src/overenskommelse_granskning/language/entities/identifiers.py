"""Numbers that are names: what must not be read as a date, a year or a quantity.

Diarienummer, law numbers, paragraphs, telephone numbers, times of day, page and annex numbers, school
grades, numbers of headings. The other recognisers skip these places; ``references`` builds on them.
Every run of digits is looked at once, together with the word before it, so the scan is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_DIGITS = re.compile(r"\d+")
_BEFORE = re.compile(r"([^\W\d_]+|§§?)?([.:]?)([ \t]{0,2}|[-/])$")

# What an identifier looks like from its first digit on.
_LAW = re.compile(r"(?:18|19|20)\d\d:\d{1,4}\b(?!\d)")
_SESSION = re.compile(r"(?:19|20)\d\d/\d\d(?:\d\d)?:[A-Za-zÅÄÖåäö]{0,4} ?\d{1,4}\b")
_PERSONAL = re.compile(r"(?:19|20)?\d{6}-\d{4}\b")
_PHONE = re.compile(
    r"0\d{1,3} ?[-–] ?\d{2,3}(?: ?\d{2,3}){1,2}(?: \d\d)?\b|46 ?(?:\(0\) ?)?\d{1,3}[ -]\d[\d ]{4,10}\d\b"
)
_POLICE_PHONE = re.compile(r"114[ -]?14\b")
_PHONE_AFTER_WORD = re.compile(r"\d[\d -]{1,18}\d\b")
_TIME_RANGE = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d\s?[–-]\s?(?:[01]?\d|2[0-4])[.:][0-5]\d\b")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d\b(?!:)")
_TIME_AFTER_WORD = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?(?:(?:,\s|\s?(?:[–-]|till|och)\s?)\d{1,2}(?:[.:]\d\d)?(?!\d))*(?!\d)"
)
_NUMBERED_PARAGRAPH = re.compile(r"\d{1,3}(?: ?[a-z])?(?:(?:, | och | ?[–-] ?)\d{1,3}(?: ?[a-z])?){0,8} ?§§?")
_PARAGRAPH = re.compile(r"\d{1,4}(?: ?[a-z]\b)?(?: ?[–-] ?\d{1,4}\b|(?:, | och )\d{1,4}\b(?!\.? ?[a-zåäö]))*")
_PAGE_OF = re.compile(r"\d{1,3} ?\(\d{1,3}\)")
_PAGE = re.compile(r"\d{1,4}(?: ?(?:av|\(|/|[–-]) ?\d{1,4}\)?)?(?: ?ff?\b)?")
_LABEL = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*(?:(?: ?[–-] ?| och | till |, )\d{1,3}(?:\.\d{1,3})*\b(?! ?(?:%|procent|år\b"
    r"|st\b|gånger)))*"
    r"[a-z]?\b(?! ?(?:%|procent\b|kronor\b|kr\b))"
)
_HEADING = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?\.?(?=\s)(?!\s+(?:procent|%))|\d{1,2}[.)](?=\s+[A-ZÅÄÖ])"
)
_POSTAL = re.compile(r"\d{3} \d\d (?=[A-ZÅÄÖ])")
_DNR = re.compile(r"(?:\d[\d./:-]*)?\d(?: ?[A-Z]{1,3}\b)?")
_REGISTRY = re.compile(r"(?:19|20)?\d\d[-–/.:]\d{1,6}(?:[-/.]\d{1,6})?\b|\d{1,6}/(?:19|20)\d\d\b")
_POLICE_DNR = re.compile(r"\d{3}[-.]\d{1,6}(?:[./-]\d{1,4}){0,2}\b")
_DNR_LETTERS = re.compile(r"(?i:dnr|diarienr|diarienummer|ärendenummer|ärende)\.?:? ?[A-ZÅÄÖ]{1,6}$")

_LABEL_WORDS = frozenset(
    "bilaga bilagan bilagorna bilagor bil avsnitt avsnittet kapitel kap punkt punkten punkterna "
    "artikel art årskurs "
    "årskurserna årskurserna åk klass steg fas nivå riksväg väg länsväg linje nr nummer tabell "
    "figur del moment mom "
    "stycke version ver block hus rum sal spår blad zon plan".split()
)
_PAGE_WORDS = frozenset("sida sid sidan sidorna s".split())
_DNR_WORDS = frozenset(
    "dnr diarienr diarienummer diarie ärendenummer saknr saknummer aktbilaga ärendenr".split()
)
_REGISTRY_WORDS = frozenset(
    "KS KF KSN KSAU KLK SN BUN STN KST KUN MBN FN RS LST TN SBN KA BRÅ UN AN GN ON KFN KLF ARN OSN".split()
)
_EMERGENCY_WORDS = frozenset(
    "ring ringa ringer larma nummer telefon tel brott alltid på numret till via eller".split()
)
_PHONE_WORDS = frozenset("telefon tel anknytning ankn mobil mobiltelefon växel telefonnummer".split())
_YEAR_NAMES = frozenset("agenda vision visionen".split())


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number used as a name. ``kind``: dnr, law, session, paragraph, phone, time, page, label,
    heading, personal or postal. The span includes the word that makes it a name."""

    start: int
    end: int
    kind: str


def find_identifiers(text: str, start: int = 0, end: int | None = None) -> list[Identifier]:
    """All identifiers of ``text[start:end]`` in order."""
    stop = len(text) if end is None else end
    out: list[Identifier] = []
    taken = start
    for digits in _DIGITS.finditer(text, start, stop):
        at = digits.start()
        if at < taken:
            continue
        found = _identify(text, at, max(start, taken), stop)
        if found is not None:
            out.append(found)
            taken = found.end
    return out


def _identify(text: str, at: int, low: int, stop: int) -> Identifier | None:
    word, begin, joint = _word_before(text, at, low)
    if word:
        if joint in (" ", ". ", ": ", ".", ":", ""):
            if joint or word[0] == "§":
                found = _after_word(text, at, begin, word, word.lower(), stop)
                if found:
                    return found
            else:
                return _after_letters(text, at, begin, word, stop)
        elif joint in ("-", "/"):
            found = _after_letters(text, at, begin, word, stop)
            if found:
                return found
    return _by_shape(text, at, low, stop)


def _word_before(text: str, at: int, low: int) -> tuple[str, int, str]:
    """The word before ``at``, where it begins and what stands between ("" glued, " ", ". ", "-")."""
    i = at
    while i > low and text[i - 1] in " \t":
        i -= 1
    gap = " " if i < at else ""
    if i > low and text[i - 1] in ".:-/" and not (gap and text[i - 1] in "-/"):
        i -= 1
        gap = text[i] + gap
    j = i
    while j > low and i - j < 24 and (text[j - 1].isalpha() or text[j - 1] == "§"):
        j -= 1
    return text[j:i], j, gap


def _after_word(text: str, at: int, begin: int, word: str, lower: str, stop: int) -> Identifier | None:
    rules: list[tuple[re.Pattern[str], str]] = []
    if word in _REGISTRY_WORDS:
        rules.append((_REGISTRY, "dnr"))
    if lower == "kap":
        rules.append((_NUMBERED_PARAGRAPH, "paragraph"))
    if lower in _LABEL_WORDS:
        rules.append((_LABEL, "label"))
    elif lower in _DNR_WORDS:
        rules.append((_DNR, "dnr"))
    elif lower in ("kl", "klockan"):
        rules.append((_TIME_AFTER_WORD, "time"))
    elif word[0] == "§":
        rules.append((_PARAGRAPH, "paragraph"))
    elif lower in _PAGE_WORDS:
        rules.append((_PAGE, "page"))
    elif lower in _PHONE_WORDS:
        rules.append((_PHONE_AFTER_WORD, "phone"))
    elif word in ("A", "AA"):
        rules.append((_POLICE_DNR, "dnr"))
    for pattern, kind in rules:
        m = pattern.match(text, at, stop)
        if m:
            return Identifier(at if kind == "paragraph" and word[0] != "§" else begin, m.end(), kind)
    if lower in _EMERGENCY_WORDS and text.startswith("112", at) and not text[at + 3 : at + 4].isdigit():
        return Identifier(at, at + 3, "phone")
    if lower in _YEAR_NAMES:
        return Identifier(begin, at + 4, "label")
    letters = _DNR_LETTERS.search(text, max(0, begin - 20), begin + len(word))
    m = _DNR.match(text, at, stop) if letters else None
    return Identifier(letters.start(), m.end(), "dnr") if letters and m else None


def _after_letters(text: str, at: int, begin: int, word: str, stop: int) -> Identifier | None:
    """Letters glued to the digits, or joined by a hyphen: A118.402/2025, AA-470-1/13, E4, KS2025/97."""
    if word in ("A", "AA"):
        m = _POLICE_DNR.match(text, at, stop)
        if m:
            return Identifier(begin, m.end(), "dnr")
    if word in _REGISTRY_WORDS:
        m = _REGISTRY.match(text, at, stop)
        if m:
            return Identifier(begin, m.end(), "dnr")
    if word.isupper() and len(word) <= 2 and text[at - 1] == word[-1]:
        if word in ("VT", "HT") or (word == "Q" and text[at] in "1234"):
            return None
        m = _DIGITS.match(text, at, stop)
        return Identifier(begin, m.end(), "label") if m else None
    return None


_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_LAW, "law"),
    (_SESSION, "session"),
    (_PERSONAL, "personal"),
    (_PHONE, "phone"),
    (_POLICE_PHONE, "phone"),
    (_TIME_RANGE, "time"),
    (_CLOCK, "time"),
    (_NUMBERED_PARAGRAPH, "paragraph"),
    (_POSTAL, "postal"),
)


def _by_shape(text: str, at: int, low: int, stop: int) -> Identifier | None:
    line = text[max(low, at - 3) : at]
    if not line.strip(" ") or line.rstrip(" ").endswith(("\n", "\t")):
        for pattern, kind in ((_PAGE_OF, "page"), (_HEADING, "heading")):
            m = pattern.match(text, at, stop)
            if m:
                return Identifier(at, m.end(), kind)
    if text[max(low, at - 1) : at] in ("-", "/", ".") and at > low + 1 and text[at - 2].isdigit():
        return None  # the month or day of a written date, a decimal
    for pattern, kind in _SHAPES:
        m = pattern.match(text, at, stop)
        if m:
            return Identifier(at, m.end(), kind)
    if text[max(0, at - 2) : at] in ("F–", "F-"):
        return Identifier(at - 2, at + 1, "label")
    return None


class Mask:
    """Answers whether a span touches any of a list of spans that do not overlap each other."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [s for s, _ in self._spans]

    @classmethod
    def of(cls, items: list[Identifier]) -> Mask:
        return cls([(i.start, i.end) for i in items])

    def hits(self, start: int, end: int) -> bool:
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._spans[i][1] > start
