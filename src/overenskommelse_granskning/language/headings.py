"""What a heading or a column header is about: section labels from its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..vocabulary.sections import section_kinds
from .lemmas import Lemmatizer
from .lexicon import Concept, Lexicon, compile_lexicon, find_concepts

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")
_WEAK = "?"


@cache
def _lexicon() -> tuple[Lexicon, Lemmatizer]:
    lemma = Lemmatizer()
    concepts = [Concept(str(k.label), k.terms) for k in section_kinds()]
    concepts += [Concept(f"{k.label}{_WEAK}", k.weak) for k in section_kinds() if k.weak]
    return compile_lexicon(concepts, lemma), lemma


@lru_cache(maxsize=4096)
def heading_topics(title: str) -> tuple[str, ...]:
    """Section labels a heading points to, in the order of the closed list; empty if none.

    Weak terms (words that several kinds of section share) count only where no other term does.
    """
    lexicon, lemma = _lexicon()
    lemmas = [lemma(m.group()) for m in _WORD.finditer(title)]
    if not lemmas:
        return ()
    places = list(range(len(lemmas)))
    found = {h.concept for h in find_concepts(lexicon, lemmas, places, places, ())}
    strong = {f for f in found if not f.endswith(_WEAK)}
    labels = strong or {f.removesuffix(_WEAK) for f in found}
    return tuple(str(k.label) for k in section_kinds() if str(k.label) in labels)
