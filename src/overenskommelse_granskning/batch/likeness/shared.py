"""Which passages stand in documents of several municipalities, and which documents are most alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ...language.demands import DEMAND_PATTERNS
from .passages import VALUES, Passages, normal_words, similarity

_ROWS = 4  # values of a band: passages with a band in common are compared
_ALIKE = 0.7  # share of word triples in common from which two passages are the same text
_COMMON = 10  # municipalities from which a shared text is a usual wording rather than copied from one
_SHOWN = 500  # characters of a shared text


@dataclass(frozen=True, slots=True)
class Source:
    """A document's passages. ``owner`` is its municipality (or what stands for it)."""

    path: str
    owner: str
    passages: Passages


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
    texts = cache(text_of) if len(sources) <= 2000 else text_of

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
            text=" ".join(
                texts(sources[document[m[0]]].path)[every[m[0]]["start"] : every[m[0]]["end"]].split()
            )[:_SHOWN],
            sort=sort,
            documents=len(np.unique(document[m])),
            owners=owners,
            words=int(every["words"][m[0]]),
            where=tuple(sources[d].path for d in dict.fromkeys(document[m].tolist()))[:_WHERE],
        )
        for m, sort, owners in shared
    ]
    listed.sort(key=lambda t: (-t.owners, -t.documents, -t.words, t.text))
    return SharedTexts(tuple(listed), tuple(_documents(sources, every, document, owner, shared)))


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
    shared: Iterable[tuple[NDArray[np.intp], str, int]],
) -> Iterable[Likeness]:
    words = every["words"].astype(np.int64)
    total = np.bincount(document, weights=words, minlength=len(sources))
    common = np.zeros(len(sources))
    usual = np.zeros(len(sources))
    nearest: list[dict[int, int]] = [{} for _ in sources]
    for members, sort, _ in shared:
        np.add.at(common, document[members], words[members])
        if sort != "shared":
            np.add.at(usual, document[members], words[members])
            continue
        for a in members.tolist():
            for b in {int(document[m]) for m in members.tolist() if owner[m] != owner[a]}:
                of = nearest[int(document[a])]
                of[b] = of.get(b, 0) + int(words[a])
    for i, source in enumerate(sources):
        all_words = total[i] or 1.0
        best = min(nearest[i], key=lambda b: (-nearest[i][b], b), default=None)
        yield Likeness(
            path=source.path,
            shared=float(common[i] / all_words),
            usual=float(usual[i] / all_words),
            nearest="" if best is None else sources[best].path,
            nearest_share=0.0 if best is None else float(nearest[i][best] / all_words),
        )


@cache
def _demands() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in DEMAND_PATTERNS), re.IGNORECASE)


def _sort(text: str, owners: int) -> str:
    if _demands().search(text):
        return "quotation"
    return "usual" if owners >= _COMMON else "shared"
