"""Tries every step of every document: does the verdict that it promised change, and no other?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from ...assessment import Assessment, CriterionAssessment, NextStep
from ...document import Document
from ...language.analysis import analyse
from ...pipeline import Reviewer
from ...verdict.applicability import made_on
from ...vocabulary.closed import Outcome
from .applied import applied
from .fillings import WRITTEN, Fillings

_YEAR = re.compile(r"(?<![\d:])20\d\d(?![\d:])")


@dataclass(frozen=True)
class Trial:
    """One step made in one document with one set of fillings.

    ``others``: criteria besides the promised ones whose outcome changed, with the outcome before
    and after; ``served``: of those that the step is meant to serve, how many became met; ``touched``: of those
    that it may move, which did; ``lost``: every other criterion → its outcome before, and the certainty that
    this outcome lost.
    """

    document: str
    step: NextStep
    variant: int
    after: Outcome
    served: tuple[str, ...]
    touched: tuple[str, ...]
    others: Mapping[str, tuple[Outcome, Outcome]]
    doubtful: bool
    written: str
    lost: Mapping[str, tuple[Outcome, float]]

    @property
    def kept(self) -> bool:
        """The promise was kept: the criterion is met and nothing else changed."""
        return self.after is Outcome.MET and not self.others


def outcomes(a: Assessment) -> dict[str, Outcome]:
    """Criterion → outcome, over all checklists."""
    return {c.id: c.outcome for c in a}


def filled(step: NextStep, fillings: Fillings, variant: int = 0, years: int = 0) -> NextStep:
    """The step with its placeholders filled in, each change in another way; ``years`` later than written."""
    changes = tuple(
        replace(c, wording=fillings.fill(step.criterion, c.wording, variant + i, years))
        for i, c in enumerate(step.changes)
    )
    return replace(step, changes=changes)


def _years(document: Document, before: Assessment) -> int:
    """How much later than the fillings' own years the document was made: an old one is not dated anew."""
    period = before.document.period
    day = made_on(analyse(document)) or (period and (period.start or period.end))
    named = [int(y) for y in _YEAR.findall(before.text) if int(y) <= before.as_of.year + 1]
    # What tells nothing of when it was made was made after the last year that it tells of.
    made = day.year if day else min(max(named, default=WRITTEN - 1) + 1, before.as_of.year)
    return made - WRITTEN


def try_step(
    document: Document,
    before: Assessment,
    step: NextStep,
    reviewer: Reviewer,
    fillings: Fillings,
    variant: int,
) -> Trial:
    """Write a step into a document and review it again."""
    made = filled(step, fillings, variant, _years(document, before))
    after = reviewer.review_document(applied(document, made.changes))
    was, now = outcomes(before), outcomes(after)
    doubtful = {c.id for c in before if c.needs_review}
    changed = {c: (o, now[c]) for c, o in was.items() if now[c] is not o and c != step.criterion}
    return Trial(
        document=document.name,
        step=step,
        variant=variant,
        after=now[step.criterion],
        served=tuple(s for s in step.serves if now[s] is Outcome.MET),
        touched=tuple(t for t in step.touches if t in changed),
        others={c: pair for c, pair in changed.items() if c not in {*step.serves, *step.touches}},
        doubtful=step.criterion in doubtful,
        written=made.suggestion,
        lost={
            c.id: (c.outcome, _lost(c, a))
            for c, a in zip(before, after, strict=True)
            if c.id != step.criterion
        },
    )


def _lost(before: CriterionAssessment, after: CriterionAssessment) -> float:
    """How much certainty the verdict before has lost. Where another outcome has become the likeliest, it is
    taken to have two thirds of what that leaves.
    """
    if after.outcome is before.outcome:
        return max(before.confidence - after.confidence, 0.0)
    return max(before.confidence - (1.0 - after.confidence) / 1.5, 0.0)


def try_all(
    documents: Iterable[Document],
    reviewer: Reviewer,
    fillings: Fillings,
    variants: int = 1,
    only: Container[str] = frozenset(),
) -> list[Trial]:
    """All steps on criteria (those of a reviewer with ``every_step``), or those for some, in every document."""
    out: list[Trial] = []
    for original in documents:
        document = applied(original, ())  # built as the changed ones are, so that only the change differs
        before = reviewer.review_document(document)
        for step in before.next_steps:
            if not step.links and (not only or step.criterion in only):
                out += [try_step(document, before, step, reviewer, fillings, v) for v in range(variants)]
    return out


def try_first(documents: Iterable[Document], reviewer: Reviewer, fillings: Fillings) -> list[Trial]:
    """The first step of every review, where it is on a criterion."""
    out: list[Trial] = []
    for original in documents:
        document = applied(original, ())
        before = reviewer.review_document(document)
        if before.next_steps and not before.next_steps[0].links:
            out.append(try_step(document, before, before.next_steps[0], reviewer, fillings, 0))
    return out
