"""Words by which a problem is recognised when it comes back, often shortened or inflected.

A key is a lemma of the problem's title that no other problem has. A word of the document points to a
problem when it holds the key ("fritidshus" in "fritidshusen"), or when the key is a compound that begins
or ends with the word ("cykelstöld" and "stölderna").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from ..language.lemmas import Lemmatizer

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = 3
_STEM = 5
_HEAD = 6
_RARE = 8  # units in which a word may stand that still tells something
_ENDING = re.compile(r"(?:arna|erna|orna|ande|ade|are|ar|er|or|en|et|an|na|ts|as|es|a|e|s|t|n)$")
# Words of titles that tie nothing to anything: grammar, and what all agreements are about.
_GRAMMAR = frozenset(
    "och eller samt att som för på av med till den det en ett de i om inte från vid under mellan hos mot bland utan "
    "över inom längs kring runt efter före innan när där då är har kan ska vi vår våra alla andra annan annat samma flera många".split()
)
_EMPTY = _GRAMMAR | frozenset(
    "kommun polis brott brottslighet trygg trygghet otrygg otrygghet problem område fokus fokusområde åtgärd insats mål "
    "samverkan överenskommelse prioriterad prioritera minska öka ökad minskad förebygga förebyggande arbete arbeta "
    "plats ort antal anmäld anmäla fall år dag natt kväll helg vecka månad tid sommar vinter vår höst jämföra "
    "gemensam lokal offentlig olika övrig annan gång miljö januari februari mars april maj juni juli augusti "
    "september oktober november december procent personer person invånare boende genom vara bli få göra".split()
)
_KINDS = frozenset("område fokusområde problem mål insats åtgärd".split())  # what agreements call the parts
_lemma = Lemmatizer()


_QUALITY = re.compile(r"(?:ande|ende|ade|igt|iga|liga|ligt|lig|da|pna|pen)$")  # of what kind, not what


@lru_cache(maxsize=1 << 14)
def stems(word: str) -> tuple[str, ...]:
    """What the forms of a word share: the word and its lemma, both without their endings.

    Either alone goes wrong at times: "kaj" is taken for a form of "kaja", and "cyklar" does not begin
    as "cykel" does.
    """
    out = []
    for form in dict.fromkeys((word, _lemma(word))):
        cut = _ENDING.sub("", form)
        out.append(cut if len(cut) >= _SHORT else form)
    return tuple(dict.fromkeys(out))


Key = tuple[str, ...]


def title_keys(title: str) -> tuple[Key, ...]:
    """The stems of the telling words of a title."""
    found: dict[Key, bool] = {}
    for match in _WORD.finditer(title):
        low = match.group().lower()
        if len(low) >= _SHORT and low not in _EMPTY and _lemma(low) not in _EMPTY:
            found[stems(low)] = match.group()[0].islower() and bool(_QUALITY.search(low))
    things = tuple(k for k, quality in found.items() if not quality) or tuple(found)
    if things:
        return things
    said = [m.group().lower() for m in _WORD.finditer(title)]
    return tuple(stems(w) for w in said if w not in _GRAMMAR and len(w) > _SHORT)  # "Trygga platser"


def alike(a: str, b: str) -> bool:
    """Whether two stems are of the same word, or one is a whole part of the other."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < _STEM - 1:
        return False
    if a[:_HEAD] == b[:_HEAD] and len(short) >= _HEAD:
        return True  # compounds with the same head: "skoterleden", "skoterkontroller"
    if len(short) < _STEM:
        return long.startswith(short) and len(long) - len(short) <= 3
    return long.startswith(short) or long.endswith(short)


def _same(a: Key, b: Key) -> bool:
    return any(alike(x, y) for x in a for y in b)


def keys_of(titles: Sequence[str], known: Collection[str] = ()) -> list[tuple[Key, ...]]:
    """Per title the keys that tell it from the others; ``known``: names that stand all over the document."""
    found = [tuple(k for k in title_keys(t) if not any(_same(k, (n,)) for n in known)) for t in titles]
    return [
        tuple(
            k for k in own if not any(_same(k, o) for j, other in enumerate(found) if j != i for o in other)
        )
        for i, own in enumerate(found)
    ]


def words_for(keys: Sequence[Sequence[Key]], words: Iterable[str]) -> dict[str, int]:
    """Word of the document → the one problem that it points to."""
    heads: dict[str, list[tuple[str, int]]] = defaultdict(list)
    tails: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i, own in enumerate(keys):
        for form in {f for key in own for f in key}:
            heads[form[:_SHORT]].append((form, i))
            tails[form[-_SHORT:]].append((form, i))
    out: dict[str, int] = {}
    for word in words:
        if len(word) < _SHORT or word in _EMPTY:
            continue
        owners: set[int] = set()
        kind = _lemma(word) in _KINDS
        for form in stems(word):
            head, tail = heads.get(form[:_SHORT]), tails.get(form[-_SHORT:])
            if head is not None:
                owners.update(i for key, i in head if alike(key, form))
            if tail is not None and not kind:  # "områden" are not the "stationsområde"
                owners.update(i for key, i in tail if alike(key, form))
        if len(owners) == 1:
            out[word] = owners.pop()
    return out


class HomeWords:
    """Words that stand among the own units of one problem and of no other, unless all over the text."""

    def __init__(
        self,
        homes: Sequence[Collection[int]],
        words: Mapping[str, Sequence[int]],
        known: Collection[str] = (),
    ) -> None:
        """``known``: stems of the parties' names, which tell of no problem."""
        owner = {u: i for i, home in enumerate(homes) for u in home}
        self._owners: dict[str, set[int]] = defaultdict(set)
        self._usual: set[str] = set(known)
        for word, places in words.items():
            if len(word) < _STEM or word in _EMPTY:
                continue
            if len(places) > _RARE:
                self._usual.update(stems(word))
                continue
            found = {owner[u] for u in places if u in owner}
            if found:
                for form in stems(word):
                    self._owners[form] |= found

    def owner(self, words: Iterable[str], least: int = 1) -> int | None:
        """The problem with whose units words share most, at least so many; None for none or several."""
        found: dict[int, set[str]] = defaultdict(set)
        for word in words:
            forms = stems(word) if len(word) >= _STEM and word not in _EMPTY else ()
            owners = set().union(*(self._owners.get(form, ()) for form in forms))
            if len(owners) == 1 and not self._usual.intersection(forms):
                found[owners.pop()].add(forms[0])
        return most({i: len(v) for i, v in found.items() if len(v) >= least})


def most(found: Mapping[int, int]) -> int | None:
    """The key with the highest count; None where there is none or two share it."""
    if len(found) == 1:
        return next(iter(found))
    ranked = sorted(found.items(), key=lambda kv: -kv[1])
    if not ranked or ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
