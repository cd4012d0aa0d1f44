"""The spaCy pipeline: tokens, unit boundaries, lemmas, concept hits. No model is downloaded.

``spacy.blank("sv")`` gives the tokenizer; two components of our own set sentence starts (from the
units of the document) and lemmas; a PhraseMatcher over lemmas finds the phrases of the lexicon.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any

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

    def doc(self, text: str, starts: Sequence[int]) -> Any:
        """A spaCy ``Doc`` with lemmas, and sentence starts at the character offsets ``starts``."""
        doc = self._nlp.make_doc(text)
        lemma = self._lemma
        begins = set(starts)
        for token in doc:
            token.lemma_ = lemma(token.text)
            token.is_sent_start = token.idx in begins
        return doc

    def concepts(self, doc: Any) -> list[ConceptHit]:
        """All concept hits, sorted by place; none crosses a unit boundary."""
        starts = [t.idx for t in doc]
        ends = [t.idx + len(t.text) for t in doc]
        lemmas = [t.lemma_ for t in doc]
        bounds = sorted(t.i for t in doc if t.is_sent_start)
        hits = find_concepts(self._lexicon, lemmas, starts, ends, frozenset(bounds))
        for match_id, i, j in self._matcher(doc):
            inside = bisect_left(bounds, i + 1)
            if inside < len(bounds) and bounds[inside] < j:
                continue
            for concept in self._phrases[doc.vocab.strings[match_id]]:
                hits.append(ConceptHit(concept, starts[i], ends[j - 1]))
        hits.sort(key=lambda h: (h.start, h.end, h.concept))
        return hits


@cache
def shipped_pipeline() -> SwedishPipeline:
    """The pipeline with the packaged lexicons; built once per process."""
    lemma = Lemmatizer()
    return SwedishPipeline(compile_lexicon(shipped_concepts(), lemma), lemma)
