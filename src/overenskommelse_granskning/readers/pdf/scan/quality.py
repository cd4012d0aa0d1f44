"""How legible the text of a page is: how many of its words are words of Swedish.

Only words that begin in lower case are counted: names and abbreviations are in no list. The list (some eighty thousand usual
forms) knows 93–100 % of the words of a page that is in order; it holds usual English words as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....language.wordforms import usual_lemma
from ..model import Line, PageContent

LEGIBLE = 0.6  # share of known words below which a text layer is taken for garbage
BETTER = 0.1  # how much more OCR must know than the text layer
_WORD = re.compile(r"(?<![\w-])[a-zà-öø-ÿ][^\W\d_]{2,}(?![\w-])")
_SHORT = 2  # characters of words that agree by chance
_LEAST = 12  # words to judge by
_SAMPLE = 700  # characters: as much as tells a text layer from garbage
_SIGNS = 200  # characters that are mostly no letters
_FEW_LETTERS = 0.35
_DOTTED = re.compile("[åäöÅÄÖ]")
_LONG = 400  # letters: Swedish of that length has some twenty å, ä and ö
_SURELY_SWEDISH = 0.95


def known_words(text: str) -> float | None:
    """The share of the words of a text that are in the list; None where there are too few to tell."""
    words = _WORD.findall(text)
    if len(words) < _LEAST:
        return None
    return round(sum(usual_lemma(word) is not None for word in words) / len(words), 3)


def page_words(page: PageContent) -> float | None:
    """The share for a whole page."""
    return known_words("\n".join(line.text for line in page.lines))


def page_texts_agree(page: PageContent, other: PageContent) -> bool:
    """Whether most words of a page stand in the other reading of it as well."""
    words, others = (
        {word.text for line in p.lines for word in line.words if len(word.text) > _SHORT}
        for p in (page, other)
    )
    return bool(words) and len(words & others) >= len(words) / 2


def looks_like_garbage(lines: Sequence[Line]) -> bool:
    """Whether a text layer says something else than the page shows: another encoding, letters as signs.

    A sample from the middle of the page is looked at; text in a language that the list does not know looks
    the same, so what OCR reads decides.
    """
    sample = _sample(lines)
    if len(sample) < _SIGNS:
        return False
    share = known_words(sample)
    letters = sum(map(str.isalpha, sample))
    if share is None:
        digits = sum(map(str.isdigit, sample))
        return letters < _FEW_LETTERS * (len(sample) - digits - sample.count(" "))
    if share < LEGIBLE:
        return True
    return letters >= _LONG and share < _SURELY_SWEDISH and not _DOTTED.search(sample)


def _sample(lines: Sequence[Line]) -> str:
    out: list[str] = []
    length = 0
    for line in lines[len(lines) // 4 :]:
        out.append(line.text)
        length += len(line.text)
        if length >= _SAMPLE:
            break
    else:
        out = [line.text for line in lines]
    return "\n".join(out)
