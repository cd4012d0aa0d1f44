"""Which paragraphs are headings, and of what level: size, weight, capitals, numbers, place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..structure import (
    ends_openly,
    is_capitals,
    is_date_line,
    is_known_heading,
    looks_like_heading,
    looks_like_name,
)
from .markers import ends_in_page_number, heading_depth, is_contents_line
from .measures import Measures
from .model import Line, Word, line_of
from .paragraphs import Draft, Kind, starts_low, tab, terminal

_MAX_LENGTH = 160
_LARGER = 1.08
_MUCH_LARGER = 1.3
_SAME_CLUSTER = 1.05
_SAME_CLUSTER_OCR = 1.12
_WEAK_BODY = 60  # characters below a heading that only its place gives away
_RUN_IN_WORDS = 10
_NO_HEADING_END = re.compile(r"[.,;][\"”’)]*$")
_ABBREVIATED = re.compile(r"(?:m\.m|m\.fl|etc|bl\.a|dvs|resp)\.$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:innehåll(?:sförteckning|sinnehåll)?|innehållsöversikt)\W*$", re.IGNORECASE)
_FIELD = re.compile(r"^(?:dnr|diarienr|diarienummer|datum|sida|tel|telefon|e-post|org\.?nr)\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"^[\W\d_]*(?:§\s*\d+)?[\W\d_]*$")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Style:
    size: float
    caps: bool
    bold: bool


def with_headings(drafts: Sequence[Draft], found: Measures, ocr: bool = False) -> list[Draft]:
    """The drafts with headings told from paragraphs, and their levels set."""
    parted = [part for draft in drafts for part in _run_in(draft, found)]
    strong = [_is_strong(parted, i, found) for i in range(len(parted))]
    for draft, yes in zip(parted, strong, strict=True):
        if yes:
            _make_heading(draft)
    if sum(strong) <= 2:
        for i, draft in enumerate(parted):
            if draft.kind in (Kind.PARAGRAPH, Kind.ITEM) and _is_weak(parted, i):
                _make_heading(draft)
    _set_levels(
        [d for d in parted if d.kind is Kind.HEADING], parted, _SAME_CLUSTER_OCR if ocr else _SAME_CLUSTER
    )
    return parted


def _make_heading(draft: Draft) -> None:
    draft.kind = Kind.HEADING
    draft.marker = None


def _run_in(draft: Draft, found: Measures) -> list[Draft]:
    """A paragraph that starts with a bold heading on the same line, as heading and paragraph."""
    if draft.kind is not Kind.PARAGRAPH and not (
        draft.kind is Kind.ITEM and draft.marker and draft.marker.order
    ):
        return [draft]
    if found.bold_is_usual or not draft.lines[0].words[0].bold:
        return [draft]
    words: list[Word] = []
    for line in draft.lines:
        bold = [w for w in line.words if w.bold]
        leading = next((i for i, w in enumerate(line.words) if not w.bold), len(line.words))
        words += line.words[:leading]
        if leading < len(line.words):
            if any(w.bold for w in line.words[leading:]) and len(bold) > leading + 1:
                return [draft]
            return _parted(draft, line, leading, words)
    return [draft]


def _parted(draft: Draft, line: Line, leading: int, words: list[Word]) -> list[Draft]:
    head = " ".join(w.text for w in words)
    rest = line.words[leading:]
    after = rest[0].text
    whole = heading_depth(head) is not None
    ends = head.endswith((".", "?", "!")) and not _ABBREVIATED.search(head)
    if (
        len(words) > _RUN_IN_WORDS
        or _ONLY_NUMBER.match(head)
        or not (whole or ends)
        or starts_low(head)
        or not re.match(r"[\"”'(]?[A-ZÅÄÖ\d]", after)
    ):
        return [draft]
    index = next(i for i, own in enumerate(draft.lines) if own is line)
    first = [*draft.lines[:index]]
    if leading:
        first.append(line_of(line.page, line.words[:leading]))
    heading = replace(draft, kind=Kind.PARAGRAPH, lines=first, marker=None)
    body = replace(
        draft,
        kind=Kind.PARAGRAPH,
        lines=[line_of(line.page, rest), *draft.lines[index + 1 :]],
        marker=None,
        gap=0.0,
    )
    _make_heading(heading)
    return [heading, body]


def _is_strong(drafts: Sequence[Draft], i: int, found: Measures) -> bool:
    """A heading by its looks: larger, bold or in capitals where the text is not."""
    draft = drafts[i]
    if draft.kind is Kind.HEADING:
        return True
    text = _candidate(draft)
    if text is None:
        return False
    first = draft.lines[0]
    larger = first.size >= _LARGER * found.body_size and first.size - found.body_size >= 0.8
    bold = all(line.bold for line in draft.lines) and not found.bold_is_usual
    if draft.kind is Kind.ITEM:
        # A bold item in a list is an item; a bold numbered line above running text is a heading.
        if not (larger or bold) or draft.marker is None or draft.marker.kind in ("bullet", "dash"):
            return False
        return not _in_list(drafts, i)
    if _CONTENTS.match(text) and _contents_follow(drafts, i):
        return True
    if first.size >= _MUCH_LARGER * found.body_size:
        return True
    if _NO_HEADING_END.search(text) and not _ABBREVIATED.search(text):
        return bold and text.endswith(".") and _runs_into(drafts, i)
    if larger:
        return True
    if bold:
        return not (_FIELD.match(text) or _leads_in(drafts, i, text) or _is_signatory(drafts, i, text))
    return is_capitals(text) and len(draft.lines) <= 2 and _has_body(drafts, i, 1)


def _candidate(draft: Draft) -> str | None:
    """The text of a draft that could be a heading at all."""
    if draft.kind not in (Kind.PARAGRAPH, Kind.ITEM) or not draft.lines:
        return None
    text = draft.text
    if len(text) > _MAX_LENGTH or len(_LETTERS.findall(text)) < 2:
        return None
    if is_contents_line(text) or any(tab(line) > 3.0 * line.size for line in draft.lines):
        return None
    if starts_low(text):
        return None
    return text


def _in_list(drafts: Sequence[Draft], i: int) -> bool:
    """The neighbour is the next or the previous item of the same numbered list."""
    own = drafts[i].marker
    for j, step in ((i - 1, -1), (i + 1, 1)):
        if 0 <= j < len(drafts):
            other = drafts[j].marker
            if own and other and other.kind == own.kind and other.order == own.order + step:
                return True
    return False


def _leads_in(drafts: Sequence[Draft], i: int, text: str) -> bool:
    """ "Polisen lovar att" in bold above a list is the start of its sentences."""
    return ends_openly(text) and i + 1 < len(drafts) and drafts[i + 1].kind is Kind.ITEM


def _is_signatory(drafts: Sequence[Draft], i: int, text: str) -> bool:
    """A name in bold above a title or another name."""
    if not looks_like_name(text) or i + 1 >= len(drafts):
        return False
    following = drafts[i + 1]
    return following.kind is Kind.PARAGRAPH and len(following.text) < 60 and not terminal(following.text)


def _runs_into(drafts: Sequence[Draft], i: int) -> bool:
    """A run-in heading that happens to fill its line: the text goes on closely below it."""
    if len(drafts[i].text.split()) > _RUN_IN_WORDS or i + 1 >= len(drafts):
        return False
    following = drafts[i + 1]
    return following.kind is Kind.PARAGRAPH and following.gap <= 1.2 and not following.lines[0].bold


def _contents_follow(drafts: Sequence[Draft], i: int) -> bool:
    following = [d for d in drafts[i + 1 : i + 4] if d.lines]
    return any(is_contents_line(d.text) or ends_in_page_number(d.text) for d in following)


def _has_body(drafts: Sequence[Draft], i: int, least: int) -> bool:
    """Text follows that the heading could be over."""
    if i + 1 >= len(drafts):
        return False
    following = drafts[i + 1]
    return following.kind in (Kind.TABLE, Kind.ITEM) or len(following.text) >= least


def _is_weak(drafts: Sequence[Draft], i: int) -> bool:
    """A heading by its place: a short line of its own above running text, or a numbered one."""
    draft = drafts[i]
    text = _candidate(draft)
    if text is None or len(draft.lines) > 1 or not looks_like_heading(text):
        return False
    if is_date_line(text) or _FIELD.match(text) or (terminal(text) and not text.endswith("?")):
        return False
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    if following is None or following.kind is Kind.FOOTNOTE:
        return False
    if draft.kind is Kind.ITEM:
        if heading_depth(text) is None or _in_list(drafts, i):
            return False
        return following.kind is not Kind.ITEM and _has_body(drafts, i, 30)
    if heading_depth(text) is not None or is_known_heading(text):
        return _has_body(drafts, i, 30)
    if i and drafts[i - 1].kind is Kind.HEADING:
        return False  # a line under the title: a subtitle, the parties, a date
    if following.kind is Kind.PARAGRAPH:
        return len(following.text) >= _WEAK_BODY and terminal(following.text)
    return following.kind is Kind.TABLE


def _set_levels(headings: Sequence[Draft], drafts: Sequence[Draft], same: float) -> None:
    """Levels from the ranks of the styles, refined by the depth of numbers."""
    if not headings:
        return
    sizes = _clusters(sorted({h.lines[0].size for h in headings}, reverse=True), same)
    styles = {id(h): _style(h, sizes) for h in headings}
    order = sorted(set(styles.values()), key=lambda s: (-s.size, not s.caps, not s.bold))
    rank = {style: n + 1 for n, style in enumerate(order)}
    depths: dict[_Style, int] = {}
    for heading in headings:
        depth = heading_depth(heading.text)
        if depth is not None:
            style = styles[id(heading)]
            depths[style] = min(depths.get(style, depth), depth)
    alone = _title_in_same_style(headings, drafts, styles)
    for heading in headings:
        style = styles[id(heading)]
        depth = heading_depth(heading.text)
        level = rank[style] + (depth - depths[style] if depth is not None else 0)
        if alone is not None and heading is not alone:
            level += 1
        heading.level = min(level, 9)


def _title_in_same_style(
    headings: Sequence[Draft], drafts: Sequence[Draft], styles: dict[int, _Style]
) -> Draft | None:
    """The first line of the document, where the title looks like any other heading."""
    first = headings[0]
    if not any(d is first for d in drafts[:1]) or heading_depth(first.text) is not None:
        return None
    style = styles[id(first)]
    top = min((s for s in styles.values()), key=lambda s: (-s.size, not s.caps, not s.bold))
    if sum(1 for s in styles.values() if s == style) < 2 or (style.size, style.bold) != (top.size, top.bold):
        return None
    return first


def _clusters(sizes: Sequence[float], same: float) -> dict[float, float]:
    """Each size with the size that stands for it: nearly equal ones count as one."""
    out: dict[float, float] = {}
    lead = 0.0
    for size in sizes:
        if not lead or lead / size > same:
            lead = size
        out[size] = lead
    return out


def _style(draft: Draft, sizes: dict[float, float]) -> _Style:
    first = draft.lines[0]
    return _Style(sizes[first.size], is_capitals(draft.text), all(line.bold for line in draft.lines))
