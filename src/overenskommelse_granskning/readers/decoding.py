"""Bytes to text: byte order mark, declared encoding, UTF-8, and at last cp1252 with a notice."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.I)


# Latin-1 to cp1252; the five bytes that cp1252 leaves undefined stay control characters.
_CP1252 = {b: c for b in range(0x80, 0xA0) if (c := bytes((b,)).decode("cp1252", errors="ignore"))}


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without byte order mark; ``unsure`` when the encoding was a guess."""

    text: str
    encoding: str
    unsure: bool = False


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """Decode a text or (``markup``) HTML file. Never fails: what cannot be decoded becomes U+FFFD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return Decoded(text, encoding, "\ufffd" in text)
    if looks_like_utf16(data):
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return Decoded(data.decode(encoding, errors="replace"), encoding, True)
    if markup:
        declared = _declared(data)
        if declared is not None:
            return declared
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    # One broken byte (a file cut off in mid-character) must not turn every å of a UTF-8 file into Ã¥.
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    if good > 3 * bad:
        return Decoded(text, "utf-8", True)
    return Decoded(data.decode("latin-1").translate(_CP1252), "cp1252", True)


def looks_like_utf16(data: bytes) -> bool:
    """UTF-16 without a mark: nearly every other byte of Western text is zero, on one side only."""
    sample = data[:2000]
    if len(sample) < 4:
        return False
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return (odd > half * 0.7 and even == 0) or (even > half * 0.7 and odd == 0)


def _declared(data: bytes) -> Decoded | None:
    found = _XML.match(data[:300]) or _META.search(data[:4096])
    if found is None:
        return None
    try:
        encoding = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    if encoding.startswith(("utf-16", "utf-32")):
        return None  # the declaration itself was readable as single bytes
    if encoding in ("iso8859-1", "ascii"):
        encoding = "cp1252"  # what browsers do
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
