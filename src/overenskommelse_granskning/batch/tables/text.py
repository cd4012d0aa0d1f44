"""CSV as Excel in Swedish opens it: semicolon, decimal comma, a byte order mark; no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from .columns import Cell, Column

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvTable:
    """One table as a file, row by row."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, delimiter=";", lineterminator="\n")
        self._csv.writerow([c.name for c in columns])

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._csv.writerows([_shown(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._file.close()


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return harmless(cell)


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text, also where it begins as a formula does."""
    clean = text.encode("utf-8", errors="replace").decode("utf-8")
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
