"""The insatser of a regional plan, each with the units that belong to it and what they are about.

They may be sections ("Insats 1 …", "3.1 …", or headings without a number that hold the same labels), long
numbered paragraphs, or the rows of a table. Every such group is a candidate; the one whose members tell most
of group, convener and result is taken. Small headings that are only labels belong to the insats above them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..document import BlockKind
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .insats_groups import NAMED, TOLD, Group, grouped, is_title, told_parts
from .insats_labels import label_parts
from .insats_parts import column_pieces, columns, label_key, row_pieces, with_results
from .insats_sections import by_sections
from .words import overlap

_MARKED = re.compile(r"^\W*(?:\d{1,2}|[A-H])\s?[.)]\s+[A-ZÅÄÖ]")
_ROW_NAME = re.compile(r"insats|åtgärd|område|namn|rubrik|aktivitet", re.IGNORECASE)
_ORDER = re.compile(r"^\W*(?:insats\s+)?(\d{1,2}|[A-H])(?=[.):\s]|$)", re.IGNORECASE)
_NUMBERS = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_SAID = re.compile(
    rf"\b(?P<n>[2-9]|1[0-2]|{'|'.join(_NUMBERS)})\s+(?:\w+\s){{0,2}}?"
    r"(?:insatser|insatsområden|saker|åtgärder|områden|satsningar|punkter|spår|delar|uppdrag|projekt|arbeten)\b",
    re.IGNORECASE,
)
_WORDY = 12  # words per row from which a table says more than names


@dataclass(frozen=True, slots=True)
class Insats:
    """One insats: its title, its unit ids, and its pieces marked with their parts."""

    title: str
    units: tuple[int, ...]
    pieces: tuple[Unit, ...]


def find_insatser(analysis: Analysis) -> tuple[Insats, ...]:
    """The insatser in text order; empty where the document tells none apart."""
    groups = [
        *_by_tables(analysis),
        *by_sections(analysis),
        *_by_paragraphs(analysis),
        *_by_full_blocks(analysis),
    ]
    said = frozenset(_number(m["n"]) for m in _SAID.finditer(analysis.document.text))
    best = max(groups, key=lambda g: g.score(said), default=Group(()))
    for cycle in _by_cycles(analysis):  # what leads in before the first label is lost there: the last way out
        if best.score(said) * 2 < cycle.score(said):
            best = cycle
    if best.score(said) < 2:
        return ()
    members = _joined(best, [g for g in groups if g.table is not best.table])
    pieces = with_results([pieces for _, _, pieces in members])
    return tuple(
        Insats(title, tuple(dict.fromkeys(u.id for u in units)), tuple(cut))
        for (title, units, _), cut in zip(members, pieces, strict=True)
    )


def _joined(best: Group, others: Sequence[Group]) -> list[tuple[str, tuple[Unit, ...], list[Unit]]]:
    """The members with what another listing says of the same: sections and a table may share the work."""
    out = list(best.members)
    for other in others:
        for title, units, pieces in other.members:
            fit = [i for i, (own, _, _) in enumerate(out) if _same(own, title)]
            if len(fit) == 1 and not {u.id for u in units} & {u.id for u in out[fit[0]][1]}:
                own, had, cut = out[fit[0]]
                out[fit[0]] = (own, (*had, *units), [*cut, *pieces])
    return out


def _same(a: str, b: str) -> bool:
    """Whether two titles name one insats: the same number, or a shared word."""
    number = [_ORDER.search(t) for t in (a, b)]
    if number[0] and number[1]:
        return number[0].group(1).lower() == number[1].group(1).lower()
    return overlap(a, b) > 0


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.lower()) + 2


# --- rows of a table -----------------------------------------------------------------------------------


def _by_tables(analysis: Analysis) -> Iterable[Group]:
    for rows in analysis.by_table.values():
        kinds = columns(rows)
        sides = [label_parts(r.text[: r.cells[0].end - r.start]) for r in rows if r.cells]
        if len(frozenset().union(*sides) & TOLD) > 1 and len(kinds) > 2:  # one insats per column
            heads = [h for h in list(kinds)[1:] if h]
            yield Group(tuple((h, rows, column_pieces(rows, h)) for h in heads), table=True)
            continue
        named = frozenset().union(*kinds.values())
        first = next(iter(kinds), "")
        wordy = len(kinds) > 2 and sum(len(r.text.split()) for r in rows) >= _WORDY * len(rows)
        tells = wordy or bool(_ROW_NAME.search(first)) or len(named & TOLD) > 1
        if len(rows) < 2 or not tells:
            continue
        live = [r for r in rows if r.cells and len(r.cells) > 1]
        yield Group(
            tuple((r.said(r.cells[0]), (r,), row_pieces(r, kinds)) for r in live),
            table=True,
        )


# --- paragraphs ----------------------------------------------------------------------------------------


def _by_paragraphs(analysis: Analysis) -> Iterable[Group]:
    for units in analysis.by_section.values():
        body = [u for u in units if u.kind is not UnitKind.HEADING]
        for starts, named in ((_starts(analysis, body, True), True), (_starts(analysis, body, False), False)):
            if len(starts) < 2:
                continue
            cut = [*starts[1:], len(body)]
            members = [(body[a].text, body[a:b]) for a, b in zip(starts, cut, strict=True)]
            yield grouped(analysis, members, named)


def _starts(analysis: Analysis, body: Sequence[Unit], named: bool) -> list[int]:
    """Where in ``body`` a paragraph begins that is an insats by name, or a long numbered one."""
    out = []
    for i, unit in enumerate(body):
        if i and body[i - 1].block == unit.block:
            continue
        block = analysis.document.blocks[unit.block]
        if block.cell is not None:
            continue
        text = f"{block.marker} {unit.text}" if block.kind is BlockKind.LIST_ITEM else unit.text
        numbered = bool(_MARKED.match(text)) or (block.marker[:1].isdigit() and block.level == 1)
        if bool(NAMED.match(text)) if named else numbered:
            out.append(i)
    return out


def _by_full_blocks(analysis: Analysis) -> Iterable[Group]:
    """Paragraphs or items of one section that each tell at least two of group, convener, result, problem."""
    for units in analysis.by_section.values():
        blocks: dict[int, list[Unit]] = defaultdict(list)
        for u in units:
            if u.kind in (UnitKind.SENTENCE, UnitKind.ITEM):
                blocks[u.block].append(u)
        listed = list(blocks.values())
        titled = [i for i, b in enumerate(listed) if len(b) > 1 and is_title(b[0])]
        if len(titled) > 1:
            run = [b for i, b in enumerate(listed) if i in titled]
            yield grouped(analysis, [(b[0].text, b) for b in run], False)
        told = [told_parts(analysis, [b[0], *b]) if len(b) > 1 else 0 for b in listed]
        at = [i for i, t in enumerate(told) if t > 1]
        if len(at) > 1:
            inside = [b for i, b in enumerate(listed) if at[0] <= i <= at[-1] and (told[i] or len(b) > 1)]
            yield grouped(analysis, [(b[0].text, b) for b in inside], False)


def _by_cycles(analysis: Analysis) -> Iterable[Group]:
    """Labels that come again and again in the running text: each return of the first begins an insats."""
    keys = [label_key(u) for u in analysis.units]
    counts = Counter(k for k in keys if k)
    first = next((k for k in keys if k and counts[k] > 1), None)
    if first is None or sum(n > 1 for n in counts.values()) < 2:
        return
    at = [i for i, k in enumerate(keys) if k == first]
    ends = [_content_end(analysis, keys, a, b) for a, b in zip(at, [*at[1:], len(keys)], strict=True)]
    leads = [b - a for a, b in zip(ends, at[1:], strict=False)]  # what stands between leads into the next
    starts = [max(at[0] - min(leads), 0), *ends[:-1]]
    members = [(analysis.units[a].text, list(analysis.units[a:b])) for a, b in zip(starts, ends, strict=True)]
    yield grouped(analysis, members, False)


def _content_end(analysis: Analysis, keys: Sequence[str], first: int, end: int) -> int:
    """Where what the last label between ``first`` and ``end`` names is over: its paragraph, or the next one."""
    last = max(i for i in range(first, end) if keys[i])
    block = analysis.units[last].block
    if last + 1 < end and analysis.units[last + 1].block != block and label_parts(analysis.units[last].text):
        block = analysis.units[last + 1].block
    return next((i for i in range(last, end) if analysis.units[i].block > block), end)
