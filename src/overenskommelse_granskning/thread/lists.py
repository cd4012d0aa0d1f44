"""Lists made once per document: goals, promises, problems, measures, insatser.

Criteria that ask for "flertalet" or "varje" count over these. Each entry is a group of units: its
own unit first, then what belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import UnitKind

_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a list; ``units`` are unit ids, the defining one first."""

    title: str
    units: tuple[int, ...]


@dataclass(frozen=True)
class Lists:
    """The lists of a document by name."""

    lists: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Entries of a list; KeyError for a list that does not exist."""
        return self.lists[name]


LIST_NAMES = ("goals", "promises", "problems", "measures", "insatser")


def build_lists(analysis: Analysis) -> Lists:
    """Make all lists from the analysis (with learned functions where the units carry them)."""
    return Lists(
        {
            "goals": _goals(analysis),
            "promises": _promises(analysis),
            "problems": _problems(analysis),
            "measures": _measures(analysis),
            "insatser": _insatser(analysis),
        }
    )


def _live(unit: Unit) -> bool:
    return unit.kind in _BODY and not unit.flags & (CANCELLING | {Flag.EARLIER})


def _entry(*units: Unit) -> Entry:
    return Entry(units[0].text, tuple(u.id for u in units))


def is_goal(unit: Unit) -> bool:
    """A sentence, item or row that states a wished-for change; statistics and purposes do not."""
    if not _live(unit):
        return False
    if unit.functions:
        return "mal" in unit.functions
    concepts = unit.concepts
    if "matt_jamforelse_da" in concepts and "modal_framtid" not in concepts:
        return False
    change = bool(concepts & {"riktning", "niva_grans"})
    if unit.column_topics & {"mal"} and unit.kind is UnitKind.ROW:
        return True
    if "mal" in unit.topics and (change or "modal_framtid" in concepts):
        return not concepts & {"mal_metatext"}
    return change and "modal_framtid" in concepts and "atgardsverb" not in concepts


def _goals(analysis: Analysis) -> tuple[Entry, ...]:
    return tuple(_entry(u) for u in analysis.units if is_goal(u))


def _measures(analysis: Analysis) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for unit in analysis.units:
        if not _live(unit):
            continue
        if unit.functions:
            if "atgard" in unit.functions:
                out.append(_entry(unit))
        elif "atgarder" in unit.topics | unit.column_topics or "atgardsverb" in unit.concepts:
            out.append(_entry(unit))
    return tuple(out)


def _promises(analysis: Analysis) -> tuple[Entry, ...]:
    """The single promises of a medborgarlöfte: list items and rows, else sentences that commit."""
    items: list[Unit] = []
    sentences: list[Unit] = []
    for unit in analysis.units:
        if not _live(unit) or unit.concepts & {"kontakt", "uppfoljning_ord", "dialog_form"} - {"dialog_form"}:
            continue
        if unit.functions and not unit.functions & {"lofte", "atgard", "mal"}:
            continue
        if unit.kind in (UnitKind.ITEM, UnitKind.ROW):
            items.append(unit)
        elif unit.concepts & {"lofte_verb"} or (
            unit.concepts & {"modal_framtid"} and unit.concepts & {"atgardsverb", "aktivitet"}
        ):
            sentences.append(unit)
    if len(items) >= 2:
        return tuple(_entry(u) for u in items)
    return tuple(_entry(u) for u in [*items, *sentences])


def _problems(analysis: Analysis) -> tuple[Entry, ...]:
    """Prioritised problems: headings below a section on priorities, else its items or rows."""
    document = analysis.document
    chosen = {
        s.id
        for s in analysis.sections_about({"prioriterade_omraden"})
    }
    below = [s for s in document.sections if s.parent in chosen and s.heading_block is not None]
    if len(below) >= 2:
        out: list[Entry] = []
        for section in below:
            units = [u for u in analysis.units if section.start <= u.start < _tree_end(analysis, section.id)]
            if units:
                out.append(Entry(section.title, tuple(u.id for u in units)))
        return tuple(out)
    listed = [
        u
        for u in analysis.units
        if _live(u) and u.kind in (UnitKind.ITEM, UnitKind.ROW) and u.section in chosen
    ]
    return tuple(_entry(u) for u in listed)


def _insatser(analysis: Analysis) -> tuple[Entry, ...]:
    """Insatser of a regional plan: numbered or labelled sections that name a working group."""
    out: list[Entry] = []
    for section in analysis.document.sections:
        if section.heading_block is None:
            continue
        units = [u for u in analysis.units if u.section == section.id]
        concepts = frozenset().union(*(u.concepts for u in units)) if units else frozenset()
        if concepts & {"arbetsgrupp_ord", "sammankallande_ord", "forvantat_resultat"}:
            out.append(Entry(section.title, tuple(u.id for u in units)))
    return tuple(out)


def _tree_end(analysis: Analysis, section_id: int) -> int:
    sections = analysis.document.sections
    inside = {section_id}
    end = sections[section_id].end
    for s in sections[section_id + 1 :]:
        if s.parent in inside:
            inside.add(s.id)
            end = s.end
    return end
