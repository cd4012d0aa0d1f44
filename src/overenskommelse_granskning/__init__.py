"""granska: review of Swedish cooperation agreements between municipalities and the police.

>>> from overenskommelse_granskning import review
>>> assessment = review("utkast.docx")  # doctest: +SKIP
>>> assessment.checklist("bra-2020").criterion("bra.orsaker").outcome  # doctest: +SKIP

Nothing heavy is loaded by importing the package: each public name is fetched from its room the
first time it is asked for.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import VERSION as __version__

if TYPE_CHECKING:
    from .assessment import Assessment as Assessment
    from .assessment import ChecklistAssessment as ChecklistAssessment
    from .assessment import CriterionAssessment as CriterionAssessment
    from .assessment import DocumentFacts as DocumentFacts
    from .assessment import ElementAssessment as ElementAssessment
    from .assessment import Scores as Scores
    from .checklist import Checklist as Checklist
    from .checklist import load_checklist as load_checklist
    from .comparing import compare as compare
    from .document import Document as Document
    from .document import Evidence as Evidence
    from .document import Notice as Notice
    from .errors import ChecklistError as ChecklistError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import ReportError as ReportError
    from .errors import ReviewError as ReviewError
    from .errors import UnreadableDocument as UnreadableDocument
    from .pipeline import Reviewer as Reviewer
    from .readers import Limits as Limits
    from .readers import ReadOptions as ReadOptions
    from .readers import read_document as read_document
    from .reports import render as render
    from .reports.masking import mask_personal as mask_personal
    from .reports.masking import mask_signatories as mask_signatories
    from .reviewing import review as review
    from .reviewing import review_many as review_many
    from .saved import load_assessment as load_assessment
    from .vocabulary.closed import Kind as Kind
    from .vocabulary.closed import Level as Level
    from .vocabulary.closed import Outcome as Outcome
    from .vocabulary.closed import Stage as Stage

_HOMES = {
    "Assessment": "assessment",
    "ChecklistAssessment": "assessment",
    "CriterionAssessment": "assessment",
    "DocumentFacts": "assessment",
    "ElementAssessment": "assessment",
    "Scores": "assessment",
    "Checklist": "checklist",
    "load_checklist": "checklist",
    "compare": "comparing",
    "Document": "document",
    "Evidence": "document",
    "Notice": "document",
    "ChecklistError": "errors",
    "ConfigurationError": "errors",
    "ReportError": "errors",
    "ReviewError": "errors",
    "UnreadableDocument": "errors",
    "Reviewer": "pipeline",
    "Limits": "readers",
    "ReadOptions": "readers",
    "read_document": "readers",
    "render": "reports",
    "mask_personal": "reports.masking",
    "mask_signatories": "reports.masking",
    "review": "reviewing",
    "review_many": "reviewing",
    "load_assessment": "saved",
    "Kind": "vocabulary.closed",
    "Level": "vocabulary.closed",
    "Outcome": "vocabulary.closed",
    "Stage": "vocabulary.closed",
}

__all__ = [*_HOMES, "__version__"]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
