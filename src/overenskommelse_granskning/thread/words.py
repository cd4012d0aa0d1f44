"""Whether two pieces of text are about the same thing: shared content words, compounds included."""

from __future__ import annotations

import re
from functools import lru_cache

from ..language.lemmas import Lemmatizer

_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")
_MIN = 5  # letters two words must share
# Words that every agreement of this kind is full of: they tie nothing to anything.
_COMMON = frozenset(
    "kommun kommunen polis polisen lokalpolisområde överenskommelse samverkan samverka arbete arbeta brott "
    "brottslighet trygg trygghet otrygg otrygghet mål delmål målsättning åtgärd insats problem område "
    "minska öka minskning ökning antal antalet anmäld anmälda anmälan anmälning andel andelen procent "
    "under senast enligt samt eller detta dessa deras annan annat kunna vilja måste genom mellan efter "
    "innan medan alla varje många flera färre minst högst januari februari mars april juni juli augusti "
    "september oktober november december sommar sommaren vinter vintern höst hösten vår våren person "
    "personer invånare boende medborgare period perioden utgång slut gång förebygga förebyggande".split()
)
_lemma = Lemmatizer()


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The lemmas of the words that carry what a text is about."""
    out = set()
    for match in _WORD.finditer(text):
        lemma = _lemma(match.group())
        if lemma not in _COMMON and len(lemma) >= 4:
            out.add(lemma)
    return frozenset(out)


def telling(lemma: str) -> bool:
    """Whether a lemma carries what a text is about, and is none of the words that all texts here have."""
    return lemma not in _COMMON


def related(a: str, b: str) -> bool:
    """Whether two lemmas share a stem: the same, one inside the other, or a long common beginning."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= _MIN and (long.startswith(short) or long.endswith(short)):
        return True
    k = 0
    while k < len(short) and short[k] == long[k]:
        k += 1
    return k >= 6


def overlap(a: str, b: str) -> int:
    """How many content words of ``a`` have a relative in ``b``."""
    other = content_words(b)
    return sum(any(related(w, o) for o in other) for w in content_words(a))
