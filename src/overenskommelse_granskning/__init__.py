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
    from .assessment import AnnexReference as AnnexReference
    from .assessment import Assessment as Assessment
    from .assessment import ChecklistAssessment as ChecklistAssessment
    from .assessment import CriterionAssessment as CriterionAssessment
    from .assessment import DocumentFacts as DocumentFacts
    from .assessment import ElementAssessment as ElementAssessment
    from .assessment import GoalAssessment as GoalAssessment
    from .assessment import MissingSection as MissingSection
    from .assessment import Municipality as Municipality
    from .assessment import NextStep as NextStep
    from .assessment import Period as Period
    from .assessment import Promise as Promise
    from .assessment import Readability as Readability
    from .assessment import Scores as Scores
    from .assessment import Searched as Searched
    from .assessment import SectionFinding as SectionFinding
    from .assessment import Signatory as Signatory
    from .assessment import SourceFile as SourceFile
    from .assessment import ThreadRow as ThreadRow
    from .assessment.waivers import apply_waivers as apply_waivers
    from .checklist import Adjustment as Adjustment
    from .checklist import Checklist as Checklist
    from .checklist import load_checklist as load_checklist
    from .checklist.waivers import Waiver as Waiver
    from .checklist.waivers import load_waivers as load_waivers
    from .comparing import compare as compare
    from .comparison.model import Comparison as Comparison
    from .document import Document as Document
    from .document import Evidence as Evidence
    from .document import Notice as Notice
    from .document import Original as Original
    from .errors import ChecklistError as ChecklistError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import ReportError as ReportError
    from .errors import ReviewError as ReviewError
    from .errors import UnreadableDocument as UnreadableDocument
    from .pipeline import Reviewer as Reviewer
    from .readers import Limits as Limits
    from .readers import ReadOptions as ReadOptions
    from .readers import Source as Source
    from .readers import read_document as read_document
    from .reports import Style as Style
    from .reports import render as render
    from .reports.masking import mask_personal as mask_personal
    from .reports.masking import mask_signatories as mask_signatories
    from .reviewing import ReviewerOptions as ReviewerOptions
    from .reviewing import Reviews as Reviews
    from .reviewing import review as review
    from .reviewing import review_many as review_many
    from .saved import load_assessment as load_assessment
    from .vocabulary.closed import Kind as Kind
    from .vocabulary.closed import Level as Level
    from .vocabulary.closed import Outcome as Outcome
    from .vocabulary.closed import Place as Place
    from .vocabulary.closed import Remark as Remark
    from .vocabulary.closed import Stage as Stage

_HOMES = {
    "AnnexReference": "assessment",
    "Assessment": "assessment",
    "ChecklistAssessment": "assessment",
    "CriterionAssessment": "assessment",
    "DocumentFacts": "assessment",
    "ElementAssessment": "assessment",
    "GoalAssessment": "assessment",
    "MissingSection": "assessment",
    "Municipality": "assessment",
    "NextStep": "assessment",
    "Period": "assessment",
    "Promise": "assessment",
    "Readability": "assessment",
    "Scores": "assessment",
    "Searched": "assessment",
    "SectionFinding": "assessment",
    "Signatory": "assessment",
    "SourceFile": "assessment",
    "ThreadRow": "assessment",
    "apply_waivers": "assessment.waivers",
    "Adjustment": "checklist",
    "Checklist": "checklist",
    "load_checklist": "checklist",
    "Waiver": "checklist.waivers",
    "load_waivers": "checklist.waivers",
    "compare": "comparing",
    "Comparison": "comparison.model",
    "Document": "document",
    "Evidence": "document",
    "Notice": "document",
    "Original": "document",
    "ChecklistError": "errors",
    "ConfigurationError": "errors",
    "ReportError": "errors",
    "ReviewError": "errors",
    "UnreadableDocument": "errors",
    "Reviewer": "pipeline",
    "Limits": "readers",
    "ReadOptions": "readers",
    "Source": "readers",
    "read_document": "readers",
    "Style": "reports",
    "render": "reports",
    "mask_personal": "reports.masking",
    "mask_signatories": "reports.masking",
    "ReviewerOptions": "reviewing",
    "Reviews": "reviewing",
    "review": "reviewing",
    "review_many": "reviewing",
    "load_assessment": "saved",
    "Kind": "vocabulary.closed",
    "Level": "vocabulary.closed",
    "Outcome": "vocabulary.closed",
    "Place": "vocabulary.closed",
    "Remark": "vocabulary.closed",
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
