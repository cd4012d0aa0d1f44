"""The sections of a regional plan that are insatser.

They are called so ("Insats 1 …"), numbered ("3.1 …"), or hold the same labels. Small headings that are only labels belong to
the insats above them, and heading levels are often uneven.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .insats_groups import NAMED, Group, grouped, told_parts
from .insats_labels import label_parts
from .insats_parts import labelled

_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-H])[.):]?\s")
_LEAD = re.compile(
    r"\binsatser(?:na)?\b|insatsområden|\båtgärder(?:na)?\b|vad (?:ska vi|vi ska|vi) gör\w*|\b(?:det|så) här (?:ska|gör|vill) vi\b|"
    r"\b(?:fokus|utvecklings|prioriterade )områden\b|\bsatsning(?:ar|arna)\b|\baktiviteter(?:na)?\b|"
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+\w+(?:ar|er|or|en)\b",
    re.IGNORECASE,
)
_ADMIN = frozenset(
    {"organisation", "uppfoljning", "underskrifter", "parter", "resurser", "kommunikation", "dokumentation", "bakgrund",
     "giltighet_revidering", "bilagor", "definitioner", "styrdokument", "syfte", "roller_ansvar", "informationsutbyte"}
)  # fmt: skip
_DATED = frozenset({"date", "year"})


@dataclass(frozen=True, slots=True)
class _Node:
    """A heading with the units below it, small label headings included."""

    head: Unit
    level: int
    parent: int | None  # id of the section above that is no label
    units: list[Unit]


def by_sections(analysis: Analysis) -> Iterable[Group]:
    """Sections beside each other, under one heading, that may be the insatser."""
    nodes = _nodes(analysis)
    titles = {n.head.section: n.head.text for n in nodes}
    siblings: dict[tuple[int | None, int], list[_Node]] = defaultdict(list)
    for node in nodes:
        siblings[node.parent, node.level].append(node)
    for (parent, _), group in siblings.items():
        members = [m for n in group for m in _unnested(analysis, n, nodes)]
        told = {n.head.id: told_parts(analysis, units) for n, units in members}
        named = [m for m in members if NAMED.match(m[0].head.text)]
        led = len(named) > 1
        if led:
            chosen = named
        elif parent is not None and parent != nodes[0].head.section and _LEAD.search(titles.get(parent, "")):
            chosen, led = [m for m in members if len(m[1]) > 1], True
        else:
            chosen = _run_of_told(analysis, members, told)
            free = [m for m in members if not set(heading_topics(m[0].head.text)) & _ADMIN and len(m[1]) > 1]
            if 1 < len(free) != len(chosen):  # taken only where the text announces as many
                yield grouped(analysis, [(n.head.text, units) for n, units in free], False, True)
        if len(chosen) > 1 or named:
            yield grouped(analysis, [(n.head.text, units) for n, units in chosen], led)


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
