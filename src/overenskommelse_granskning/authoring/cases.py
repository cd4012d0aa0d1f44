"""A checklist's own cases: run as a review runs them, by the rules alone, and what sorts of them there should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..assessment import CriterionAssessment
from ..checklist import Case, Checklist, Criterion
from ..pipeline import Reviewer
from ..vocabulary.closed import Outcome, Trap

LEAST = 6
ALIKE = 0.75  # share of words in common from which two texts say the same in the same words
_SHAM = (Trap.NEGATED, Trap.PLACEHOLDER)
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Tried:
    """A case that was run; ``got`` is None where the text could not be read."""

    criterion: Criterion
    case: Case
    got: CriterionAssessment | None

    @property
    def right(self) -> bool:
        return self.got is not None and self.got.outcome is self.case.expect


def try_cases(
    checklist: Checklist,
    source: str | Path,
    only: str | None = None,
    instead: Mapping[str, Sequence[Case]] | None = None,
) -> Iterator[Tried]:
    """Run the cases, in the order of the list; ``only``: those of one criterion.

    ``instead``: the author's own sentences by criterion, which are run in place of the list's cases.
    """
    reviewer = Reviewer(checklists=[source], learned=False)
    for criterion in checklist.criteria:
        if only is not None and criterion.id != only:
            continue
        for case in criterion.cases if instead is None else instead.get(criterion.id, ()):
            assessment = reviewer.review(case.text.encode("utf-8"), filename="provfall.md")
            got = None
            if assessment.readable:
                got = assessment.checklist(checklist.id).criterion(criterion.id)
            yield Tried(criterion, case, got)


def wanting(cases: Sequence[Case], *, process: bool = False) -> list[str]:
    """What sorts of cases a criterion lacks, as Swedish phrases; ``process``: silence is not missing."""
    out = []
    met = [c for c in cases if c.expect is Outcome.MET]
    if len(met) < 2:
        out.append("två uppfyllda med olika ord (expect: met)")
    elif max(_alike(a.text, b.text) for i, a in enumerate(met) for b in met[:i]) >= ALIKE and len(met) == 2:
        out.append("ett uppfyllt till med andra ord: de två som finns är nästan lika")
    if not any(c.expect is Outcome.PARTIAL for c in cases):
        out.append("ett delvis uppfyllt (expect: partial)")
    if not any(c.expect in (Outcome.MISSING, Outcome.NOT_ASSESSABLE) and c.trap is None for c in cases):
        expect = (
            "not_assessable, för med place: process är tystnad inte saknas" if process else Outcome.MISSING
        )
        out.append(f"ett om något annat, där kravet saknas helt (expect: {expect})")
    if not any(c.trap in _SHAM for c in cases):
        out.append("en fälla där det nekas eller är en platshållare (trap: negated eller placeholder)")
    if not any(c.trap is Trap.NEAR_MISS for c in cases):
        out.append("en närmiss som uppfyller ett annat kriterium (trap: near_miss)")
    if len(cases) < LEAST and not out:
        out.append("fler fall")
    return out


def _alike(a: str, b: str) -> float:
    first, second = ({w.lower() for w in _WORD.findall(t)} for t in (a, b))
    return len(first & second) / max(len(first | second), 1)
