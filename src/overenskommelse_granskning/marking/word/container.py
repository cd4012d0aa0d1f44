"""Zip files rewritten so that what is not changed stays as it is, byte for byte and still packed.

Written by hand because ``zipfile`` can only unpack a member and pack it anew, which costs time and
changes bytes that nobody asked to change.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8, _DESCRIPTOR = 0x800, 0x08
_FIXED = (1980, 1, 1, 0, 0, 0)  # the date of new members: a zip file has no way to give none


@dataclass(frozen=True, slots=True)
class _Member:
    name: bytes
    flags: int
    method: int
    date: tuple[int, int, int, int, int, int]
    crc: int
    packed: bytes
    size: int
    system: int = 3
    attributes: int = 0o600 << 16


class Container:
    """The members of a zip file, to be read, changed and written again. ``data`` has been read before."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = tuple(self._zip.namelist())

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        return self._zip.read(name)

    def written(self, changed: Mapping[str, bytes | None]) -> bytes:
        """The file with some members changed, added (at the end) or, where None, left out."""
        members: list[_Member] = []
        for info in self._zip.infolist():
            if info.filename not in changed:
                members.append(self._kept(info))
            elif (content := changed[info.filename]) is not None:
                members.append(_packed(info.filename, content, info))
        new = [name for name in changed if name not in self.names]
        members += [_packed(name, content) for name in new if (content := changed[name]) is not None]
        return _file(members)

    def _kept(self, info: zipfile.ZipInfo) -> _Member:
        at = info.header_offset
        name_length, extra_length = struct.unpack_from("<2H", self._data, at + 26)
        start = at + _LOCAL.size + name_length + extra_length
        return _Member(
            name=_encoded(info),
            flags=info.flag_bits & ~_DESCRIPTOR,
            method=info.compress_type,
            date=info.date_time,
            crc=info.CRC,
            packed=self._data[start : start + info.compress_size],
            size=info.file_size,
            system=info.create_system,
            attributes=info.external_attr,
        )


def _encoded(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _packed(name: str, content: bytes, info: zipfile.ZipInfo | None = None) -> _Member:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    if info is None:
        flags = 0 if name.isascii() else _UTF8
        return _Member(name.encode("utf-8"), flags, zipfile.ZIP_DEFLATED, _FIXED, crc, packed, len(content))
    return _Member(
        name=_encoded(info),
        flags=info.flag_bits & _UTF8,
        method=zipfile.ZIP_DEFLATED,
        date=info.date_time,
        crc=crc,
        packed=packed,
        size=len(content),
        system=info.create_system,
        attributes=info.external_attr,
    )


def _file(members: list[_Member]) -> bytes:
    out = io.BytesIO()
    directory: list[bytes] = []
    for m in members:
        year, month, day, hour, minute, second = m.date
        date = (max(year, 1980) - 1980) << 9 | month << 5 | day
        time = hour << 11 | minute << 5 | second // 2
        common = (m.flags, m.method, time, date, m.crc, len(m.packed), m.size, len(m.name))
        at = out.tell()
        out.write(_LOCAL.pack(b"PK\x03\x04", 20, *common, 0) + m.name + m.packed)
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", m.system << 8 | 20, 20, *common, 0, 0, 0, 0, m.attributes, at)
            + m.name
        )
    start = out.tell()
    out.write(b"".join(directory))
    count = len(members)
    out.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, out.tell() - start, start, 0))
    return out.getvalue()
