"""The single promises of a medborgarlöfte: items, rows, numbered sections, sentences, parts of sentences.

A list is taken for promises by what leads into it (heading, label, the sentence before) and by its items.
Lists of what people said, of earlier results, of advice to the reader or of contacts are left out. Where
no list is found, sentences that commit count; "lovar att A, B och C" makes three. Where a page holds
several years only the newest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .promise_leads import (
    DEAD,
    LEAD_GROUND,
    LEAD_OTHER,
    LEAD_PROMISE,
    PERSONAL,
    Promise,
    any_of,
    headings_above,
    is_label,
)
from .promise_sentences import said_promises

_LISTED = frozenset({UnitKind.ITEM, UnitKind.ROW})

_PAST_ITEM = any_of(
    r"\b(?:blev|hölls|gjordes|genomfördes|lovade|svarade|deltog|deltagare|genomfört|uppfylld\w*|hölls)\b"
)
_RESULT_HEADER = any_of(r"\b(?:utfall|resultat|uppfyllt|blev det|telefon|e-post|mejl)\b")
_SPEECH = re.compile(r"[,.!?”\"]\s*(?:säger|berättar|menar|förklarar)\s+(?:\w+\s+){0,2}[A-ZÅÄÖ]")
_MARKED = re.compile(r"^\W*(?:[a-h]|\d{1,2})\s?\)\s+\w|^\W*[1-9]\.\s+[A-ZÅÄÖ]")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_A_YEAR = re.compile(r"\w*löfte|^\W*(?:år(?:en|et)?\s+)?20\d\d(?:\W+(?:20)?\d\d)?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:vårt |polisens |kommunens )?(?:löfte|åtagande|punkt)\s+(?:nr\.?\s*|nummer\s+)?"
    r"(?:\d{1,2}|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b(?!\s*(?:januari|februari|mars|april|maj|juni))",
    re.IGNORECASE,
)


def find_promises(analysis: Analysis) -> tuple[Promise, ...]:
    """The promises of the document, in text order."""
    numbered = _numbered(analysis)
    if len(numbered) >= 2:
        return tuple(numbered)
    listed = _newest(analysis, _listed(analysis))
    if len(listed) >= 2:
        return tuple(listed)
    taken = {u.id for p in listed for u in p.units}
    said = _newest(
        analysis, said_promises(analysis, taken) or said_promises(analysis, taken, loose=not listed)
    )
    return tuple(sorted([*listed, *said], key=lambda p: (p.part or p.units[0]).start))


# --- numbered promises: "Löfte 1" as a heading or at the head of a paragraph ---------------------------


def _numbered(analysis: Analysis) -> list[Promise]:
    out: list[Promise] = []
    for section in analysis.document.sections:
        if section.heading_block is not None and _NUMBERED.match(section.title):
            units = [u for u in analysis.by_section.get(section.id, ()) if not u.flags & DEAD]
            head = tuple(u for u in units if u.kind is UnitKind.HEADING)
            body = tuple(u for u in units if u.kind is not UnitKind.HEADING)
            if body:
                out.append(Promise(body, head))
    if len(out) >= 2:
        return out
    blocks: dict[int, list[Unit]] = {}
    for unit in analysis.units:
        if unit.kind is UnitKind.SENTENCE:
            blocks.setdefault(unit.block, []).append(unit)
    return [Promise(tuple(units)) for units in blocks.values() if _NUMBERED.match(units[0].text)]


# --- lists and tables ----------------------------------------------------------------------------------


def _listed(analysis: Analysis) -> list[Promise]:
    """Members of the lists that are led in as promises, and single items in sections beside theirs."""
    found: list[Promise] = []
    single: list[tuple[list[Unit], tuple[Unit, ...]]] = []
    beside: set[int | None] = set()
    for run in _runs(analysis.units):
        lead = _lead(analysis, run[0])
        leads = _leads_to_promises(lead, run)
        if leads:
            beside.add(analysis.document.sections[run[0].section].parent)
            found.extend(_members(analysis, run, lead))
        elif leads is None:
            single.append((run, lead))
    for run, lead in single:
        if analysis.document.sections[run[0].section].parent in beside:
            found.extend(_members(analysis, run, lead))
    return sorted(found, key=lambda p: p.units[0].start)


def _runs(units: Sequence[Unit]) -> Iterable[list[Unit]]:
    """Items and rows that follow each other in one section; also paragraphs that begin with "a)"."""
    run: list[Unit] = []
    marked = {u.block for u in units if u.kind is UnitKind.SENTENCE and _MARKED.match(u.text)}
    for unit in units:
        listed = unit.kind in _LISTED or (unit.kind is UnitKind.SENTENCE and unit.block in marked)
        if listed and (not run or unit.section == run[-1].section):
            run.append(unit)
            continue
        if run:
            yield run
        run = [unit] if listed else []
    if run:
        yield run


def _lead(analysis: Analysis, first: Unit) -> tuple[Unit, ...]:
    """What leads into a list, nearest first: header row, label or sentence before it, the heading and
    the headings above it. Behind a label ("Kommunen") the sentence that introduces the labels counts too.
    """
    out: list[Unit] = []
    i = first.id - 1
    while i >= 0 and analysis.units[i].section == first.section and len(out) < 3:
        unit = analysis.units[i]
        if unit.kind is UnitKind.HEADER_ROW:
            out.append(unit)
        elif unit.kind is UnitKind.SENTENCE:
            out.append(unit)
            if not is_label(unit):
                break
        elif unit.kind is UnitKind.HEADING:
            break
        i -= 1
    return (*out, *headings_above(analysis, first.section))


def _leads_to_promises(lead: Sequence[Unit], run: Sequence[Unit]) -> bool | None:
    """Whether a list is one of promises; None where a single item is led in by nothing that tells."""
    if run[0].kind is UnitKind.ROW:
        header = next((u for u in lead if u.kind is UnitKind.HEADER_ROW), None)
        if header is not None and _RESULT_HEADER.search(header.text):
            return False
    elif sum(bool(_PAST_ITEM.search(u.text)) for u in run) * 2 >= len(run):
        return False
    # Labels and the own heading speak first; the document's title ("Medborgarlöfte …") says nothing here.
    for unit in lead:
        if unit.kind is UnitKind.HEADER_ROW:
            continue
        if LEAD_OTHER.search(unit.text) and not re.search(r"\blovar\b", unit.text):
            return False
        if unit.kind is UnitKind.HEADING and unit.id == 0:
            break
        if LEAD_PROMISE.search(unit.text):
            return True
        if LEAD_GROUND.search(unit.text) and (is_label(unit) or unit.kind is UnitKind.HEADING):
            return False
    return True if len(run) >= 2 or run[0].kind is UnitKind.ROW else None


def _members(analysis: Analysis, run: Sequence[Unit], lead: tuple[Unit, ...]) -> Iterable[Promise]:
    groups: list[list[Unit]] = []
    for unit in run:
        if groups and unit.kind is not UnitKind.ROW and groups[-1][0].block == unit.block:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    above: tuple[Unit, ...] = ()
    depth = 0
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        level = _level(analysis, group[0])
        if level <= depth:
            above = ()
        if following is not None and _heads(analysis, group, following):
            above, depth = (group[0],), level
            continue
        live = tuple(u for u in group if not u.flags & DEAD)
        if any(_SPEECH.search(u.text) for u in group):
            continue
        if live and not any(PERSONAL.search(u.text) for u in live) and not _PAST_ITEM.search(live[0].text):
            yield Promise(live, (*above, *lead))


def _level(analysis: Analysis, unit: Unit) -> int:
    block = analysis.document.blocks[unit.block]
    return (block.level or 1) + (0 if block.marker.strip(" .)").isalnum() else 1) if block.cell is None else 1


def _heads(analysis: Analysis, group: Sequence[Unit], following: Sequence[Unit]) -> bool:
    """An item that only heads the items below it: deeper ones, or bullets below a short number."""
    if group[0].kind is UnitKind.ROW or following[0].kind is UnitKind.ROW:
        return False
    return _level(analysis, following[0]) > _level(analysis, group[0])


# --- several years on one page -------------------------------------------------------------------------


def _newest(analysis: Analysis, promises: list[Promise]) -> list[Promise]:
    """Only the newest year's promises, where headings give more than one year."""
    years = [_year(p) for p in promises]
    known = {y for y in years if y is not None}
    if len(known) < 2:
        return promises
    newest = max(known)
    return [p for p, y in zip(promises, years, strict=True) if y == newest]


def superseded(analysis: Analysis) -> list[tuple[Unit, ...]]:
    """Units of older years' promises where a page holds several years under headings of their own."""
    document = analysis.document
    years: dict[int, int] = {}
    for section in document.sections:
        found = _YEAR.findall(section.title) if section.heading_block is not None else []
        if found and _OF_A_YEAR.search(section.title):
            years[section.id] = max(int(y) for y in found)
        elif section.parent in years:
            years[section.id] = years[section.parent]
    parents = {document.sections[i].parent for i in years}
    newest = {
        parent: max(y for i, y in years.items() if document.sections[i].parent == parent)
        for parent in parents
    }
    out: list[tuple[Unit, ...]] = []
    for i, year in years.items():
        parent = document.sections[i].parent
        if parent in years:
            old = year < newest[document.sections[parent].parent] if parent is not None else False
        else:
            old = year < newest[parent]
        units = analysis.by_section.get(i, ())
        if old and units:
            out.append(units)
    return out


def _year(promise: Promise) -> int | None:
    for unit in promise.lead:
        if unit.kind is UnitKind.HEADING or is_label(unit):
            found = _YEAR.findall(unit.text)
            if found:
                return max(int(y) for y in found)
    return None
