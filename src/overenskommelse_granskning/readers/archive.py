"""Zip containers (DOCX, ODT) opened with the limits that keep a hostile file in its place."""

from __future__ import annotations

import io
import zipfile
import zlib

from ..errors import unreadable
from .options import Limits

_BIG = 1_000_000  # members smaller than this unpack to little whatever their ratio
MAX_DIRECTORY = 4_000_000  # bytes of the list of members: some 40,000 of them
_CHUNK = 1 << 20
_END = b"PK\x05\x06"  # of the record that closes a zip file


_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


def directory_bytes(data: bytes) -> int:
    """The size that a zip file claims for its list of members; 0 where none is found.

    Asked before the file is opened, because opening reads the whole list. A file that needs the
    64-bit form claims the largest number there is, which is refused: it would be over the limits.
    """
    at = len(data) - 22 if data[-22:-18] == _END else data.rfind(_END, max(0, len(data) - 66_000))
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


class Archive:
    """A zip file held in memory. Every failure is an ``UnreadableDocument`` (R004, R005, R013)."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        if directory_bytes(data) > MAX_DIRECTORY:
            raise unreadable("R013")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise unreadable("R005") from error
        total = sum(max(m.file_size, 0) for m in members)
        if total > limits.unpacked_bytes:
            raise unreadable("R013")
        self._members = {m.filename: m for m in members}

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, or None if there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return None
        limits = self.limits
        if member.flag_bits & 0x1:
            raise unreadable("R004")
        # The directory's sizes are claims: refuse early on them, and count again while unpacking.
        if member.file_size > limits.xml_bytes or (
            member.file_size > _BIG
            and member.file_size > limits.unpacked_ratio * max(member.compress_size, 1)
        ):
            raise unreadable("R013")
        parts: list[bytes] = []
        length = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    length += len(chunk)
                    if length > limits.xml_bytes:
                        raise unreadable("R013")
                    parts.append(chunk)
        except _BROKEN as error:
            raise unreadable("R005") from error
        return b"".join(parts)
