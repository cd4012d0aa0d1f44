"""What a run has finished: one SQLite file, written by one process, safe against being killed.

A review is committed before the next is taken up. SQLite rather than DuckDB: single rows are written
ten to thirty times as fast, it is in the standard library, and a killed process leaves a file that the
next one opens as if nothing had happened.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..reports.json import dumps
from .result_folder import STORE
from .worker import Reviewed

_FORM = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS review (
    key TEXT PRIMARY KEY, status TEXT NOT NULL, code TEXT NOT NULL, seconds REAL NOT NULL, path TEXT NOT NULL,
    report BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS rendered (
    key TEXT NOT NULL, format TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (key, format)
);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT, written TEXT);
"""
_MANY = 500  # host parameters in one question


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the latest run: its report's name, and the key of the review that stands there."""

    path: str
    name: str
    key: str | None
    written: str | None


class Store:
    """The results in a folder. One run at a time holds it; a second is refused."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / STORE
        self.path.open("ab").close()  # SQLite does not say why it cannot open a file
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=1.0)
        try:
            # Held by this process alone, which also makes the journal work on a network drive.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN EXCLUSIVE")
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._db.execute(statement)
            self._db.execute("COMMIT")
            form = self.get("form")
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error) or "busy" in str(error):
                raise ConfigurationError(
                    f"En annan körning skriver i {folder}: vänta tills den är klar eller välj en annan mapp."
                ) from None
            raise self._foreign() from error
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise self._foreign() from error
        if form is None:
            self.put("form", _FORM)
        elif form != _FORM:
            self._db.close()
            raise self._foreign()

    def _foreign(self) -> ConfigurationError:
        return ConfigurationError(
            f"{self.path} är skadad eller från en annan version: ta bort filen eller välj en annan mapp."
        )

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done inside."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, name: str) -> Any:
        """A kept value, None where there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])

    def put(self, name: str, value: Any) -> None:
        """Keep a plain value."""
        self._db.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value, sort_keys=True))
        )

    def add(self, key: str, done: Reviewed) -> None:
        """Keep a review; one with the same key is replaced."""
        self._db.execute(
            "INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?)",
            (key, done.status, done.code, done.seconds, done.shown, done.report),
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO rendered VALUES (?, ?, ?)",
            [(key, form, data) for form, data in sorted(done.reports.items())],
        )

    def kept(self, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Status and code of those keys that have a review."""
        listed = list(keys)
        found: dict[str, tuple[str, str]] = {}
        for at in range(0, len(listed), _MANY):
            part = listed[at : at + _MANY]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT key, status, code FROM review WHERE key IN ({marks})", part)
            found |= {key: (status, code) for key, status, code in rows}
        return found

    def forget(self, keys: Iterable[str]) -> None:
        """Drop reviews, so that they are made again."""
        for key in keys:
            self._db.execute("DELETE FROM review WHERE key = ?", (key,))
            self._db.execute("DELETE FROM rendered WHERE key = ?", (key,))

    def report(self, key: str, path: str) -> dict[str, Any]:
        """The JSON report of a review, for a document at ``path``. Raises KeyError."""
        report: dict[str, Any] = json.loads(zlib.decompress(self._row(key)[1]))
        report["document"]["path"] = path
        return report

    def report_text(self, key: str, path: str) -> bytes:
        """The same as it is written. Raises KeyError."""
        reviewed, packed = self._row(key)
        if reviewed == path:
            return zlib.decompress(packed)
        return dumps(self.report(key, path)).encode("utf-8")  # moved, or a copy of another

    def _row(self, key: str) -> tuple[str, bytes]:
        row = self._db.execute("SELECT path, report FROM review WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0], row[1]

    def rendered(self, key: str, form: str) -> bytes | None:
        """The report of a review in another format, None where it was not made."""
        row = self._db.execute(
            "SELECT data FROM rendered WHERE key = ? AND format = ?", (key, form)
        ).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def files(self) -> dict[str, FileRow]:
        """The files of the latest run by path."""
        rows = self._db.execute("SELECT path, name, key, written FROM file")
        return {row[0]: FileRow(*row) for row in rows}

    def set_files(self, names: Mapping[str, str]) -> list[FileRow]:
        """Make these (path → report name) the files of the run; returns those that are no longer among them."""
        before = self.files()
        gone = [row for path, row in before.items() if names.get(path) != row.name]
        with self.transaction():
            self._db.executemany("DELETE FROM file WHERE path = ?", [(row.path,) for row in gone])
            self._db.executemany(
                "INSERT OR IGNORE INTO file (path, name) VALUES (?, ?)", sorted(names.items())
            )
        return gone

    def set_key(self, path: str, key: str | None, *, written: bool) -> None:
        """Note which review a file has, and that its reports have been written."""
        self._db.execute(
            "UPDATE file SET key = ?, written = ? WHERE path = ?", (key, key if written else None, path)
        )
