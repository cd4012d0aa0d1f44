"""Tries every step of every document: does the verdict that it promised change, and no other?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from ...assessment import Assessment, NextStep
from ...document import Document
from ...pipeline import Reviewer
from ...vocabulary.closed import Outcome
from .applied import applied
from .fillings import WRITTEN, Fillings

_YEAR = re.compile(r"(?<![\d:])20\d\d(?![\d:])")


@dataclass(frozen=True)
class Trial:
    """One step made in one document with one set of fillings.

    ``others``: criteria besides the promised ones whose outcome changed, with the outcome before
    and after; ``served``: of those that the step is meant to serve, how many became met.
    """

    document: str
    step: NextStep
    variant: int
    after: Outcome
    served: tuple[str, ...]
    others: Mapping[str, tuple[Outcome, Outcome]]
    doubtful: bool
    written: str

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


def _years(before: Assessment) -> int:
    """How much later than the fillings' own years the document was made: an old one is not dated anew."""
    period = before.document.period
    day = period and (period.start or period.end)
    named = [int(y) for y in _YEAR.findall(before.text) if int(y) <= before.as_of.year + 1]
    made = day.year if day else max(named, default=WRITTEN)
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
    made = filled(step, fillings, variant, _years(before))
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
        others={c: pair for c, pair in changed.items() if c not in {*step.serves, *step.touches}},
        doubtful=step.criterion in doubtful,
        written=made.suggestion,
    )


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
