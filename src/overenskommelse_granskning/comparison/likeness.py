"""How far two pieces of text are about the same thing, and who of two lists belongs to whom.

Words count by how few of the compared texts hold them: what all have in common tells nothing apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..language.entities.numbers import cardinals
from ..language.lemmas import Lemmatizer
from ..thread.words import related, telling

_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")
# What two forms of one word may differ in. Lemmas of rare and compound words do not always meet.
_ENDINGS = frozenset(
    " a e ar er or en et n na an arna erna orna s as ad at ade ada da ades dd tt t d r rs ren ing ingar ning ningar".split(
        " "
    )
)
_NO_TOPIC = frozenset(
    "båda bägge längs utmed kring runt inom utanför intill inför delvis lite ganska mycket mest också till från före blev bli blir "
    "gick stod fick finns fanns hade vart utom inte aldrig bara ännu redan första andra tredje fjärde femte sista stället ställe "
    "istället vilket vilken vilka varit hela helt många mera mindre nästan cirka ungefär dock genom sådan sådana där därför "
    "eftersom medan trots samt även bland annars alltid ofta ibland igen åter bort fram upp ned hemma här dit hit".split()
)
_lemma = Lemmatizer()


@lru_cache(maxsize=8192)
def terms(text: str) -> frozenset[str]:
    """The words that carry what a text is about, as lemmas; number words are none."""
    out = set()
    for m in _WORD.finditer(text):
        form = m.group().lower()
        lemma = base_form(form)
        if form not in cardinals() and telling(lemma) and telling(form) and not _NO_TOPIC & {form, lemma}:
            out.add(lemma if len(lemma) > 3 else form)
    return frozenset(out)


# "målar om" has been done when something is "ommålad".
_PASS = re.compile(r"(?P<noun>\w*pass)(?:en|et|ens)?$")  # of duty: the lemmatizer takes it for the verb
_PARTICLE = re.compile(
    r"(?:om|ut|upp|av|in|ner|ned|bort|fram|på|igen)(?P<rest>[a-zåäö]{3,}(?:ad|at|ade|t|ts|d|da|ta|tts|des|tes))$"
)


def base_form(form: str) -> str:
    """The lemma; of a participle that has swallowed the particle of its verb, that of the verb."""
    duty = _PASS.match(form)
    if duty:
        return duty["noun"]
    swallowed = _PARTICLE.match(form)
    if swallowed:
        verb = _lemma(swallowed["rest"])
        if verb != swallowed["rest"] and len(verb) > 3 and verb.endswith("a"):
            return verb
    return _lemma(form)


class Likeness:
    """Likeness of texts within a set of texts that are compared with each other.

    ``ignored`` are lemmas that say nothing of what a text is about.
    """

    def __init__(self, texts: Iterable[str], ignored: frozenset[str] = frozenset()) -> None:
        self._ignored = ignored
        self._sets = [self.words(t) for t in texts]
        self._weights: dict[str, float] = {}

    def words(self, text: str) -> frozenset[str]:
        """The lemmas that carry what a text is about."""
        return terms(text) - self._ignored

    def weight(self, word: str) -> float:
        """From about 1 for a word of most texts to more than 2 for a word of few."""
        if word not in self._weights:
            holders = sum(any(kinship(word, other) for other in words) for words in self._sets)
            self._weights[word] = 1 + math.log(max(len(self._sets), 1) / max(holders, 1))
        return self._weights[word]

    def shared(self, a: str, b: str) -> tuple[float, float, float, float]:
        """The weight of the words of ``a``, of those of ``b``, and how much of each recurs in the other."""
        first, second = sorted(self.words(a)), sorted(self.words(b))
        there = sum(self.weight(w) * max((kinship(w, o) for o in second), default=0.0) for w in first)
        back = sum(self.weight(w) * max((kinship(w, o) for o in first), default=0.0) for w in second)
        return sum(map(self.weight, first)), sum(map(self.weight, second)), there, back

    def __call__(self, a: str, b: str) -> float:
        """0–1: the shared weight against the mean of both; a short text wholly inside a long one is near 1."""
        if " ".join(a.lower().split()) == " ".join(b.lower().split()):
            return 1.0
        x, y, there, back = self.shared(a, b)
        if not there:
            return 0.0
        return max(min((there + back) / (x + y), 1.0), 0.9 * min(there / x, 1.0), 0.9 * min(back / y, 1.0))


def kinship(a: str, b: str) -> float:
    """How near two lemmas are: 1 for the same, less for a part of a compound, least for a common beginning."""
    if a == b:
        return 1.0
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    if k >= 4 and a[k:] in _ENDINGS and b[k:] in _ENDINGS:
        return 0.95
    short, long = sorted((a, b), key=len)
    if len(short) == 4 and len(long) > 6 and long.endswith(short):
        return 0.8  # "pass" and "fotpass", "möte" and "föräldramöte"
    if not related(a, b):
        return 0.0
    return 0.8 if long.startswith(short) or long.endswith(short) else 0.5


def pairs(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Rows and columns that belong together: best first, none twice, none below ``least``; in row order."""
    ranked = sorted(
        ((-s, i, j) for i, row in enumerate(scores) for j, s in enumerate(row) if s >= least),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    out = []
    for _, i, j in ranked:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            out.append((i, j))
    return sorted(out)
