"""The insatser of a regional plan, each with the units that belong to it and what they are about.

They may be sections ("Insats 1 …", "3.1 …", or headings without a number that hold the same labels), long
numbered paragraphs, or the rows of a table. Every such group is a candidate; the one whose members tell most
of group, convener and result is taken. Small headings that are only labels belong to the insats above them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..document import BlockKind
from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .insats_parts import (
    Part,
    column_pieces,
    columns,
    label_key,
    label_parts,
    labelled,
    pieces_of,
    row_pieces,
    split_label,
    with_results,
)
from .words import overlap

_COUNT = r"(?:\d{1,2}|[A-H]|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|[IVX]{1,4})"
_NAMED = re.compile(
    rf"^\W*(?:(?:insats(?:område)?|åtgärd|delinsats|prioriterad insats)\s+(?:nr\.?\s*|nummer\s+)?{_COUNT}\b|"
    r"(?:för det|den|det|en|ett|vår) (?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|sista)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^\W*(?:\d{1,2}|[A-H])\s?[.)]\s+[A-ZÅÄÖ]")
_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-H])[.):]?\s")
_LEAD = re.compile(
    r"\binsatser(?:na)?\b|insatsområden|\båtgärder(?:na)?\b|vad (?:ska vi|vi ska|vi) gör\w*|\b(?:det|så) här (?:ska|gör|vill) vi\b|"
    r"\b(?:fokus|utvecklings|prioriterade )områden\b|\bsatsning(?:ar|arna)\b|\baktiviteter(?:na)?\b|"
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+\w+(?:ar|er|or|en)\b",
    re.IGNORECASE,
)
_ROW_NAME = re.compile(r"insats|åtgärd|område|namn|rubrik|aktivitet", re.IGNORECASE)
_ORDER = re.compile(r"^\W*(?:insats\s+)?(\d{1,2}|[A-H])(?=[.):\s]|$)", re.IGNORECASE)
_NUMBERS = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_SAID = re.compile(
    rf"\b(?P<n>[2-9]|1[0-2]|{'|'.join(_NUMBERS)})\s+(?:\w+\s){{0,2}}?"
    r"(?:insatser|insatsområden|saker|åtgärder|områden|satsningar|punkter|spår|delar|uppdrag|projekt|arbeten)\b",
    re.IGNORECASE,
)
_ADMIN = frozenset(
    {"organisation", "uppfoljning", "underskrifter", "parter", "resurser", "kommunikation", "dokumentation", "bakgrund",
     "giltighet_revidering", "bilagor", "definitioner", "styrdokument", "syfte", "roller_ansvar", "informationsutbyte"}
)  # fmt: skip
_TOLD = frozenset({Part.GROUP, Part.CONVENER, Part.RESULT, Part.PROBLEM})
_DATED = frozenset({"date", "year"})
_TITLE_WORDS = 9
_WORDY = 12  # words per row from which a table says more than names


@dataclass(frozen=True, slots=True)
class Insats:
    """One insats: its title, its unit ids, and its pieces marked with their parts."""

    title: str
    units: tuple[int, ...]
    pieces: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """A heading with the units below it, small label headings included."""

    head: Unit
    level: int
    parent: int | None  # id of the section above that is no label
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class _Group:
    """Insatser listed together: title, units and pieces of each; ``led``: a heading says that they are."""

    members: tuple[tuple[str, tuple[Unit, ...], list[Unit]], ...]
    led: bool = False
    table: bool = False
    only_announced: bool = False  # too loose a guess unless the text says that there are as many

    def score(self, said: frozenset[int]) -> int:
        """What speaks for the group: the parts its members tell, and that the text announces as many."""
        announced = len(self.members) in said
        told = [len({p for piece in pieces for p in piece.lists} & _TOLD) for _, _, pieces in self.members]
        if not announced and (self.only_announced or (sum(t > 0 for t in told) < 2 and not self.led)):
            return 0
        return sum(told) + (2 if self.led else 0) + (3 if announced else 0)


def find_insatser(analysis: Analysis) -> tuple[Insats, ...]:
    """The insatser in text order; empty where the document tells none apart."""
    groups = [
        *_by_tables(analysis),
        *_by_sections(analysis),
        *_by_paragraphs(analysis),
        *_by_full_blocks(analysis),
    ]
    said = frozenset(_number(m["n"]) for m in _SAID.finditer(analysis.document.text))
    best = max(groups, key=lambda g: g.score(said), default=_Group(()))
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


def _joined(best: _Group, others: Sequence[_Group]) -> list[tuple[str, tuple[Unit, ...], list[Unit]]]:
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


def _by_tables(analysis: Analysis) -> Iterable[_Group]:
    for rows in analysis.by_table.values():
        kinds = columns(rows)
        sides = [label_parts(r.text[: r.cells[0].end - r.start]) for r in rows if r.cells]
        if len(frozenset().union(*sides) & _TOLD) > 1 and len(kinds) > 2:  # one insats per column
            heads = [h for h in list(kinds)[1:] if h]
            yield _Group(tuple((h, rows, column_pieces(rows, h)) for h in heads), table=True)
            continue
        named = frozenset().union(*kinds.values())
        first = next(iter(kinds), "")
        wordy = len(kinds) > 2 and sum(len(r.text.split()) for r in rows) >= _WORDY * len(rows)
        tells = wordy or bool(_ROW_NAME.search(first)) or len(named & _TOLD) > 1
        if len(rows) < 2 or not tells:
            continue
        live = [r for r in rows if r.cells and len(r.cells) > 1]
        yield _Group(
            tuple(
                (r.text[r.cells[0].start - r.start : r.cells[0].end - r.start], (r,), row_pieces(r, kinds))
                for r in live
            ),
            table=True,
        )


# --- sections ------------------------------------------------------------------------------------------


def _by_sections(analysis: Analysis) -> Iterable[_Group]:
    nodes = _nodes(analysis)
    titles = {n.head.section: n.head.text for n in nodes}
    siblings: dict[tuple[int | None, int], list[_Node]] = defaultdict(list)
    for node in nodes:
        siblings[node.parent, node.level].append(node)
    for (parent, _), group in siblings.items():
        members = [m for n in group for m in _unnested(analysis, n, nodes)]
        told = {n.head.id: _fields(analysis, units) for n, units in members}
        named = [m for m in members if _NAMED.match(m[0].head.text)]
        led = len(named) > 1
        if led:
            chosen = named
        elif parent is not None and parent != nodes[0].head.section and _LEAD.search(titles.get(parent, "")):
            chosen, led = [m for m in members if len(m[1]) > 1], True
        else:
            chosen = _run_of_told(analysis, members, told)
            free = [m for m in members if not set(heading_topics(m[0].head.text)) & _ADMIN and len(m[1]) > 1]
            if 1 < len(free) != len(chosen):  # taken only where the text announces as many
                yield _group(analysis, [(n.head.text, units) for n, units in free], False, True)
        if len(chosen) > 1 or named:
            yield _group(analysis, [(n.head.text, units) for n, units in chosen], led)


def _nodes(analysis: Analysis) -> list[_Node]:
    """Headings with what stands below; a heading that is only a label goes on with the one before."""
    nodes: list[_Node] = []
    labels: set[int] = set()
    sections = analysis.document.sections
    for unit in analysis.units:
        if unit.kind is UnitKind.HEADING:
            leaf = not any(s.parent == unit.section for s in sections)
            if len(nodes) > 1 and leaf and label_parts(unit.text) and not _LEAD.search(unit.text):
                labels.add(unit.section)
                nodes[-1].units.append(unit)
                continue
            parent = sections[unit.section].parent
            while parent is not None and parent in labels:
                parent = sections[parent].parent
            nodes.append(_Node(unit, sections[unit.section].level, parent, [unit]))
        elif nodes:
            nodes[-1].units.append(unit)
    return nodes


def _below(node: _Node, nodes: Sequence[_Node]) -> list[Unit]:
    """The node's own units and those of the nodes below it."""
    out = list(node.units)
    at = nodes.index(node)
    for other in nodes[at + 1 :]:
        if other.level <= node.level:
            break
        out.extend(other.units)
    return out


def _unnested(analysis: Analysis, node: _Node, nodes: Sequence[_Node]) -> Iterator[tuple[_Node, list[Unit]]]:
    """The node with what stands below it; apart from it those below that carry labels as it does itself.

    Heading levels are often uneven: the third insats of a plan set one level below the second.
    """
    at = nodes.index(node)
    below = list(takewhile(lambda n: n.level > node.level, nodes[at + 1 :]))
    own = labelled(analysis, node.units[1:]) > 1
    if not own or not any(labelled(analysis, n.units[1:]) > 1 for n in below):
        yield node, _below(node, nodes)
        return
    members: list[tuple[_Node, list[Unit]]] = [(node, list(node.units))]
    for n in below:
        if labelled(analysis, n.units[1:]) > 1:
            members.append((n, list(n.units)))
        else:
            members[-1][1].extend(n.units)
    yield from members


def _fields(analysis: Analysis, units: Sequence[Unit]) -> int:
    return len({p for piece in pieces_of(analysis, units[1:]) for p in piece.lists} & _TOLD)


def _run_of_told(
    analysis: Analysis, members: list[tuple[_Node, list[Unit]]], told: dict[int, int]
) -> list[tuple[_Node, list[Unit]]]:
    """From the first to the last section that tells of group, convener or result, and what goes on alike."""
    fit = [not (set(heading_topics(n.head.text)) & _ADMIN) or told[n.head.id] > 1 for n, _ in members]
    at = [i for i, (n, _) in enumerate(members) if told[n.head.id] and fit[i]]
    numbered = [i for i in at if _NUMBER.match(members[i][0].head.text)]
    if 2 <= len(numbered) < len(members) and 2 * len(numbered) >= len(at):
        fit = [f and bool(_NUMBER.match(n.head.text)) for f, (n, _) in zip(fit, members, strict=True)]
        at = numbered
    if not at:
        return []
    # Where the insatser carry labels, a section without any lies outside them.
    marked = [i for i in at if labelled(analysis, members[i][1][1:]) > 1]
    if len(marked) > 1:
        return [
            m for i, m in enumerate(members) if marked[0] <= i <= marked[-1] and fit[i] and told[m[0].head.id]
        ]
    last = at[-1]
    while (
        last + 1 < len(members)
        and fit[last + 1]
        and any(u.fact_kinds & _DATED for u in members[last + 1][1][1:])
    ):
        last += 1
    return [m for i, m in enumerate(members) if at[0] <= i <= last and fit[i]]


# --- paragraphs ----------------------------------------------------------------------------------------


def _by_paragraphs(analysis: Analysis) -> Iterable[_Group]:
    for units in analysis.by_section.values():
        body = [u for u in units if u.kind is not UnitKind.HEADING]
        for starts, named in ((_starts(analysis, body, True), True), (_starts(analysis, body, False), False)):
            if len(starts) < 2:
                continue
            cut = [*starts[1:], len(body)]
            members = [(body[a].text, body[a:b]) for a, b in zip(starts, cut, strict=True)]
            yield _group(analysis, members, named)


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
        if bool(_NAMED.match(text)) if named else numbered:
            out.append(i)
    return out


def _by_full_blocks(analysis: Analysis) -> Iterable[_Group]:
    """Paragraphs or items of one section that each tell at least two of group, convener, result, problem."""
    for units in analysis.by_section.values():
        blocks: dict[int, list[Unit]] = defaultdict(list)
        for u in units:
            if u.kind in (UnitKind.SENTENCE, UnitKind.ITEM):
                blocks[u.block].append(u)
        listed = list(blocks.values())
        titled = [i for i, b in enumerate(listed) if len(b) > 1 and _is_title(b[0])]
        if len(titled) > 1:
            run = [b for i, b in enumerate(listed) if i in titled]
            yield _group(analysis, [(b[0].text, b) for b in run], False)
        told = [_fields(analysis, [b[0], *b]) if len(b) > 1 else 0 for b in listed]
        at = [i for i, t in enumerate(told) if t > 1]
        if len(at) > 1:
            inside = [b for i, b in enumerate(listed) if at[0] <= i <= at[-1] and (told[i] or len(b) > 1)]
            yield _group(analysis, [(b[0].text, b) for b in inside], False)


def _by_cycles(analysis: Analysis) -> Iterable[_Group]:
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
    yield _group(analysis, members, False)


def _content_end(analysis: Analysis, keys: Sequence[str], first: int, end: int) -> int:
    """Where what the last label between ``first`` and ``end`` names is over: its paragraph, or the next one."""
    last = max(i for i in range(first, end) if keys[i])
    block = analysis.units[last].block
    if last + 1 < end and analysis.units[last + 1].block != block and label_parts(analysis.units[last].text):
        block = analysis.units[last + 1].block
    return next((i for i in range(last, end) if analysis.units[i].block > block), end)


# --- common --------------------------------------------------------------------------------------------


def _group(
    analysis: Analysis, members: Sequence[tuple[str, Sequence[Unit]]], led: bool, only_announced: bool = False
) -> _Group:
    """Cut the members into pieces. The last one ends where the others do: what follows is something else."""
    sizes = [len({u.block for u in units}) for _, units in members]
    out = []
    for i, (title, units) in enumerate(members):
        kept = list(units)
        if i == len(members) - 1 > 0 and sizes[i] > max(sizes[:-1]):
            blocks = list(dict.fromkeys(u.block for u in kept))[: max(sizes[:-1])]
            kept = [u for u in kept if u.block in blocks]
        out.append((title, tuple(kept), pieces_of(analysis, _without_title(kept))))
    return _Group(tuple(out), led, False, only_announced)


def _without_title(units: Sequence[Unit]) -> Sequence[Unit]:
    head = units[0]
    if split_label(head.text)[0]:
        return units
    return units[1:] if head.kind is UnitKind.HEADING or (len(units) > 1 and _is_title(head)) else units


def _is_title(unit: Unit) -> bool:
    return len(unit.text.split()) <= _TITLE_WORDS and not unit.flags & {Flag.PLACEHOLDER}
