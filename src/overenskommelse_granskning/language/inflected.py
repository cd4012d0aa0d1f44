"""An author's own word in all its inflections: ``rekrytera`` also finds rekryterats and rekryterades.

Written as the lexicons write their terms: ``-grupp`` also as the last part of a compound, ``trygghets-`` as the
first, several words as a phrase, ``~`` for up to five words in between. The lexicons trust the lemmatizer, and a
test holds each of their words; what an author thinks of is known to no test, and the lemmatizer errs on forms that it
has not met. So a form counts when its lemma is the word's, or when it is the word's stem with a Swedish ending.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .lemmas import Lemmatizer

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MAX_GAP = 5
_LEAST_PART = 3  # letters of a compound's other part
_LEAST_STEM = 2
_NOUN = "en et n t ar or er r na arna orna erna a e".split()
_VERB = "a ar ade at ad ats ades ande er te t de d ts tes des s es".split()
_ENDINGS = frozenset({"", "s", *_NOUN, *(f"{e}s" for e in _NOUN), *_VERB})
_DOUBLED = re.compile(r"([mn])\1(?=[aeo])")  # program, programmet
_lemma = Lemmatizer()


def finder(term: str) -> Callable[[str], bool]:
    """Whether a text has the term. Raises ValueError for a term without letters."""
    words = term.lower().split()
    bare = [w.strip("-") for w in words if w != "~"]
    if not bare or not all(_TOKEN.fullmatch(w) for w in bare):
        raise ValueError(term)
    if len(words) == 1:
        return lambda text: any(_is_form(token, words[0]) for token in _tokens(text))
    parts = [(w, before == "~") for before, w in zip(["", *words], words, strict=False) if w != "~"]
    return lambda text: _has_phrase(_tokens(text), parts)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _has_phrase(tokens: list[str], parts: list[tuple[str, bool]]) -> bool:
    """Whether the parts follow each other; each says whether words may stand between it and the one before."""

    def from_(at: int, n: int) -> bool:
        if n == len(parts):
            return True
        word, gap = parts[n]
        last = at + (_MAX_GAP if gap else 0)
        return any(
            _is_form(tokens[i], word) and from_(i + 1, n + 1) for i in range(at, min(last + 1, len(tokens)))
        )

    return any(_is_form(token, parts[0][0]) and from_(i + 1, 1) for i, token in enumerate(tokens))


@lru_cache(maxsize=1 << 16)
def _is_form(token: str, word: str) -> bool:
    """Whether a word of the text is a form of ``word``, or a compound with it where hyphens say so."""
    bare = word.strip("-")
    if _inflects(token, bare):
        return True
    if word.endswith("-") and (token.startswith(bare) or (word.startswith("-") and bare in token)):
        return True
    if not word.startswith("-"):
        return False
    return any(_inflects(token[cut:], bare) for cut in range(_LEAST_PART, len(token) - 1))


def _inflects(form: str, word: str) -> bool:
    if form == word or _lemma(form) in (word, _lemma(word)):
        return True
    stem = word[:-1] if word[-1] in "ae" and len(word) > _LEAST_STEM + 1 else word
    if len(stem) < _LEAST_STEM:
        return False
    return any(f.startswith(stem) and f[len(stem) :] in _ENDINGS for f in (form, _DOUBLED.sub(r"\1", form)))
