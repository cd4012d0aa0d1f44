"""The promises that are the items of a list or the rows of a table.

A list is taken for promises by what leads into it (heading, label, the sentence before) and by its items.
Lists of what people said, of earlier results, of advice to the reader or of contacts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, zip_longest

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from ..vocabulary.swedish import MONTH_NAMES
from .promise_columns import promises_in_row
from .promise_leads import (
    DEAD,
    LEAD_GROUND,
    LEAD_OTHER,
    LEAD_PROMISE,
    LINK,
    PERSONAL,
    Promise,
    any_of,
    headings_above,
    is_label,
)
from .promise_validity import says_how_long

_LISTED = frozenset({UnitKind.ITEM, UnitKind.ROW})

_PAST_ITEM = any_of(
    r"\b(?:blev|hölls|gjordes|genomfördes|lovade|svarade|deltog|deltagare|genomfört|uppfylld\w*|hölls)\b"
)
_RESULT_HEADER = any_of(r"\b(?:utfall|resultat|uppfyllt|blev det|telefon|e-post|mejl)\b")
_SPEECH = re.compile(r"[,.!?”\"]\s*(?:säger|berättar|menar|förklarar)\s+(?:\w+\s+){0,2}[A-ZÅÄÖ]")
# "§ 4. …" numbers the sections of a text, not the items of a list.
_MARKED = re.compile(r"^[^\w§]*(?:[a-h]|\d{1,2})\s?\)\s+\w|^[^\w§]*[1-9]\.\s+[A-ZÅÄÖ]")
_AMOUNT = re.compile(rf"^\W*\d{{1,3}}\s+(?!{MONTH_NAMES}|kap\b)[a-zåäö]{{3,}}")
_POSTER_LINE = 12  # words
_CLAUSE = re.compile(r"^\W*[Aa]tt\s+\w")  # a line of "… lovar / att A, / att B."
_PLEDGE = re.compile(r"\b(?:lovar|lova|utlovar|åtar (?:sig|oss)|förbinder (?:sig|oss))\W*$", re.IGNORECASE)


def listed_promises(analysis: Analysis) -> list[Promise]:
    """Members of the lists that are led in as promises, and single items in sections beside theirs."""
    found: list[Promise] = []
    single: list[tuple[list[Unit], tuple[Unit, ...]]] = []
    beside: set[int | None] = set()
    for run in _runs(analysis.units):
        if _is_title(analysis, run):
            continue
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


def _is_title(analysis: Analysis, run: Sequence[Unit]) -> bool:
    """A numbered item that stands alone, is short and is followed by text: a heading typed as an item."""
    unit, after = run[0], run[0].id + 1
    if len(run) > 1 or unit.kind is not UnitKind.ITEM or after >= len(analysis.units):
        return False
    numbered = any(c.isdigit() for c in analysis.document.blocks[unit.block].marker)
    follows = analysis.units[after]
    return (
        numbered
        and len(unit.text.split()) <= 4
        and is_label(unit)
        and follows.kind is UnitKind.SENTENCE
        and follows.section == unit.section
    )


def _runs(units: Sequence[Unit]) -> Iterable[list[Unit]]:
    """Items and rows that follow each other in one section; also paragraphs that begin with "a)" or an amount."""
    run: list[Unit] = []
    marked = {u.block for u in units if u.kind is UnitKind.SENTENCE and _MARKED.match(u.text)}
    marked |= _clauses(units) | _in_rows(units, _is_amount) | _in_rows(units, _is_clause)
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


def _clauses(units: Sequence[Unit]) -> set[int]:
    """Blocks that go on from "Kommunen lovar" with "att …", each on a line of its own."""
    found: set[int] = set()
    pledged = False
    for unit in units:
        clause = unit.kind is UnitKind.SENTENCE and bool(_CLAUSE.match(unit.text))
        if clause and pledged:
            found.add(unit.block)
        pledged = bool(_PLEDGE.search(unit.text)) or (clause and pledged)
    return found if len(found) >= 2 else set()


def _in_rows(units: Sequence[Unit], told: Callable[[Unit], bool]) -> set[int]:
    """Blocks of a list typed without signs: three or more lines after each other that all begin alike."""
    runs = ([u.block for u in run] for alike, run in groupby(units, told) if alike)
    return {block for run in runs if len(run) >= 3 for block in run}


def _is_amount(unit: Unit) -> bool:
    """A line of a poster that begins with an amount."""
    short = unit.kind is UnitKind.SENTENCE and len(unit.text.split()) <= _POSTER_LINE
    return short and _AMOUNT.match(unit.text) is not None


def _is_clause(unit: Unit) -> bool:
    """A line "Att polisen går ut på torget": no sentence of its own."""
    return unit.kind is UnitKind.SENTENCE and bool(_CLAUSE.match(unit.text)) and unit.text[-1] not in ".?!:"


def _lead(analysis: Analysis, first: Unit) -> tuple[Unit, ...]:
    """What leads into a list, nearest first: header row, label or sentence before it, the heading and
    the headings above it. Behind a label ("Kommunen") the sentence that introduces the labels counts too.
    """
    out: list[Unit] = []
    below = first  # what stands below the unit looked at
    for i in range(first.id - 1, -1, -1):
        unit = analysis.units[i]
        if unit.section != first.section or unit.kind is UnitKind.HEADING or len(out) == 3:
            break
        # "Polisen lovar att" over another list says nothing of what stands below "Kommunen lovar att".
        others = below is not first and below.kind in _LISTED and _both_say_who(unit, out)
        if unit.kind is UnitKind.HEADER_ROW:
            out.append(unit)
        elif unit.kind is UnitKind.SENTENCE and not others:
            out.append(unit)
            if not is_label(unit):
                break
        below = unit
    return (*out, *headings_above(analysis, first.section))


_SAYS_WHO = re.compile(r"polis|kommun|\bstaden|tillsammans|gemensam|\bbåda\b", re.IGNORECASE)


def _both_say_who(label: Unit, own: Sequence[Unit]) -> bool:
    return is_label(label) and bool(own and all(_SAYS_WHO.search(u.text) for u in (label, own[0])))


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
        if unit.kind is UnitKind.ROW and not promises_in_row(analysis, unit):
            continue
        clause = unit.kind is UnitKind.SENTENCE and _CLAUSE.match(unit.text)
        if groups and unit.kind is not UnitKind.ROW and groups[-1][0].block == unit.block and not clause:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    above: tuple[Unit, ...] = ()
    depth = 0
    announced = False  # whether one of the items announces the promises, as an item of minutes may
    pairs = list(zip_longest(groups, groups[1:]))
    for group, following in pairs:
        announced |= following is not None and _heads(analysis, group, following) and _announces(group)
    for group, following in pairs:
        level = _level(analysis, group[0])
        if level <= depth:
            above = ()
        if following is not None and _heads(analysis, group, following):
            above, depth = tuple(reversed(group)), level
            continue
        if announced and not (above and _announces(tuple(reversed(above)))):
            continue
        live = tuple(u for u in group if not u.flags & DEAD)
        if any(_SPEECH.search(u.text) or LINK.search(u.text) for u in group):
            continue
        if all(says_how_long(u) for u in group):
            continue
        if live and not any(PERSONAL.search(u.text) for u in live) and not _PAST_ITEM.search(live[0].text):
            yield Promise(live, (*above, *lead))


_ANNOUNCES = re.compile(r"\b(?:lovar?|\w*löften?|\w*löftet|åtar sig|åtaganden?)\b", re.IGNORECASE)


def _announces(group: Sequence[Unit]) -> bool:
    """An item that leads into promises below it: "4. Löftet antogs i denna lydelse. Polisen lovar att"."""
    if not group[-1].text.rstrip(" –-").endswith((":", " att")):
        return False
    return any(_ANNOUNCES.search(u.text) for u in group)


def _level(analysis: Analysis, unit: Unit) -> int:
    block = analysis.document.blocks[unit.block]
    return (block.level or 1) + (0 if block.marker.strip(" .)").isalnum() else 1) if block.cell is None else 1


def _heads(analysis: Analysis, group: Sequence[Unit], following: Sequence[Unit]) -> bool:
    """An item that only heads the items below it: deeper ones, or bullets below a short number."""
    if group[0].kind is UnitKind.ROW or following[0].kind is UnitKind.ROW:
        return False
    return _level(analysis, following[0]) > _level(analysis, group[0])


def lists_of_old(analysis: Analysis, units: Sequence[Unit]) -> list[Promise]:
    """The lists below an older year's heading, also behind "Löftet gällde …"; not what became of them."""
    out: list[Promise] = []
    for run in _runs(units):
        past = sum(bool(_PAST_ITEM.search(u.text)) for u in run) * 2 >= len(run)
        lead = _lead(analysis, run[0])
        if not past and not any(_RESULT_HEADER.search(u.text) for u in lead):
            out.extend(_members(analysis, run, lead))
    return out
