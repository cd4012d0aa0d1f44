"""The review as an Excel workbook: overview, criteria, evidence, the thread, and what the words mean."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from ..assessment import Assessment
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from . import Style
from .cells import (
    CRITERIA,
    EVIDENCE,
    THREAD,
    Cell,
    Column,
    criterion_rows,
    evidence_rows,
    step_text,
    thread_rows,
)
from .escape import visible
from .labels import ADDED_MEANINGS, CERTAINTY_GUIDE, OUTCOME_MEANINGS
from .next_view import make_next
from .view import make_view

EXTENSION = "xlsx"
COLOURS = {
    Outcome.MET: "#CFE8D5",
    Outcome.PARTIAL: "#FBE8B6",
    Outcome.MISSING: "#F6CFC9",
    Outcome.NOT_ASSESSABLE: "#E4E4E8",
    Outcome.NOT_APPLICABLE: "#FFFFFF",
    Outcome.ERROR: "#E0D0EC",
}
_NAMES, _TEXTS = 30, 100  # widths of the overview's columns, in characters
_LINE = 15.0  # height of a line, in points
_MOST_LINES = 27  # of a row, as high as it may be
_TEXT = 32_000  # characters of a cell (Excel takes 32,767)
_ROWS = 1_048_575  # of a sheet, below its header
_WORDS = (
    ("omfattning", "andel av kriterierna som åtminstone delvis är uppfyllda"),
    ("styrka", "andel av kriterierna som är helt uppfyllda"),
    ("röd tråd", "andel av de prioriterade problemen som följs hela vägen till uppföljning"),
    ("täckning", "andel av kriterierna som gick att bedöma i texten"),
    (
        "säkerhet",
        "hur ofta ett omdöme med den siffran är rätt, mätt på dokument som regelskrivarna inte läst",
    ),
    ("läs själv", "omdömet är osäkert: läs stället och avgör"),
    ("granska är säker", CERTAINTY_GUIDE),
    ("skall / bör", "skall: källan kräver det; bör: källan rekommenderar det"),
    ("vikt", "hur mycket kriteriet väger i omfattning, styrka och poäng"),
    ("start, slut", "citatets plats i texten, i tecken, som granska text visar den"),
)


def render(assessments: Sequence[Assessment], style: Style) -> bytes:
    """One workbook for all documents. Text is always text: no cell is a formula or a link."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False, "nan_inf_to_errors": True},
    )  # fmt: skip
    if assessments:  # no clock: the file is the same bytes every time
        day = assessments[0].as_of
        book.set_properties({"title": "Granskning", "created": datetime(day.year, day.month, day.day)})
    _Book(book).fill(assessments)
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._percent = book.add_format({"num_format": "0 %", "valign": "top", "align": "left"})
        self._outcomes = {
            o: book.add_format({"bg_color": colour, "valign": "top", "indent": 1})
            for o, colour in COLOURS.items()
        }

    def fill(self, assessments: Sequence[Assessment]) -> None:
        self._overview(assessments)
        rows, kinds = [], []
        for a in assessments:
            for row, c in criterion_rows(a):
                rows.append(row)
                kinds.append(c.outcome)
        self._table("Kriterier", CRITERIA, rows, outcomes=kinds, percent=8, freeze=4)
        self._table("Belägg", EVIDENCE, (r for a in assessments for r in evidence_rows(a)))
        self._table("Röd tråd", THREAD, (r for a in assessments for r in thread_rows(a)), freeze=2)
        self._glossary()

    def _overview(self, assessments: Sequence[Assessment]) -> None:
        sheet = self._book.add_worksheet("Översikt")
        sheet.set_column(0, 0, _NAMES, self._wrap)
        sheet.set_column(1, 1, _TEXTS, self._wrap)
        line = 0
        for assessment in assessments:
            view, following = make_view(assessment), make_next(assessment)
            sheet.write_string(line, 0, visible(view.name)[:_TEXT], self._title)
            first = [("Först", text) for text in view.first]
            line = self._pairs(sheet, line + 1, [*first, ("Dokumentet", view.headline), *view.facts])
            for checklist in view.checklists:
                sheet.write_string(line, 0, visible(checklist.title), self._bold)
                line += 1
                for score in checklist.scores:
                    sheet.write_string(line, 0, score.label, self._wrap)
                    if score.share is None:
                        sheet.write_string(line, 1, score.value, self._wrap)
                    else:
                        sheet.write_number(line, 1, score.share, self._percent)
                    line += 1
                counts = ", ".join(f"{n} {word}" for word, n in checklist.counts)
                told = [("", a) for a in checklist.adjustments]
                line = self._pairs(sheet, line, [("Kriterier", counts), ("Poäng", checklist.points), *told])
            if following.steps:
                sheet.write_string(line, 0, "Det här lyfter dokumentet mest", self._bold)
                steps = [
                    (
                        f"{i}. {s.title}",
                        "\n".join(p for p in (step_text(s), s.advice if not s.writes else "") if p),
                    )
                    for i, s in enumerate(following.steps, 1)
                ]
                line = self._pairs(sheet, line + 1, steps)
            line = self._pairs(sheet, line, [("Att känna till", n) for n in view.notices]) + 1
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)

    def _pairs(self, sheet: Any, line: int, pairs: Iterable[tuple[str, str]]) -> int:
        for name, text in pairs:
            sheet.write_string(line, 0, visible(name)[:_TEXT], self._wrap)
            sheet.write_string(line, 1, visible(text)[:_TEXT], self._wrap)
            _tall(sheet, line, ((name, _NAMES), (text, _TEXTS)))
            line += 1
        return line

    def _table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        outcomes: Sequence[Outcome] = (),
        percent: int = -1,
        freeze: int = 1,
    ) -> None:
        sheet = self._book.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._wrap)
            sheet.write_string(0, at, column.name, self._head)
        line = 0
        for line, row in enumerate(rows, 1):
            if line > _ROWS:
                break
            for at, cell in enumerate(row):
                form = self._percent if at == percent else self._wrap
                if outcomes and columns[at].name == "utfall":
                    form = self._outcomes[outcomes[line - 1]]
                if at == percent and isinstance(cell, float) and cell < 1:
                    cell = min(cell, 0.99)  # as everywhere: what is not quite sure is not shown as 100 %
                _write(sheet, line, at, cell, form)
            _tall(sheet, line, ((c, columns[at].width) for at, c in enumerate(row) if isinstance(c, str)))
        sheet.freeze_panes(1, freeze)
        sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _glossary(self) -> None:
        sheet = self._book.add_worksheet("Ordlista")
        sheet.set_column(0, 0, _NAMES)
        sheet.set_column(1, 1, _TEXTS)
        words = [(OUTCOME_TITLES[o], meaning) for o, meaning in OUTCOME_MEANINGS.items()]
        self._pairs(sheet, 0, [*words, *ADDED_MEANINGS.items(), *_WORDS])


def _tall(sheet: Any, line: int, cells: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its longest text: not every program does so by itself."""
    most = 1
    for text, width in cells:
        if len(text) > width or "\n" in text:
            most = max(most, sum(max(-(-len(part) // width), 1) for part in text.split("\n")))
    if most > 1:
        sheet.set_row(line, _LINE * min(most, _MOST_LINES))


def _write(sheet: Any, line: int, at: int, cell: Cell, form: Any) -> None:
    if cell is None or cell == "":
        return  # the column has the look of an empty cell
    elif isinstance(cell, bool):
        sheet.write_string(line, at, "ja" if cell else "nej", form)
    elif isinstance(cell, (int, float)):
        sheet.write_number(line, at, cell, form)
    else:
        sheet.write_string(line, at, visible(cell)[:_TEXT], form)
