"""Damage that needs no knowledge of the format: cut off, flipped, overwritten, moved, mixed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from .base import Sources

_WORDS = re.compile(rb"[A-Za-z/<>]{3,}")
_HUGE = (
    b"0",
    b"-1",
    b"2147483648",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"1.5",
    b"x",
    b"",
)


def cut_off(rng: random.Random, data: bytes) -> bytes:
    """Anywhere, or just before or after something that means something."""
    if rng.random() < 0.5:
        return data[: rng.randrange(1, len(data))]
    places = [m.start() + rng.randrange(3) for m in _WORDS.finditer(data)]
    return data[: max(1, rng.choice(places or [len(data) // 2]))]


def beheaded(rng: random.Random, data: bytes) -> bytes:
    return data[rng.randrange(1, min(len(data), 3000)) :]


def flipped(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 20, 200))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def overwritten(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 5))):
        length = min(rng.choice((1, 16, 512, 4096)), len(out))
        at = rng.randrange(len(out) - length + 1)
        out[at : at + length] = rng.choice(
            (bytes(length), b"\xff" * length, rng.randbytes(length), b" " * length)
        )
    return bytes(out)


def shortened(rng: random.Random, data: bytes) -> bytes:
    out = data
    for _ in range(rng.choice((1, 4))):
        at, length = rng.randrange(len(out)), rng.choice((1, 10, 1000))
        out = out[:at] + out[at + length :]
    return out or b"x"


def repeated(rng: random.Random, data: bytes) -> bytes:
    at, length = rng.randrange(len(data)), rng.choice((10, 300, 5000))
    return data[:at] + data[at : at + length] * rng.choice((2, 10, 300)) + data[at:]


def moved(rng: random.Random, data: bytes) -> bytes:
    a, b, c = sorted(rng.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def numbers(rng: random.Random, data: bytes) -> bytes:
    """Numbers as text become absurd ones."""
    share = rng.choice((0.002, 0.02, 0.3))
    return re.sub(rb"\d+", lambda m: rng.choice(_HUGE) if rng.random() < share else m[0], data)


def words(rng: random.Random, data: bytes) -> bytes:
    """Words of the format change places."""
    found = sorted({m[0] for m in _WORDS.finditer(data)})
    if len(found) < 2:
        return flipped(rng, data)
    for _ in range(rng.choice((1, 3, 10))):
        data = data.replace(rng.choice(found), rng.choice(found), rng.choice((1, -1)))
    return data


def twice(rng: random.Random, data: bytes) -> bytes:
    half = data[: rng.randrange(len(data))]
    return half + data if rng.random() < 0.5 else data + data[-len(half) - 1 :]


_WAYS: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "avhuggen": cut_off,
    "halshuggen": beheaded,
    "vand-bit": flipped,
    "overskriven": overwritten,
    "forkortad": shortened,
    "upprepad": repeated,
    "flyttad": moved,
    "tal": numbers,
    "ord": words,
    "dubbel": twice,
}


def _maker(
    extension: str, way: Callable[[random.Random, bytes], bytes]
) -> Callable[[random.Random, Sources], bytes]:
    def make(rng: random.Random, sources: Sources) -> bytes:
        data = way(rng, sources.sound(extension, rng))
        return rng.choice(list(_WAYS.values()))(rng, data) if rng.random() < 0.2 and len(data) > 9 else data

    return make


def _mixed(extension: str) -> Callable[[random.Random, Sources], bytes]:
    def make(rng: random.Random, sources: Sources) -> bytes:
        """The beginning of one format and the end of another, or one under the other's name."""
        other = sources.sound(rng.choice(("pdf", "docx", "odt", "html", "txt")), rng)
        own = sources.sound(extension, rng)
        at = rng.choice((0, 8, 1000, len(own) // 2))
        return own[:at] + other

    return make


MAKERS: dict[str, dict[str, Any]] = {
    extension: {**{name: _maker(extension, way) for name, way in _WAYS.items()}, "blandad": _mixed(extension)}
    for extension in ("pdf", "docx", "odt", "html", "txt")
}
