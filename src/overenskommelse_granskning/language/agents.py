"""Who does something: roles and bodies in a unit that act, as against those that receive or own.

"Resultatet redovisas för styrgruppen" names a receiver, "styrgruppens ordförande" an owner, "följs upp i
styrgruppen" and "följs upp av kommunpolisen" the ones who do it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .analysis import Unit
    from .facts import Fact

_RECEIVER = re.compile(
    r"\b(?:till|för|inför|åt|mot|om|från|hos|underrättar|informerar)\s+"
    r"(?:\S+(?:\s\S+){0,2}?,?\s(?:och|samt|eller)\s)?"
    r"(?:(?:\w+s|den|det|de|en|ett|båda|bägge|respektive|vardera|lokala|nya|kommunala|berörda?)\s+){0,3}$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:ens|ets|rnas|ns|ts|ers)$")
_PLACE = re.compile(r"\b(?:i|på|vid|av|genom)\s+(?:\w+s\s+)?$", re.IGNORECASE)
_INFORMED = re.compile(
    r"^\s+(?:hålls|får|ska få|ska hållas|underrättas|informeras|kan få|delges)\b", re.IGNORECASE
)


def agents(unit: Unit, kinds: frozenset[str]) -> tuple[Fact, ...]:
    """The facts of these kinds in a unit that stand as the one who acts."""
    out = []
    for fact in unit.facts:
        if fact.kind not in kinds:
            continue
        before = unit.text[: fact.start - unit.start]
        after = unit.text[fact.end - unit.start :]
        said = unit.said(fact)
        if _RECEIVER.search(before) or _INFORMED.match(after):
            continue
        if _OWNER.search(said) and not _PLACE.search(before):
            continue
        out.append(fact)
    return tuple(out)
