"""Words as they were meant where OCR misread them: "kornmunen", "förebyqgande", "Partema", "atgarder".

Only a word that is in no list is taken for a misread one, and only if letters that look alike make one known word
of it; where several words could be meant it stays. This is for matching: what is quoted stays as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from .simplemma_words import stream_dictionary
from .wordforms import usual_lemma

# What was read → what was meant, most usual first.
_ALIKE = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("ri", "n"), ("n", "ri"), ("vv", "w"), ("li", "h"), ("h", "li"),
    ("ii", "ü"), ("tt", "ff"), ("fi", "fl"), ("in", "m"), ("m", "in"), ("nn", "m"), ("m", "nn"), ("ni", "m"),
    ("c", "e"), ("e", "c"), ("c", "o"), ("o", "c"), ("e", "o"), ("q", "g"), ("g", "q"), ("t", "r"), ("r", "t"), ("t", "f"),
    ("f", "t"), ("i", "l"), ("l", "i"), ("i", "j"), ("j", "i"), ("t", "l"), ("l", "t"), ("u", "ll"), ("n", "u"), ("u", "n"),
    ("h", "b"), ("b", "h"), ("v", "y"), ("y", "v"), ("k", "lc"), ("lc", "k"), ("k", "x"), ("x", "k"), ("ij", "ü"),
    ("1", "l"), ("1", "i"), ("0", "o"), ("5", "s"), ("6", "b"), ("8", "b"), ("9", "g"), ("|", "l"), ("!", "l"), ("|", "i"),
    ("!", "i"), ("$", "s"), ("€", "e"),
    ("á", "å"), ("à", "å"), ("â", "å"), ("ã", "å"), ("á", "ä"), ("à", "ä"), ("â", "ä"), ("ã", "ä"),
    ("ó", "ö"), ("ò", "ö"), ("ô", "ö"), ("õ", "ö"), ("ø", "ö"), ("6", "ö"), ("é", "ä"), ("æ", "ä"),
)  # fmt: skip
_LOST = {"a": "åä", "o": "ö"}
_DOTS = {"a": "åä", "o": "ö", "å": "aä", "ä": "aå", "ö": "o"}
_SHORTEST = 5  # letters; shorter words are like too many others
_LONGEST, _LONGEST_TWICE = (
    40,
    28,
)  # letters; what could be meant grows with their square, and again with another
_SHORTEST_SPLIT = 7  # of both parts together
_MOST_DOTS = 3
_PART, _SURE_PART = 4, 6  # letters of a part of a compound: where a word is left alone, and where one is made
_USUAL = (("rn", "m"), ("cl", "d"), ("vv", "w"))
# Usual words that are other words without their dots.
_PLAIN = {
    "for": "för", "mal": "mål", "malet": "målet", "malen": "målen", "ar": "är", "rad": "råd", "radet": "rådet",
    "aven": "även", "sa": "så", "pa": "på", "nar": "när", "fran": "från", "oka": "öka", "da": "då", "ater": "åter",
    "lan": "län", "lanet": "länet", "varen": "våren", "hosten": "hösten", "manader": "månader", "aret": "året",
    "atta": "åtta", "far": "får", "gar": "går", "star": "står", "trada": "träda", "galla": "gälla",
}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def meant(low: str, dotless: bool = False) -> str | None:
    """The word that a misread one most likely was, in lower case; None for one that is right or beyond help.

    ``dotless``: on a page that lost the dots and rings of its letters, where known words are others as well.
    """
    if dotless and low in _PLAIN:
        return _PLAIN[low]
    if not _SHORTEST <= len(low) <= _LONGEST:
        return None
    if usual_lemma(low) is not None:
        # Slips of the pen and other people's scans are part of what the list was made of.
        return None if is_word(low) else _only(c for c in _lookalikes(low) if is_word(c))
    if low.isalpha() and _is_compound(low, _PART):
        return None
    for times in (1, 2) if len(low) <= _LONGEST_TWICE else (1,):
        candidates = {*_replaced(low, times), *(_dotted(low) if times == 1 else ())}
        found = (
            {c for c in candidates if is_word(c)}
            or {c for c in candidates if usual_lemma(c) is not None and _is_compound(c, _PART)}
            or {c for c in candidates if c.isalpha() and _is_compound(c, _SURE_PART)}
        )
        if found:
            return _only(found)
    return None


def is_word(low: str) -> bool:
    """Whether a word in the list is one that simplemma knows, not only one that somebody has written."""
    lemma = usual_lemma(low)
    return lemma is not None and (lemma != low or _in_dictionary(low))


@lru_cache(maxsize=1 << 14)
def _in_dictionary(low: str) -> bool:
    dictionary = stream_dictionary()
    return dictionary is None or low in dictionary


def _is_compound(low: str, part: int) -> bool:
    """Whether a word is made of two others, each of at least so many letters."""
    return any(
        is_word(low[at:]) and (is_word(low[:at]) or (low[at - 1] == "s" and is_word(low[: at - 1])))
        for at in range(part, len(low) - part + 1)
    )


def _only(words: Iterable[str]) -> str | None:
    """The one word that all are forms of."""
    found = sorted(set(words))
    return found[0] if len({usual_lemma(w) or w for w in found}) == 1 else None


def joined(first: str, second: str) -> str | None:
    """The word that a blank split, in lower case: one of the parts is no word, both together are one."""
    whole = first + second
    if len(whole) < _SHORTEST_SPLIT or min(len(first), len(second)) < 2 or usual_lemma(whole) is None:
        return None
    return None if usual_lemma(first) is not None and usual_lemma(second) is not None else whole


def _lookalikes(low: str) -> Iterator[str]:
    """What a word in the list may be a misreading of."""
    yield from _dotted(low, _LOST)
    for times in (1, 2):
        yield from _replaced(low, times, _USUAL)


def _dotted(low: str, dots: Mapping[str, str] = _DOTS) -> Iterator[str]:
    """The word with other dots on up to three of its letters."""
    places = [i for i, letter in enumerate(low) if letter in dots]
    for count in range(1, _MOST_DOTS + 1):
        for chosen in combinations(places[: 2 * _MOST_DOTS], count):
            words = [low]
            for at in chosen:
                words = [w[:at] + other + w[at + 1 :] for w in words for other in dots[low[at]]]
            yield from words


def _replaced(low: str, times: int, pairs: tuple[tuple[str, str], ...] = _ALIKE) -> Iterator[str]:
    """The word with so many pieces as others that look like them."""
    places = [(i, read, real) for read, real in pairs for i in range(len(low)) if low.startswith(read, i)]
    for chosen in combinations(places, times):
        out, at = "", 0
        for i, read, real in sorted(chosen):
            if i < at:
                break  # they overlap
            out += low[at:i] + real
            at = i + len(read)
        else:
            yield out + low[at:]
