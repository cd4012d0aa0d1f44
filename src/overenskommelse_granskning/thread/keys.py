"""Words by which a problem is recognised when it comes back, often shortened or inflected.

A key is a lemma of the problem's title that no other problem has. A word of the document points to a
problem when it holds the key ("fritidshus" in "fritidshusen"), or when the key is a compound that begins
or ends with the word ("cykelstöld" and "stölderna").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..language.lemmas import Lemmatizer

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = 3
_STEM = 5
_ENDING = re.compile(r"(?:arna|erna|orna|ande|ade|are|ar|er|or|en|et|an|na|ts|as|es|a|e|s|t|n)$")
# Words of titles that tie nothing to anything: grammar, and what all agreements are about.
_EMPTY = frozenset(
    "och eller samt att som för på av med till den det en ett de i om inte från vid under mellan hos mot bland utan "
    "över inom längs kring runt efter före innan är har kan ska vi vår våra alla andra annan annat samma flera många "
    "kommun polis brott brottslighet trygg trygghet otrygg otrygghet problem område fokus fokusområde åtgärd insats mål "
    "samverkan överenskommelse prioriterad prioritera minska öka ökad minskad förebygga förebyggande arbete arbeta "
    "plats ort antal anmäld anmäla fall år dag natt kväll helg vecka månad tid sommar vinter vår höst jämföra "
    "gemensam lokal offentlig olika övrig annan gång miljö januari februari mars april maj juni juli augusti "
    "september oktober november december procent personer person invånare boende genom vara bli få göra".split()
)
_lemma = Lemmatizer()


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """What the forms of a word share, roughly: the lemma without its ending."""
    lemma = _lemma(word)
    cut = _ENDING.sub("", lemma)
    return cut if len(cut) > _SHORT else lemma


def title_stems(title: str) -> frozenset[str]:
    """The stems of the telling words of a title."""
    out = set()
    for match in _WORD.finditer(title):
        low = match.group().lower()
        if low not in _EMPTY and _lemma(low) not in _EMPTY and len(low) >= _SHORT:
            out.add(stem(low))
    return frozenset(s for s in out if len(s) >= _SHORT)


def alike(a: str, b: str) -> bool:
    """Whether two stems are of the same word, or one is a whole part of the other."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 4:
        return False
    if len(short) < _STEM:
        return long.startswith(short) and len(long) - len(short) <= 3
    return long.startswith(short) or long.endswith(short)


def keys_of(titles: Sequence[str]) -> list[frozenset[str]]:
    """Per title the stems that tell it from the others."""
    found = [title_stems(t) for t in titles]
    return [
        frozenset(
            s for s in own if not any(alike(s, o) for j, other in enumerate(found) if j != i for o in other)
        )
        for i, own in enumerate(found)
    ]


def words_for(keys: Sequence[frozenset[str]], words: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Word of the document → the one problem that it points to."""
    heads: dict[str, list[tuple[str, int]]] = {}
    tails: dict[str, list[tuple[str, int]]] = {}
    for i, own in enumerate(keys):
        for key in own:
            heads.setdefault(key[:_SHORT], []).append((key, i))
            tails.setdefault(key[-_SHORT:], []).append((key, i))
    out: dict[str, int] = {}
    for word in words:
        if len(word) < _SHORT or word in _EMPTY:
            continue
        form = stem(word)
        near = [*heads.get(form[:_SHORT], ()), *tails.get(form[-_SHORT:], ())]
        owners = {i for key, i in near if alike(key, form)}
        if len(owners) == 1:
            out[word] = owners.pop()
    return out
