"""Bytes to text: byte order mark, declared encoding, UTF-8, and at last cp1252 with a notice."""

from __future__ import annotations

import codecs
import contextlib
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
# å ä ö Å Ä Ö in cp1252, and in what DOS and the old Macintosh wrote.
_CP1252_LETTERS = b"\xe5\xe4\xf6\xc5\xc4\xd6"
_OLD = {"cp850": b"\x86\x84\x94\x8f\x8e\x99", "mac-roman": b"\x8c\x8a\x9a\x81\x80\x85"}
_SURE = 3  # so many times the letters that cp1252 would have
_DOUBLED = re.compile("Ã[\u00a5\u00a4\u00b6\u2026\u201e\u2013]")
_LETTER = re.compile("[åäöÅÄÖ]")


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
        return _single(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    # One broken byte (a file cut off in mid-character) must not turn every å of a UTF-8 file into Ã¥.
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    if good > 3 * bad:
        return Decoded(text, "utf-8", True)
    for encoding, letters in _OLD.items():
        if _count(data, letters) > _SURE * (_count(data, _CP1252_LETTERS) + 1):
            return Decoded(data.decode(encoding, errors="replace"), encoding, True)
    return Decoded(data.decode("latin-1").translate(_CP1252), "cp1252", True)


def _single(text: str) -> Decoded:
    """UTF-8 text; where it was already made of UTF-8 bytes taken for cp1252 (Ã¥ for å), that is undone."""
    if not _DOUBLED.search(text) or _LETTER.search(text):
        return Decoded(text, "utf-8")
    try:
        return Decoded(text.encode("cp1252").decode("utf-8"), "utf-8 (dubbelkodad)", True)
    except UnicodeError:
        return Decoded(text, "utf-8", True)


def _count(data: bytes, letters: bytes) -> int:
    return len(data) - len(data.translate(None, letters))


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
    if encoding not in ("utf-8", "ascii") and not data.isascii():
        # Valid UTF-8 beyond ASCII is hardly ever anything else, whatever the page says.
        with contextlib.suppress(UnicodeDecodeError):
            return Decoded(data.decode("utf-8"), "utf-8", True)
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
