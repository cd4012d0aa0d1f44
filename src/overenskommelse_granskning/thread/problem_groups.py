"""Groups of units that may list the prioritised problems of an agreement.

A document may list its problems as headings, as labelled paragraphs, in a table column, as list items, as
ordinal sentences ("det första …") or in one sentence that enumerates. Every such group is a candidate,
with a score for the words of choice it stands under and for how much its titles read like problems.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document import Section
from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import BODY, Cell, UnitKind
from .columns import Link, link_of, link_of_heading
from .problem_items import by_items
from .problem_passages import by_passages
from .problem_prose import by_enumeration, by_ordinals
from .problem_scoring import (
    LABEL,
    OFF_TOPICS,
    PROBLEM_CONCEPTS,
    SAYS,
    SHORT_TITLE,
    Context,
    Group,
    Problem,
    Source,
    heading_unit,
    live,
    make_group,
    name_of,
    own_context,
    plain_title,
    said_numbers,
    together,
)

_COLUMN = re.compile(
    r"^(?:prioritera\w* |utval\w* )?(?:\w*problem\w*|bekymm\w+|"
    r"(?:fokus|prioriterade? |insats)?område\w*|fokus|vägval|tema|spår|utmaning\w*|brott\w*)$",
    re.IGNORECASE,
)
_CAUSE_COLUMN = re.compile(r"orsak|varför|beror|bakom|därför|kommer (?:det )?sig", re.IGNORECASE)
_POINTS = re.compile(r"(?:de|dessa|områdena|problemen|ovanstående|övriga)\b", re.IGNORECASE)
_WORK = frozenset(
    {"mal", "atgarder", "uppfoljning", "organisation", "roller_ansvar", "kommunikation", "dokumentation"}
)
_NAMED_PLACE = re.compile(
    r"^\s*(?:(?:fokus|insats|del)?område|fokus|problem|prioritering|vägval|spår|åtagande|inriktning|utmaning)"
    r"\s*(?:nr\s*)?(?:\d+|[A-Z]\b|ett|två|tre|fyra|fem|sex)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:ska|skall|vi|lovar|målet|\w*ansvarig)\b", re.IGNORECASE)
# How the line below a title begins where it tells of the problem.
_TOLD = re.compile(r"^(?:Problem|Läge|Bakgrund|Orsak|Varför|Så ser|Vad)[^.:?]{0,30}[:?]")
_LONGEST_TITLE = 12  # words
_TOLD_OF = frozenset({Link.CAUSE, Link.GOAL, Link.MEASURE})
_WHAT = re.compile(r"^vad\b", re.IGNORECASE)  # "Vad, var och när" it happens
_YEAR_HEADER = re.compile(r"^\W*(?:år )?(?:19|20)\d\d\W*$", re.IGNORECASE)
_BLANK = re.compile(r"\[|_{3,}|\bX{2,}\b")


def find_groups(analysis: Analysis) -> list[Group]:
    """All groups that may be the list of problems."""
    return [
        *_by_headings(analysis),
        *_by_form(analysis),
        *_by_run_in_titles(analysis),
        *_by_columns(analysis),
        *by_items(analysis),
        *by_ordinals(analysis),
        *by_enumeration(analysis),
        *by_passages(analysis),
    ]


def _by_headings(analysis: Analysis) -> list[Group]:
    out: list[Group] = []
    sections = analysis.document.sections
    headed: dict[int | None, list[Section]] = defaultdict(list)  # by the section that they stand in
    for section in sections:
        if section.heading_block is not None:
            headed[section.parent].append(section)
    for parent in sections:
        below = headed[parent.id]
        top = parent.level <= 1
        if top:  # sections of the whole document: only those about nothing else
            below = [s for s in below if not heading_topics(s.title) or _NAMED_PLACE.match(s.title)]
        else:
            below = [s for s in below if not _tells_of_work(analysis, s)]
        problems: list[Problem] = []
        for section in below:
            heading = heading_unit(analysis, section.id)
            ids = _tree_units(analysis, section.id)
            if heading is None or not any(live(analysis.units[i]) for i in ids):
                continue  # a heading with nothing under it, or a placeholder, tells of no problem
            if top and not (heading.concepts & PROBLEM_CONCEPTS or _NAMED_PLACE.match(heading.text)):
                continue
            if plain_title(section.title):
                problems.append(Problem(plain_title(section.title), ids))
        lead = [u for u in analysis.by_section.get(parent.id, ()) if u.kind in BODY][:4]
        context = Context() if top else own_context(analysis, parent.id, lead, len(problems))
        topics = () if top else heading_topics(parent.title)
        out += make_group(
            analysis, problems, context, Source.TOP_HEADINGS if top else Source.HEADINGS, topics
        )
    return out


def _by_form(analysis: Analysis) -> list[Group]:
    """Sibling headings over text of one and the same form: a table with the same columns, the same lines below."""
    sections = analysis.document.sections
    forms: dict[tuple[int | None, str], list[Section]] = {}
    for section in sections:
        form = _form_of(analysis, section) if section.heading_block is not None else ""
        if form and not heading_topics(section.title):
            forms.setdefault((section.parent, form), []).append(section)
    out: list[Group] = []
    for (parent, _), alike in forms.items():
        problems = [
            Problem(title, _tree_units(analysis, s.id)) for s in alike if (title := plain_title(s.title))
        ]
        topics = heading_topics(sections[parent].title) if parent is not None else ()
        out += make_group(analysis, problems, Context(), Source.FORM, topics)
    return out


def _form_of(analysis: Analysis, section: Section) -> str:
    """The columns of the section's table, else the headings below it; nothing where they tell of no problem."""
    rows = [u for u in analysis.by_section.get(section.id, ()) if u.kind is UnitKind.ROW]
    if rows:
        headers = [c.header.strip() for c in max(rows, key=lambda r: len(r.cells)).cells]
    else:
        headers = [s.title for s in analysis.document.sections if s.parent == section.id]
    told = [link_of(h) or link_of_heading(h) for h in headers]
    parts = {t for t in told if t in _TOLD_OF}
    return "|".join(headers) if parts and len(headers) > 1 else ""


def _tells_of_work(analysis: Analysis, section: Section) -> bool:
    """Whether a heading speaks of plans, goals or follow-up and names no crime or theme."""
    heading = heading_unit(analysis, section.id)
    named = heading is not None and bool(heading.concepts & PROBLEM_CONCEPTS)
    return not named and bool(_WORK & set(heading_topics(section.title)))


@dataclass(frozen=True, slots=True)
class _Start:
    """A paragraph that opens with a title: where, whether it bears a label, names a crime or theme, stands alone."""

    at: int
    title: str
    labelled: bool
    named: bool
    alone: bool
    short: bool
    told: bool  # the line below begins with ”Problemet:” or the like


def _by_run_in_titles(analysis: Analysis) -> list[Group]:
    """Paragraphs that open with a short title, as bold lead-ins do, or that follow one on a line of its own."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        found = [s for i in range(len(units)) if (s := _start(units, i)) is not None]
        if not any(s.named for s in found):
            continue
        before = [u for u in units[: found[0].at] if u.kind in BODY][-4:]
        said = {n for u in before for n in said_numbers(u.text)}
        starts = _alike(found, said)
        problems = []
        short = len(starts) > 1 and all(  # a block each: what stands below the last is not about it either
            units[b.at - 1].block == units[a.at].block for a, b in pairwise(starts)
        )
        for n, s in enumerate(starts):
            stop = starts[n + 1].at if n + 1 < len(starts) else len(units)
            if short and n + 1 == len(starts):
                stop = next((i for i in range(s.at, stop) if units[i].block != units[s.at].block), stop)
            problems.append(Problem(s.title, tuple(u.id for u in units[s.at : stop])))
        problems = together(problems)
        lead = [u for u in units[: starts[0].at] if u.kind in BODY][-4:] if starts else []
        topics = heading_topics(analysis.document.sections[section].title)
        context = own_context(analysis, section, lead, len(problems))
        told = bool(starts) and all(s.told for s in starts)
        out += make_group(analysis, problems, context, Source.TOLD_LINES if told else Source.LINES, topics)
    return out


def _start(units: Sequence[Unit], i: int) -> _Start | None:
    """The title that a paragraph opens with; None where it opens with none."""
    unit = units[i]
    if unit.kind is not UnitKind.SENTENCE or not live(unit) or (i and units[i - 1].block == unit.block):
        return None
    more = i + 1 < len(units) and units[i + 1].block == unit.block
    text, at = unit.text, i
    if not plain_title(text) and more:
        text, at = f"{text} {units[i + 1].text}", i + 1  # "Fokus 1." taken for a sentence
    title = plain_title(text)
    labelled = LABEL.match(text) is not None
    words = len(title.split())
    alone = not more and not text.rstrip().endswith((".", ":", ",", ";", "?", "!"))
    short = words <= 5 and not _GOES_ON.search(title)
    long = words <= _LONGEST_TITLE and (more or alone) and not SAYS.search(title)
    if not title or len(title) > SHORT_TITLE or not (labelled or short or long):
        return None
    if "val_verb" in unit.concepts or _POINTS.match(title):
        return None
    named = labelled or bool(unit.concepts & PROBLEM_CONCEPTS)
    told = alone and i + 1 < len(units) and _TOLD.match(units[i + 1].text) is not None
    if not (named or told or (more and text.rstrip().endswith("."))):
        return None
    return _Start(at, name_of(title, unit), labelled, named, alone, words <= 2 or told, told)


def _alike(found: Sequence[_Start], said: set[int]) -> list[_Start]:
    """Those that are set in the same way: labelled, else lines of their own or openings as most that are named."""
    labelled = [s for s in found if s.labelled]
    if labelled:
        return labelled
    named = [s for s in found if s.named]
    alone = sum(s.alone for s in named) * 2 > len(named)
    same = [s for s in found if s.named or s.alone == alone]
    for kept in ([s for s in same if s.named or s.short], same):
        if len(kept) in said and len(named) * 2 >= len(kept):
            return list(kept)
    kept = [s for s in same if s.named or s.short]
    return kept if len(named) * 2 >= len(kept) else named


def _problem_cell(row: Unit) -> tuple[Cell, Source] | None:
    """The cell that names the problem: by its header, or the first where other columns tell of the work."""
    if not row.cells:
        return None
    first, *others = row.cells
    if others and all(_YEAR_HEADER.match(c.header) for c in others):
        return None  # figures of some years
    for cell in row.cells:
        if _COLUMN.match(cell.header.strip()):
            return cell, Source.COLUMN
    if (
        OFF_TOPICS & set(heading_topics(first.header)) and not _WHAT.match(first.header)
    ) or _CAUSE_COLUMN.search(first.header):
        return None
    if any(_CAUSE_COLUMN.search(c.header) for c in others):
        return first, Source.COLUMN
    if link_of(first.header) is None and any(link_of(c.header) in _TOLD_OF for c in others):
        return first, Source.FIRST_COLUMN
    return None


def _by_columns(analysis: Analysis) -> list[Group]:
    """A table column headed "Problem", "Område", or the first one: its distinct values with their rows."""
    tables: dict[tuple[int, Source], dict[str, list[Unit]]] = {}
    text = analysis.document.text
    for unit in analysis.units:
        if unit.kind is not UnitKind.ROW or unit.table is None:
            continue
        found = _problem_cell(unit)
        if found is not None:
            cell, source = found
            value = text[cell.start : cell.end].strip()
            if any(c.isalpha() for c in value) and not _BLANK.search(value):
                tables.setdefault((unit.table, source), {}).setdefault(value, []).append(unit)
    out: list[Group] = []
    for (_, source), values in tables.items():
        problems = [Problem(v, tuple(u.id for u in rows)) for v, rows in values.items()]
        section = next(iter(values.values()))[0].section
        topics = set(heading_topics(analysis.document.sections[section].title)) - {"atgarder", "mal"}
        context = own_context(analysis, section, (), len(problems))
        out += make_group(analysis, problems, context, source, topics)
    return out


def _tree_units(analysis: Analysis, section: int) -> tuple[int, ...]:
    sections = analysis.document.sections
    inside = {section}
    for i in range(section + 1, len(sections)):
        if sections[i].parent not in inside:
            break  # what stands below a heading stands together
        inside.add(sections[i].id)
    return tuple(u.id for s in sorted(inside) for u in analysis.by_section.get(s, ()))
