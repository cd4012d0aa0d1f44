"""What ``verdict`` gives to ``assessment``: an outcome with everything needed to explain it."""

from __future__ import annotations

from dataclasses import dataclass

from ..checklist import Criterion
from ..document import Span
from ..rules.contract import ElementResult
from ..vocabulary.closed import Outcome, Remark


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one criterion. Spans refer to the document's text; ``nearest`` is the
    passage that came closest where the outcome is missing; ``there`` is how likely the document has
    something on it at all, where the learned layers were asked."""

    criterion: Criterion
    outcome: Outcome
    reason: str
    confidence: float
    needs_review: bool
    elements: tuple[ElementResult, ...]
    evidence: tuple[Span, ...]
    searched: tuple[str, ...]
    nearest: Span | None
    grounds: tuple[tuple[str, str], ...]
    there: float | None = None
    remarks: tuple[Remark, ...] = ()
    pointer: Span | None = None  # what points to an annex that is not there
