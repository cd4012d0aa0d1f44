"""Cleaning of raw text before it gets offsets.

Everything that changes characters happens here, once, while the document is built; afterwards no
stage may alter the text. :func:`clean` reports where lengths changed, so that a position in the
cleaned text can be carried back to the source.
"""

from __future__ import annotations

import unicodedata

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
    **{chr(c): "" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)},
}
_KEEP = frozenset("\n\t")


def _plain(text: str) -> bool:
    """True when nothing has to change (the usual case, decided without a loop over characters)."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text) and not _SPECIAL & set(text)


_SPECIAL = frozenset(_REPLACE)


def clean(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the cleaned text and the places where it stops running parallel to the source.

    The second value is a tuple of ``(clean_offset, source_offset)``: from ``clean_offset`` on, the
    source runs in parallel from ``source_offset``, until the next entry. It starts at ``(0, 0)``
    implicitly and is empty when nothing changed length.
    """
    if _plain(text):
        return text, ()
    out: list[str] = []
    shifts: list[tuple[int, int]] = []
    length = i = 0
    delta = 0
    while i < len(text):
        j = i + 1
        while j < len(text) and unicodedata.combining(text[j]):
            j += 1
        raw = text[i:j]
        if raw == "\r" and text[j : j + 1] == "\n":
            j += 1
            new = "\n"
        elif len(raw) > 1:
            new = unicodedata.normalize("NFC", raw)
        else:
            new = _REPLACE.get(raw, raw)
            if new == raw and raw not in _KEEP:
                category = unicodedata.category(raw)
                if category in ("Cc", "Cs", "Cn"):
                    new = "\ufffd" if category != "Cc" else " "
                elif not unicodedata.is_normalized("NFC", raw):
                    new = unicodedata.normalize("NFC", raw)
        if (i - length) != delta:
            delta = i - length
            shifts.append((length, i))
        out.append(new)
        length += len(new)
        i = j
    # Only NFC as a whole can tell (sequences such as a letter after an empty replacement).
    return "".join(out), tuple(shifts)


def to_source(offset: int, shifts: tuple[tuple[int, int], ...]) -> int:
    """Carry an offset in cleaned text back to the source text."""
    base, source = 0, 0
    for clean_offset, source_offset in shifts:
        if clean_offset > offset:
            break
        base, source = clean_offset, source_offset
    return source + (offset - base)
