"""Word: the draft itself with comments where the input was a Word file, else the report as a new document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from ..assessment import Assessment
from ..errors import ConfigurationError
from . import Style

EXTENSION = "docx"

_OWN = frozenset((".docx", ".docm", ".dotx", ".dotm"))


def render(assessments: Sequence[Assessment], style: Style) -> bytes:
    """The file of one document. Raises ReportError where comments cannot be put in the original."""
    if len(assessments) != 1:
        raise ConfigurationError("Word-rapporten gäller ett dokument: gör en för vart och ett.")
    assessment = assessments[0]
    if assessment.original is None or assessment.document.format != "docx":
        from .word_report import word_report

        return word_report(assessment)
    from ..marking.word import annotate
    from .notes import make_notes

    return annotate(assessment.original, make_notes(assessment, assessment.original.document))


def extension(assessment: Assessment) -> str:
    """That of the original, so that a copy with macros or a template is still one."""
    suffix = PurePath(assessment.document.path).suffix.lower()
    annotated = assessment.original is not None and assessment.document.format == "docx"
    return suffix[1:] if annotated and suffix in _OWN else EXTENSION
