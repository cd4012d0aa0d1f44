"""Copies that must be judged alike, and passages moved into another document.

An untouched copy says the same as its original: another paragraph that concerns nothing, sections in
another order, the text written and read again in another format.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ...document import BlockKind, Document
from ...readers import read_document
from ...vocabulary.closed import Outcome
from .editing import Part, build, excerpt, removal, take_apart
from .edits import NOT_REMOVABLE, Topics, rests_on
from .source import Source


class CopyKind(StrEnum):
    """How a copy differs from its original."""

    PARAGRAPH = "harmless_paragraph"
    ORDER = "other_order"
    HTML = "as_html"
    MARKDOWN = "as_markdown"


@dataclass(frozen=True)
class Copy:
    kind: CopyKind
    source: Source
    document: Document


_TELLING = re.compile(
    r"\d|§|kommun|polis|ansvar|\bska\b|varje|mål|\bvi\b|\boss\b|löfte|brott|våld|trygg|part|överenskomm|samverka|"
    r"arbet|bekymmer|forskning|studier|plan",
    re.IGNORECASE,
)


def harmless(source: Source) -> tuple[str, ...]:
    """Whole paragraphs that are about none of the topics and do nothing that a criterion asks for."""
    out = []
    for block, group in groupby(source.units, key=lambda u: u.block):
        units = list(group)
        text = source.document.slice(source.document.blocks[block].span)
        plain = source.document.blocks[block].kind is BlockKind.PARAGRAPH and len(text.split()) >= 8
        quiet = all(not source.topics.get(u.id) and source.functions[u.id] <= {"ovrigt"} for u in units)
        if plain and quiet and all(source.functions[u.id] for u in units) and not _TELLING.search(text):
            out.append(text)
    return tuple(out)


def copies(source: Source, paragraph: str | None) -> Iterator[Copy]:
    """The untouched copies of one text; ``paragraph``: a harmless one from another text."""
    parts = take_apart(source.document)
    if paragraph is not None:
        yield Copy(CopyKind.PARAGRAPH, source, build(source.id, _with(parts, paragraph)))
    turned = _turned(parts)
    if turned != parts:
        yield Copy(CopyKind.ORDER, source, build(source.id, turned))
    for kind, name, data in (
        (CopyKind.HTML, f"{source.id}.html", _html(parts)),
        (CopyKind.MARKDOWN, f"{source.id}.md", _markdown(parts)),
    ):
        yield Copy(kind, source, read_document(data.encode("utf-8"), filename=name))


def _with(parts: tuple[Part, ...], paragraph: str) -> tuple[Part, ...]:
    """The paragraph at the end of the section in the middle."""
    heads = [i for i, p in enumerate(parts) if p.is_heading]
    at = heads[len(heads) // 2] if heads else len(parts)
    return (*parts[:at], Part(BlockKind.PARAGRAPH, paragraph), *parts[at:])


def _turned(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The sections between the first and the last in reverse order; with their subsections."""
    starts = [i for i, p in enumerate(parts) if p.is_heading and p.level == 2]
    if len(starts) < 4:
        return parts
    pieces = [parts[a:b] for a, b in zip(starts, [*starts[1:], len(parts)], strict=True)]
    middle = [part for piece in reversed(pieces[1:-1]) for part in piece]
    return (*parts[: starts[0]], *pieces[0], *middle, *pieces[-1])


def _html(parts: Sequence[Part]) -> str:
    out = []
    for part in parts:
        text = html.escape(part.text)
        if part.is_heading:
            level = min(part.level or 1, 6)
            out.append(f"<h{level}>{text}</h{level}>")
        elif part.kind is BlockKind.CELL:
            rows = []
            for i, row in enumerate(part.rows):
                tag = "th" if i < part.header_rows else "td"
                rows.append(f"<tr>{''.join(f'<{tag}>{html.escape(c)}</{tag}>' for c in row)}</tr>")
            out.append(f"<table>{''.join(rows)}</table>")
        elif part.kind is BlockKind.LIST_ITEM:
            out.append(f"<ul><li>{text}</li></ul>")
        else:
            out.append(f"<p>{text}</p>")
    joined = "\n".join(out).replace("</ul>\n<ul>", "\n")
    return f"<!DOCTYPE html><html lang='sv'><head><meta charset='utf-8'></head><body>{joined}</body></html>"


def _markdown(parts: Sequence[Part]) -> str:
    out = []
    for part in parts:
        if part.is_heading:
            out.append(f"{'#' * min(part.level or 1, 6)} {part.text}\n")
        elif part.kind is BlockKind.CELL:
            for i, row in enumerate(part.rows):
                out.append(f"| {' | '.join(row)} |")
                if i + 1 == max(part.header_rows, 1):
                    out.append(f"|{'---|' * len(row)}")
            out.append("")
        elif part.kind is BlockKind.LIST_ITEM:
            out.append(f"- {part.text}")
        else:
            out.append(f"\n{part.text}\n")
    return "\n".join(out) + "\n"


@dataclass(frozen=True)
class Exchange:
    """All that ``source`` says on the matter of one criterion, in the body of ``host``."""

    criterion: str
    source: Source
    host: Source
    document: Document


def exchanges(source: Source, hosts: Sequence[Source], topics: Topics) -> Iterator[Exchange]:
    """One exchange per criterion that is met or partly met, with a host by another author."""
    for turn, (criterion, outcome) in enumerate(source.gold.items()):
        if outcome not in (Outcome.MET, Outcome.PARTIAL) or criterion in NOT_REMOVABLE:
            continue
        if criterion not in topics or not source.evidence[criterion]:
            continue
        host = _host(source, hosts, criterion, turn)
        if host is None:
            continue
        own = excerpt(
            source.document, source.units, source.evidence[criterion] | source.about(topics[criterion])
        )
        gone = host.evidence[criterion] | host.about(rests_on(criterion, topics) & topics[criterion])
        body = take_apart(host.document, removal(host.units[u] for u in gone))
        heads = [i for i, p in enumerate(body) if p.is_heading and (p.level or 1) > 1]
        at = heads[-1] if heads else len(body)
        yield Exchange(criterion, source, host, build(host.id, (*body[:at], *own, *body[at:])))


def _host(source: Source, hosts: Sequence[Source], criterion: str, turn: int) -> Source | None:
    """A text of the same kind by another author, where the same rules of time hold for the criterion;
    one that lacks what the criterion asks for where there is one."""
    fit = [
        h
        for h in hosts
        if h.text.kind == source.text.kind
        and h.text.author != source.text.author
        and h.gold.get(criterion) in (Outcome.MET, Outcome.PARTIAL, Outcome.MISSING)
    ]
    lacking = [h for h in fit if h.gold[criterion] is Outcome.MISSING]
    chosen = lacking or fit
    return chosen[turn % len(chosen)] if chosen else None
