"""Problems that are the items of a list, each perhaps with what is told of it below its name."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .problem_scoring import (
    BODY,
    Group,
    Problem,
    Source,
    live,
    make_group,
    name_of,
    names_before,
    own_context,
    together,
)


def by_items(analysis: Analysis) -> list[Group]:
    """The list items of a section, each with the sentences of its block and what is told of it below its name."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        topics = heading_topics(analysis.document.sections[section].title)
        for first, items in _item_runs(units):
            blocks: dict[int, list[Unit]] = {}
            for u in items:
                blocks.setdefault(u.block, []).append(u)
            problems = together(
                [Problem(_item_name(us[0]), tuple(u.id for u in us)) for us in blocks.values()]
            )
            lead = [u for u in units[max(first - 2, 0) : first] if u.kind in BODY]
            if lead and lead[-1].text.rstrip().endswith(":"):
                topics = heading_topics(lead[-1].text) or topics
            context = own_context(analysis, section, lead, len(problems))
            out += make_group(analysis, problems, context, Source.ITEMS, topics)
    return out


def _item_runs(units: Sequence[Unit]) -> list[tuple[int, list[Unit]]]:
    """Items that follow each other, with where the first stands; a paragraph that opens with the name of one of
    them parts no list."""
    runs: list[tuple[int, list[Unit]]] = []
    names: set[str] = set()
    for i, unit in enumerate(units):
        run = runs[-1][1] if runs and units[i - 1] is runs[-1][1][-1] else []
        if unit.kind is UnitKind.ITEM and live(unit):
            if run:
                run.append(unit)
            else:
                runs.append((i, [unit]))
                names.clear()
            names.add(_item_name(unit).lower())
        elif run and unit.kind is UnitKind.SENTENCE and live(unit):
            goes_on = unit.block == run[-1].block
            if goes_on or not names.isdisjoint(names_before(unit.text)):
                run.append(unit)
    return runs


def _item_name(unit: Unit) -> str:
    return name_of(unit.text.strip(" .,;"), unit)
