"""simplemma itself, for the words that :mod:`.wordforms` does not know.

Its dictionary is a stream of a million records, each told as a change of the one before it. simplemma decodes
all of them before the first answer. Here the stream is entered at packaged places (every 32nd record) and only
the blocks are decoded in which a word is looked for. The places fit one version of the dictionary; with any
other simplemma loads its dictionary as it always does, which gives the same lemmas later.
"""

from __future__ import annotations

import hashlib
import lzma
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ..resources import language_file

FILE = "stallen.bin"
LANGUAGE = "sv"
BLOCK = 32  # records
_REMEMBERED = 1 << 8  # decoded blocks, some 2 MB; what they gave is remembered in :mod:`.lemmas`
_HASH = 32  # bytes
_ONE_BYTE = 127  # larger numbers take several bytes
_SAME_VALUE, _WHOLE_VALUE = 254, 255  # instead of how much of the key the value leaves out


def lemma(low: str) -> str:
    """What simplemma (greedy) says of a form in lower case."""
    return _engine()(low)


@cache
def _engine() -> Callable[[str], str]:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    dictionary = stream_dictionary()
    strategy = (
        DefaultStrategy(greedy=True)
        if dictionary is None
        else DefaultStrategy(greedy=True, dictionary_factory=_Factory(dictionary))
    )
    lemmatize: Callable[..., str] = Lemmatizer(lemmatization_strategy=strategy).lemmatize
    return lambda word: lemmatize(word, lang=LANGUAGE).lower()


class _Factory:
    """Gives simplemma the one dictionary that is used here."""

    def __init__(self, dictionary: StreamDictionary) -> None:
        self._dictionary = dictionary

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return self._dictionary


@dataclass(frozen=True)
class Places:
    """Where the stream can be entered: a record's key and value, and where the next one begins."""

    keys: list[bytes]
    values: list[bytes]
    following: Sequence[int]

    def pack(self) -> bytes:
        numbers = [b"%d" % n for n in self.following]
        return b"\n\n".join(b"\n".join(part) for part in (self.keys, self.values, numbers))

    @classmethod
    def unpack(cls, packed: bytes) -> Places:
        keys, values, numbers = (part.split(b"\n") for part in packed.split(b"\n\n"))
        return cls(keys, values, array("I", map(int, numbers)))


class StreamDictionary(Mapping[str, str]):
    """simplemma's records, decoded block by block."""

    def __init__(self, stream: bytes, places: Places) -> None:
        self._stream = stream
        self._places = places
        self._block = lru_cache(maxsize=_REMEMBERED)(self._decoded)

    def _decoded(self, block: int) -> dict[bytes, bytes]:
        first, value = self._places.keys[block], self._places.values[block]
        rest = records(self._stream, self._places.following[block], first, value, BLOCK - 1)
        return {first: value, **{k: v for k, v, _ in rest}}

    def get(self, key: str, default: Any = None) -> Any:
        form = key.encode()
        block = bisect_right(self._places.keys, form) - 1
        value = self._block(block).get(form) if block >= 0 else None
        return default if value is None else value.decode()

    def __getitem__(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return str(value)

    def __iter__(self) -> Iterator[str]:
        for block in range(len(self._places.keys)):
            yield from (key.decode() for key in self._block(block))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def records(
    stream: bytes, at: int, key: bytes, value: bytes, most: int
) -> Iterator[tuple[bytes, bytes, int]]:
    """Up to ``most`` records from ``at`` on, behind one with this key and value: key, value, where they end."""
    last = len(stream)
    for _ in range(most):
        if at >= last:
            return
        shared = stream[at]
        length = stream[at + 1]
        at += 2
        if shared > _ONE_BYTE or length > _ONE_BYTE:
            shared, at = number(stream, at - 2)
            length, at = number(stream, at)
        stop = at + length
        key = key[:shared] + stream[at:stop]
        left_out = stream[stop]
        at = stop + 1
        if left_out != _SAME_VALUE:
            length = stream[at]
            at += 1
            if length > _ONE_BYTE:
                length, at = number(stream, at - 1)
            stop = at + length
            kept = b"" if left_out == _WHOLE_VALUE else key[: len(key) - left_out]
            value = kept + stream[at:stop]
            at = stop
        yield key, value, at


def number(stream: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where what follows begins."""
    found = shift = 0
    while True:
        part = stream[at]
        at += 1
        found |= (part & _ONE_BYTE) << shift
        if part <= _ONE_BYTE:
            return found, at
        shift += 7


def stream_file() -> bytes:
    """simplemma's dictionary as it is installed; empty where it is kept in another way."""
    file = files("simplemma") / "strategies" / "dictionaries" / "data" / f"{LANGUAGE}.plzma"
    return file.read_bytes() if file.is_file() else b""


@cache
def stream_dictionary() -> StreamDictionary | None:
    """The dictionary by packaged places; None where the installed one is another."""
    compressed = stream_file()
    packed = zlib.decompress(language_file(FILE).read_bytes())
    if hashlib.sha256(compressed).digest() != packed[:_HASH]:
        return None
    return StreamDictionary(lzma.decompress(compressed), Places.unpack(packed[_HASH:]))


def pack(compressed: bytes, places: Places) -> bytes:
    """The places with the hash of the dictionary that they belong to."""
    return zlib.compress(hashlib.sha256(compressed).digest() + places.pack(), 9)
