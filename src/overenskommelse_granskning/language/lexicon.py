"""Concepts and how they are found in text: lexicons as data, matched once per document.

A concept has terms. A term of one word matches that word in any inflection; with ``-`` in front it
also matches as the last part of a compound (``-överenskommelse`` finds samverkansöverenskommelsen),
with ``-`` behind as the first part (``trygghets-``). Several words match as a phrase of lemmas;
``~`` between two words allows up to five words in between ("följa ~ upp"). ``but`` lists words that
would match but mean something else (``-mål`` does not find föremål).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from operator import attrgetter
from typing import Any, Final, NamedTuple

from ..resources import read_yaml, vocabulary_files
from .lemmas import Lemmatizer

_MAX_GAP = 5
_REMEMBERED = 1 << 15  # lemmas
_LEFT_PART_MIN = 3  # letters a compound's other part must have


@dataclass(frozen=True, slots=True)
class Concept:
    """A named set of terms. ``why`` documents what it is for."""

    id: str
    terms: tuple[str, ...]
    why: str = ""
    but: tuple[str, ...] = ()


class ConceptHit(NamedTuple):
    """A concept and where it stands."""

    concept: str
    start: int
    end: int


_BY_END = attrgetter("end", "concept")
_PLACES: Final = "i"  # how start and end are kept in :class:`Hits`


@dataclass(frozen=True, slots=True)
class Hits:
    """The concept hits of a unit, in text order: a document has hundreds of thousands, and few are looked at."""

    concepts: tuple[str, ...] = ()
    places: bytes = b""  # start and end of each

    @classmethod
    def of(cls, hits: Iterable[ConceptHit]) -> Hits:
        listed = list(hits)
        places = array(_PLACES, [place for h in listed for place in (h.start, h.end)])
        return cls(tuple([h.concept for h in listed]), places.tobytes())

    def __iter__(self) -> Iterator[ConceptHit]:
        places = memoryview(self.places).cast(_PLACES)
        return map(ConceptHit, self.concepts, places[::2], places[1::2])

    def __len__(self) -> int:
        return len(self.concepts)


_Phrases = Mapping[str, Mapping[tuple[str, ...], Iterable[str]]]
_Opening = tuple[tuple[str, ...], _Phrases, Sequence[tuple[tuple[str, ...], str]]]


class _Openings(dict[str, _Opening | None]):
    """Per lemma its concepts, phrases and gapped phrases; None for the many that have none."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, lemma: str) -> _Opening | None:
        lexicon = self._lexicon
        single = lexicon.word_concepts(lemma)
        phrases, gapped = lexicon.phrases.get(lemma, {}), lexicon.gapped.get(lemma, ())
        opening = (single, phrases, gapped) if single or phrases or gapped else None
        if len(self) >= _REMEMBERED:
            self.clear()
        self[lemma] = opening
        return opening


@dataclass
class Lexicon:
    """Compiled concepts. ``single`` etc. map lemmas to concept ids; ``gapped`` the first of them, ``phrases`` the
    first and the second."""

    concepts: Mapping[str, Concept]
    single: dict[str, set[str]] = field(default_factory=dict)
    tails: dict[str, set[str]] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, dict[str, dict[tuple[str, ...], set[str]]]] = field(default_factory=dict)
    gapped: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)  # lemma → concepts that it is not of

    def __post_init__(self) -> None:
        #: What a lemma may begin, remembered for the lemmas seen last.
        self.openings = _Openings(self)

    def word_concepts(self, lemma: str) -> tuple[str, ...]:
        """Concepts of one lemma, compounds included."""
        hits = set(self.single.get(lemma, ()))
        plain = lemma.rstrip("-")
        for cut in range(_LEFT_PART_MIN, len(plain) - 2):
            hits |= self.tails.get(plain[cut:], set())
            hits |= self.heads.get(plain[:cut], set())
        return tuple(sorted((hits | self.heads.get(plain, set())) - self.others.get(lemma, set())))


def compile_lexicon(concepts: Iterable[Concept], lemma: Lemmatizer) -> Lexicon:
    """Index the terms of ``concepts`` by their lemmas.

    A bare noun may look like a verb to the lemmatizer ("plan" → "plana", but "planen" → "plan"), so a term
    is indexed as it is written as well.
    """
    listed = {c.id: c for c in concepts}
    lexicon = Lexicon(listed)

    def forms(word: str) -> list[str]:
        return list(dict.fromkeys((lemma(word), word.lower())))

    for concept in listed.values():
        for word in concept.but:
            for base in forms(word):
                lexicon.others.setdefault(base, set()).add(concept.id)
        for term in concept.terms:
            words = term.split()
            if len(words) == 1:
                word = words[0]
                if word.endswith("-"):
                    lexicon.heads.setdefault(word[:-1].lower(), set()).add(concept.id)
                    continue
                for base in forms(word.removeprefix("-")):
                    lexicon.single.setdefault(base, set()).add(concept.id)
                    if word.startswith("-"):
                        lexicon.tails.setdefault(base, set()).add(concept.id)
                continue
            for lemmas in product(*(forms(w) for w in words if w != "~")):
                if "~" in words:
                    lexicon.gapped.setdefault(lemmas[0], []).append((lemmas, concept.id))
                else:
                    following = lexicon.phrases.setdefault(lemmas[0], {}).setdefault(lemmas[1], {})
                    following.setdefault(lemmas, set()).add(concept.id)
    return lexicon


def find_concepts(
    lexicon: Lexicon,
    lemmas: list[str],
    begins: Sequence[int],
    ends: Sequence[int],
    starts: Sequence[int],
) -> Iterator[ConceptHit]:
    """All hits, by place, in one pass over the tokens of a text, which begin at ``begins`` and end at ``ends``.

    ``starts`` are the places where units begin, in order: a phrase never crosses one.
    """
    openings = lexicon.openings

    def limit(i: int) -> int:
        """The first token of the next unit."""
        n = bisect_right(starts, begins[i])
        return bisect_left(begins, starts[n]) if n < len(starts) else len(lemmas)

    for i, lemma in enumerate(lemmas):
        opening = openings[lemma]
        if opening is None:
            continue
        single, phrases, gapped = opening
        begin, stop = begins[i], ends[i]
        here = [ConceptHit(concept, begin, stop) for concept in single]
        if phrases and i + 1 < len(lemmas) and lemmas[i + 1] in phrases:
            for sequence, concepts in phrases[lemmas[i + 1]].items():
                end = i + len(sequence)
                if tuple(lemmas[i:end]) == sequence and end <= limit(i):
                    here += [ConceptHit(concept, begin, ends[end - 1]) for concept in concepts]
        if gapped:
            near = lemmas[i + 1 : i + 2 + _MAX_GAP]
            for sequence, concept in gapped:
                if sequence[1] in near:
                    at = _gapped_end(sequence, lemmas, i, limit(i))
                    if at is not None:
                        here.append(ConceptHit(concept, begin, ends[at]))
        if len(here) > 1:
            here.sort(key=_BY_END)
        yield from here


def _gapped_end(sequence: tuple[str, ...], lemmas: list[str], i: int, limit: int) -> int | None:
    at = i
    for wanted in sequence[1:]:
        for j in range(at + 1, min(at + 2 + _MAX_GAP, limit)):
            if lemmas[j] == wanted:
                at = j
                break
        else:
            return None
    return at


@cache
def shipped_concepts() -> tuple[Concept, ...]:
    """The concepts of the packaged lexicons, in file order."""
    out: list[Concept] = []
    for path in vocabulary_files("lexicon"):
        data: dict[str, Any] = read_yaml(path)
        for concept_id, entry in data.items():
            but = tuple(entry.get("but", ()))
            out.append(Concept(concept_id, tuple(entry["terms"]), str(entry.get("why", "")), but))
    return tuple(out)
