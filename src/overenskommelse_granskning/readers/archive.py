"""Zip containers (DOCX, ODT) opened with the limits that keep a hostile file in its place."""

from __future__ import annotations

import io
import zipfile
import zlib

from ..errors import unreadable
from .options import Limits

_BIG = 1_000_000  # members smaller than this unpack to little whatever their ratio
_MAX_MEMBERS = 20_000
_CHUNK = 1 << 20


class Archive:
    """A zip file held in memory. Every failure is an ``UnreadableDocument`` (R004, R005, R013)."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError) as error:
            raise unreadable("R005") from error
        except NotImplementedError as error:  # multi-disk archives and the like
            raise unreadable("R005") from error
        total = sum(max(m.file_size, 0) for m in members)
        if len(members) > _MAX_MEMBERS or total > limits.unpacked_bytes:
            raise unreadable("R013")
        self._members = {m.filename: m for m in members}

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        return list(self._members)

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
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise unreadable("R005") from error
        return b"".join(parts)
