"""A promise of a medborgarlöfte and its parts."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Evidence


@dataclass(frozen=True, slots=True)
class PromiseActor:
    """Who a promise binds. ``party``: police, municipality, both, other, or empty where it is not said."""

    evidence: Evidence
    party: str


@dataclass(frozen=True, slots=True)
class PromiseQuantity:
    """A number in a promise. ``kind``: count, percent, money, duration or frequency; ``bound``: min, max,
    below, above or empty; ``months_between`` is set for what is promised so and so often."""

    evidence: Evidence
    value: float
    unit: str
    kind: str
    bound: str = ""
    upper: float | None = None
    approximate: bool = False
    months_between: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a medborgarlöfte. A part that the text does not state is None or empty."""

    evidence: Evidence
    actor: PromiseActor | None = None
    activity: Evidence | None = None
    places: tuple[Evidence, ...] = ()
    quantities: tuple[PromiseQuantity, ...] = ()
    time: Evidence | None = None
    years: tuple[int, int] | None = None  # the first and the last year it is given for
