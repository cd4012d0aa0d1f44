"""What the document itself calls the body that leads the work, and its council."""

from __future__ import annotations

import re
from collections import Counter

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING
from ..language.units import UnitKind

_NAME = re.compile(r"[\w-]*(?:gruppen|rådet|forumet|ledningen|kretsen|kommittén)", re.IGNORECASE)
_PREPARES = re.compile(
    r"(?:arbets|bered\w*|projekt|analys|läges|område[st]?|operativ\w*)grupp", re.IGNORECASE
)
_LEADS = re.compile(r"\b(?:led(?:er|s av)|styr(?:s av)?|ytterst)\b", re.IGNORECASE)
_STEERING = "styrgrupp"
_BODIES = frozenset({"group", "council"})
_BY_NAME, _BY_DECIDING = 1, 3


def leading_body(analysis: Analysis) -> str:
    """The name of the group or council that leads, as it stands within a sentence; empty where none is named.

    One that is called a steering group is it. Else it is what is told to lead, decide or gather the chiefs, or
    the only body that is named.
    """
    if any(_STEERING in u.text.lower() and not u.flags & CANCELLING for u in analysis.units):
        return ""
    told: Counter[str] = Counter()
    deciding: set[str] = set()
    for unit in analysis.units:
        names = _named(unit)
        if unit.kind is UnitKind.HEADER_ROW or unit.flags & CANCELLING or not names:
            continue
        decides = "beslutsverb" in unit.concepts or _LEADS.search(unit.text) or _chiefs(unit) > 1
        told[names[0]] += _BY_DECIDING if decides else _BY_NAME
        if decides:
            deciding.add(names[0])
    # "Rådet" is said for short of the one named in full.
    leads = [n for n in told if not _PREPARES.search(n) and not any(m != n and m.endswith(n) for m in told)]
    leads = [n for n in leads if n in deciding] or (leads if len(leads) == 1 else [])
    best = max(leads, key=lambda n: told[n], default="")
    return _as_written(analysis, best)


def council(analysis: Analysis) -> str:
    """The name of the council, where there is one; empty where it is only called "rådet"."""
    told = Counter(
        n for u in analysis.units if not u.flags & CANCELLING for n in _named(u) if n.endswith("rådet")
    )
    named = [n for n in told if n != "rådet"]
    return _as_written(analysis, max(named, key=lambda n: told[n], default=""))


def _named(unit: Unit) -> list[str]:
    """The definite names of bodies in a unit, in lower case."""
    found = (f.value.name.strip() for f in unit.facts if f.kind == "body" and f.value.kind in _BODIES)
    return [n.lower() for n in found if _NAME.fullmatch(n)]


def _chiefs(unit: Unit) -> int:
    return sum(f.kind == "role" for f in unit.facts)


def _as_written(analysis: Analysis, name: str) -> str:
    """The name as it stands within a sentence, with a capital where the document gives it one there."""
    inside = re.search(rf"[a-zåäö,] ({re.escape(name)})\b", analysis.document.text, re.IGNORECASE)
    return inside[1] if name and inside else name
