"""Cleaning of raw text before it gets offsets.

Everything that changes characters happens here, once, while the document is built; afterwards no
stage may alter the text. :func:`clean` reports where lengths changed, so that a position in the
cleaned text can be carried back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

# Ligatures and compatibility forms that fonts leave behind. NFKC would also rewrite fractions,
# superscripts (footnote marks) and non-breaking hyphens, which belong to the author.
_REPLACE = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "\u00ad": "",  # soft hyphen
    "\u200b": "",  # zero-width space
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",  # word joiner
    "\ufeff": "",  # byte order mark
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2011": "-",  # non-breaking hyphen
    # Bidirectional controls can make a text look different from what it says.
    **{chr(c): "" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)},
    # Signs that nobody sees would divide words: joiners, fillers, selectors of variants, tags.
    **{chr(c): "" for c in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0)},
    **{chr(c): "" for c in (*range(0x2061, 0x2065), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC))},
    **{chr(c): "" for c in (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0))},
    # Blanks of other widths.
    **{chr(c): " " for c in (0x1680, *range(0x2000, 0x2009), 0x205F, 0x2800, 0x3000)},
    # Letters in another dress: full width, and the bold and slanted ones of mathematics.
    **{
        chr(c): plain
        for c in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800))
        if len(plain := unicodedata.normalize("NFKC", chr(c))) == 1
    },
}
_KEEP = frozenset("\n\t")
_SPECIAL = frozenset(_REPLACE)
_MOST_MARKS = 30  # combining marks on one letter; further ones are no writing and are left out

# What changes no length: one character for one. A carriage return may belong to a line feed.
_ONE_FOR_ONE = {
    **{code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t\r"},
    **{ord(sign): new for sign, new in _REPLACE.items() if len(new) == 1 and sign != "\r"},
}
_WORD = re.compile(r"[^ \n]*[ \n]?")


def _plain(text: str) -> bool:
    """True when nothing has to change (the usual case, decided without a loop over characters)."""
    return text.isprintable() and _SPECIAL.isdisjoint(text) and _composed(text)


def _composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def clean(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the cleaned text and the places where it stops running parallel to the source.

    The second value is a tuple of ``(clean_offset, source_offset)``: from ``clean_offset`` on, the
    source runs in parallel from ``source_offset``, until the next entry. It starts at ``(0, 0)``
    implicitly and is empty when nothing changed length.
    """
    if _plain(text):
        return text, ()
    text = text.translate(_ONE_FOR_ONE)
    if _plain(text.replace("\n", " ").replace("\t", " ")):
        return text, ()
    out: list[str] = []
    shifts: list[tuple[int, int]] = []
    length = delta = 0
    # Nothing composes over a blank, so words are looked at one by one and most need no second look.
    for word in _WORD.finditer(text):
        start = word.start()
        for new, source in _cleaned(word.group(), start):
            if source - length != delta:
                delta = source - length
                shifts.append((length, source))
            out.append(new)
            length += len(new)
    return "".join(out), tuple(shifts)


def _cleaned(word: str, start: int) -> Iterator[tuple[str, int]]:
    """What remains of a word, in stretches that run parallel to the source from the place given."""
    if not word:
        return
    if (_plain(word[:-1]) and word[-1] in " \n") or _plain(word):
        yield word, start
        return
    signs = _replaced(word, start)
    i = 0
    while i < len(signs):
        # A cluster is what composes to something else only as a whole. Replacing came first, so that a
        # zero-width sign between a letter and its accent does not keep them apart.
        group = signs[i][0]
        j = i + 1
        while j < len(signs) and _composes(group, signs[j][0]):
            group += signs[j][0]
            j += 1
        yield from _composed_of(group, signs[i:j])
        i = j


def _composed_of(group: str, signs: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """What a cluster composes to, each sign from the place of the first one that it took up."""
    if len(signs) == 1:
        yield from ((sign, signs[0][1]) for sign in unicodedata.normalize("NFC", group))
        return
    ends = list(accumulate(len(unicodedata.normalize("NFD", sign)) for sign, _ in signs))
    taken = 0
    for sign in unicodedata.normalize("NFC", group):
        yield sign, signs[min(bisect_right(ends, taken), len(signs) - 1)][1]
        taken += len(unicodedata.normalize("NFD", sign))


def _replaced(word: str, start: int) -> list[tuple[str, int]]:
    """The characters that remain, each with its place in the source."""
    out: list[tuple[str, int]] = []
    marks = 0
    for i, raw in enumerate(word):
        if raw == "\n" and i and word[i - 1] == "\r":
            continue  # the carriage return has become the line feed
        marks = marks + 1 if unicodedata.combining(raw) else 0
        if marks > _MOST_MARKS:
            continue
        new = _REPLACE.get(raw)
        if new is None:
            new = raw
            if raw not in _KEEP and not raw.isprintable() and unicodedata.category(raw) in ("Cs", "Cn"):
                new = "\ufffd"
        out += [(sign, start + i) for sign in new]
    return out


def _composes(group: str, following: str) -> bool:
    if following <= "\x7f":
        return False
    return bool(unicodedata.combining(following)) or not unicodedata.is_normalized(
        "NFC", unicodedata.normalize("NFC", group)[-1] + following
    )


def to_source(offset: int, shifts: tuple[tuple[int, int], ...]) -> int:
    """Carry an offset in cleaned text back to the source text."""
    base, source = 0, 0
    for clean_offset, source_offset in shifts:
        if clean_offset > offset:
            break
        base, source = clean_offset, source_offset
    return source + (offset - base)
