"""The row of a table of promises, read by its columns: what is done, who does it, where, how often and when.

A column is known by its header, failing that by its cells. Every value stands within one cell: what a row
says is never searched across the borders between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..language.analysis import Analysis, Unit
from ..language.units import Cell, UnitKind
from .plans import kind_by_content, kind_by_header
from .promise_places import NO_AREA
from .promise_sentences import part_of

_PROMISED = re.compile(
    r"\b(?:insats\w*|åtgärd\w*|aktivitet\w*|\w*löfte\w*|åtagande\w*|(?:vi|polisen|kommunen) lovar)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:vad|gör|görs|göra|punkt)\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:vem|vilka|ansvar\w*|aktör\w*|utför\w*|görs av|part\w*|avsändare|av vem|huvudman|håller i|svarar)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:var|plats\w*|område\w*|ort|ställe)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:ofta|mycket|många|antal\w*|omfattning\w*|frekvens\w*|mängd)\b", re.IGNORECASE)
_AREA = re.compile(r"\bområde", re.IGNORECASE)  # "Område: Trafik" is a matter, no place
_COUNTED = frozenset({"count", "percent", "money", "frequency", "duration", "date", "period", "year"})
_NOTHING = 8  # letters beside a number: "högst", "under"
_SAYS = re.compile(r"[^\W\d_]{3,}")


class Column(StrEnum):
    """What a column of a table of promises holds; ``ASIDE`` is why it is done and how it is checked."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    OFTEN = "often"
    WHEN = "when"
    ASIDE = "aside"
    FREE = ""


@lru_cache(maxsize=1024)
def column_of(header: str) -> Column:
    """What a header announces; ``FREE`` where that is not known."""
    if _PROMISED.search(header):
        return Column.WHAT
    if _WHO.search(header):
        return Column.WHO
    if _DONE.search(header):
        return Column.WHAT
    if _WHERE.search(header):
        return Column.WHERE
    if _OFTEN.search(header):
        return Column.OFTEN
    kind = kind_by_header(header)
    if kind in ("", "what"):  # what a header only hints at, the cells tell better
        return Column.FREE
    return {"who": Column.WHO, "when": Column.WHEN}.get(kind, Column.ASIDE)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A row's cells as units of their own. ``told`` are those that may say where, how often and when:
    what is done first, then the columns for it and the rest, which no header tells apart."""

    what: Unit
    who: Cell | None
    where: Unit | None
    when: Unit | None
    told: tuple[Unit, ...]


def read_row(analysis: Analysis, unit: Unit) -> PromiseRow | None:
    """The cells of a row by column; None where it is no row or says of nothing what is done."""
    if unit.kind is not UnitKind.ROW or not unit.cells:
        return None
    columns = [(_column(analysis, unit, c), c) for c in unit.cells]
    named = [c for column, c in columns if column is Column.WHAT]
    free = [c for column, c in columns if column is Column.FREE]
    if not any(_words(unit, c) > _NOTHING for c in free):
        free = list(unit.cells)
    what = named[0] if named else max(free, key=lambda c: _words(unit, c))
    if not _SAYS.search(unit.said(what)) or (not named and _has_what(analysis, unit)):
        return None

    def first(wanted: Column) -> Cell | None:
        filled = (c for column, c in columns if column is wanted and _SAYS.search(unit.said(c)))
        return next(
            (c for c in filled if not (_AREA.search(c.header) and NO_AREA.search(unit.said(c)))), None
        )

    where, when = first(Column.WHERE), first(Column.WHEN)
    apart = (Column.WHO, Column.WHERE, Column.ASIDE)
    rest = [c for column, c in columns if c is not what and column not in apart]
    return PromiseRow(
        _cell_unit(analysis, unit, what),
        first(Column.WHO),
        None if where is None else _cell_unit(analysis, unit, where),
        None if when is None else _cell_unit(analysis, unit, when),
        tuple(_cell_unit(analysis, unit, c) for c in (what, *rest)),
    )


def promises_in_row(analysis: Analysis, unit: Unit) -> bool:
    """Whether a row can be a promise: it says what is done, and is no row of signatures."""
    signed = analysis.entities.signatures.signatures
    if "underskrifter" in unit.topics or any(unit.start <= s.start < unit.end for s in signed):
        return False
    return read_row(analysis, unit) is not None


def _column(analysis: Analysis, unit: Unit, cell: Cell) -> Column:
    """By the header; a column without one that tells is for those whom most of its cells name."""
    column = column_of(cell.header) if cell.header else Column.FREE
    if column is not Column.FREE or not cell.header:
        return column
    filled = [
        (row, c)
        for row in _rows(analysis, unit)
        for c in row.cells
        if c.header == cell.header and c.end > c.start
    ]
    return Column.WHO if len(filled) > 1 and kind_by_content(filled) == "who" else Column.FREE


def _has_what(analysis: Analysis, unit: Unit) -> bool:
    """Whether another row of the table has a cell in a column for what is done."""
    return any(
        column_of(c.header) is Column.WHAT for row in _rows(analysis, unit) for c in row.cells if c.header
    )


def _rows(analysis: Analysis, unit: Unit) -> Sequence[Unit]:
    return analysis.by_table.get(unit.table, ()) if unit.table is not None else (unit,)


def _cell_unit(analysis: Analysis, unit: Unit, cell: Cell) -> Unit:
    return part_of(analysis, unit, cell.start - unit.start, cell.end - unit.start)


def _words(unit: Unit, cell: Cell) -> int:
    """How much a cell says besides numbers and times."""
    counted = sum(
        f.end - f.start for f in unit.facts if f.kind in _COUNTED and cell.start <= f.start < cell.end
    )
    return cell.end - cell.start - counted
