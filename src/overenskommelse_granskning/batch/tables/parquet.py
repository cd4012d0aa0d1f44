"""Parquet through DuckDB (the extra ``tabeller``): typed columns, for DuckDB, pandas, R and the like."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...reports.cells import whole
from .columns import Cell, Column

_NULL = "\\N"  # no text of ours is that alone


class ParquetTable:
    """One table as a file; the rows go by way of a temporary file, which is gone at the end."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path, self._columns = path, columns
        self._folder = tempfile.TemporaryDirectory(prefix="granska-")
        self._rows = Path(self._folder.name) / "rows.csv"
        self._file = self._rows.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._csv.writerows(
            [_shown(cell, column) for cell, column in zip(row, self._columns, strict=True)] for row in rows
        )

    def close(self) -> None:
        import duckdb

        self._file.close()
        columns = ", ".join(f"{_quoted(c.name)}: {_quoted(c.type)}" for c in self._columns)
        with duckdb.connect(config={"threads": 1}) as db:  # one thread: the same bytes every time
            db.execute(
                f"COPY (SELECT * FROM read_csv({_quoted(str(self._rows))}, header = false, auto_detect = false, "
                f"delim = ',', quote = '\"', escape = '\"', nullstr = {_quoted(_NULL)}, allow_quoted_nulls = true, "
                f"columns = {{{columns}}}, max_line_size = 10000000)) "
                f"TO {_quoted(str(self._path))} (FORMAT parquet, COMPRESSION zstd)"
            )
        self._folder.cleanup()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _shown(cell: Cell, column: Column) -> str:
    if isinstance(cell, str):
        return whole(cell) if cell or column.type == "VARCHAR" else _NULL
    if cell is None:
        return _NULL
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)
