"""What every writer for people shows of a criterion."""

from __future__ import annotations

from dataclasses import dataclass

from ..assessment import CriterionAssessment
from ..vocabulary.closed import ASSISTED, OUTCOME_TITLES, Outcome
from .labels import LEVEL_TITLES, SIGNS, certainty, ground_words, outcome_word, percent
from .quotes import Quote, make_quote


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a criterion; ``lacking`` is empty when nothing is."""

    title: str
    outcome: Outcome
    word: str
    lacking: str


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion, ready to show."""

    id: str
    title: str
    level: str
    outcome: Outcome
    sign: str
    word: str
    reason: str
    lacking: tuple[str, ...]
    untried: tuple[str, ...]  # elements whose rule could not be run, with the reason
    quotes: tuple[Quote, ...]
    nearest: Quote | None
    searched: tuple[str, ...]
    advice: str
    suggestion: str
    needs_review: bool
    waived: str | None
    confidence: str
    certainty: str  # the same in words: ”ganska säker”; empty for what is no verdict on the text
    parts: tuple[Part, ...]
    grounds: tuple[tuple[str, str], ...]  # what each layer held
    disputed: bool  # the rules hold another outcome, also where they were shown what the learned layer found


def make_item(c: CriterionAssessment) -> Item:
    """One criterion, ready to show."""
    return Item(
        id=c.id,
        title=c.title,
        level=LEVEL_TITLES[c.level],
        outcome=c.outcome,
        sign=SIGNS[c.outcome],
        word=outcome_word(c.id, c.outcome, c.remarks),
        reason=c.reason,
        lacking=tuple(
            dict.fromkeys(e.lacking for e in c.elements if e.lacking and e.outcome is not Outcome.ERROR)
        ),
        untried=tuple(f"{e.title} ({e.lacking})" for e in c.elements if e.outcome is Outcome.ERROR),
        quotes=tuple(make_quote(e) for e in c.evidence),
        nearest=make_quote(c.searched.nearest) if c.searched.nearest else None,
        searched=c.searched.sections,
        advice=c.advice,
        suggestion=c.suggestion,
        needs_review=c.needs_review,
        waived=c.waived,
        confidence=percent(c.confidence),
        certainty=certainty(c.outcome, c.confidence, c.needs_review),
        parts=tuple(
            Part(e.title, e.outcome, OUTCOME_TITLES[e.outcome], e.lacking)
            for e in c.elements
            # What speaks against the criterion, and was not said, is nothing to show.
            if e.lacking or e.outcome is not Outcome.MISSING
        ),
        grounds=tuple(ground_words(layer, holds) for layer, holds in c.grounds),
        disputed=any(layer == ASSISTED and holds != OUTCOME_TITLES[c.outcome] for layer, holds in c.grounds),
    )
