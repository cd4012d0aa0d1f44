"""How easy a text for residents is to read: LIX and long sentences, apart from what the text says.

LIX (Björnsson 1968) is words per sentence plus the percentage of words of more than six letters; higher
is harder. It was made for longer running text: on a short page of bullet points it tells little by
itself, so the long sentences are told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..assessment import LongSentence, Readability
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind

LONG_SENTENCE = 25  # a sentence of more words is long
_LONG_WORD = 6  # a word of more letters is long
_SHOWN = 3
_LABEL = 5  # a line of fewer words without end punctuation is a label or a menu, no sentence
_WORD = re.compile(r"\w+(?:[-:’']\w+)*")
_END = re.compile(r"[.!?…]\W*$")
_BANDS = ((30, "mycket lätt"), (40, "lätt"), (50, "medelsvår"), (60, "svår"))
_HARDEST = "mycket svår"


def readability(analysis: Analysis) -> Readability | None:
    """The figures over the document's sentences and list items; None where it has none."""
    sentences = [(unit, words) for unit in analysis.units if (words := _words(unit))]
    count = sum(len(words) for _, words in sentences)
    if not count:
        return None
    per_sentence = count / len(sentences)
    long_words = sum(len(w) > _LONG_WORD for _, words in sentences for w in words) / count
    lix = round(per_sentence + 100 * long_words)
    long = [(unit, len(words)) for unit, words in sentences if len(words) > LONG_SENTENCE]
    longest = sorted(long, key=lambda pair: (-pair[1], pair[0].start))[:_SHOWN]
    return Readability(
        lix=lix,
        band=next((name for under, name in _BANDS if lix < under), _HARDEST),
        words=count,
        sentences=len(sentences),
        words_per_sentence=per_sentence,
        long_words=long_words,
        long_sentences=len(long) / len(sentences),
        long_from=LONG_SENTENCE,
        longest=tuple(LongSentence(analysis.document.evidence(u.span), n) for u, n in longest),
    )


def _words(unit: Unit) -> Sequence[str]:
    """The words of a sentence or list item; none for headings, tables, labels and menus."""
    if unit.kind not in (UnitKind.SENTENCE, UnitKind.ITEM):
        return ()
    words = _WORD.findall(unit.text)
    label = unit.kind is UnitKind.SENTENCE and len(words) < _LABEL and not _END.search(unit.text)
    return () if label else words
