"""Reports of a comparison: one writer per format, as for reviews. A writer decides nothing.

A writer is a module with ``EXTENSION`` and ``render(comparison, style) -> str``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from .. import Style

if TYPE_CHECKING:
    from ...comparison.model import Comparison


class Writer(Protocol):
    """What a writer module offers."""

    EXTENSION: str

    def render(self, comparison: Comparison, style: Style) -> str: ...


WRITERS = ("text", "json", "html", "md")


def writer(name: str) -> Writer:
    """The writer of a format. Raises KeyError for one that does not exist."""
    if name not in WRITERS:
        raise KeyError(name)
    return cast(Writer, import_module(f"{__name__}.{name}"))
