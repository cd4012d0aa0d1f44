"""``table``: a table or a list whose rows hold several of the parts of a plan.

Options: ``columns`` (name → test on a row; the header of a column counts through ``column``),
``min`` (how many parts for met), ``some`` (for partial), ``rows`` (how many rows must hold them,
default 1).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from ..language.analysis import Unit
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, Rule, TestCompiler, passage, usable

TYPE = "table"
OPTIONS = frozenset({"columns", "min", "some", "rows"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    parts = {name: tests(test) for name, test in options["columns"].items()}
    least = int(options["min"])
    some = int(options.get("some", 2))
    need = int(options.get("rows", 1))

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        best: tuple[int, list[Unit]] = (0, [])
        groups: dict[tuple[str, int], list[Unit]] = defaultdict(list)
        for u in context.analysis.units:
            if u.kind is UnitKind.ROW and u.table is not None:
                groups["table", u.table].append(u)
            elif u.kind is UnitKind.ITEM:
                groups["list", u.section].append(u)
        for rows in groups.values():
            live = [u for u in rows if usable(u)]
            passed = Counter(u.id for test in parts.values() for u in context.ground.passing(test, live))
            counted = [(passed[u.id], u) for u in live]
            counted.sort(key=lambda c: (-c[0], c[1].start))
            if len(counted) >= need:
                level = counted[need - 1][0]
                if level > best[0]:
                    best = (level, [u for n, u in counted if n >= level])
        level, rows = best
        if level >= least:
            outcome = Outcome.MET
        elif level >= some:
            outcome = Outcome.PARTIAL
        else:
            return Outcome.MISSING, ()
        return outcome, tuple(passage(u) for u in rows[:3])

    return rule
