"""What the labels of an insats name: the group, who calls it together, what is done, the problem, the result.

A regional plan labels these in its own words. Label words arrive misread from scans and extracted text
("Sammanställande"), so long ones are compared by likeness.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache


class Part(StrEnum):
    """Names of the lists that the pieces belong to; ``TEXT`` is what no label and no cue tells apart."""

    PROBLEM = "insats_problem"
    ACTION = "insats_gors"
    GROUP = "insats_grupp"
    CONVENER = "insats_kallar"
    RESULT = "insats_resultat"
    TEXT = "insats_text"


_LABELS: tuple[tuple[Part, str], ...] = (
    (
        Part.RESULT,
        r"(?:(?:för)?vänta\w*|önska\w*|planera\w*|mätbar\w*|konkret\w*)?\s*(?:resultat|effekt|utfall|leverans|"
        r"delmål|mål|målsättning)(?:en|et|er|erna)?(?: (?:att nå|av|med|på|för|i|och|samt) .*)?|"
        r"vad (?:ska|bör) (?:synas|märkas|vara klart|ha hänt).*|(?:så|det) (?:här )?(?:ska det )?"
        r"(?:märks|märkas|syns|synas|vet vi|ser vi)\b.*|märks på.*|tecken på.*|(?:vi är )?klara?t? när.*",
    ),
    (
        Part.PROBLEM,
        r"bakgrund\w*(?: .*)?|(?:problem|läges|nuläges|behovs)(?:beskrivning|bild|formulering|analys)\w*|problem(?:et|en)?|"
        r"varför(?: .*)?|(?:nu)?läget?|utgångsläge\w*|behov\w*|motiv\w*|utmaning\w*|"
        r"vad är problemet.*|(?:det|vad) (?:här )?(?:vi )?ser vi.*|vad vi ser|beskrivning av problemet",
    ),
    (
        Part.CONVENER,
        r"(?:den )?(?:som )?kallar?(?: .*)?|kallas av|vem (?:som )?kallar.*|samordn(?:are|as av|ande)(?: .*)?|leds av|"
        r"(?:den |de )?(?:som )?(?:samlar|håller ihop|håller samman)(?: .*)?|samankallande",
    ),
    (
        Part.GROUP,
        r"\w*arbetsgrupp\w*(?: .*)?|grupp(?:en|ens|medlemmar)?|delta\w*(?: .*)?|medverka\w*(?: .*)?|vilka(?: .*)?|"
        r"med i .*|vi som .*|aktörer\w*|(?:samverkans|samarbets)p\w+|(?:berörda )?parter|ingår.*|i gruppen.*|"
        r"\w*organisationer",
    ),
    (
        Part.ACTION,
        r"insats(?:en|er|erna)?|åtgärd\w*|aktivitet(?:en|er|erna)?|genomförande\w*|inriktning\w*|arbetssätt\w*|innehåll\w*|"
        r"vad(?: (?:ska|gör|görs|vi) .*| görs)?|(?:så|det) (?:här )?(?:gör|ska) vi.*|det (?:här )?(?:ska )?görs?.*|"
        r"att göra|vi gör|beskrivning(?: av insatsen)?",
    ),
)
_COMPILED = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _LABELS)
# Long labels that are known by likeness when their letters were misread.
_LIKE = (("sammankallande", Part.CONVENER), ("förväntat resultat", Part.RESULT), ("arbetsgrupp", Part.GROUP))
_LIKENESS = 0.78
_SUMMING_UP = re.compile(
    r"samman(?:fattande|ställande)\b", re.IGNORECASE
)  # the usual misreadings, as labels only
_NO_LABEL = re.compile(r"sammanfattning|sammanställning|sammanhang|arbetsgång", re.IGNORECASE)
_HEAD = re.compile(
    r"^\W*(?P<label>[^:?.!\t]{2,60}?)\s*(?:(?P<mark>[:?])|(?P<stop>[.!])(?=\W*$)|\s[–-]\s|(?=\W*$))"
)
_OPENING = re.compile(
    r"^\W*(?:(?:det )?märks på att|(?:för)?vänta\w* resultat(?:et)?(?:\s+är)?(?:\s+att)?|arbetsgruppen:|resultatet ska vara)\s+",
    re.IGNORECASE,
)
# A sentence with a finite verb is no label, unless it asks or opens as labels do.
_SAYS = re.compile(
    r"^(?!vad\b|så\b|det\b|vilka\b|vi\b|varför\b|här\b|klart\b).*\b(?:är|består|utgörs|ingår|utses|bestäms?|bestämmer|saknas|ska|"
    r"kommer|har|kallar|turas)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5  # of a label that no colon or question mark ends
AND = re.compile(r"\s*/\s*|,\s+|\s+(?:och|samt|&)\s+")


def label_parts(text: str) -> frozenset[Part]:
    """What a label (or heading, or column header) names; empty where it is none."""
    label = re.sub(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?|\W+$", "", text).lower()
    if not label or len(label) > 60 or _NO_LABEL.match(label):
        return frozenset()
    whole = _one(label)
    if whole is not None and whole is not Part.ACTION:
        return frozenset({whole})
    pieces = [_one(p) for p in AND.split(label)]
    if len(pieces) > 1 and all(pieces):
        return frozenset(p for p in pieces if p is not None)
    return frozenset({whole} if whole is not None else ())


@lru_cache(maxsize=1 << 12)
def _one(label: str) -> Part | None:
    if _SUMMING_UP.match(label):
        return Part.CONVENER
    for known, part in _LIKE:
        head = " ".join(label.split()[: len(known.split())])
        if _alike(head, known):
            return part
    return next((part for part, pattern in _COMPILED if pattern.fullmatch(label)), None)


def _alike(head: str, known: str) -> bool:
    matcher = SequenceMatcher(None, head, known, autojunk=False)
    # The quick ratios are upper bounds, and few heads come near.
    return all(r() >= _LIKENESS for r in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def split_label(text: str) -> tuple[frozenset[Part], int]:
    """The parts that the label at the head of ``text`` names, and where what follows it begins."""
    opening = _OPENING.match(text)
    if opening:
        return label_parts(opening.group().rstrip(" :")) or frozenset({Part.RESULT}), opening.end()
    match = _HEAD.match(text)
    if match is None:
        return frozenset(), 0
    if match["mark"] is None and (len(match["label"].split()) > _MOST_WORDS or _SAYS.search(match["label"])):
        return frozenset(), 0
    parts = label_parts(match["label"])
    return (parts, match.end()) if parts else (frozenset(), 0)
