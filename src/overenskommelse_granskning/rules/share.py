"""``share``: how large a part of a list (goals, promises, problems, insatser) passes a test.

Options: ``list`` (name of the list), ``where`` (test on an entry's units), ``met_over`` (met when
the share is larger than this; default 0.5 — "flertalet" is more than half), ``partial_from`` (how
many entries make partial, default 1), ``partial_over`` (partial only when the share of passing entries
is larger than this: 0.49 for "minst hälften"), ``met_all`` (met only when every entry passes). Missing
when the list is empty or no entry passes. ``own``: test only the entry's first unit; ``lead``: a test on the
label, sentence or heading that leads into the entry, which then counts for it. ``allow``:
flags that do not cap here. ``tell``: say which entries fall short, by their titles. What stands among the entries as a blank to be filled in counts as one that
does not pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..language.cues import Flag
from ..vocabulary.closed import Outcome
from ..vocabulary.swedish import shorten
from .contract import Context, Passage, Rule, TestCompiler, capped, passage

TYPE = "share"
_MOST_TOLD = 8  # entries named
_LONGEST_TITLE = 61
OPTIONS = frozenset(
    {"list", "where", "met_over", "partial_from", "partial_over", "met_all", "own", "lead", "allow", "tell"}
)


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    name = str(options["list"])
    where = tests(options["where"])
    over = float(options.get("met_over", 0.5))
    least = int(options.get("partial_from", 1))
    part_over = float(options.get("partial_over", 0.0))
    every = bool(options.get("met_all", False))
    lead = tests(options["lead"]) if "lead" in options else None  # a test on what leads into the entry
    allow = frozenset(Flag(f) for f in options.get("allow", ()))
    tell = bool(options.get("tell", False))
    own = bool(options.get("own", False))  # only the entry's first unit, not what stands below it

    def rule(context: Context) -> tuple[Outcome, tuple[Passage, ...], str]:
        ground = context.ground
        entries = context.lists.named(name)
        good: list[Passage] = []
        short: list[str] = []
        full = 0
        for entry in entries:
            members = entry.members(context.analysis)
            hits = ground.passing(where, members[:1] if own else members)
            if not hits and lead is not None:
                hits = ground.passing(lead, [ground.units[i] for i in entry.lead])
            if not hits or all(capped(u, allow) for u in hits):
                short.append(entry.title)
            if hits:
                hits.sort(key=lambda u: capped(u, allow))
                full += not capped(hits[0], allow)
                good.append(passage(hits[0], allow))
        count = len(entries) + context.lists.blanks(name)
        share = full / count if entries else 0.0
        if entries and (share == 1.0 if every else share > over):
            outcome = Outcome.MET
        elif entries and len(good) >= least and len(good) / count > part_over:
            outcome = Outcome.PARTIAL
        else:
            outcome = Outcome.MISSING
        detail = _shortfall(short, len(entries)) if tell and short else ""
        return outcome, tuple(good) if outcome is not Outcome.MISSING else (), detail

    return rule


def _shortfall(titles: Sequence[str], count: int) -> str:
    """Which entries fall short, for the reader: "brister i 2 av 7 (A; B)"."""
    names = "; ".join(shortened(t) for t in titles[:_MOST_TOLD])
    more = len(titles) - _MOST_TOLD
    return f"brister i {len(titles)} av {count} ({names}{f' och {more} till' if more > 0 else ''})"


def shortened(title: str) -> str:
    """A title in one line, cut at a word."""
    return shorten(" ".join(title.split()).rstrip(" .:"), _LONGEST_TITLE)
