"""Rows of a plan that say neither who nor when, though its table has a column for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..rules.share import shortened
from ..thread.plans import kind_by_header, plan_rows
from ..vocabulary.swedish import counted, listed, upper_first

_BLANKS = {"who": "[ansvarig funktion]", "when": "[dag månad år]"}
_MOST = 3  # rows that are named


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row with the headers of its empty cells; ``blanks`` are what each is to be filled with."""

    unit: Unit
    title: str
    headers: tuple[str, ...]
    blanks: tuple[str, ...]

    @property
    def wording(self) -> str:
        """What to write in the row, in one line."""
        told = ", ".join(f"{h.lower()} {b}" for h, b in zip(self.headers, self.blanks, strict=True))
        return f"{self.title}: {told}."


def open_rows(analysis: Analysis) -> tuple[OpenRow, ...]:
    """The rows of plans in which somebody is to do something, but not who or when."""
    plans = {r.unit for r in plan_rows(analysis)}
    out: list[OpenRow] = []
    for rows in analysis.by_table.values():
        if plans.isdisjoint(r.id for r in rows):
            continue
        headers = dict.fromkeys(c.header for r in rows for c in (*r.cells, *r.blanks) if c.header)
        asked = {h: _BLANKS[kind] for h in headers if (kind := kind_by_header(h)) in _BLANKS}
        for row in rows:
            lacking = tuple(h for h in asked if not _filled(row, h))
            if lacking and any(
                kind_by_header(c.header) == "what" and _filled(row, c.header) for c in row.cells
            ):
                out.append(OpenRow(row, shortened(_first(row)), lacking, tuple(asked[h] for h in lacking)))
    return tuple(out)


def told(rows: Sequence[OpenRow]) -> str:
    """Which rows lack what, in a sentence; empty where none does."""
    named = [f"raden ”{r.title}” saknar {listed([h.lower() for h in r.headers])}" for r in rows[:_MOST]]
    more = len(rows) - _MOST
    rest = [f"{counted(more, 'rad', 'rader')} till har tomma rutor"] if more > 0 else []
    sentence = listed([*named, *rest])
    return f"{upper_first(sentence)}." if sentence else ""


def _filled(row: Unit, header: str) -> bool:
    return any(c.header == header and any(map(str.isalnum, _said(row, c.start, c.end))) for c in row.cells)


def _first(row: Unit) -> str:
    return next((said for c in row.cells if (said := _said(row, c.start, c.end).strip())), row.text)


def _said(row: Unit, start: int, end: int) -> str:
    return row.text[start - row.start : end - row.start]
