"""``mention``: the criterion has a usable passage of its own.

Options: ``where`` (a further test on the passages), ``min``, ``allow``. Without options it is met
as soon as the criterion's ``passages`` gave anything that is not capped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language.cues import Flag
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, Rule, TestCompiler, outcome_of, passage, usable

TYPE = "mention"
OPTIONS = frozenset({"where", "min", "allow"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    where = tests(options["where"]) if "where" in options else None
    least = int(options.get("min", 1))
    allow = frozenset(Flag(f) for f in options.get("allow", ()))

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        units = [context.analysis.units[p.unit] for p in context.passages]
        units = [u for u in units if usable(u, allow)]
        if where is not None:
            units = context.ground.passing(where, units)
        found = [passage(u, allow) for u in units]
        found.sort(key=lambda p: p.capped)
        if found and len(found) < least:
            return Outcome.PARTIAL, tuple(found)
        return outcome_of(found), tuple(found)

    return rule
