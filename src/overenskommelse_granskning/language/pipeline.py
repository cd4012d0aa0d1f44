"""The Swedish pipeline: tokens, lemmas, concept hits. No model is downloaded.

Tokens are those of ``spacy.blank("sv")`` (:mod:`.tokens`), lemmas those of simplemma (:mod:`.lemmas`); the
lexicon is looked up with them. What stands between two blanks is tokenised by itself, so what was seen before
is taken from memory: most of a text is words that every agreement uses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from .lemmas import Lemmatizer
from .lexicon import ConceptHit, Lexicon, compile_lexicon, find_concepts, shipped_concepts
from .tokens import cut

_REMEMBERED = 1 << 16  # pieces between blanks, some 20 MB
# A run of other signs than white space, or white space that is more than the blank behind a word.
_PIECE = re.compile(r"\S+|(?<!\S)\s+|[^\S ]\s*")

_Token = tuple[int, int, str]  # start and end within the piece, lemma


class SwedishPipeline:
    """Tokenises, lemmatises and matches one text. Built once; safe to share after building."""

    def __init__(self, lexicon: Lexicon, lemma: Lemmatizer) -> None:
        self._lemma = lemma
        self._lexicon = lexicon
        self._tokens = lru_cache(maxsize=_REMEMBERED)(self._tokenised)

    def _tokenised(self, piece: str) -> tuple[_Token, ...]:
        return tuple((start, end, self._lemma(piece[start:end])) for start, end in cut(piece))

    def hits(self, text: str, starts: Sequence[int]) -> list[ConceptHit]:
        """All concept hits in ``text``, sorted by place; none crosses a unit boundary.

        ``starts`` are the character offsets where units begin, in order.
        """
        begins: list[int] = []
        ends: list[int] = []
        lemmas: list[str] = []
        for piece in _PIECE.finditer(text):
            at = piece.start()
            for start, end, lemma in self._tokens(piece.group()):
                begins.append(at + start)
                ends.append(at + end)
                lemmas.append(lemma)
        bounds = frozenset(bisect_left(begins, s) for s in starts)
        found = find_concepts(self._lexicon, lemmas, begins, ends, bounds)
        found.sort(key=lambda h: (h.start, h.end, h.concept))
        return found


@cache
def shipped_pipeline() -> SwedishPipeline:
    """The pipeline with the packaged lexicons; built once per process."""
    lemma = Lemmatizer()
    return SwedishPipeline(compile_lexicon(shipped_concepts(), lemma), lemma)
