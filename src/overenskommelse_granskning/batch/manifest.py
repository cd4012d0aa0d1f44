"""The manifest: a table that says, per file, which municipality, year and kind it is.

CSV as Excel in Swedish writes it (semicolon, cp1252 or UTF-8 with a mark), as others write it (comma,
tab, UTF-8, UTF-16), or XLSX. A row without a file says that the municipality is expected.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..vocabulary.closed import Kind
from ..vocabulary.municipalities import by_code
from ..vocabulary.swedish import listed
from .manifest_values import Values, plain, read_values

# What a column may be called, folded: without capitals, diacritics, blanks and signs.
_COLUMNS = {
    "file": ("fil", "filnamn", "filename", "file", "sokvag", "path", "dokument", "dokumentnamn"),
    "municipality": (
        "kommunkod",
        "kommun",
        "kommunnamn",
        "kod",
        "municipality",
        "kommunkodscb",
        "kommunkoder",
    ),
    "year": ("ar", "artal", "year", "period"),
    "kind": ("slag", "typ", "dokumenttyp", "dokumentslag", "kind", "sort"),
    "county": ("lan", "lanskod", "lansnamn"),  # follows from the municipality: lists of these have it
}
_KNOWN = "kolumnerna heter fil, kommunkod, år och slag"
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``file`` is None for municipalities that are expected to have a document; ``line`` from 1."""

    line: int
    file: str | None
    codes: tuple[str, ...]
    year: int | None
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows, and in Swedish what was wrong with some of them."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]

    def by_file(self) -> dict[str, Entry]:
        """The rows that name a file, by its path below the folder (as :func:`path_key` folds it)."""
        return {path_key(e.file): e for e in self.entries if e.file}

    def kinds(self) -> dict[str, Kind]:
        """The kind of every file that has one here, by path."""
        return {path: e.kind for path, e in self.by_file().items() if e.kind is not None}


def path_key(path: str) -> str:
    """A path for comparison: ``/``, NFC, any case, no leading ``./``."""
    text = unicodedata.normalize("NFC", path).replace("\\", "/").strip().casefold()
    return text.removeprefix("./").lstrip("/")


def read_manifest(path: Path, latest: int = 2049) -> Manifest:
    """Read a manifest, where no year after ``latest`` can be meant.

    Raises ConfigurationError for a file that is no table with a known column.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _wrong(path, "är för stort för att vara ett manifest")
        data = path.read_bytes()
    except OSError:
        raise _wrong(path, "kunde inte läsas, kontrollera sökväg och rättigheter") from None
    rows = _sheet(path, data) if data.startswith(b"PK") else _table(path, data)
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(cell for cell in row)]
    if not numbered:
        raise _wrong(path, "är tomt")
    header = numbered[0][1]
    columns = _columns(header)
    if "file" not in columns and "municipality" not in columns:
        raise _wrong(path, "saknar rubrikrad: ange kolumnerna fil, kommunkod, år och slag")
    unknown = _unknown(header)
    if (
        unknown and "file" not in columns
    ):  # one may be meant for it; without them it is a list of municipalities
        advice = "döp om eller ta bort det som inte hör dit"
        raise _wrong(path, f"har ingen kolumn fil, och {unknown}: {advice}, {_KNOWN}")
    problems = [f"Rubrikraden: {unknown} och används inte, {_KNOWN}."] if unknown else []
    return _entries(numbered[1:], columns, len(header), latest, problems)


def _wrong(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(f"Manifestet {path.name} {what}.")


def _columns(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(header):
        column = _column(title)
        if column is not None and (column not in found or plain(title) == _COLUMNS[column][0]):
            found[column] = at
    return found


def _column(title: str) -> str | None:
    return next((column for column, forms in _COLUMNS.items() if plain(title) in forms), None)


def _unknown(header: Sequence[str]) -> str:
    """Which headings are not known; empty where all are."""
    named = [f"”{title.strip()}”" for title in header if title.strip() and _column(title) is None]
    if not named:
        return ""
    if len(named) == 1:
        return f"kolumnen {named[0]} känns inte igen"
    return f"kolumnerna {listed(named)} känns inte igen"


def _entries(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: dict[str, int],
    width: int,
    latest: int,
    problems: list[str],
) -> Manifest:
    entries: list[Entry] = []
    seen: dict[str, int] = {}

    def cell(row: Sequence[str], column: str) -> str:
        at = columns.get(column)
        return row[at].strip() if at is not None and at < len(row) else ""

    def values(row: Sequence[str]) -> Values:
        return read_values(cell(row, "municipality"), cell(row, "year"), cell(row, "kind"), latest)

    for line, row in rows:
        file = cell(row, "file") or None
        if file and path_key(file) in seen:
            first = seen[path_key(file)]
            problems.append(
                f"Rad {line}: {file} står redan på rad {first}, så raden räknas inte: ta bort en av dem."
            )
            continue
        if file:
            seen[path_key(file)] = line
        read = values(row)
        if len(row) > width and "municipality" in columns:
            # Codes of several municipalities with the table's own separator between: "2021;2026" without quotes.
            read = next(
                (r for r in map(values, _joined(row, columns["municipality"], width)) if not r.problems), read
            )
        problems += [f"Rad {line}: {t}" for t in read.problems]
        entries.append(Entry(line, file, read.codes, read.year, read.kind))
    return Manifest(tuple(entries), tuple(problems))


def _joined(row: Sequence[str], at: int, width: int) -> Iterator[list[str]]:
    """The row with the cell ``at`` and one or more codes behind it as one cell, where it then is no wider than the header."""
    for end in range(at + 2, len(row) + 1):
        if row[end - 1].strip() not in by_code():
            return
        whole = [*row[:at], ", ".join(row[at:end]), *row[end:]]
        if not any(whole[width:]):
            yield whole


def _table(path: Path, data: bytes) -> list[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise _wrong(path, "är varken CSV eller XLSX")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.strip().lower().startswith("sep="):  # a line that Excel itself writes and obeys
        separator = first.strip()[4:5] or ";"
        text = text.replace(first, "", 1)
    else:
        separator = max(";\t,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _wrong(path, f"kunde inte tolkas som CSV ({error})") from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _sheet(path: Path, data: bytes) -> list[list[str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [[_shown(value) for value in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, OSError) as error:
        raise _wrong(
            path, "kunde inte läsas som kalkylblad: ange en CSV- eller XLSX-fil, eller spara den på nytt"
        ) from error


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
