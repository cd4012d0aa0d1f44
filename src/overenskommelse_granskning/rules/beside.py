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
    where = tests(options["where"])
    near_test = tests(options["near"]) if "near" in options else None
    window = int(options.get("window", 1))
    allow = frozenset(Flag(f) for f in options.get("allow", ()))

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        found: dict[int, Passage] = {}
        for anchor in context.passages:
            unit = context.analysis.units[anchor.unit]
            if not usable(unit, allow):
                continue
            for near in context.analysis.neighbours(unit, window):
                if near is not unit and near_test is not None and not near_test(near):
                    continue
                if near.id not in found and usable(near, allow) and where(near):
                    found[near.id] = passage(near, allow, weight=1.0 if near is unit else 0.0)
        listed = sorted(found.values(), key=lambda p: (p.capped, -p.weight, p.start))
        return outcome_of(listed), tuple(listed)

    return rule
