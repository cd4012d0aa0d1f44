"""Reports: one writer per format. A writer shows what the assessment says and decides nothing.

A writer is a module with ``EXTENSION`` and ``render(assessments, style) -> str | bytes``; to add a
format, write the module and put it in ``WRITERS``. Writers are imported when they are used. A format
whose file holds one document only stands in ``ONE_DOCUMENT`` too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from ..assessment import Assessment


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look where its format leaves room: columns and terminal colour.

    ``several`` is true when more than one file was asked for, however many could be read.
    """

    width: int = 80
    colour: bool = False
    several: bool = False


class Writer(Protocol):
    """What a writer module offers."""

    EXTENSION: str

    def render(self, assessments: Sequence[Assessment], style: Style) -> str | bytes: ...


WRITERS: dict[str, str] = {"text": "text", "json": "json", "html": "html"}

ONE_DOCUMENT = frozenset({"html"})  # several documents need a folder


def writer(name: str) -> Writer:
    """The writer of a format. Raises ConfigurationError for one that does not exist (yet)."""
    module = WRITERS.get(name)
    if module is None:
        known = tuple(WRITERS)
        raise ConfigurationError(
            f"Formatet {name} finns inte i den här versionen: välj {', '.join(known[:-1])} eller {known[-1]}."
        )
    return cast(Writer, import_module(f"{__name__}.{module}"))
