"""PDF: the original with highlights where the input was a PDF, else the report, laid out for A4."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import Assessment
from ..errors import ConfigurationError
from . import Style

EXTENSION = "pdf"


def render(assessments: Sequence[Assessment], style: Style) -> bytes:
    """The file of one document. Raises ReportError where nothing may be written in the original."""
    if len(assessments) != 1:
        raise ConfigurationError("PDF-rapporten gäller ett dokument: gör en för vart och ett.")
    assessment = assessments[0]
    if assessment.original is None or assessment.document.format != "pdf":
        from .pdf_report import pdf_report

        return pdf_report(assessment)
    from ..marking.pdf import annotate
    from .notes import make_notes

    return annotate(assessment.original, make_notes(assessment, assessment.original.document))
