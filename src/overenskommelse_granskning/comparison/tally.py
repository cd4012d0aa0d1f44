"""Number against number: which figures can be compared, what they add up to, and whether that is enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..assessment import Promise, PromiseQuantity
from ..vocabulary.swedish import decimal
from .figures import Figure, words_of
from .kinship import kinship, terms

# Words that count any occasion: "vid tio tillfällen" may be ten evenings, walks or controls.
_GENERIC = frozenset("gång tillfälle styck ggr insats aktivitet".split())
_NEAR = 0.8  # the same word, or one a part of the other: "vandring" and "trygghetsvandring"
_DOWN = re.compile(r"\b(?:ned|ner|minska\w*|sänk\w*|högst|färre|under|stanna)\b", re.IGNORECASE)
_CHANGE_AFTER = re.compile(r"\s*(?:färre|mindre|lägre|fler|flera|mer|högre)\b", re.IGNORECASE)
_UP = re.compile(r"\b(?:upp|öka\w*|höj\w*|minst|fler)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A comparable figure, the number of the statement it stands in, and the places that one names."""

    figure: Figure
    statement: int
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tally:
    """What the figures come to, or the two that contradict each other."""

    value: float | None
    used: tuple[Figure, ...] = ()
    clash: tuple[Figure, Figure] | None = None


def comparable(q: PromiseQuantity, promise: Promise, f: Figure, *, direct: bool) -> bool:
    """Whether a figure counts what the promise counts. A bare number does, where it speaks of the promise."""
    if (q.kind == "percent") != (f.kind == "percent") or (q.kind == "money") != (f.kind == "money"):
        return False
    if f.months_between is not None and q.months_between is None:
        return False
    if q.months_between is not None and f.months_between is None and in_all(q, promise) is None:
        return direct and not f.words and f.kind == "count"  # "fyra fredagar i månaden?" – "Nej, tre."
    own = words_of(q.unit)
    if not f.words or f.kind in ("percent", "money"):
        return True
    if any(kinship(a, b) >= _NEAR for a in own for b in f.words):
        return True
    if _GENERIC & set(f.words):
        return direct
    if not own or _GENERIC & set(own):
        about = terms(promise.evidence.quote)
        return any(kinship(a, b) >= _NEAR for a in about for b in f.words)
    return False


def in_all(q: PromiseQuantity, promise: Promise) -> float | None:
    """How many a rate comes to over the promise's years; None where that would be a guess.

    Only rates of a month or longer, and promises that hold all year: "två pass i veckan, oktober–mars"
    has no sure sum.
    """
    if q.months_between is None or q.months_between < 0.99 or promise.years is None:
        return None
    if promise.time is not None and not re.fullmatch(r"\D*20\d\d(?:\D+(?:20)?\d\d)?\D*", promise.time.quote):
        return None
    months = 12 * (promise.years[1] - promise.years[0] + 1)
    return float(round(months / q.months_between))


def add_up(heard: Sequence[Heard]) -> Tally:
    """The sum of what is told: totals as they stand, parts of the year or of the municipality together."""
    figures = [h.figure for h in heard]
    totals = [f for f in figures if f.total]
    if totals:
        odd = next((f for f in totals if f.value != totals[0].value), None)
        if odd is not None:
            return Tally(None, clash=(totals[0], odd))
        return Tally(totals[0].value, tuple(figures))
    in_statement = Counter(h.statement for h in heard)
    whole = [h for h in heard if not h.figure.part or in_statement[h.statement] > 1]
    parts: dict[str, Figure] = {}
    for f in (h.figure for h in heard if h.figure.part and in_statement[h.statement] == 1):
        if f.part in parts and parts[f.part].value != f.value:
            return Tally(None, clash=(parts[f.part], f))
        parts[f.part] = f
    summed = sum(f.value for f in parts.values())
    if not whole:
        return Tally(summed, tuple(figures)) if figures else Tally(None)
    sums = _by_statement(whole)
    first = next(iter(sums.values()))
    for value, figure, _ in sums.values():
        if value != first[0]:
            return Tally(None, clash=(first[1], figure))
    if summed > first[0]:
        return Tally(None, clash=(first[1], next(iter(parts.values()))))
    return Tally(first[0], tuple(figures))


def _by_statement(whole: Sequence[Heard]) -> dict[int, tuple[float, Figure, frozenset[str]]]:
    """The sum of each statement; statements about different places are parts of one sum."""
    told: dict[int, list[Heard]] = {}
    for h in whole:
        told.setdefault(h.statement, []).append(h)
    out = {
        n: (_sum([h.figure.value for h in own]), own[0].figure, frozenset().union(*(h.places for h in own)))
        for n, own in told.items()
    }
    found = list(out.items())
    if len(found) > 1 and all(p for _, (_, _, p) in found):
        named = [p for _, (_, _, p) in found]
        if all(a.isdisjoint(b) for i, a in enumerate(named) for b in named[i + 1 :]):
            total = sum(v for _, (v, _, _) in found)
            return {found[0][0]: (total, found[0][1][1], frozenset().union(*named))}
    return out


def _sum(values: Sequence[float]) -> float:
    """The values of one statement together; "åtta kvällar, fyra på våren och fyra på hösten" are eight."""
    most = max(values)
    return most if len(values) > 2 and 2 * most == sum(values) else sum(values)


def meets(q: PromiseQuantity, promise: Promise, value: float, rate: bool) -> bool:
    """Whether a figure reaches what was promised, in the direction that the promise has."""
    if rate:
        return value <= (q.months_between or 0) * 1.001  # at least as often
    wanted = in_all(q, promise) or q.value
    if ceiling(q, promise):
        return value < wanted if q.bound == "below" else value <= wanted
    if q.bound == "above":
        return value > wanted
    return value >= wanted * (0.9 if q.approximate else 1.0)


def ceiling(q: PromiseQuantity, promise: Promise) -> bool:
    """Whether less is better: "högst 60", "ska ned till 30"."""
    if q.bound in ("below",):
        return True
    at = max(q.evidence.start - promise.evidence.start, 0)
    quote = promise.evidence.quote
    end = at + len(q.evidence.quote)
    if q.kind == "percent" and (
        _CHANGE_AFTER.match(quote, end) or re.search(r"\bmed\s+(?:\w+\s+)?$", quote[:at])
    ):
        return False  # "15 % färre": at least so much of a change
    before = quote[max(0, at - 40) : at + 12]
    if q.bound == "max":
        return not re.search(r"\bska\s+upp\b", before, re.IGNORECASE)
    if q.bound in ("min", "above"):
        return False
    return bool(_DOWN.search(before)) and not _UP.search(before)


def shown(value: float) -> str:
    """A number as it is written: whole without decimals, else with a comma."""
    return f"{value:.0f}" if value == int(value) else decimal(value, ".2f").rstrip("0")
