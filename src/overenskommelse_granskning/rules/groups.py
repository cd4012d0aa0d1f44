"""``groups``: how many different kinds of thing are there, e.g. sources from both parties.

Options: ``groups`` (name → test), ``min`` (how many groups for met, default all), ``some`` (how
many for partial, default 1), ``within`` (``passages``: only the criterion's passages and their
neighbours; ``document``: anywhere, the default), ``window``, ``list`` (name of a list: the kinds must
meet in one entry, the best entry counts), ``allow``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, Rule, TestCompiler, capped, passage, usable
from .ground import Ground

TYPE = "groups"
OPTIONS = frozenset({"groups", "min", "some", "within", "window", "allow", "list"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    groups = {name: tests(test) for name, test in options["groups"].items()}
    least = int(options.get("min", len(groups)))
    some = int(options.get("some", 1))
    near = options.get("within", "document") == "passages"
    window = int(options.get("window", 1))
    allow = frozenset(Flag(f) for f in options.get("allow", ()))

    entries = str(options["list"]) if "list" in options else None

    def one(ground: Ground, units: Iterable[Unit]) -> tuple[int, int, tuple[Passage, ...]]:
        """How many kinds are there uncapped, how many at all, and where."""
        live = [u for u in units if usable(u, allow)]
        free, held = 0, 0
        passages: dict[int, Passage] = {}
        for test in groups.values():
            hits = ground.passing(test, live)
            if not hits:
                continue
            held += 1
            hits.sort(key=lambda u: capped(u, allow))
            free += not capped(hits[0], allow)
            passages.setdefault(hits[0].id, passage(hits[0], allow))
        return free, held, tuple(passages.values())

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
        if entries is None:
            free, held, passages = one(context.ground, _scope(context, near, window))
        else:
            counted = [one(context.ground, e.members(context.analysis)) for e in context.lists.named(entries)]
            free, held, passages = max(counted, key=lambda c: c[:2], default=(0, 0, ()))
        if free >= least:
            outcome = Outcome.MET
        elif held >= some:
            outcome = Outcome.PARTIAL
        else:
            outcome = Outcome.MISSING
        return outcome, passages if outcome is not Outcome.MISSING else ()

    return rule


def _scope(context: Context, near: bool, window: int) -> Iterable[Unit]:
    body = (UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW)
    if not near:
        return [u for u in context.analysis.units if u.kind in body]
    seen: dict[int, Unit] = {}
    for p in context.passages:
        for u in context.analysis.neighbours(context.analysis.units[p.unit], window):
            if u.kind in body:
                seen[u.id] = u
    return [seen[i] for i in sorted(seen)]
