"""The Swedish pipeline: tokens, lemmas, concept hits. No model is downloaded.

Tokens are those of ``spacy.blank("sv")`` (:mod:`.tokens`), lemmas those of simplemma (:mod:`.lemmas`); the
lexicon is looked up with them. What stands between two blanks is tokenised by itself, so what was seen before
is taken from memory: most of a text is words that every agreement uses.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .lemmas import Lemmatizer
from .lexicon import ConceptHit, Lexicon, compile_lexicon, find_concepts, shipped_concepts
from .tokens import cut

_REMEMBERED = 1 << 16  # pieces between blanks, some 20 MB
# A run of other signs than white space, or white space that is more than the blank behind a word.
_PIECE = re.compile(r"\S+|(?<!\S)\s+|[^\S ]\s*")

_Token = tuple[str, int, int]  # lemma, start and end within the piece


class _Remembered(dict[str, tuple[_Token, ...]]):
    """Pieces with their tokens; a piece that is not there is cut when it is asked for."""

    def __init__(self, lemma: Lemmatizer) -> None:
        super().__init__()
        self._lemma = lemma

    def __missing__(self, piece: str) -> tuple[_Token, ...]:
        tokens = tuple((self._lemma(piece[start:end]), start, end) for start, end in cut(piece))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[piece] = tokens
        return tokens


class SwedishPipeline:
    """Tokenises, lemmatises and matches one text. Built once; safe to share after building."""

    def __init__(self, lexicon: Lexicon, lemma: Lemmatizer) -> None:
        self._lexicon = lexicon
        self._tokens = _Remembered(lemma)

    def hits(
        self, text: str, starts: Sequence[int], readings: Mapping[int, str] | None = None
    ) -> Iterator[ConceptHit]:
        """All concept hits in ``text``, by place; none crosses a unit boundary.

        ``starts`` are the character offsets where units begin, in order. ``readings`` tells of pieces between
        blanks, by where they begin, as what they are looked up.
        """
        remembered = self._tokens
        begins, ends = array("q"), array("q")  # a long text has hundreds of thousands of tokens
        lemmas: list[str] = []
        for piece in _PIECE.finditer(text):
            at, last = piece.span()
            tokens = remembered[text[at:last]]
            if readings and at in readings:
                tokens = self._read_as(tokens, readings[at])
            if len(tokens) == 1:
                begins.append(at)
                ends.append(last)
                lemmas.append(tokens[0][0])
                continue
            for lemma, start, end in tokens:
                begins.append(at + start)
                ends.append(at + end)
                lemmas.append(lemma)
        return find_concepts(self._lexicon, lemmas, begins, ends, starts)

    def _read_as(self, tokens: tuple[_Token, ...], reading: str) -> tuple[_Token, ...]:
        """The lemmas of another piece at the places of this one; as it was where they have not as many tokens."""
        others = self._tokens[reading]
        if len(others) != len(tokens):
            return tokens
        return tuple(
            (lemma, start, end) for (lemma, _, _), (_, start, end) in zip(others, tokens, strict=True)
        )


@cache
def shipped_pipeline() -> SwedishPipeline:
    """The pipeline with the packaged lexicons; built once per process."""
    lemma = Lemmatizer()
    return SwedishPipeline(compile_lexicon(shipped_concepts(), lemma), lemma)
