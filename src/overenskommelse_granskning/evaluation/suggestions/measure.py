"""Tries every step of every document: does the verdict that it promised change, and no other?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from ...assessment import Assessment, NextStep
from ...document import Document
from ...pipeline import Reviewer
from ...vocabulary.closed import Outcome
from .applied import applied
from .fillings import Fillings

Progress = Callable[[str], None]


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


def filled(step: NextStep, fillings: Fillings, variant: int = 0) -> NextStep:
    """The step with its placeholders filled in."""
    changes = tuple(
        replace(c, wording=fillings.fill(step.criterion, c.wording, variant)) for c in step.changes
    )
    return replace(step, changes=changes)


def try_step(
    document: Document,
    before: Assessment,
    step: NextStep,
    reviewer: Reviewer,
    fillings: Fillings,
    variant: int,
) -> Trial:
    """Write a step into a document and review it again."""
    made = filled(step, fillings, variant)
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
        others={c: pair for c, pair in changed.items() if c not in step.serves and c not in step.touches},
        doubtful=step.criterion in doubtful,
        written=made.suggestion,
    )


def try_all(
    documents: Iterable[Document],
    reviewer: Reviewer,
    fillings: Fillings,
    variants: int = 1,
    progress: Progress = lambda _name: None,
) -> list[Trial]:
    """All steps of every document (those of a reviewer with ``every_step``)."""
    out: list[Trial] = []
    for document in documents:
        progress(document.name)
        before = reviewer.review_document(document)
        for step in before.next_steps:
            out += [try_step(document, before, step, reviewer, fillings, v) for v in range(variants)]
    return out
