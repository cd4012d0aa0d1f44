"""Groups of units that may list the prioritised problems of an agreement.

A document may list its problems as headings, as labelled paragraphs, in a table column, as list items, as
ordinal sentences ("det första …") or in one sentence that enumerates. Every such group is a candidate,
with a score for the words of choice it stands under and for how much its titles read like problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import Cell, UnitKind

_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})
PROBLEM_CONCEPTS = frozenset({"brott_ord", "brottstema_ord"})
_CHOICE = frozenset({"problem_rubrik", "val_verb"})
_VOID = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.EARLIER})
OFF_TOPICS = frozenset(
    {"mal", "atgarder", "organisation", "uppfoljning", "underskrifter", "parter", "dialog", "roller_ansvar",
     "kommunikation", "resurser", "bilagor", "definitioner", "styrdokument", "dokumentation",
     "giltighet_revidering", "informationsutbyte", "medborgarlofte"}
)  # fmt: skip
_LABEL = re.compile(
    r"^\s*(?:(?:fokus(?:område)?|område|problem|prioritering|vägval|spår)\s*(?:nr\s*)?(?:\d+|[A-Z])\s*[.:–-]?|"
    r"\d+(?:\.\d+)*[.)]?|[A-Z][.):])\s+",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"^(?:för )?det (?:första|andra|tredje|fjärde|femte|sjätte|sista)\b|"
    r"^(?:ett|en) (?:första|andra|tredje|fjärde|annat|annan)\b",
    re.IGNORECASE,
)
_ORDINAL_LEAD = re.compile(
    r"^(?:för )?(?:det|ett|en) \w+(?: (?:prioriterade )?(?:problemet?|området?))?"
    r"\s*(?:är|avser|gäller|handlar om|rör|,|:)?\s*",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"^(?:prioritera\w* |utval\w* )?(?:\w*problem\w*|bekymm\w+|"
    r"(?:fokus|prioriterade? |insats)?område\w*|fokus|vägval|brott\w*)$",
    re.IGNORECASE,
)
_CAUSE_COLUMN = re.compile(r"orsak|varför|beror|bakom|därför|hur det kommer sig", re.IGNORECASE)
_ENUMERATION = re.compile(
    r"(?::|\b(?:avser?|avse|omfattar?|prioriterar?|är|på|med|uppmärksamma[rs]?|gäller))\s+([^:;]{12,400})$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:och|samt)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b", re.IGNORECASE)
_BLANK = re.compile(r"\[|_{3,}|\bX{2,}\b")
_SAID = 1.5  # context from which the document itself says that these are its problems
_MOST = 16
_SHORT_TITLE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: its title (a stretch of the text) and its unit ids, the defining one first.

    The first ``own`` units are those that list it; the others were found elsewhere.
    """

    title: str
    units: tuple[int, ...]
    own: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Problems that are listed together, with how much speaks for them."""

    problems: tuple[Problem, ...]
    score: float


def find_groups(analysis: Analysis) -> list[Group]:
    """All groups that may be the list of problems."""
    return [
        *_by_headings(analysis),
        *_by_run_in_titles(analysis),
        *_by_columns(analysis),
        *_by_items(analysis),
        *_by_ordinals(analysis),
        *_by_enumeration(analysis),
    ]


def live(unit: Unit) -> bool:
    """A negation inside a problem ("ingen ser parkeringen") does not make it less of a problem."""
    return unit.kind in _BODY and not unit.flags & _VOID


def _reads_as_problem(analysis: Analysis, title: str, unit: Unit) -> bool:
    """Whether a title, a stretch of ``unit``, names a crime or a theme of crime prevention."""
    at = unit.text.find(title)
    if at < 0:
        return bool(unit.concepts & PROBLEM_CONCEPTS)
    start, end = unit.start + at, unit.start + at + len(title)
    return any(h.concept in PROBLEM_CONCEPTS and start <= h.start < end for h in unit.hits)


def _plain(title: str) -> str:
    """A title without its number and letter ("3.2 A. Inbrott" → "Inbrott")."""
    return _LABEL.sub("", _LABEL.sub("", title + " ")).strip(" .:,;")


def _group(
    analysis: Analysis,
    problems: Sequence[Problem],
    context: float,
    form: float,
    topics: Iterable[str],
) -> list[Group]:
    """The candidates as a group, or nothing when too few of them read like problems."""
    if not 2 <= len(problems) <= _MOST:
        return []
    named = sum(_problem_like(analysis, p) for p in problems)
    share = named / len(problems)
    if share < (0.6 if context < 0.8 else 0.4 if context < _SAID else 0.2):
        return []
    off = (
        3.0
        if OFF_TOPICS & set(topics) and "prioriterade_omraden" not in set(topics) and context < 0.8
        else 0.0
    )
    score = context + 3.0 * share + form - off - 0.1 * max(len(problems) - 6, 0)
    return [Group(tuple(problems), score)] if score > 3.0 else []


def _problem_like(analysis: Analysis, problem: Problem) -> float:
    """1 where the title names a crime or theme, less where only what follows does."""
    if _reads_as_problem(analysis, problem.title, analysis.units[problem.units[0]]):
        return 1.0
    return 0.6 if any(analysis.units[i].concepts & {"brott_ord"} for i in problem.units[:4]) else 0.0


def _choice(units: Iterable[Unit]) -> float:
    """How strongly the words before a list say that problems were chosen."""
    found = frozenset().union(*(u.concepts for u in units)) & _CHOICE
    return 0.8 * len(found)


def _heading_unit(analysis: Analysis, section: int) -> Unit | None:
    first = analysis.by_section.get(section, ())
    return first[0] if first and first[0].kind is UnitKind.HEADING else None


def _by_headings(analysis: Analysis) -> list[Group]:
    out: list[Group] = []
    sections = analysis.document.sections
    for parent in sections:
        below = [s for s in sections if s.parent == parent.id and s.heading_block is not None]
        top = parent.level <= 1
        if top:  # sections of the whole document: only those about nothing else
            below = [s for s in below if not heading_topics(s.title)]
        problems: list[Problem] = []
        for section in below:
            heading = _heading_unit(analysis, section.id)
            ids = _tree_units(analysis, section.id)
            if heading is None or not any(live(analysis.units[i]) for i in ids):
                continue  # a heading with nothing under it, or a placeholder, tells of no problem
            if top and not heading.concepts & PROBLEM_CONCEPTS:
                continue
            problems.append(Problem(_plain(section.title), ids))
        lead = [u for u in analysis.by_section.get(parent.id, ()) if u.kind in _BODY][:4]
        context = 0.0 if top else _own_context(analysis, parent.id, lead)
        topics = () if top else heading_topics(parent.title)
        out += _group(analysis, problems, context, 1.0, topics)
    return out


def _own_context(analysis: Analysis, section: int, lead: Sequence[Unit]) -> float:
    title = analysis.document.sections[section].title
    heading = _heading_unit(analysis, section)
    about = 1.5 if "prioriterade_omraden" in heading_topics(title) else 0.0
    return about + _choice([*([heading] if heading else []), *lead])


def _by_run_in_titles(analysis: Analysis) -> list[Group]:
    """Paragraphs that open with a short title, as bold lead-ins do."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        starts: list[tuple[int, str, bool]] = []
        for i, unit in enumerate(units):
            if unit.kind is not UnitKind.SENTENCE or not live(unit):
                continue
            if i and units[i - 1].block == unit.block:
                continue
            text, at = unit.text, i
            if not _plain(text) and i + 1 < len(units) and units[i + 1].block == unit.block:
                text, at = f"{text} {units[i + 1].text}", i + 1  # "Fokus 1." taken for a sentence
            title = _plain(text)
            labelled = _LABEL.match(text) is not None
            fits = len(title) <= _SHORT_TITLE and (labelled or len(title.split()) <= 5)
            named = labelled or bool(unit.concepts & PROBLEM_CONCEPTS)
            if fits and named and "val_verb" not in unit.concepts:
                starts.append((at, title, labelled))
        if any(labelled for *_, labelled in starts):
            starts = [s for s in starts if s[2]]
        problems = []
        for n, (i, title, _) in enumerate(starts):
            stop = starts[n + 1][0] if n + 1 < len(starts) else len(units)
            problems.append(Problem(title, tuple(u.id for u in units[i:stop])))
        lead = [u for u in units[: starts[0][0]] if u.kind in _BODY][-4:] if starts else []
        topics = heading_topics(analysis.document.sections[section].title)
        out += _group(analysis, problems, _own_context(analysis, section, lead), 0.8, topics)
    return out


def _problem_cell(row: Unit) -> Cell | None:
    """The cell that names the problem: by its header, or the first where a column gives causes."""
    for cell in row.cells:
        if _COLUMN.match(cell.header.strip()):
            return cell
    first, *others = row.cells
    if any(_CAUSE_COLUMN.search(c.header) for c in others) and not (
        OFF_TOPICS & set(heading_topics(first.header)) or _CAUSE_COLUMN.search(first.header)
    ):
        return first
    return None


def _by_columns(analysis: Analysis) -> list[Group]:
    """A table column headed "Problem", "Område": its distinct values with their rows."""
    tables: dict[int, dict[str, list[Unit]]] = {}
    text = analysis.document.text
    for unit in analysis.units:
        if unit.kind is not UnitKind.ROW or unit.table is None:
            continue
        cell = _problem_cell(unit)
        if cell is not None:
            value = text[cell.start : cell.end].strip()
            if value and not _BLANK.search(value):
                tables.setdefault(unit.table, {}).setdefault(value, []).append(unit)
    out: list[Group] = []
    for values in tables.values():
        problems = [Problem(v, tuple(u.id for u in rows)) for v, rows in values.items()]
        section = next(iter(values.values()))[0].section
        topics = set(heading_topics(analysis.document.sections[section].title)) - {"atgarder", "mal"}
        out += _group(analysis, problems, 1.6, 0.9, topics)
    return out


def _by_items(analysis: Analysis) -> list[Group]:
    """The list items of a section, each with the sentences of its block."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        runs: list[tuple[int, list[Unit]]] = []
        for i, unit in enumerate(units):
            if unit.kind is not UnitKind.ITEM or not live(unit):
                continue
            if runs and units[i - 1] is runs[-1][1][-1]:
                runs[-1][1].append(unit)
            else:
                runs.append((i, [unit]))
        topics = heading_topics(analysis.document.sections[section].title)
        for first, items in runs:
            blocks: dict[int, list[Unit]] = {}
            for u in items:
                blocks.setdefault(u.block, []).append(u)
            problems = [Problem(us[0].text.strip(" .,;"), tuple(u.id for u in us)) for us in blocks.values()]
            lead = [u for u in units[max(first - 2, 0) : first] if u.kind in _BODY]
            out += _group(analysis, problems, _own_context(analysis, section, lead), 0.4, topics)
    return out


def _by_ordinals(analysis: Analysis) -> list[Group]:
    """ "Det första är …", "Det andra …": each with what follows up to the next."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        starts = [i for i, u in enumerate(units) if u.kind in _BODY and _ORDINAL.match(u.text)]
        problems = []
        for n, i in enumerate(starts):
            stop = starts[n + 1] if n + 1 < len(starts) else _block_end(units, i)
            title = _ORDINAL_LEAD.sub("", units[i].text).strip(" .")
            problems.append(Problem(title, tuple(u.id for u in units[i:stop])))
        lead = [u for u in units[: starts[0]] if u.kind in _BODY][-3:] if starts else []
        topics = heading_topics(analysis.document.sections[section].title)
        out += _group(analysis, problems, _own_context(analysis, section, lead), 0.9, topics)
    return out


def _block_end(units: Sequence[Unit], i: int) -> int:
    stop = i + 1
    while stop < len(units) and units[stop].block == units[i].block:
        stop += 1
    return stop


def _by_enumeration(analysis: Analysis) -> list[Group]:
    """One sentence that names them: "vi har valt tre saker: cyklarna, bråken och våldet"."""
    out: list[Group] = []
    for unit in analysis.units:
        if unit.kind is not UnitKind.SENTENCE or not live(unit):
            continue
        if OFF_TOPICS & unit.topics and "prioriterade_omraden" not in unit.topics:
            continue
        if not (unit.concepts & _CHOICE or _COUNTED.search(unit.text)):
            continue
        match = _ENUMERATION.search(unit.text.strip().rstrip("."))
        if match is None:
            continue
        *parts, last = re.split(r",\s+", match[1])
        parts = [p.strip(" .") for p in [*parts, *_AND.split(last, 1)] if p.strip(" .")]
        if len(parts) < 2 or any(len(p) > _SHORT_TITLE for p in parts):
            continue
        problems = [Problem(p, (unit.id,)) for p in parts]
        context = _own_context(analysis, unit.section, [unit])
        topics = heading_topics(analysis.document.sections[unit.section].title)
        out += _group(analysis, problems, context, 0.0, topics)
    return out


def _tree_units(analysis: Analysis, section: int) -> tuple[int, ...]:
    sections = analysis.document.sections
    inside = {section}
    for s in sections[section + 1 :]:
        if s.parent in inside:
            inside.add(s.id)
    return tuple(u.id for u in analysis.units if u.section in inside)
