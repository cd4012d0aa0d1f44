"""CSV as Excel in Swedish opens it: semicolon, decimal comma, a byte order mark; one row per criterion.

``Style.comma`` (the option ``--csv-komma``) gives comma and decimal point for programs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ..assessment import Assessment
from . import Style
from .cells import CRITERIA, Cell, criterion_rows, harmless, shown

EXTENSION = "csv"
_BOM = "\ufeff"


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """All criteria of all documents; a document without any gives a row with its name and why."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="," if style.comma else ";", lineterminator="\n")
    table.writerow([c.name for c in CRITERIA])
    told = _plain if style.comma else shown
    for assessment in assessments:
        rows = [row for row, _ in criterion_rows(assessment)] or [_nothing(assessment)]
        table.writerows([told(cell) for cell in row] for row in rows)
    return out.getvalue() if style.comma else _BOM + out.getvalue()


def _nothing(assessment: Assessment) -> tuple[Cell, ...]:
    notices = assessment.document.notices
    reason = notices[0].message if notices else "Ingen checklista är tillämplig."
    return (assessment.document.path, *[None] * 10, reason, *[None] * (len(CRITERIA) - 12))


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:g}" if isinstance(cell, float) else harmless(str(cell))
