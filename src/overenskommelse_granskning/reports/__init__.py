"""Reports: one writer per format. A writer shows what the assessment says and decides nothing.

A writer is a module with ``EXTENSION`` and ``render(assessments, style) -> str | bytes``; to add a
format, write the module and put it in ``WRITERS``. Writers are imported when they are used. What a
format needs from its surroundings is said here, so that it can be asked without loading the writer:

* ``ONE_DOCUMENT``: its file holds one document, so several need a folder;
* ``BINARY``: ``render`` gives bytes, which belong in a file and not in a terminal;
* ``NEEDS_ORIGINAL``: it writes in a copy of the file, so review with ``Reviewer(keep_original=True)``
  (``assessment.original`` then holds the bytes and the :class:`Document`). Such a module may also have
  ``extension(assessment)``, for copies that keep an extension of their own (``.docm``).

A writer raises :class:`ReportError` where its format cannot be had for a document (a signed original).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast, overload

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..comparison.model import Comparison


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look where its format leaves room: columns and terminal colour.

    ``several`` is true when more than one file was asked for, however many could be read; ``comma``
    asks for CSV with comma and decimal point.
    """

    width: int = 80
    colour: bool = False
    several: bool = False
    comma: bool = False


class Writer(Protocol):
    """What a writer module offers."""

    EXTENSION: str

    def render(self, assessments: Sequence[Assessment], style: Style) -> str | bytes: ...


WRITERS: dict[str, str] = {
    "text": "text",
    "json": "json",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "xlsx": "xlsx",
    "csv": "csv",
    "md": "md",
    "sarif": "sarif",
}

ONE_DOCUMENT = frozenset({"html", "docx", "pdf"})
BINARY = frozenset({"docx", "pdf", "xlsx"})
NEEDS_ORIGINAL = frozenset({"docx", "pdf"})


def writer(name: str) -> Writer:
    """The writer of a format. Raises ConfigurationError for one that does not exist (yet)."""
    module = WRITERS.get(name)
    if module is None:
        raise _no_format(name, tuple(WRITERS))
    return cast(Writer, import_module(f"{__name__}.{module}"))


def _no_format(name: str, known: Sequence[str]) -> ConfigurationError:
    return ConfigurationError(
        f"Formatet {name} finns inte i den här versionen: välj {', '.join(known[:-1])} eller {known[-1]}."
    )


def extension(writer: Writer, assessment: Assessment) -> str:
    """The extension of a report's file, without the dot."""
    own = getattr(writer, "extension", None)
    return str(own(assessment)) if own is not None else writer.EXTENSION


_Text = Literal["text", "json", "html", "csv", "md", "sarif"]
_Bytes = Literal["docx", "pdf", "xlsx"]


@overload
def render(
    assessments: Assessment | Iterable[Assessment], form: _Text, style: Style | None = None
) -> str: ...
@overload
def render(
    assessments: Assessment | Iterable[Assessment], form: _Bytes, style: Style | None = None
) -> bytes: ...
@overload
def render(
    assessments: Assessment | Iterable[Assessment], form: str, style: Style | None = None
) -> str | bytes: ...
@overload
def render(assessments: Comparison, form: str, style: Style | None = None) -> str: ...
def render(
    assessments: Assessment | Iterable[Assessment] | Comparison, form: str, style: Style | None = None
) -> str | bytes:
    """The report of one review, or of several where the format can hold them, as ``granska fil --format`` gives it.

    ``form`` is one of ``WRITERS``. A list gives what several files give: an array in JSON. Raises
    ConfigurationError for a format that does not exist or for several documents in one that holds one,
    and ReportError where the format cannot be had for the document. A comparison (:func:`compare`) is rendered
    as ``granska jamfor --format`` gives it: text, json, html or md.
    """
    from ..assessment import Assessment
    from ..comparison.model import Comparison

    if isinstance(assessments, Comparison):
        from . import comparison

        if form not in comparison.WRITERS:
            raise _no_format(form, comparison.WRITERS)
        return comparison.writer(form).render(assessments, style or Style())
    single = isinstance(assessments, Assessment)
    given = [assessments] if isinstance(assessments, Assessment) else list(assessments)
    return writer(form).render(given, style or Style(several=not single))
