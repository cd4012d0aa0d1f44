"""``resultat.xlsx``: documents, one wide sheet per checklist, the long form, evidence, thread, problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import xlsxwriter

from ...reports.escape import visible
from ...reports.labels import outcome_word
from ...vocabulary.closed import Outcome
from ..likeness.shared import SharedTexts
from ..rows import DocumentRow, Problem
from . import columns as c
from .sheet_rows import SheetRows, lay_in

_ROWS = 1_048_575  # of a sheet, below its header
_TEXT = 32_000  # characters of a cell (Excel takes 32,767)
_COLOURS = {
    Outcome.MET: "#CFE8D5",
    Outcome.PARTIAL: "#FBE8B6",
    Outcome.MISSING: "#F6CFC9",
    Outcome.NOT_ASSESSABLE: "#E4E4E8",
    Outcome.NOT_APPLICABLE: "#FFFFFF",
    Outcome.ERROR: "#E0D0EC",
}
_SCORES = (
    ("omfattning", "comprehensiveness"), ("styrka", "strength"), ("röd tråd", "consistency"),
    ("täckning", "coverage"),
)  # fmt: skip
_WIDE_LEADING = ("fil", "kommunkod", "kommun", "ar", "stadium")
_WIDE = tuple((column, value) for column, value in c.DOCUMENT if column.name in _WIDE_LEADING)


class Workbook:
    """The workbook, written a row at a time so that its size does not show in memory."""

    def __init__(self, path: Path, as_of: str, about: Sequence[tuple[str, str]]) -> None:
        self._path = path
        self._rows: dict[str, SheetRows] = {}
        self._book = xlsxwriter.Workbook(
            str(path),
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False, "nan_inf_to_errors": True},
        )  # fmt: skip
        self._book.set_properties({"title": "Granskning", "created": datetime.fromisoformat(as_of)})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._percent = self._book.add_format({"num_format": "0 %"})
        self._outcomes = {o: self._book.add_format({"bg_color": colour}) for o, colour in _COLOURS.items()}
        self._about(about)
        self._documents = self._sheet("Dokument", c.DOCUMENT_COLUMNS)
        self._wide: dict[str, _Sheet] = {}
        self._long = self._sheet("Omdömen", c.SHEET_COLUMNS)
        self._evidence = self._sheet("Belägg", c.EVIDENCE_COLUMNS)
        self._thread = self._sheet("Röd tråd", c.THREAD_COLUMNS)
        self._shared = self._sheet("Delad text", c.SHARED_COLUMNS)
        self._likeness = self._sheet("Likhet", c.LIKENESS_COLUMNS)
        self._problems = self._sheet("Problem", c.PROBLEM_COLUMNS)

    def add(self, row: DocumentRow, long: Sequence[list[c.Cell]]) -> None:
        """One more document, in every sheet that it belongs to. ``long``: its rows of the long form."""
        self._documents.write([c.document_sheet_cells(row)])
        self._long.write(c.sheet_cells(cells) for cells in long)
        for checklist in row.report["checklists"]:
            self._add_wide(row, checklist)
        self._evidence.write(c.evidence_cells(row))
        self._thread.write(c.thread_cells(row))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """What to know before the figures are used."""
        self._problems.write(c.problem_cells(p) for p in problems)

    def add_shared(self, shared: SharedTexts) -> None:
        """Texts that several municipalities have, and how alike the documents are."""
        self._shared.write(c.shared_cells(t) for t in shared.texts)
        self._likeness.write(c.likeness_cells(d) for d in shared.documents)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()
        lay_in(self._path, self._rows)
        for rows in self._rows.values():
            rows.close()

    @property
    def cut(self) -> list[str]:
        """The sheets that did not hold all rows."""
        sheets = (
            self._documents, self._long, self._evidence, self._thread, self._shared, self._likeness, self._problems,
            *self._wide.values(),
        )  # fmt: skip
        return [s.name for s in sheets if s.cut]

    def _add_wide(self, row: DocumentRow, checklist: c.Checklist) -> None:
        criteria = checklist["criteria"]
        sheet = self._wide.get(checklist["id"])
        if sheet is None:
            titles = [c.Column(f"{x['id']}\n{x['title']}", width=18) for x in criteria]
            scores = [c.Column(name, width=10) for name, _ in _SCORES]
            name = _sheet_name(checklist["id"], self._wide)
            columns = [*(w for w, _ in _WIDE), *scores, *titles]
            sheet = _Sheet(self._book.add_worksheet(name), name, columns, self._head)
            self._wide[checklist["id"]] = sheet
        values: list[c.Cell] = [c.worded(column, value(row)) for column, value in _WIDE]
        values += [checklist["scores"][name] for _, name in _SCORES]
        formats = [None] * len(_WIDE) + [self._percent] * len(_SCORES)
        outcomes = [Outcome(x["outcome"]) for x in criteria]
        values += [
            outcome_word(x["id"], o, x.get("remarks", ())) for x, o in zip(criteria, outcomes, strict=True)
        ]
        sheet.write_coloured(values, [*formats, *(self._outcomes[o] for o in outcomes)])

    def _sheet(self, name: str, columns: Sequence[c.Column]) -> _Sheet:
        if any(column.share for column in columns):  # of few rows: with formats, as XlsxWriter writes them
            formats = [self._percent if column.share else None for column in columns]
            return _Sheet(self._book.add_worksheet(name), name, columns, self._head, formats=formats)
        self._rows[name] = SheetRows(len(columns))
        return _Sheet(self._book.add_worksheet(name), name, columns, self._head, self._rows[name])

    def _about(self, about: Sequence[tuple[str, str]]) -> None:
        sheet = self._book.add_worksheet("Läs mig")
        sheet.set_column(0, 0, 26)
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        bold = self._book.add_format({"bold": True, "valign": "top"})
        sheet.set_column(1, 1, 100)
        for at, (name, text) in enumerate(about):
            sheet.write_string(at, 0, name, bold)
            sheet.write_string(at, 1, text, wrapped)


class _Sheet:
    """A sheet that takes rows until it is full."""

    def __init__(
        self,
        sheet: Any,
        name: str,
        columns: Sequence[c.Column],
        head: Any,
        rows: SheetRows | None = None,
        formats: Sequence[Any] = (),
    ) -> None:
        self._sheet = sheet
        self._rows = rows  # of a sheet without formats
        self._formats = formats  # of its columns, else
        self.name = name
        self.cut = False
        self._next = 1
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.title, head)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, _ROWS, len(columns) - 1)

    def write(self, rows: Iterable[Sequence[c.Cell]]) -> None:
        """Rows of cells that have their columns' formats, if any."""
        for row in rows:
            if self._rows is None:
                self.write_coloured(row, self._formats)
            elif self._room():
                self._rows.write([_shown(cell) if isinstance(cell, str) else cell for cell in row])

    def write_coloured(self, row: Sequence[c.Cell], formats: Sequence[Any]) -> None:
        """A row whose cells have formats."""
        if not self._room():
            return
        line = self._next - 1
        for at, (cell, form) in enumerate(zip(row, formats, strict=True)):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._sheet.write_string(line, at, _shown(cell), form)
            elif isinstance(cell, bool):
                self._sheet.write_string(line, at, "ja" if cell else "nej", form)
            else:
                self._sheet.write_number(line, at, cell, form)

    def _room(self) -> bool:
        if self._next > _ROWS:
            self.cut = True
            return False
        self._next += 1
        return True


@lru_cache(maxsize=1 << 12)
def _shown(text: str) -> str:
    return visible(text)[:_TEXT]


def _sheet_name(checklist: str, taken: dict[str, _Sheet]) -> str:
    """At most 31 characters, without what Excel forbids, unlike every other sheet's name."""
    plain = "".join("_" if ch in "[]:*?/\\'" else ch for ch in checklist)[:28]
    used = {s.name.casefold() for s in taken.values()}
    used |= {
        s.casefold() for s in ("Dokument", "Omdömen", "Belägg", "Röd tråd", "Delad text", "Likhet", "Problem")
    }
    used |= {"läs mig", "history"}
    return next(n for n in (plain, *(f"{plain[:26]}~{i}" for i in range(2, 999))) if n.casefold() not in used)
