"""Whether a folder is the one that a result was made from, under another path."""

from __future__ import annotations

from pathlib import Path

from .discovery import discover
from .settings import file_sha256
from .store import Store

_MOST = 0.5  # of the earlier documents; two years of the same county have a few files in common


def same_documents(store: Store, folder: Path) -> bool:
    """Whether most documents of the latest run stand in ``folder`` by the same paths with the same content."""
    before = [row for row in store.files().values() if row.key is not None]
    now = {found.name: found.path for found in discover(folder).files}
    alike = sum(
        row.path in now and _content(store, row.key, row.path) == _hash(now[row.path]) for row in before
    )
    return alike >= _MOST * len(before)


def _content(store: Store, key: str | None, path: str) -> str:
    return str(store.report(key, path)["document"]["sha256"]) if key else ""


def _hash(path: Path) -> str | None:
    try:
        return file_sha256(path)
    except OSError:
        return None
