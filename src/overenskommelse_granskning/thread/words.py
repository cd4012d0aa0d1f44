"""Whether two pieces of text are about the same thing: shared content words, compounds included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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


class Relatives:
    """Many lemmas, to be asked for the relatives of one: they begin or end with the same letters."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for lemma in lemmas:
            for letters in {lemma[:_MIN], "-" + lemma[-_MIN:]}:
                self._alike.setdefault(letters, []).append(lemma)
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, lemma: str) -> tuple[str, ...]:
        """Those of the lemmas that are :func:`related` to this one."""
        found = self._found.get(lemma)
        if found is None:
            near = (self._alike.get(letters, ()) for letters in (lemma[:_MIN], "-" + lemma[-_MIN:]))
            alike = dict.fromkeys(other for group in near for other in group)
            found = self._found[lemma] = tuple(other for other in alike if related(lemma, other))
        return found


class Shared:
    """Many texts by the words that they are about, to be asked which of them are about the same as another."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        """``texts``: each with a number of its own."""
        self._holding: dict[str, list[int]] = {}
        for number, text in texts:
            for word in content_words(text):
                self._holding.setdefault(word, []).append(number)
        self._relatives = Relatives(self._holding)

    def with_text(self, text: str, least: int = 0) -> Counter[int]:
        """Per text how many content words of ``text``, of at least so many letters, have a relative in it."""
        out: Counter[int] = Counter()
        for word in content_words(text):
            relatives = self._relatives.of(word) if len(word) >= least else ()
            if relatives:
                out.update({number for other in relatives for number in self._holding[other]})
        return out


def overlap(a: str, b: str) -> int:
    """How many content words of ``a`` have a relative in ``b``."""
    other = content_words(b)
    return sum(any(related(w, o) for o in other) for w in content_words(a))
