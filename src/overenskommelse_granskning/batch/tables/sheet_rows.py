"""The rows of large sheets, written straight into the workbook's file.

XlsxWriter makes the workbook: its sheets with heads, widths and formats. The rows of the sheets that have
hundreds of thousands of plain cells are laid in afterwards, where they belong in the sheet's XML: cell by cell
through XlsxWriter they took ten times as long, and more than everything else that is written at the end of a run.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from .columns import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUFFER = 1 << 20
_END = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
# What XML or Excel would read as something else: markup, what is no character, and Excel's own escapes.
_SPECIAL = re.compile("[&<>\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\ufffe": "_xFFFE_", "\uffff": "_xFFFF_"}


class SheetRows:
    """The rows of one sheet below its head, in a temporary file until they are laid in."""

    def __init__(self, columns: int) -> None:
        self._letters = [_letters(at) for at in range(columns)]
        self._last = 1  # the head
        # Written in the folder for temporary files, as XlsxWriter does with its own.
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="granska-")  # noqa: SIM115

    def write(self, row: Sequence[Cell]) -> None:
        """One more row. Its text holds no control characters but LF and TAB."""
        self._last += 1
        line = str(self._last)
        cells = [
            f'<c r="{letter}{line}"{_content(cell)}</c>'
            for letter, cell in zip(self._letters, row, strict=True)
            if cell is not None and cell != ""
        ]
        self._file.write(f'<row r="{line}">{"".join(cells)}</row>'.encode())

    @property
    def dimension(self) -> str:
        """The range of cells of the sheet, with its head."""
        return f"A1:{self._letters[-1]}{self._last}"

    def copy(self, target: IO[bytes]) -> None:
        """Write all rows."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, target, _BUFFER)

    def close(self) -> None:
        self._file.close()


def lay_in(workbook: Path, sheets: Mapping[str, SheetRows]) -> None:
    """Put the rows into the sheets of these names, each of which has its head only."""
    made = workbook.with_name(f"{workbook.name}.ny")
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(made, "w") as target:
        members = {member: sheets[name] for name, member in _members(source).items() if name in sheets}
        for info in source.infolist():
            data = source.read(info)
            rows = members.get(info.filename)
            with target.open(info, "w", force_zip64=rows is not None) as file:
                if rows is None:
                    file.write(data)
                    continue
                head, end, tail = data.partition(_END)
                ref = f'<dimension ref="{rows.dimension}"/>'.encode()
                file.write(_DIMENSION.sub(ref, head, count=1))
                rows.copy(file)
                file.write(end + tail)
    made.replace(workbook)


def _members(book: zipfile.ZipFile) -> dict[str, str]:
    """The file of each sheet by the sheet's name."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): f"xl/{r.get('Target')}" for r in relations}
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {s.get("name") or "": targets[s.get(_RELATION)] for s in sheets}


def _content(cell: str | int | float) -> str:
    """From the end of a cell's attributes to the end of its content."""
    if isinstance(cell, str):
        return _written(cell)
    if isinstance(cell, bool):
        return f' t="inlineStr"><is><t>{"ja" if cell else "nej"}</t></is>'
    return f"><v>{cell!r}</v>"


@lru_cache(maxsize=1 << 12)  # most cells of a row are those of the row above
def _written(text: str) -> str:
    return f' t="inlineStr"><is><t{_kept(text)}>{_escaped(text)}</t></is>'


def _kept(text: str) -> str:
    """White space at the ends is lost where it is not asked for."""
    return ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: _WRITTEN.get(m[0]) or f"_x005F{m[0]}", text)


def _letters(column: int) -> str:
    """The name of a column: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
