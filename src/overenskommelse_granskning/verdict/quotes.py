"""Which of the passages that rules and the learned layer point to are quoted.

The first is the surest. What comes after it has to be worth the reader's time: on texts by unread authors three
passages out of habit were wrong in two of three further quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING
from ..language.units import UnitKind
from ..rules.engine import RuleResult
from .evidence import MAX_EVIDENCE, SHOWN, best_passages

SHOW_SHARE = 0.5  # further passages come into question when they score at least this share of the best
# What a passage gains when rules found an element in it, and what one has that only rules found. On texts by
# unread authors the first quote shown is then a labelled one in .87 instead of .83; flat between .1 and .3.
RULE_BONUS = 0.20
RULE_ALONE = 0.15
# What a further quote is worth: its score, and besides how near it comes to the best score, whether it bears an
# element that those before it do not, whether rules found it, and whether it stands by them or in a section of
# another matter. Fitted on texts by unread authors: of further quotes .48 instead of .38 are then labelled ones.
WORTH_SHOWING = 0.45
SHARE_OF_BEST = 0.4
NEW_ELEMENT = 0.2
BY_RULES = 0.1
NEAR = 0.1
NEAR_UNITS = 3
ELSEWHERE = 0.15
UNSEEN = 0.05  # for what the learned layer was not asked about
_WORD = re.compile(r"\w{2}")


@dataclass(frozen=True)
class Learned:
    """What the learned layers hold of one criterion in one document; ``read``: the networks' logits of outcomes."""

    units: Sequence[int]
    scores: Sequence[float]
    features: Sequence[float]
    judged: Sequence[float]
    read: Sequence[float] | None = None


class _Candidate(NamedTuple):
    unit: Unit
    span: Span
    score: float
    strength: float
    by_rules: bool
    known: bool  # the learned layer has seen it
    elements: frozenset[str]


@dataclass(frozen=True)
class Quotes:
    """``strongest``: what the verdict rests on, the surest first, never cancelled. ``shown``: what is quoted of it."""

    strongest: tuple[Span, ...]
    shown: tuple[Span, ...]


def quotes_of(result: RuleResult, learned: Learned, analysis: Analysis) -> Quotes:
    """The passages that rules and the learned layer point to."""
    told = _counted(result, analysis)
    if told:
        return Quotes(told, told)
    candidates = _candidates(result, learned, analysis)
    strongest = tuple(c.span for c in candidates[:MAX_EVIDENCE])
    return Quotes(strongest, _worth_showing(candidates, result, learned))


def _worth_showing(
    candidates: Sequence[_Candidate], result: RuleResult, learned: Learned
) -> tuple[Span, ...]:
    """The surest, and up to two more that add to it."""
    shown = list(candidates[:1])
    rest = [c for c in candidates[1:] if c.known or not _heading(c.unit)]
    top = max(learned.scores, default=0.0)
    topics = frozenset(result.criterion.topics).union(*(c.unit.topics for c in shown))
    while rest and len(shown) < MAX_EVIDENCE:
        worth = {c.span: _worth(c, shown, top, topics) for c in rest}
        best = max(rest, key=lambda c: worth[c.span])
        if worth[best.span] < WORTH_SHOWING:
            break
        rest = [c for c in rest if c is not best]
        shown.append(best)
    return tuple(c.span for c in shown)


def _counted(result: RuleResult, analysis: Analysis) -> tuple[Span, ...]:
    """Where the verdict tells which entries of a list fall short: the places of the entries, as the rule counted."""
    if any(e.options.get("tell") for e in result.criterion.elements):
        return best_passages(result, analysis)
    return ()


def _candidates(result: RuleResult, learned: Learned, analysis: Analysis) -> list[_Candidate]:
    """What may be quoted, the surest first.

    A heading says what a section is about and not what it holds: it is shown where a rule found
    something in it (the period in a title), not for its likeness to passages. A dash says nothing.
    """
    borne = best_passages(result, analysis)
    elements: dict[tuple[int, int], set[str]] = {}
    for element in result.elements:
        if element.outcome in SHOWN:
            for p in element.passages:
                elements.setdefault((p.start, p.end), set()).add(element.id)
    top = max(learned.scores, default=0.0)
    topics = frozenset(result.criterion.topics)
    found: dict[Span, _Candidate] = {}

    def add(span: Span, unit: Unit, score: float, strength: float, *, known: bool) -> None:
        bears = frozenset(elements.get((span.start, span.end), ()))
        found[span] = _Candidate(unit, span, score, strength, span in borne, known, bears)

    for unit_id, score in zip(learned.units, learned.scores, strict=True):
        unit = analysis.units[unit_id]
        by_rules = unit.span in borne
        if unit.kind is UnitKind.HEADER_ROW or unit.flags & CANCELLING or not _WORD.search(unit.text):
            continue
        if _heading(unit) and not by_rules:
            continue
        if not found or by_rules or score >= SHOW_SHARE * top:
            elsewhere = not by_rules and unit.topics and topics.isdisjoint(unit.topics)
            add(
                unit.span,
                unit,
                score,
                score + RULE_BONUS * by_rules - ELSEWHERE * bool(elsewhere),
                known=True,
            )
    for span in borne:
        at = analysis.unit_at(span.start)
        if span not in found and at is not None:
            # The learned layer scores nothing that is cancelled, but a rule may have allowed it.
            score = RULE_ALONE if at.flags & CANCELLING else 0.0
            add(span, at, score, RULE_ALONE, known=False)
    return sorted(found.values(), key=lambda c: c.strength, reverse=True)


def _heading(unit: Unit) -> bool:
    return unit.kind is UnitKind.HEADING


def _worth(candidate: _Candidate, shown: Sequence[_Candidate], top: float, topics: frozenset[str]) -> float:
    """What a candidate adds to those that are shown already; ``topics``: of the criterion and the first."""
    told = frozenset[str]().union(*(c.elements for c in shown))
    elsewhere = bool(candidate.unit.topics) and not candidate.unit.topics & topics
    return (
        candidate.score
        + SHARE_OF_BEST * (min(candidate.score / top, 1.0) if top else 0.0)
        + NEW_ELEMENT * bool(candidate.elements - told)
        + BY_RULES * candidate.by_rules
        + NEAR * any(abs(candidate.unit.id - c.unit.id) <= NEAR_UNITS for c in shown)
        + UNSEEN * (not candidate.known)
        - ELSEWHERE * (elsewhere and not candidate.by_rules)
    )
