"""What changed from one result to another: per criterion, per municipality, and in coverage.

Verdicts are wrong now and then, and a wrong verdict looks like a change. What the measured error alone
would give stands beside every count, and only what is larger is called a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ...vocabulary.closed import Kind, Outcome
from ...vocabulary.municipalities import counties
from ...vocabulary.swedish import alphabetical
from ..panel.facts import SIGNS, Criterion
from ..panel.measured_error import error_rates, standard_error
from .around import CoverageChange, coverage_changes, coverage_notes, warnings
from .chance import Shares, chance_alone, chance_between, error_alone, share_difference
from .saved import SavedCriterion, SavedDocument, SavedResult

_Z = 1.96  # 95 %
_RARE = 0.05
_ORDER = {"missing": 0, "partial": 1, "met": 2}
_SCORED = tuple(_ORDER)


@dataclass(frozen=True, slots=True)
class CriterionCounts:
    """A criterion in both results.

    ``gained``, ``lost`` and ``same`` count the municipalities that were judged in both; ``by_error`` is
    how many of the changes wrong verdicts alone would give, None where that has not been measured.
    ``difference`` is the share that meets it now minus before, over all documents, with an interval.
    ``certain``: larger than error and chance together give in 95 cases of 100.
    """

    criterion: SavedCriterion
    before: Shares
    after: Shares
    gained: int
    lost: int
    same: int
    by_error: float | None
    difference: float | None
    interval: tuple[float, float] | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document's strength lies among others: the share that it is stronger than.

    ``low`` and ``high`` are what the measured error leaves open; None where it has not been measured.
    """

    percentile: float
    low: float | None
    high: float | None
    among: int


@dataclass(frozen=True, slots=True)
class MunicipalityChange:
    """One municipality's latest document of a kind in each result; None where it has none.

    ``owner``: its code, else the name that its documents have.
    """

    owner: str
    name: str
    county: str
    kind: Kind
    checklist: str
    before: SavedDocument | None
    after: SavedDocument | None
    margin: float | None  # of the difference in strength
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    among_all: Standing | None  # of the later document
    among_county: Standing | None

    @property
    def code(self) -> str | None:
        """None for a place that the register of municipalities lacks."""
        return self.owner if self.owner.isdigit() else None

    @property
    def difference(self) -> float | None:
        """In strength; None where one is lacking."""
        values = [d.strengths.get(self.checklist) if d else None for d in (self.before, self.after)]
        return None if values[0] is None or values[1] is None else values[1] - values[0]

    @property
    def certain(self) -> bool:
        """Whether the difference in strength is larger than the measured error."""
        return self.difference is not None and self.margin is not None and abs(self.difference) > self.margin


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """Everything that is told of two results.

    ``warnings``: why figures may differ for other reasons; ``coverage_notes``: what of the coverage cannot be compared.
    """

    before: SavedResult
    after: SavedResult
    names: tuple[str, str]
    warnings: tuple[str, ...]
    coverage: tuple[CoverageChange, ...]
    coverage_notes: tuple[str, ...]
    criteria: tuple[CriterionCounts, ...]
    municipalities: tuple[MunicipalityChange, ...]

    @property
    def paired(self) -> int:
        """Municipalities that have a document of the same kind in both."""
        return len({m.owner for m in self.municipalities if m.before and m.after})

    @property
    def unregistered(self) -> int:
        """Those of the paired that the register of municipalities lacks."""
        return len({m.owner for m in self.municipalities if m.before and m.after and not m.code})


def compare_results(before: SavedResult, after: SavedResult, names: tuple[str, str]) -> ResultComparison:
    """Compare two runs; municipalities are matched by code, else by name."""
    criteria: list[CriterionCounts] = []
    changes: list[MunicipalityChange] = []
    # A checklist that only one of them used says nothing of what has changed.
    common = before.versions.keys() & after.versions.keys()
    listed = {n: c for n, c in {**before.criteria, **after.criteria}.items() if c.checklist in common}
    # The same bytes judged by the same program give the same verdicts, right or wrong.
    exact = before.program == after.program
    for kind in Kind:
        old, new = before.latest(kind), after.latest(kind)
        for checklist in _checklists(old, new, listed):
            own = [c for c in listed.values() if c.checklist == checklist]
            rates = error_rates([_as_criterion(c) for c in own])
            criteria += [_criterion(c, old, new, rates, exact=exact) for c in own]
        main = next(iter(_checklists(old, new, listed)), None)
        if main is not None:
            own = [c for c in listed.values() if c.checklist == main]
            changes += _municipalities(kind, main, own, old, new, exact=exact)
    return ResultComparison(
        before=before,
        after=after,
        names=names,
        warnings=tuple(warnings(before, after)),
        coverage=tuple(coverage_changes(before, after)),
        coverage_notes=tuple(coverage_notes(before, after, names)),
        criteria=tuple(criteria),
        municipalities=tuple(changes),
    )


def _checklists(
    old: Mapping[str, SavedDocument], new: Mapping[str, SavedDocument], listed: Mapping[str, SavedCriterion]
) -> list[str]:
    """Those that any of the documents was judged by, the kind's own first."""
    applied = {name for d in (*old.values(), *new.values()) for name in d.outcomes}
    return list(dict.fromkeys(c.checklist for c in listed.values() if c.checklist in applied))


def _as_criterion(c: SavedCriterion) -> Criterion:
    return Criterion(c.id, c.title, c.level, c.weight, 0)


def _outcome(d: SavedDocument | None, c: SavedCriterion) -> str:
    found = d.outcomes.get(c.checklist, {}).get(c.id, "") if d else ""
    return found if found in _SCORED else ""


def _same(a: SavedDocument | None, b: SavedDocument | None) -> bool:
    """Whether both are the same file."""
    return a is not None and b is not None and bool(a.sha256) and a.sha256 == b.sha256


def _shares(documents: Iterable[SavedDocument], c: SavedCriterion) -> Shares:
    # One that several municipalities share is one document.
    counts = Counter(_outcome(d, c) for d in {d.path: d for d in documents}.values())
    return Shares(counts["met"], counts["partial"], counts["missing"])


@dataclass(frozen=True, slots=True)
class _Pair:
    """A municipality that was judged in both. ``same``: on the same file by the same program."""

    step: int
    same: bool
    documents: tuple[str, str]


def _criterion(
    c: SavedCriterion,
    old: Mapping[str, SavedDocument],
    new: Mapping[str, SavedDocument],
    rates: Mapping[str, float] | None,
    *,
    exact: bool,
) -> CriterionCounts:
    before, after = _shares(old.values(), c), _shares(new.values(), c)
    pairs = [
        _Pair(_ORDER[b] - _ORDER[a], exact and _same(old[o], new[o]), (old[o].path, new[o].path))
        for o in old.keys() & new.keys()
        if (a := _outcome(old[o], c)) and (b := _outcome(new[o], c))
    ]
    gained, lost = sum(p.step > 0 for p in pairs), sum(p.step < 0 for p in pairs)
    apart = sum(not p.same for p in pairs)
    wrong = None if rates is None else 2 * rates[c.id] * (1 - rates[c.id])  # that one of a pair is
    by_error = None if wrong is None else apart * wrong
    difference, interval = share_difference(before, after)
    if pairs:
        # Municipalities with the same document have one verdict between them: it is wrong once.
        single = {p.documents: p for p in pairs}.values()
        up, down = sum(p.step > 0 for p in single), sum(p.step < 0 for p in single)
        judged = sum(not p.same for p in single)
        by_chance = chance_alone(up, down)
        certain = wrong is not None and max(by_chance, error_alone(up - down, judged, wrong)) < _RARE
    else:
        certain = chance_between(before, after) < _RARE
    return CriterionCounts(
        c, before, after, gained, lost, len(pairs) - gained - lost, by_error, difference, interval, certain
    )


def _municipalities(
    kind: Kind,
    checklist: str,
    criteria: Sequence[SavedCriterion],
    old: Mapping[str, SavedDocument],
    new: Mapping[str, SavedDocument],
    *,
    exact: bool,
) -> Iterable[MunicipalityChange]:
    plain = [_as_criterion(c) for c in criteria]
    rates = error_rates(plain)

    def error(d: SavedDocument | None) -> float | None:
        if d is None or rates is None:
            return None
        signs = [SIGNS[Outcome(o)] if o else "-" for o in (_outcome(d, c) for c in criteria)]
        return standard_error("".join(signs), plain, rates)

    strengths = {
        owner: (value, error(d) or 0.0)
        for owner, d in new.items()
        if (value := d.strengths.get(checklist)) is not None
    }
    owners = {o: d.owners[o] for side in (old, new) for o, d in side.items()}
    for owner, own in sorted(owners.items(), key=lambda item: (alphabetical(item[1].name), item[0])):
        a, b = old.get(owner), new.get(owner)
        errors = (error(a), error(b))
        moves = [
            (c.id, _ORDER[y] - _ORDER[x]) for c in criteria if (x := _outcome(a, c)) and (y := _outcome(b, c))
        ]
        margin = (
            0.0
            if exact and _same(a, b)
            else (
                None if errors[0] is None or errors[1] is None else _Z * sqrt(errors[0] ** 2 + errors[1] ** 2)
            )
        )
        inside = {o: v for o, v in strengths.items() if owners[o].county == own.county and own.county}
        yield MunicipalityChange(
            owner=owner,
            name=own.name,
            county=own.county,
            kind=kind,
            checklist=checklist,
            before=a,
            after=b,
            margin=margin,
            gained=tuple(name for name, step in moves if step > 0),
            lost=tuple(name for name, step in moves if step < 0),
            among_all=_standing(owner, strengths, measured=rates is not None),
            among_county=_standing(owner, inside, measured=rates is not None),
        )


def _standing(owner: str, strengths: Mapping[str, tuple[float, float]], *, measured: bool) -> Standing | None:
    if owner not in strengths or len(strengths) < 2:
        return None
    own, error = strengths[owner]
    others = [v for o, v in strengths.items() if o != owner]
    n = len(others)
    below = sum(s < own for s, _ in others) + sum(s == own for s, _ in others) / 2
    if not measured:
        return Standing(below / n, None, None, n)
    certain = [s - own for s, e in others if abs(s - own) > _Z * sqrt(e * e + error * error)]
    low, high = sum(d < 0 for d in certain) / n, 1 - sum(d > 0 for d in certain) / n
    return Standing(below / n, low, high, n)


def county_name(code: str) -> str:
    """The county's name, empty for an unknown code."""
    return next((c.name for c in counties() if c.code == code), "")
