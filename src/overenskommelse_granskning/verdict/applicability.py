"""Whether a criterion applies to this document at all: time matters."""

from __future__ import annotations

from datetime import date

from ..checklist import Criterion
from ..language.entities.facts import DocumentEntities


def not_applicable(criterion: Criterion, entities: DocumentEntities) -> str | None:
    """A Swedish reason why the criterion does not apply, or None when it does.

    A document is older than a requirement when its period ended before the requirement came, or,
    where no end is given, when it was signed or began before. A document without any date is judged.
    """
    applies = criterion.applies
    if applies is None or applies.from_date is None:
        return None
    validity = entities.validity
    if validity is not None and validity.last is not None and not validity.open_ended:
        older = validity.last < applies.from_date
    else:
        made = entities.signatures.signed_on or (validity.first if validity is not None else None)
        older = made is not None and made < applies.from_date
    if not older:
        return None
    day = applies.from_date
    return applies.reason or f"Kravet gäller från {swedish_day(day)}; dokumentet är äldre."


_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def swedish_day(day: date) -> str:
    """The day as Swedish prose has it: den 1 juli 2023."""
    return f"den {day.day} {_MONTHS[day.month - 1]} {day.year}"
