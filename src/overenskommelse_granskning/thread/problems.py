"""The prioritised problems of an agreement, each with the units that belong to it.

Of the groups of units that may list them (see :mod:`.problem_groups`) the best is taken. Units elsewhere
(goals, rows of a plan) join the one problem whose key words they share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.analysis import Analysis
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .problem_choice import best_group
from .problem_groups import find_groups
from .problem_scoring import (
    OFF_TOPICS,
    PROBLEM_CONCEPTS,
    Problem,
    common_title,
    live,
    named_first,
    unnumbered,
)

_ELSEWHERE = frozenset(
    {"mal", "atgarder", "orsaksanalys", "lagesbild", "prioriterade_omraden", "uppfoljning"}
)
_LETTER = re.compile(r"^\s*(?:(?:fokus|område|problem)\s+)?([A-H])\d?[.,):]\s")
_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_STEM = 6


def find_problems(analysis: Analysis) -> tuple[Problem, ...]:
    """The problems the document has chosen, in text order; empty where none are told apart."""
    best = best_group(analysis, find_groups(analysis))
    return _with_belonging(analysis, unnumbered(best.problems)) if best is not None else ()


def _with_belonging(analysis: Analysis, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Add the goals, causes and rows elsewhere that share key words with exactly one problem."""
    keys = _keys(analysis, problems)
    letters = _letters(analysis, problems)
    names = [p.title for p in problems]
    taken = {i for p in problems for i in p.units}
    joined: list[list[int]] = [list(p.units) for p in problems]
    section_owner: dict[int, int] = {}
    named: tuple[int, int | None] = (-1, None)
    for unit in analysis.units:
        if unit.id in taken:
            continue
        if unit.kind is UnitKind.HEADING:
            owner = _owner(unit.text.lower(), keys)
            if owner is not None and not OFF_TOPICS & set(heading_topics(unit.text)):
                section_owner[unit.section] = owner
            continue
        if not live(unit):
            continue
        if unit.block != named[0]:
            named = (unit.block, named_first(unit.text, names))
        owner = named[1]  # a paragraph that opens with a problem's name is about it to its end
        if owner is None:
            owner = section_owner.get(unit.section)
        if (
            owner is None
            and unit.topics | unit.column_topics
            and (_ELSEWHERE & (unit.topics | unit.column_topics))
        ):
            letter = _LETTER.match(unit.text)
            owner = letters.get(letter[1]) if letter else None
            if owner is None:
                owner = _owner(unit.text.lower(), keys)
        if owner is not None:
            joined[owner].append(unit.id)
    return tuple(
        Problem(p.title, tuple(units), len(p.units)) for p, units in zip(problems, joined, strict=True)
    )


def _keys(analysis: Analysis, problems: Sequence[Problem]) -> list[frozenset[str]]:
    """Stems that tell one problem from the others: of its crime, place and theme words and its names."""
    found: list[set[str]] = []
    for p in problems:
        unit = analysis.units[p.units[0]]
        at = max(unit.text.find(p.title), 0)
        start, end = unit.start + at, unit.start + at + len(p.title)
        telling = {
            h.start for h in unit.hits
            if start <= h.start < end and h.concept in PROBLEM_CONCEPTS | {"plats_monster", "grupp_monster"}
        }  # fmt: skip
        stems = set()
        for m in _WORD.finditer(p.title):
            word = m.group()
            if len(word) >= 5 and (start + m.start() in telling or (word[0].isupper() and m.start() > 0)):
                stems.add(word.lower()[:_STEM])
        found.append(stems)
    title = common_title(analysis).lower()
    everywhere = {s for stems in found for s in stems if re.search(rf"\b{re.escape(s)}", title)}
    return [frozenset(s for s in stems - everywhere if sum(s in o for o in found) == 1) for stems in found]


def _letters(analysis: Analysis, problems: Sequence[Problem]) -> dict[str, int]:
    out: dict[str, int] = {}
    for i, p in enumerate(problems):
        match = _LETTER.match(analysis.units[p.units[0]].text)
        if match:
            out[match[1]] = i
    return out


def _owner(text: str, keys: Sequence[frozenset[str]]) -> int | None:
    """The one problem whose key words the text has; None for none or several."""
    owners = [i for i, stems in enumerate(keys) if any(s in text for s in stems)]
    return owners[0] if len(owners) == 1 else None
