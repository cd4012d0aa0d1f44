"""The few changes that lift a document most, the most important first.

Order: most points first, counted down where the wording may not be enough or may move other verdicts; of as
many points what the source demands (skall) before what it recommends, and the chain from problem to follow-up
before form; then sure verdicts before doubtful ones. A criterion that the wording of an earlier step is meant
to meet too gets no step of its own. Between the two levels stand the problems whose chain breaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..assessment import ChecklistAssessment, CriterionAssessment, NextStep, ThreadRow
from ..checklist import Criterion
from ..language.analysis import Analysis
from ..thread.lists import Lists
from ..verdict.model import Verdict
from ..vocabulary.closed import Kind, Level, Outcome
from .chains import chain_steps
from .places import Outline
from .reliability import LEAST, Shaky, chance, exactness, shaky
from .wording import Writer

MOST_STEPS = 10
KEPT_FOR_CHAINS = 2  # of the ten, where chains break
_POINTS = {Outcome.PARTIAL: 1.0, Outcome.MISSING: 0.0}
_FULL = 2.0
# The topics of the chain problem → cause → goal → measure → follow-up, and of single promises.
_CHAIN = frozenset(
    {"prioriterade_omraden", "orsaksanalys", "mal", "atgarder", "uppfoljning", "medborgarlofte"}
)


def next_steps(
    checklists: Sequence[ChecklistAssessment],
    verdicts: Mapping[str, Verdict],
    analysis: Analysis,
    lists: Lists,
    values: Mapping[str, str],
    kind: Kind,
    thread: Sequence[ThreadRow] = (),
    *,
    every: bool = False,
) -> tuple[NextStep, ...]:
    """At most ten steps. ``verdicts``: criterion → its verdict; ``values``: of the slots; ``every``: all
    criteria that lack something, also those that an earlier step serves."""
    bears: dict[int, set[str]] = defaultdict(set)
    for v in verdicts.values():
        for span in v.evidence:
            bears[span.start].add(v.criterion.id)
    writer = Writer(
        analysis,
        lists,
        Outline(analysis, kind, bears),
        values,
        {start: frozenset(ids) for start, ids in bears.items()},
        verdicts,
    )
    steps = _criterion_steps(checklists, verdicts, writer, every)
    criteria = {c.id: (checklist.id, c) for checklist in checklists for c in checklist.criteria}
    # What a chain lacks is left to the steps on its criteria where these come before it.
    first = [s for s in steps if s.level is Level.SHALL]
    moved = {i: (*v.criterion.serves, *v.criterion.touches) for i, v in verdicts.items()}
    chains = chain_steps(thread, criteria, moved, {s.criterion for s in first[:MOST_STEPS]}, writer)
    if every:
        return (*steps, *chains)
    first = first[: MOST_STEPS - min(len(chains), KEPT_FOR_CHAINS)]
    rest = [s for s in steps if s.level is not Level.SHALL]
    return (*first, *chains, *rest)[:MOST_STEPS]


def _criterion_steps(
    checklists: Sequence[ChecklistAssessment],
    verdicts: Mapping[str, Verdict],
    writer: Writer,
    every: bool,
) -> list[NextStep]:
    """A step per criterion, but for those that an earlier step is meant to meet too."""
    out: list[NextStep] = []
    served: set[str] = set()
    unmet = {
        c.id
        for checklist in checklists
        for c in checklist.criteria
        if c.outcome not in (Outcome.MET, Outcome.NOT_APPLICABLE)
    }
    others = shaky(verdicts.values())
    for checklist, c in sorted(
        _lacking(checklists), key=lambda pair: _rank(pair[1], verdicts[pair[1].id].criterion, others)
    ):
        criterion = verdicts[c.id].criterion
        if not criterion.template or (not every and c.id in served):
            continue
        changes = writer.changes(verdicts[c.id])
        advice = writer.advice(verdicts[c.id], changes) or c.advice
        if not every:
            earlier = next((i for i, s in enumerate(out) if set(changes) <= set(s.changes)), None)
            if changes and earlier is not None:
                # Its wording is written already: what it asks for is said there.
                first = out[earlier]
                out[earlier] = replace(
                    first, serves=(*first.serves, c.id), advice=f"{advice} {first.advice}".strip()
                )
                served.add(c.id)
                continue
            if chance(c.id) < LEAST:
                continue
            changes = tuple(x for x in changes if all(x not in s.changes for s in out)) or changes
        serves = tuple(s for s in criterion.serves if s in unmet)
        served |= {c.id, *serves}
        deeper = writer.deeper(criterion)
        touches = (*criterion.touches, *(deeper.touches if deeper is not None else ()))
        out.append(
            NextStep(
                criterion=c.id,
                gain=gain(c),
                advice=advice,
                title=c.title,
                checklist=checklist.id,
                level=c.level,
                outcome=c.outcome,
                changes=changes,
                serves=serves,
                touches=tuple(t for t in dict.fromkeys(touches) if t in unmet and t != c.id),
            )
        )
    return out


def gain(c: CriterionAssessment) -> float:
    """The points that the checklist gains when the criterion becomes met."""
    return (_FULL - _POINTS[c.outcome]) * c.weight


def _lacking(
    checklists: Sequence[ChecklistAssessment],
) -> Iterable[tuple[ChecklistAssessment, CriterionAssessment]]:
    for checklist in checklists:
        for c in checklist.criteria:
            if c.outcome in _POINTS and c.waived is None:
                yield checklist, c


def _rank(c: CriterionAssessment, criterion: Criterion, others: Shaky) -> tuple[float, bool, bool, bool]:
    chain = bool(_CHAIN & set(criterion.topics[:1]))
    sure = round(exactness(c.id, others, (*criterion.serves, *criterion.touches)), 2)
    return (-gain(c) * sure, c.level is not Level.SHALL, not chain, c.needs_review)
