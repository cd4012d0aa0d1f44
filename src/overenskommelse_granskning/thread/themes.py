"""What a sentence is about, by theme, where it does not name the problem."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from ..vocabulary.themes import theme_words
from .keys import stems

_WORD = re.compile(r"[a-zåäöéèüæø]+(?:-[a-zåäöéèüæø]+)?")
_AFFIX = 3  # letters by which heads and tails are indexed
_Index = dict[str, list[tuple[str, str]]]


@cache
def _tables() -> tuple[dict[str, set[str]], _Index, _Index]:
    """Whole stems, heads and tails, each with its theme."""
    whole: dict[str, set[str]] = defaultdict(set)
    heads: _Index = defaultdict(list)
    tails: _Index = defaultdict(list)
    for theme, words in theme_words().items():
        for word in words:
            form = word.strip("-")
            for stem in stems(form):
                whole[stem].add(theme)
                if word.startswith("-"):
                    tails[stem[-_AFFIX:]].append((stem, theme))
            if word.endswith("-"):
                heads[form[:_AFFIX]].append((form, theme))
    return whole, heads, tails


@lru_cache(maxsize=1 << 12)
def _of_word(word: str) -> frozenset[str]:
    whole, heads, tails = _tables()
    found: set[str] = set()
    for stem in stems(word):
        found |= whole.get(stem, set())
        found |= {theme for tail, theme in tails.get(stem[-_AFFIX:], ()) if stem.endswith(tail)}
    found |= {
        t for head, t in heads.get(word[:_AFFIX], ()) if word.startswith(head) and len(word) > len(head) + 2
    }
    return frozenset(found)


def themes_of(text: str) -> Counter[str]:
    """The themes of a text with how many of its different words belong to each."""
    found: Counter[str] = Counter()
    for word in set(_WORD.findall(text.lower())):
        found.update(_of_word(word))
    return found


class ThemeOwners:
    """Themes that one problem has and no other."""

    def __init__(self, titles: Sequence[str]) -> None:
        own = [themes_of(t) for t in titles]
        shared = Counter(theme for themes in own for theme in themes)
        self._owner = {theme: i for i, themes in enumerate(own) for theme in themes if shared[theme] == 1}

    def owner(self, text: str) -> int | None:
        """The one problem whose themes a text has most of; None for none or several."""
        if not self._owner:
            return None
        found: Counter[int] = Counter()
        for theme, n in themes_of(text).items():
            if theme in self._owner:
                found[self._owner[theme]] += n
        ranked = found.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]
