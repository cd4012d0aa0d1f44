"""Which passages stand in documents of several municipalities, and which documents are most alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from ...language.demands import DEMAND_PATTERNS
from .passages import VALUES, Passages, normal_words, similarity

_ROWS = 4  # values of a band: passages with a band in common are compared
_ALIKE = 0.7  # share of word triples in common from which two passages are the same text
_COMMON = 10  # municipalities from which a shared text is a usual wording rather than copied from one
_SHOWN = 500  # characters of a shared text
_FEW = 5  # documents of one municipality with the same passage that another's are compared with
_PAIRS = 2_000_000  # of documents kept before they are added up
_TEXTS = 1000  # kept in memory while they are asked for


@dataclass(frozen=True, slots=True)
class Source:
    """A document's passages. ``owner`` is its municipality (or what stands for it); ``content`` the hash of its bytes."""

    path: str
    owner: str
    passages: Passages
    content: str = ""


@dataclass(frozen=True, slots=True)
class SharedText:
    """A passage that several municipalities have. ``sort``: quotation, usual or shared."""

    text: str
    sort: str
    documents: int
    owners: int
    words: int
    where: tuple[str, ...]  # paths, the first ones


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a document stands in those of others, and the one it has most in common with."""

    path: str
    shared: float
    usual: float  # of which: quotations and usual wordings
    nearest: str
    nearest_share: float


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The shared passages, the most spread first, and each document's likeness to others."""

    texts: tuple[SharedText, ...]
    documents: tuple[Likeness, ...]


SORT_TITLES = {
    "quotation": "citat ur lag eller vägledning",
    "usual": "vanlig formulering (mall eller förlaga)",
    "shared": "gemensam text",
}
_WHERE = 20
_MARK = re.compile(r"^[•·▪◦●○*–—-]\s+")


def find_shared(sources: Sequence[Source], text_of: Callable[[str], str]) -> SharedTexts:
    """Compare every passage with every other, by way of an index of their fingerprints (LSH).

    ``text_of`` gives a document's text; it is asked for the passages that must be looked at only.
    """
    counts = [len(s.passages) for s in sources]
    if not sum(counts):
        return SharedTexts((), tuple(Likeness(s.path, 0.0, 0.0, "", 0.0) for s in sources))
    every = np.concatenate([s.passages for s in sources])
    document = np.repeat(np.arange(len(sources)), counts)
    owner_numbers = {name: i for i, name in enumerate(dict.fromkeys(s.owner for s in sources))}
    owner = np.array([owner_numbers[s.owner] for s in sources])[document]
    _, first, same = np.unique(every["exact"], return_index=True, return_inverse=True)

    # A document is asked for again and again: keep its text a while, not all texts for good.
    texts = lru_cache(_TEXTS)(text_of)

    def words_of(unique: int) -> list[str]:
        at = first[unique]
        row = every[at]
        return normal_words(texts(sources[document[at]].path)[row["start"] : row["end"]])

    group = _joined(every["values"][first], words_of)[same]
    order = np.argsort(group, kind="stable")
    bounds = np.flatnonzero(np.diff(group[order])) + 1
    shared: list[tuple[NDArray[np.intp], str, int]] = []
    for members in np.split(order, bounds):
        owners = len(np.unique(owner[members]))
        if owners > 1:
            at = members[0]
            text = texts(sources[document[at]].path)[every[at]["start"] : every[at]["end"]]
            shared.append((members, _sort(text, owners), owners))
    listed = [
        SharedText(
            text=_shown(texts(sources[document[m[0]]].path)[every[m[0]]["start"] : every[m[0]]["end"]]),
            sort=sort,
            documents=len(places := _places(sources[d] for d in document[m].tolist())),
            owners=owners,
            words=int(every["words"][m[0]]),
            where=places[:_WHERE],
        )
        for m, sort, owners in shared
    ]
    listed.sort(key=lambda t: (-t.owners, -t.documents, -t.words, t.text))
    return SharedTexts(tuple(listed), tuple(_documents(sources, every, document, owner, shared)))


def _shown(text: str) -> str:
    """A passage without the mark of a list that it may begin with."""
    return _MARK.sub("", " ".join(text.split()))[:_SHOWN]


def _places(sources: Iterable[Source]) -> tuple[str, ...]:
    """The documents' paths; the same bytes of the same municipality are one document, however often they were saved."""
    first: dict[tuple[str, str], str] = {}
    for s in sources:
        first.setdefault((s.owner, s.content or s.path), s.path)
    return tuple(first.values())


def _joined(values: NDArray[np.uint32], words_of: Callable[[int], list[str]]) -> NDArray[np.intp]:
    """The group of each passage: those that are alike, directly or by way of others."""
    parent = np.arange(len(values))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = int(parent[i])
        return i

    seen: set[tuple[int, int]] = set()
    for band in range(0, VALUES, _ROWS):
        keys = (
            np.ascontiguousarray(values[:, band : band + _ROWS]).view(np.dtype((np.void, 4 * _ROWS))).ravel()
        )
        order = np.argsort(keys, kind="stable")
        equal = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        for at in equal.tolist():
            a, b = sorted((int(order[at]), int(order[at + 1])))
            if (a, b) in seen or root(a) == root(b):
                continue
            seen.add((a, b))
            if similarity(words_of(a), words_of(b)) >= _ALIKE:
                parent[root(b)] = root(a)
    return np.array([root(i) for i in range(len(values))])


def _documents(
    sources: Sequence[Source],
    every: Passages,
    document: NDArray[np.intp],
    owner: NDArray[np.intp],
    shared: Sequence[tuple[NDArray[np.intp], str, int]],
) -> Iterable[Likeness]:
    words = every["words"].astype(np.int64)
    total = np.bincount(document, weights=words, minlength=len(sources))
    common = np.zeros(len(sources))
    usual = np.zeros(len(sources))
    for members, sort, _ in shared:
        np.add.at(common, document[members], words[members])
        if sort != "shared":
            np.add.at(usual, document[members], words[members])
    nearest = _nearest([m for m, sort, _ in shared if sort == "shared"], words, document, owner, common)
    for i, source in enumerate(sources):
        all_words = total[i] or 1.0
        best, in_common = nearest.get(i, (-1, 0))
        yield Likeness(
            path=source.path,
            shared=float(common[i] / all_words),
            usual=float(usual[i] / all_words),
            nearest="" if best < 0 else sources[best].path,
            nearest_share=float(in_common / all_words),
        )


def _nearest(
    groups: Iterable[NDArray[np.intp]],
    words: NDArray[np.int64],
    document: NDArray[np.intp],
    owner: NDArray[np.intp],
    common: NDArray[np.float64],
) -> dict[int, tuple[int, int]]:
    """For each document the one of another owner that it has most words in common with, and how many.

    Of the documents of one owner that share a passage, only the few with most shared text are looked at: all
    against all would take time as the square of how often an owner repeats itself.
    """
    count = len(common)
    pairs, weights = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    held = 0
    for members in groups:
        own, other = document[members], _candidates(members, document, owner, common)
        apart = owner[members][:, None] != owner[other][None, :]
        found = (own[:, None] * count + document[other][None, :])[apart]
        waiting.append((found, np.broadcast_to(words[members][:, None], apart.shape)[apart]))
        held += len(found)
        if held > _PAIRS:
            pairs, weights = _summed([(pairs, weights), *waiting])
            waiting, held = [], 0
    pairs, weights = _summed([(pairs, weights), *waiting])
    first, second = pairs // max(count, 1), pairs % max(count, 1)
    best: dict[int, tuple[int, int]] = {}
    # The most words first, and of as many the first document.
    for at in np.lexsort((second, -weights, first)).tolist():
        best.setdefault(int(first[at]), (int(second[at]), int(weights[at])))
    return best


def _candidates(
    members: NDArray[np.intp],
    document: NDArray[np.intp],
    owner: NDArray[np.intp],
    common: NDArray[np.float64],
) -> NDArray[np.intp]:
    """Of each document one passage, and of each owner the documents with most shared text."""
    _, first = np.unique(document[members], return_index=True)
    one = members[first]
    order = one[np.lexsort((document[one], -common[document[one]], owner[one]))]
    owners = owner[order]
    place = np.arange(len(order)) - np.searchsorted(owners, owners, side="left")
    return order[place < _FEW]


def _summed(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair once, with the sum of its words."""
    pairs, at = np.unique(np.concatenate([p for p, _ in parts]), return_inverse=True)
    words = np.bincount(at, weights=np.concatenate([w for _, w in parts]), minlength=len(pairs))
    return pairs, words.astype(np.int64)


@cache
def _demands() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in DEMAND_PATTERNS), re.IGNORECASE)


def _sort(text: str, owners: int) -> str:
    if _demands().search(text):
        return "quotation"
    return "usual" if owners >= _COMMON else "shared"
