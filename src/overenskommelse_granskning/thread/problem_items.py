"""Problems that are the items of a list, each perhaps with what is told of it below its name."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby, pairwise

from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import BODY, UnitKind
from .problem_scoring import (
    Group,
    Problem,
    Source,
    live,
    make_group,
    name_of,
    names_before,
    own_context,
    together,
    without_lead_on,
)


def by_items(analysis: Analysis) -> list[Group]:
    """The list items of a section, each with the sentences of its block and what is told of it below its name."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        topics = heading_topics(analysis.document.sections[section].title)
        below = _told_below(units)
        for first, items in _item_runs(units, below):
            blocks: dict[int, list[Unit]] = {}
            for u in items:
                blocks.setdefault(below.get(u.id, u.block), []).append(u)
            problems = together(
                [Problem(_item_name(us[0]), tuple(u.id for u in us)) for us in blocks.values()]
            )
            lead = [u for u in units[max(first - 2, 0) : first] if u.kind in BODY]
            if lead and lead[-1].text.rstrip().endswith(":"):
                topics = heading_topics(lead[-1].text) or topics
            context = own_context(analysis, section, lead, len(problems))
            out += make_group(analysis, problems, context, Source.ITEMS, topics)
    return out


def _item_runs(units: Sequence[Unit], below: Container[int]) -> list[tuple[int, list[Unit]]]:
    """Items that follow each other, with where the first stands.

    A paragraph that opens with the name of one of them parts no list, nor does one of those ``below`` items.
    """
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
            goes_on = unit.block == run[-1].block or unit.id in below
            if goes_on or not names.isdisjoint(names_before(unit.text)):
                run.append(unit)
    return runs


def _told_below(units: Sequence[Unit]) -> dict[int, int]:
    """Sentence → block of the item above, where paragraphs stand below each of some items and tell of it.

    None where two items follow each other. Below the last the text may go on about something else, so that
    no more is taken than stands below another.
    """
    blocks = [list(us) for _, us in groupby(units, key=lambda u: u.block)]
    items = [i for i, us in enumerate(blocks) if us[0].kind is UnitKind.ITEM]
    gaps = [b - a - 1 for a, b in pairwise(items)]
    if not gaps or min(gaps) < 1:
        return {}
    told = {
        u.id: blocks[i][0].block
        for i, gap in zip(items, [*gaps, max(gaps)], strict=True)
        for us in blocks[i + 1 : i + 1 + gap]
        for u in us
    }
    return told if all(u.kind is UnitKind.SENTENCE for u in units if u.id in told) else {}


def _item_name(unit: Unit) -> str:
    return name_of(without_lead_on(unit.text.strip(" .,;")), unit)
