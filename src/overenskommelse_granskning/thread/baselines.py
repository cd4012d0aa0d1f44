"""Where a goal starts from: the value or the time that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .goal_words import BASE_CUE, BASE_PHRASE, BOUND_BEFORE, MODAL, PAST

Place = tuple[int, int]

BREAK = re.compile(r"[;:(),]|\s[–—-]\s|\.\s|\t")
_RX = re.IGNORECASE
_PAREN = re.compile(r"\([^()]*\)")
_TARGET = re.compile(r"\b(?:senast|före|till|mål)\b", _RX)
_TODAY = re.compile(r"\b(?:i dag|idag|nu|för närvarande)\b", _RX)
_TILL = re.compile(r"\s(?:ned |ner |upp )?till\b", _RX)
_RANGE = re.compile(r"\s{0,2}(?:\w+ ){0,2}(\d[\d ]*)")
_COUNT = re.compile(r"\s*(?:\d|(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo)\b)", _RX)
_YEAR = re.compile(r"\s*(?:19|20)\d\d\b")
_LEVEL = re.compile(r"års|nivå|läge", _RX)
_NEAR_NUMBER = 25  # letters
_AGE = re.compile(r"(?: [^\W\d]\w*){1,3} (?:under|över) \d+ år\b", _RX)
_SOON = re.compile(r"\s*(?:(?:i|år|hösten|våren|sommaren|vintern|\w+mätningen) )?(?:19|20)\d\d\b", _RX)


def find_baseline(text: str, numbers: Sequence[Place], dates: Sequence[Place]) -> Place | None:
    """The place of what a goal is compared with, of its numbers and dates; None where it says none."""
    for m in _PAREN.finditer(text):
        here = _within(numbers, *m.span()) and _within(dates, *m.span())
        if here and not _TARGET.search(m.group()):
            return m.start() + 1, m.end() - 1
    for m in BASE_CUE.finditer(text):
        end = _end_of(text, m, numbers, dates)
        if end is not None:
            return m.start(), end
    phrase = BASE_PHRASE.search(text)
    return phrase.span() if phrase else _clause_of_its_own(text, numbers)


def _within(places: Sequence[Place], start: int, end: int) -> list[Place]:
    return [p for p in places if start <= p[0] and p[1] <= end]


def _end_of(text: str, m: re.Match[str], numbers: Sequence[Place], dates: Sequence[Place]) -> int | None:
    """Where the comparison that a cue opens ends; None where the cue opens none."""
    cue = m.group().lower()
    stop = BREAK.search(text, m.end())
    end = stop.start() if stop else len(text.rstrip(" ."))
    modal = MODAL.search(text, m.end(), end)
    if modal:
        end = modal.start()
    inside = _within(numbers, m.end(), end)
    if cue == "från":
        till = _TILL.search(text, m.end(), end)
        end = till.start() if till else end
        part = _RANGE.match(text, m.end(), end)  # "81 till 90 procent" is one number
        inside = _within(numbers, m.end(), end) or ([part.span(1)] if part else [])
    years = _within(dates, m.end(), end)
    if not _opens(cue, text[: m.start()], text[m.end() : end], m.end(), inside, years):
        return None
    places = [*inside, *years]
    last = max((p[1] for p in places), default=end)
    tail = re.compile(r"\s+års \w+").match(text, last, end)
    return tail.end() if tail else last


def _opens(
    cue: str, before: str, after: str, at: int, numbers: Sequence[Place], years: Sequence[Place]
) -> bool:
    """Whether a cue is followed by something to compare with."""
    near = min((p[0] for p in numbers), default=at + 1000) - at
    if cue == "än":
        if BOUND_BEFORE.search(before) and _COUNT.match(after) and not _YEAR.match(after):
            return False  # "färre än 20" is a level
        return bool(numbers or years)
    if cue == "mot":
        if _AGE.match(after):
            return False  # "rån mot personer under 18 år"
        return near < _NEAR_NUMBER or bool(years and _SOON.match(after))
    if cue == "från":
        return not after.lstrip().startswith("och med") and bool(numbers or _LEVEL.search(after))
    if cue == "sedan":
        return bool(years)
    return bool(numbers or years or re.search(r"\w{3,}", after))


def _clause_of_its_own(text: str, numbers: Sequence[Place]) -> Place | None:
    """A clause that tells how things stand or stood: ”2023 var den 26 procent”."""
    cuts = [m.end() for m in BREAK.finditer(text)]
    for a, b in pairwise([*cuts, len(text)]):
        piece = text[a:b]
        past = PAST.search(piece) or _TODAY.search(piece)
        if past and _within(numbers, a, b) and not MODAL.search(piece):
            return a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip(" .;,)"))
    return None
