"""The words that tell what a text is about, in a base form that meets, and how near two of them are."""

from __future__ import annotations

import re
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


@lru_cache(maxsize=1 << 16)
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
