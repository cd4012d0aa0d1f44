"""What a caller may choose, checked where it is given: a wrong value is told at once, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from .checklist import Checklist
from .errors import ConfigurationError
from .readers import Source

ChecklistSource = str | Path | Checklist
_E = TypeVar("_E", bound=StrEnum)


def one_of(kind: type[_E], value: str | None, what: str) -> _E | None:
    """The member of a closed set, given as it is or by its value; None stays None."""
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        known = list(kind)
        raise ConfigurationError(
            f"{what} ”{value}” finns inte: ange {', '.join(known[:-1])} eller {known[-1]}."
        ) from None


def a_day(value: date | None) -> date | None:
    """The date; of a point in time its date."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise ConfigurationError(f"Dagen att bedöma efter (as_of) är ”{value}”, men ska vara ett datum (date).")


def chosen_checklists(
    value: ChecklistSource | Iterable[ChecklistSource] | None,
) -> tuple[ChecklistSource, ...] | None:
    """The checklists asked for, each once; a single one may be given without a list around it."""
    if value is None:
        return None
    if isinstance(value, ChecklistSource):
        return (value,)
    given = tuple(value) if isinstance(value, Iterable) and not isinstance(value, bytes) else (value,)
    for source in given:
        if not isinstance(source, ChecklistSource):
            raise ConfigurationError(
                f"En checklista är av typen {type(source).__name__}: ange ett id, en YAML-fil eller en inläst checklista."
            )
    if not given:
        raise ConfigurationError(
            "Ingen checklista är vald: ange minst en, eller None för dem som hör till dokumentets slag."
        )
    return given


def names_of(sources: Sequence[Source], filenames: Sequence[str | None]) -> list[str | None]:
    """The name given to each file of a bundle."""
    if not isinstance(sources, Sequence) or isinstance(sources, str | bytes):
        raise ConfigurationError("Filerna som hör ihop ska vara en lista: dokumentet först, sedan bilagorna.")
    if not sources:
        raise ConfigurationError("Inga filer är angivna: ange dokumentet först, sedan bilagorna.")
    if isinstance(filenames, str) or len(filenames) > len(sources):
        raise ConfigurationError("Det finns fler filnamn än filer: ange högst ett namn till varje fil.")
    return [*filenames, *[None] * (len(sources) - len(filenames))]
