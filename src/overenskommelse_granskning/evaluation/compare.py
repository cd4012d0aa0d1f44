"""Two measurements beside each other: what was gained and what was lost, criterion by criterion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import bootstrap
from .metrics import measures
from .observe import Judged
from .summary import tables

COMPARED = ("accuracy", "macro_f1", "missing_f1", "kappa", "weighted_kappa")


@dataclass(frozen=True)
class VerdictChange:
    """One verdict that became right or wrong, or wrong in another way."""

    before: Judged
    after: Judged

    @property
    def gained(self) -> bool:
        return self.after.right and not self.before.right

    @property
    def lost(self) -> bool:
        return self.before.right and not self.after.right


@dataclass(frozen=True)
class Difference:
    """A measure before and after, and the interval of the difference."""

    before: float
    after: float
    interval: bootstrap.Interval | None

    @property
    def certain(self) -> bool:
        """True where the interval does not hold zero."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


@dataclass(frozen=True)
class Comparison:
    """Over the verdicts that both runs have on the same labels."""

    name: str
    shared: int
    only_before: int
    only_after: int
    totals: Mapping[str, Difference]
    changes: tuple[VerdictChange, ...]

    @property
    def per_criterion(self) -> dict[str, tuple[int, int]]:
        """Criterion → gained, lost; the largest losses first, then the largest gains."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for change in self.changes:
            counts[change.after.criterion][0] += change.gained
            counts[change.after.criterion][1] += change.lost
        kept = {c: (g, b) for c, (g, b) in counts.items() if g or b}
        return dict(sorted(kept.items(), key=lambda kv: (kv[1][0] - kv[1][1], kv[0])))


def compare(
    name: str,
    before: Sequence[Judged],
    after: Sequence[Judged],
    *,
    rounds: int = bootstrap.ROUNDS,
    seed: int = bootstrap.SEED,
) -> Comparison:
    """Compare two runs. A verdict whose label was changed in between is not compared."""
    old = {(j.document, j.criterion, j.gold): j for j in before if j.counted}
    new = {(j.document, j.criterion, j.gold): j for j in after if j.counted}
    keys = [k for k in new if k in old]
    earlier, later = [old[k] for k in keys], [new[k] for k in keys]
    totals: dict[str, Difference] = {}
    if keys:
        a, b = tables(earlier), tables(later)
        sure = bootstrap.difference(a, b, rounds=rounds, seed=seed)
        first, second = measures(a.sum(axis=0)), measures(b.sum(axis=0))
        totals = {m: Difference(float(first[m]), float(second[m]), sure.get(m)) for m in COMPARED}
    return Comparison(
        name=name,
        shared=len(keys),
        only_before=len(old) - len(keys),
        only_after=len(new) - len(keys),
        totals=totals,
        changes=tuple(
            VerdictChange(a, b) for a, b in zip(earlier, later, strict=True) if a.predicted != b.predicted
        ),
    )
