"""``beside``: what is asked for stands in one of the criterion's passages or right beside it.

Options: ``where`` (the test), ``window`` (how many units on each side, within the section; default
1, 0 = the passage itself), ``near`` (a further test that a neighbour must pass, the passage itself need
not), ``allow``. The passage counts, not the neighbour alone: a date three
sections away answers nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language.cues import Flag
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, Rule, TestCompiler, outcome_of, passage, usable

TYPE = "beside"
OPTIONS = frozenset({"where", "window", "near", "allow"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    where = tests(options["where"])
    near_test = tests(options["near"]) if "near" in options else None
    window = int(options.get("window", 1))
    allow = frozenset(Flag(f) for f in options.get("allow", ()))

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        ground = context.ground
        found: dict[int, Passage] = {}
        for anchor in context.passages:
            unit = context.analysis.units[anchor.unit]
            if not usable(unit, allow):
                continue
            around = [
                u for u in context.analysis.neighbours(unit, window) if u.id not in found and usable(u, allow)
            ]
            if near_test is not None:
                fitting = {u.id for u in ground.passing(near_test, [u for u in around if u is not unit])}
                around = [u for u in around if u is unit or u.id in fitting]
            for near in ground.passing(where, around):
                found[near.id] = passage(near, allow, weight=1.0 if near is unit else 0.0)
        listed = sorted(found.values(), key=lambda p: (p.capped, -p.weight, p.start))
        return outcome_of(listed), tuple(listed)

    return rule
