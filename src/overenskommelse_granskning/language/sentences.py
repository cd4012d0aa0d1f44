"""Sentence boundaries in Swedish running text.

spaCy's sentencizer splits after "dnr." and "prop." and joins after "m.m."; there is no trained
Swedish pipeline on PyPI. This splitter knows the abbreviations of municipal prose. It works inside
one block: a block boundary is always a sentence boundary.
"""

from __future__ import annotations

import re
from functools import cache

from ..vocabulary.swedish import MONTH_NAMES
from .lemmas import Lemmatizer

# Never end a sentence, whatever follows.
_NEVER = """
t.ex bl.a s.k d.v.s dvs fr.o.m t.o.m fr o t o f.d p.g.a pga m.a.o e.d p.s resp ang avs bil dnr diarienr enl
evenv förf ggr gm ev exkl inkl jfr kap kl kr lok max min mom nr obs prel prop ref rskr bet sid st tel tfn tkr
mnkr mkr vol art doc dr fig fil forts förk föreg gäll hr fru kungl kommundir lpo ca cirka motsv nuv nästk omkr
osv o.s.v önsk
""".split()
# May end a sentence: they do when the next word starts with a capital letter and is no name part.
_MAYBE = """
m.m mm m.fl mfl etc o.d o.dyl e.dyl osv o.s.v ff f s
""".split()

_NEVER_SET = frozenset(a.rstrip(".") for a in _NEVER) - frozenset(_MAYBE)
_MAYBE_SET = frozenset(_MAYBE)

_CANDIDATE = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s)|:(?=\s*\n)|\n(?=\s*[-–•*]\s)|\n\s*\n")
_LAST_WORD = re.compile(r"([^\s(]+)$")
_NEXT = re.compile(r"\s+[\"”“’'(\[–-]*\s*(\S)")
_MONTH = re.compile(rf"\s+(?:{MONTH_NAMES})\b")
_LEADER = re.compile(r"(?:\.[ \t]?){4,150}[ \t]*\d{1,3}[ \t]*(?=\n|$)|…{2,60}[ \t]*\d{1,3}[ \t]*(?=\n|$)")
_ORDINAL_HEAD = re.compile(r"^\s*(?:§\s*)?\d{1,2}(?:\.\d{1,2})*$")
_LONGEST = 2000  # characters; the longest enumerations of real agreements are shorter
_LONGEST_WORD = 60


# A sentence of this many words is a run of main clauses: what one denies says nothing of the others.
_LONG = 45
_LEAST = 5  # words of a clause that may stand alone
_JOINT = re.compile(
    r"(?:[,;]\s+(?:(?:och|men|samt|så|sedan|sen|därför)\s+)?|\s+(?:och|men|samt|så|sedan|sen)\s+)"
    r"(?!(?:att|som|där|när|om|för|till|med|vilk\w+|eftersom|då|både|varav|dels|samt|och)\b)(?=\w)",
    re.IGNORECASE,
)
_FINITE = frozenset(
    "ska skall har hade är var vill ville kan kunde får fick blir blev gör gjorde går gick ser såg står stod finns fanns "
    "kommer kom ger gav tar tog håller höll sitter ligger vet säger sa sade bör måste behöver heter sker hör".split()
)
_WORD = re.compile(r"\w+")
_HEAD = 4  # words within which a main clause has its verb


@cache
def _lemma() -> Lemmatizer:
    return Lemmatizer()


@cache
def _finite(word: str) -> bool:
    """Whether a word in lower case is a verb in the present or the past."""
    if word in _FINITE:
        return True
    if len(word) < 4 or not word.endswith(("ar", "er", "de", "te")):
        return False
    return _lemma()(word).endswith("a")


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run-on sentence cut where a main clause with a verb of its own begins; others as they are."""
    if len(text[start:end].split()) < _LONG:
        return [(start, end)]
    out: list[tuple[int, int]] = []
    for match in _JOINT.finditer(text, start, end):
        head = [m.group() for m, _ in zip(_WORD.finditer(text, match.end(), end), range(_HEAD), strict=False)]
        if not any(w.islower() and _finite(w) for w in head) or {"att", "som"} & set(head[:2]):
            continue
        if len(text[start : match.start()].split()) >= _LEAST <= len(text[match.end() : end].split()):
            out.append((start, match.start() + (text[match.start()] in ",;")))
            start = match.start() + len(match.group()) - len(match.group().lstrip(",; \t\n"))
    return [*out, (start, end)]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without surrounding white space."""
    stop = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, stop):
        cut = match.end()
        if cut <= begin:
            continue
        dots = _LEADER.match(text, match.start(), stop)
        if dots:  # a line of a table of contents ends with its page, not with its dots
            _add(out, text, begin, dots.end())
            begin = dots.end()
            continue
        if (
            cut < stop
            and match.group().startswith((".", "…"))
            and not _ends(text, begin, match.start(), cut, stop)
        ):
            continue
        if match.group()[0] in "!?" and not _capital_follows(text, cut, stop):
            continue
        _add(out, text, begin, cut)
        begin = cut
    _add(out, text, begin, stop)
    return out


def _add(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    while right - left > _LONGEST:  # what looks for something in a sentence may look from every place in it
        cut = text.rfind(" ", left + 1, left + _LONGEST)
        cut = cut if cut > left else left + _LONGEST
        out.extend(_clauses(text, left, cut))
        left = cut + (text[cut] == " ")
    if right > left:
        out.extend(_clauses(text, left, right))


def _capital_follows(text: str, cut: int, stop: int) -> bool:
    following = _NEXT.match(text, cut, stop)
    return following is None or following.group(1).isupper() or following.group(1).isdigit()


def _ends(text: str, begin: int, dot: int, cut: int, stop: int) -> bool:
    """Whether the full stop at ``dot`` ends a sentence."""
    following = _NEXT.match(text, cut, stop)
    if following is None:
        return True
    nxt = following.group(1)
    word_match = _LAST_WORD.search(text, max(begin, dot - _LONGEST_WORD), dot)
    word = word_match.group(1) if word_match else ""
    low = word.lower().strip("(”\"'")
    if dot - begin < _LONGEST_WORD and _ORDINAL_HEAD.match(text[begin:dot]):
        return False  # "1. Bakgrund": the number of an item, not a sentence
    if low in _NEVER_SET:
        return False
    if low in _MAYBE_SET:
        return nxt.isupper()
    if len(word) == 1 and word.isupper():
        return False  # an initial: "A. Berg"
    if low.isdigit() and (len(low) <= 2) and _MONTH.match(text, cut):
        return False  # "1. januari"
    return nxt.isupper() or nxt.isdigit() or nxt in "•–-§"
