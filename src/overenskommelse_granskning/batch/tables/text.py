"""CSV as Excel in Swedish opens it: semicolon, decimal comma, a byte order mark; no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from ...reports.cells import shown
from .columns import Cell, Column


class CsvTable:
    """One table as a file, row by row."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, delimiter=";", lineterminator="\n")
        self._csv.writerow([c.name for c in columns])

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._csv.writerows([shown(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._file.close()
