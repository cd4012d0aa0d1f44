"""Letters of other alphabets that look Latin, inside words that are otherwise Latin.

A word such as ”pоlisen” with a Cyrillic о reads as Swedish to a person and as nothing to a program. In words
that mix the alphabets, and only there, the letter is taken for what it looks like, one for one; a name
that is Russian or Greek throughout is left as it stands.
"""

from __future__ import annotations

import re

_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝӏӦӧӒӓ"
_AS_CYRILLIC = "ABESIJKMHOPCTYXaeopcyxsijhdqwlÖöÄä"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοικρυ"
_AS_GREEK = "ABEZHIKMNOPTYXavoikpu"
_LATIN_OF = str.maketrans(_CYRILLIC + _GREEK, _AS_CYRILLIC + _AS_GREEK)

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def has_foreign(text: str) -> bool:
    """Whether there is a Greek or Cyrillic letter; decided fast, because there nearly never is."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def as_latin(text: str) -> tuple[str, list[str]]:
    """The text with lookalikes in mixed words made Latin, of the same length, and those words as they stood."""
    changed: list[str] = []

    def word(match: re.Match[str]) -> str:
        found = match[0]
        if not _FOREIGN.search(found) or not _LATIN.search(found):
            return found
        new = found.translate(_LATIN_OF)
        if _FOREIGN.search(new):  # a letter that looks like none of ours: a formula or a name
            return found
        changed.append(found)
        return new

    return _WORD.sub(word, text), changed
