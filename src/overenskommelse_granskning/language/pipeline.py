"""The spaCy pipeline: tokens, lemmas, concept hits. No model is downloaded.

``spacy.blank("sv")`` gives the tokenizer; lemmas are ours (simplemma); a PhraseMatcher over the
lemmas finds the phrases of the lexicon, a table look-up its single words and compounds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import numpy as np

from .lemmas import Lemmatizer
from .lexicon import ConceptHit, Lexicon, compile_lexicon, find_concepts, shipped_concepts


class SwedishPipeline:
    """Tokenises, lemmatises and matches one text. Built once; safe to share after building."""

    def __init__(self, lexicon: Lexicon, lemma: Lemmatizer) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        self._nlp = spacy.blank("sv")
        self._nlp.max_length = 100_000_000  # no parser: memory grows linearly with the text
        self._lemma = lemma
        self._lexicon = lexicon
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LEMMA")
        self._phrases: dict[str, frozenset[str]] = {}
        for lemmas, concepts in lexicon.phrases.items():
            key = " ".join(lemmas)
            self._phrases[key] = frozenset(concepts)
            doc = Doc(self._nlp.vocab, words=list(lemmas), lemmas=list(lemmas))
            self._matcher.add(key, [doc])

    def hits(self, text: str, starts: Sequence[int]) -> list[ConceptHit]:
        """All concept hits in ``text``, sorted by place; none crosses a unit boundary.

        ``starts`` are the character offsets where units begin, in order.
        """
        doc = self._nlp.make_doc(text)
        words = [t.text for t in doc]
        begins = [t.idx for t in doc]
        ends = [b + len(w) for b, w in zip(begins, words, strict=True)]
        lemmas = [self._lemma(w) for w in words]
        # One array instead of a setter per token: spaCy's setters re-check the whole document.
        add = doc.vocab.strings.add
        doc.from_array(["LEMMA"], np.array([[add(x)] for x in lemmas], dtype="uint64").reshape(-1, 1))
        bounds = [bisect_left(begins, s) for s in starts]
        found = find_concepts(self._lexicon, lemmas, begins, ends, frozenset(bounds))
        for match_id, i, j in self._matcher(doc):
            inside = bisect_left(bounds, i + 1)
            if inside < len(bounds) and bounds[inside] < j:
                continue
            for concept in self._phrases[doc.vocab.strings[match_id]]:
                found.append(ConceptHit(concept, begins[i], ends[j - 1]))
        found.sort(key=lambda h: (h.start, h.end, h.concept))
        return found


@cache
def shipped_pipeline() -> SwedishPipeline:
    """The pipeline with the packaged lexicons; built once per process."""
    lemma = Lemmatizer()
    return SwedishPipeline(compile_lexicon(shipped_concepts(), lemma), lemma)
