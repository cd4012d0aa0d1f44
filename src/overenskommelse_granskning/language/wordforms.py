"""The lemmas of usual Swedish word forms, packaged: what simplemma says of them, without loading it.

simplemma's dictionary of a million forms takes most of a second and a hundred megabytes to build; nineteen
words of twenty in a document are among the some eighty thousand usual ones. The file is one run of bytes
in which a form is found by its checksum: nothing is built when it is loaded.
``tools/make_language_data.py`` makes it.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping
from functools import cache

from ..resources import language_file

FILE = "former.bin"
_PER_BUCKET = 8
_END = b"\n"


class Wordforms:
    """A map from forms to lemmas in one run of bytes."""

    def __init__(self, packed: bytes) -> None:
        buckets = int.from_bytes(packed[:4], "little")
        self._starts = array("I", packed[4 : 8 + 4 * buckets])
        if sys.byteorder == "big":
            self._starts.byteswap()
        self._data = packed[8 + 4 * buckets :]
        self._buckets = buckets

    def get(self, form: str) -> str | None:
        key = form.encode()
        bucket = zlib.crc32(key) % self._buckets
        entry = b"\n%b\t" % key
        at = self._data.find(entry, self._starts[bucket], self._starts[bucket + 1])
        if at < 0:
            return None
        at += len(entry)
        stop = self._data.index(_END, at)
        return self._data[at:stop].decode() or form


def packed(lemmas: Mapping[str, str]) -> bytes:
    """The run of bytes that :class:`Wordforms` reads; a form that is its own lemma stands without one."""
    count = max(len(lemmas) // _PER_BUCKET, 1)
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for form, lemma in sorted(lemmas.items()):
        key = form.encode()
        entry = b"%b\t%b" % (key, b"" if lemma == form else lemma.encode())
        buckets[zlib.crc32(key) % count].append(entry)
    starts = array("I", [0])
    data = bytearray()
    for bucket in buckets:
        for entry in bucket:
            data += b"\n" + entry
        starts.append(len(data))
    if sys.byteorder == "big":
        starts.byteswap()
    return count.to_bytes(4, "little") + starts.tobytes() + bytes(data) + _END


@cache
def _shipped() -> Wordforms:
    return Wordforms(zlib.decompress(language_file(FILE).read_bytes()))


def usual_lemma(low: str) -> str | None:
    """What simplemma says of a usual form in lower case; None for a form that is not usual."""
    return _shipped().get(low)
