"""The little Markdown that people leave in text files: front matter, headings, emphasis, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_ATX_LINE = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M)
_STRONG = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"([A-Za-zÅÄÖåäö][\wåäöÅÄÖ -]{0,40}):[ \t]*(.*)")
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}$|[ \t]*(?:\*[ \t]*){3,}$|[ \t]*={3,}[ \t]*$|[ \t]*~{3,}[ \t]*$")
_ROW_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

# Longest delimiters first; what a pattern takes is masked before the next one looks.
_EMPHASIS = (
    (re.compile(r"(\*{3})(?=\S)(.{1,1500}?)(?<=\S)(\*{3})", re.S), True),
    (re.compile(r"(\*{2})(?=\S)(.{1,1500}?)(?<=\S)(\*{2})", re.S), True),
    (re.compile(r"(?<!\w)(_{2})(?=[^\s_])(.{1,1500}?)(?<=[^\s_])(_{2})(?!\w)", re.S), True),
    (re.compile(r"(?<![\w*])(\*)(?=[^\s*])(.{1,1500}?)(?<=[^\s*])(\*)(?![\w*])", re.S), False),
    (re.compile(r"(?<!\w)(_)(?=[^\s_])(.{1,1500}?)(?<=[^\s_])(_)(?!\w)", re.S), False),
    (re.compile(r"(`+)([^`\n]+)(`+)"), False),
)
_LONGEST = 20_000  # the patterns are not linear; no honest paragraph is longer
_LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\([^()\s]*(?:[ ]\"[^\"\n]*\")?\))")
_ESCAPE = re.compile(r"(\\)(?=[\\`*_{}\[\]()#+.!|>-])")
_COMMENT = re.compile(r"<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>\n]{0,200})?/?>", re.S)


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: it has ``#`` headings or several ``**strong**`` runs."""
    if _ATX_LINE.search(text):
        return True
    return sum(1 for _, _ in zip(_STRONG.finditer(text), range(2), strict=False)) == 2


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The simple fields of a front matter block and where the text begins after it."""
    found = _FRONT.match(text)
    if found is None:
        return {}, 0
    fields: dict[str, str] = {}
    for line in found.group(1).splitlines():
        field = _FIELD.match(line)
        if field and field.group(2).strip():
            fields[field.group(1).strip().casefold()] = field.group(2).strip().strip("\"'")
    return (fields, found.end()) if fields else ({}, 0)


def atx_heading(line: str) -> tuple[int, int, int] | None:
    """Level, start and end of the words of a ``## heading`` line."""
    found = _ATX.match(line)
    return (len(found.group(1)), found.start(2), found.end(2)) if found else None


def is_rule(line: str) -> bool:
    """A line of dashes, stars or equals signs. Underscores are kept: people sign on them."""
    return bool(_RULE.match(line))


def is_row_rule(line: str) -> bool:
    """``|---|---|`` between a table's header and its rows."""
    return "-" in line and bool(_ROW_RULE.match(line))


def kept(text: str) -> tuple[list[tuple[int, int]], int]:
    """The ranges of ``text`` that remain when the mark-up is taken out, and how much of the start is bold.

    The second value counts characters of what remains.
    """
    if len(text) > _LONGEST:
        return [(0, len(text))], 0
    gone: list[tuple[int, int]] = [found.span() for found in _COMMENT.finditer(text)]
    strong: list[tuple[int, int]] = []
    hidden: list[tuple[int, int]] = list(gone)
    for found in _ESCAPE.finditer(text):
        gone.append(found.span(1))
        hidden.append((found.start(), found.end(1) + 1))  # the escaped sign opens nothing
    masked = _masked(text, hidden)
    for found in _LINK.finditer(masked):
        gone += [found.span(1), found.span(3)]
        hidden += [found.span(1), found.span(3)]
    masked = _masked(masked, hidden)
    for pattern, bold in _EMPHASIS:
        taken = [span for found in pattern.finditer(masked) for span in (found.span(1), found.span(3))]
        if bold:
            strong += [(end, start) for (_, end), (start, _) in zip(taken[::2], taken[1::2], strict=True)]
        gone += taken
        masked = _masked(masked, taken)
    ranges = list(_complement(sorted(gone), len(text)))
    return ranges, _bold_prefix(text, ranges, strong)


def _masked(text: str, ranges: list[tuple[int, int]]) -> str:
    if not ranges:
        return text
    signs = list(text)
    for start, end in ranges:
        signs[start:end] = "\0" * (end - start)
    return "".join(signs)


def _complement(gone: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in gone:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def _bold_prefix(text: str, ranges: list[tuple[int, int]], strong: list[tuple[int, int]]) -> int:
    bold = bytearray(len(text))
    for start, end in strong:
        bold[start:end] = b"\1" * (end - start)
    count = 0
    for start, end in ranges:
        for i in range(start, end):
            if not bold[i] and not text[i].isspace():
                return count
            count += 1
    return count
