"""Rows of a plan that say neither who nor when, though its table has a column for it."""

from __future__ import annotations

from collections import defaultdict

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from ..rules.share import shortened
from ..thread.plans import kind_by_header, plan_rows
from ..vocabulary.swedish import listed

_ASKED = ("who", "when")
_MOST = 3  # rows that are named


def open_rows(analysis: Analysis) -> str:
    """Which rows have which cells empty, in a sentence; empty where none has."""
    plans = {r.unit for r in plan_rows(analysis)}
    tables: dict[int, list[Unit]] = defaultdict(list)
    for unit in analysis.units:
        if unit.kind is UnitKind.ROW and unit.table is not None:
            tables[unit.table].append(unit)
    told: list[str] = []
    for rows in tables.values():
        if plans.isdisjoint(r.id for r in rows):
            continue
        headers = dict.fromkeys(c.header for r in rows for c in r.cells if c.header)
        asked = [h for h in headers if kind_by_header(h) in _ASKED]
        for row in rows:
            lacking = [h for h in asked if not _filled(row, h)]
            if lacking and any(
                kind_by_header(c.header) == "what" and _filled(row, c.header) for c in row.cells
            ):
                told.append(f"raden ”{shortened(_first(row))}” saknar {listed([h.lower() for h in lacking])}")
    if not told:
        return ""
    more = len(told) - _MOST
    rest = [f"{more} {'rad' if more == 1 else 'rader'} till har tomma rutor"] if more > 0 else []
    sentence = listed([*told[:_MOST], *rest])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _filled(row: Unit, header: str) -> bool:
    return any(c.header == header and any(map(str.isalnum, _said(row, c.start, c.end))) for c in row.cells)


def _first(row: Unit) -> str:
    return next((said for c in row.cells if (said := _said(row, c.start, c.end).strip())), row.text)


def _said(row: Unit, start: int, end: int) -> str:
    return row.text[start - row.start : end - row.start]
