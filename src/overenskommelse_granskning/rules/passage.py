"""``passage``: somewhere in the document a usable unit passes a test.

Options: ``where`` (the test), ``min`` (how many units, default 1), ``allow`` (flags that do not
matter here, e.g. ``later`` for a plan that may be promised), ``headings`` (headings may pass too). Met when enough units pass uncapped, partial when only
capped ones, or fewer than ``min``, do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language.bits import members
from ..language.cues import Flag
from ..language.units import BODY, UnitKind
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, Rule, TestCompiler, outcome_of, passage

TYPE = "passage"
OPTIONS = frozenset({"where", "min", "allow", "headings"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    where = tests(options["where"])
    least = int(options.get("min", 1))
    allow = frozenset(Flag(f) for f in options.get("allow", ()))
    kinds = BODY | ({UnitKind.HEADING} if options.get("headings") else frozenset())

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        ground = context.ground
        found = [passage(ground.units[i], allow) for i in members(where(ground, ground.usable(allow, kinds)))]
        found.sort(key=lambda p: (p.capped, p.start))
        if found and len(found) < least:
            return Outcome.PARTIAL, tuple(found)
        return outcome_of(found), tuple(found)

    return rule
