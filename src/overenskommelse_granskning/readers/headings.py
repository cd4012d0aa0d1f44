"""Headings that carry no heading style, found over a whole document.

First by emphasis (bold or larger than the body), and where a document has none of that either, by
being short lines alone above what they head.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..document import BlockKind
from .flow import Grid, Item, Para
from .structure import (
    ends_openly,
    heading_number,
    is_capitals,
    is_contents_line,
    is_known_heading,
    list_marker,
    looks_like_heading,
    looks_like_name,
    may_be_heading,
)

_LARGER = 1.12  # a font this much larger than the body's marks a heading
_TITLE_ZONE = 3  # an emphasised line this early may be the title alone


def promote(items: list[Item], *, plain: bool = True) -> list[Item]:
    """The items with found headings; ``plain`` allows them to be guessed from words alone."""
    styled = [i for i, item in enumerate(items) if _is_heading(item)]
    chosen = _emphasised(items)
    by_style = any(not _run_in(items[i]) for i in styled if i >= _TITLE_ZONE)
    if plain and not by_style and not any(i >= _TITLE_ZONE for i in chosen):
        chosen |= _plain(items, chosen, titled=bool(chosen or styled))
    return _levelled(items, chosen)


def _is_heading(item: Item) -> bool:
    return isinstance(item, Para) and item.kind is BlockKind.HEADING


def _run_in(item: Item) -> bool:
    """A heading cut out of its paragraph; it says nothing about how the others are set."""
    return isinstance(item, Para) and item.kind is BlockKind.HEADING and item.fixed


def _emphasised(items: list[Item]) -> set[int]:
    """Indices of paragraphs that stand out as headings by bold or size."""
    sizes: Counter[float] = Counter()
    total = bold_total = 0
    for item in items:
        if isinstance(item, Para) and item.kind is not BlockKind.HEADING:
            sizes[item.size] += len(item.text)
            total += len(item.text)
            bold_total += min(item.bold, len(item.text))
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    bold_tells = bold_total * 2 <= total
    out: set[int] = set()
    for i, item in enumerate(items[:-1]):
        if isinstance(item, Grid) or not _open(item):
            continue
        larger = body > 0 and item.size >= body * _LARGER
        if not (larger or (bold_tells and item.all_bold)) or not may_be_heading(item.text, emphasised=True):
            continue
        follower = items[i + 1]
        if _leads_in(item.text, follower):
            continue
        if isinstance(follower, Para):
            in_list = follower.kind is BlockKind.LIST_ITEM
            # A bold signatory above his title.
            short = len(follower.text) < 60 and not follower.text.endswith(".")
            if i >= _TITLE_ZONE and short and not in_list and not larger and looks_like_name(item.text):
                continue
        out.add(i)
    return out


def _leads_in(text: str, follower: Item) -> bool:
    """``"Kommunen ska"`` above its list, or a line whose sentence goes on in the next."""
    if isinstance(follower, Grid):
        return False
    if follower.text[:1].islower() and not text.rstrip().endswith("?"):
        return follower.kind is not BlockKind.LIST_ITEM or ends_openly(text)
    return follower.kind is BlockKind.LIST_ITEM and ends_openly(text)


def _open(item: Para) -> bool:
    """Whether heuristics may make ``item`` a heading (numbered list items included)."""
    if item.fixed:
        return False
    numbered = item.kind is BlockKind.LIST_ITEM and item.marker[:1].isdigit()
    return item.kind is BlockKind.PARAGRAPH or numbered


def _plain(items: list[Item], chosen: set[int], *, titled: bool) -> set[int]:
    """Indices of short isolated lines that read as headings; in runs of short lines only the edges."""
    short = [i not in chosen and _short(item) for i, item in enumerate(items)]
    out: set[int] = set()
    i = 0
    while i < len(items):
        if not short[i]:
            i += 1
            continue
        end = i
        while end < len(items) and short[end]:
            end += 1
        if end < len(items) and end not in chosen and not _is_heading(items[end]):
            out |= _heads_of_run(items, range(i, end), titled)
        i = end
    return out


def _heads_of_run(items: list[Item], run: range, titled: bool) -> set[int]:
    texts = {i: _text(items[i]) for i in run}
    good = {i for i in run if looks_like_heading(texts[i])}
    out: set[int] = set()
    if run.start == 0 and not titled and run.start in good:
        out.add(run.start)
    last = run[-1]
    sure = is_known_heading(texts[last]) or is_capitals(texts[last]) or heading_number(texts[last])
    leads_in = last + 1 < len(items) and _leads_in(texts[last], items[last + 1])
    # "Kommunstyrelsens ordförande" between two lines to sign on heads nothing.
    signed = (
        last + 1 < len(items) and _is_blank_to_fill_in(items[last + 1]) and not is_known_heading(texts[last])
    )
    # "Att lamporna byts" below "Att polisen går ut" is the last of a list, though text follows it.
    listed = last - 1 in texts and all(texts[i].lower().startswith("att ") for i in (last - 1, last))
    if last in good and (len(run) <= 3 or sure) and not (leads_in or signed or listed):
        out.add(last)
    # "Det här lovar vi" above "Polisen lovar att" and its list: the line before the one that leads in.
    above = last - 1
    if leads_in and len(run) in (2, 3) and above in good and not ends_openly(texts[above]):
        out.add(above)
    # "4 Områden" above "4.1 Narkotika": a number whose child follows is a heading as well.
    for i in run[:-1]:
        own, following = heading_number(texts[i]), heading_number(texts[i + 1])
        if i in good and own and following and following[1] == own[1] + 1 and i + 1 in out:
            out.add(i)
    return out


def _short(item: Item) -> bool:
    if isinstance(item, Grid) or item.fixed or item.kind is not BlockKind.PARAGRAPH:
        return False
    text = item.text.strip()
    if list_marker(text) and not heading_number(text):
        return False
    return len(text) <= 90 and text[-1:] not in ".:;!" and not is_contents_line(text)


def _is_blank_to_fill_in(item: Item) -> bool:
    text = _text(item)
    return len(text) >= 4 and not text.strip("_.… ")


def _text(item: Item) -> str:
    return item.text.strip() if isinstance(item, Para) else ""


def _levelled(items: list[Item], chosen: set[int]) -> list[Item]:
    """The items with the chosen ones as headings, whose level follows number, size and capitals."""
    looks = {(_size(items[i]), is_capitals(_text(items[i]))) for i in chosen}
    rank = {look: n for n, look in enumerate(sorted(looks, reverse=True), start=1)}
    out: list[Item] = []
    above = 0  # level of the styled heading that a found one stands under
    for i, item in enumerate(items):
        if isinstance(item, Para) and item.kind is BlockKind.HEADING:
            above = item.level or 1
        elif isinstance(item, Para) and i in chosen:
            text = f"{item.marker} {item.text}" if item.marker else item.text
            number = heading_number(text)
            level = number[1] if number else rank[_size(item), is_capitals(item.text.strip())]
            item = replace(item, kind=BlockKind.HEADING, level=min(above + level, 9))
        out.append(item)
    return out


def _size(item: Item) -> float:
    return round(item.size, 1) if isinstance(item, Para) else 0.0
