"""Changes to a PDF written behind its last byte, so that what was there stays there, byte for byte.

The table of objects is written in the form that the file has (a table or a stream): programs may refuse a
file that mixes them.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

_KEPT = ("/Root", "/Info", "/ID")


class Increment:
    """New and changed objects of one file."""

    def __init__(self, data: bytes, reader: PdfReader) -> None:
        self._data = data
        self._reader = reader
        self._next = max(int(str(reader.trailer["/Size"])), 1)
        self._objects: dict[tuple[int, int], PdfObject] = {}

    def add(self, content: PdfObject) -> IndirectObject:
        """A new object; what refers to it."""
        number, self._next = self._next, self._next + 1
        self._objects[number, 0] = content
        return IndirectObject(number, 0, self._reader)

    def reserve(self) -> IndirectObject:
        """A number for an object that is given later with :meth:`put`."""
        return self.add(DictionaryObject())

    def put(self, reference: IndirectObject, content: PdfObject) -> None:
        """The new content of an object."""
        self._objects[reference.idnum, reference.generation] = content

    def written(self) -> bytes:
        """The file with the changes behind it; the same bytes where there are none."""
        if not self._objects:
            return self._data
        out = io.BytesIO()
        out.write(self._data)
        if not self._data.endswith((b"\n", b"\r")):
            out.write(b"\n")
        places: dict[int, tuple[int, int]] = {}
        for (number, generation), content in sorted(self._objects.items()):
            places[number] = (out.tell(), generation)
            out.write(f"{number} {generation} obj\n".encode())
            content.write_to_stream(out)
            out.write(b"\nendobj\n")
        previous = start_of_table(self._data)
        if self._data[previous : previous + 4] == b"xref":
            self._table(out, places, previous)
        else:
            self._stream(out, places, previous)
        return out.getvalue()

    def _trailer(self, size: int, previous: int) -> dict[Any, Any]:
        trailer = {
            NameObject(key): self._reader.trailer.raw_get(key) for key in _KEPT if key in self._reader.trailer
        }
        return {
            **trailer,
            NameObject("/Size"): NumberObject(size),
            NameObject("/Prev"): NumberObject(previous),
        }

    def _table(self, out: io.BytesIO, places: dict[int, tuple[int, int]], previous: int) -> None:
        start = out.tell()
        out.write(b"xref\n")
        for block in _blocks(places):
            out.write(f"{block[0]} {len(block)}\n".encode())
            for number in block:
                at, generation = places[number]
                out.write(f"{at:010d} {generation:05d} n\r\n".encode())
        out.write(b"trailer\n")
        DictionaryObject(self._trailer(self._next, previous)).write_to_stream(out)
        out.write(f"\nstartxref\n{start}\n%%EOF\n".encode())

    def _stream(self, out: io.BytesIO, places: dict[int, tuple[int, int]], previous: int) -> None:
        start, number = out.tell(), self._next
        places = {**places, number: (start, 0)}
        index = [n for block in _blocks(places) for n in (block[0], len(block))]
        table = StreamObject()
        table.update(self._trailer(number + 1, previous))
        table[NameObject("/Type")] = NameObject("/XRef")
        table[NameObject("/W")] = ArrayObject(map(NumberObject, (1, 4, 2)))
        table[NameObject("/Index")] = ArrayObject(map(NumberObject, index))
        table.set_data(b"".join(struct.pack(">BIH", 1, *places[n]) for n in sorted(places)))
        out.write(f"{number} 0 obj\n".encode())
        table.write_to_stream(out)
        out.write(f"\nendobj\nstartxref\n{start}\n%%EOF\n".encode())


def copy_of(reference: IndirectObject) -> DictionaryObject:
    """The dictionary that a reference leads to, to be changed; what it refers to stays references."""
    content = reference.get_object()
    if not isinstance(content, DictionaryObject):
        raise ValueError("not a dictionary")
    return DictionaryObject({key: content.raw_get(key) for key in content})


def start_of_table(data: bytes) -> int:
    """Where the file says that its table of objects begins; -1 where it does not say so."""
    at = data.rfind(b"startxref")
    digits = data[at + 9 : at + 60].split() if at >= 0 else []
    return int(digits[0]) if digits and digits[0].isdigit() else -1


def _blocks(places: dict[int, tuple[int, int]]) -> list[list[int]]:
    """The numbers in runs that follow each other."""
    out: list[list[int]] = []
    for number in sorted(places):
        if out and out[-1][-1] == number - 1:
            out[-1].append(number)
        else:
            out.append([number])
    return out
