"""Sets of places as numbers: bit ``i`` stands for place ``i``.

Even of a document of a thousand pages such a set takes a few kilobytes, where a set of Python's takes a megabyte.
"""

from __future__ import annotations

from collections.abc import Iterable

_FEW_BITS = 64


def bits(ids: Iterable[int]) -> int:
    """The set of these units."""
    listed = ids if isinstance(ids, list) else list(ids)
    if len(listed) < _FEW_BITS:
        found = 0
        for i in listed:
            found |= 1 << i
        return found
    octets = bytearray(max(listed) // 8 + 1)  # a number would be copied for every unit
    for i in listed:
        octets[i >> 3] |= 1 << (i & 7)
    return int.from_bytes(octets, "little")


def members(units: int) -> list[int]:
    """The units of a set in order."""
    out: list[int] = []
    if units:
        digits = bin(units)[:1:-1]
        i = digits.find("1")
        while i >= 0:
            out.append(i)
            i = digits.find("1", i + 1)
    return out
