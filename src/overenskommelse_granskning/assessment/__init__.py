"""Outcomes added up: the :class:`Assessment` and its scores."""

from .model import (
    THREAD_LINKS,
    Assessment,
    ChecklistAssessment,
    CriterionAssessment,
    DocumentFacts,
    ElementAssessment,
    Municipality,
    NextStep,
    Period,
    Promise,
    PromiseActor,
    PromiseQuantity,
    Scores,
    Searched,
    SectionFinding,
    Signatory,
    ThreadRow,
)
from .scores import score

__all__ = [
    "THREAD_LINKS",
    "Assessment",
    "ChecklistAssessment",
    "CriterionAssessment",
    "DocumentFacts",
    "ElementAssessment",
    "Municipality",
    "NextStep",
    "Period",
    "Promise",
    "PromiseActor",
    "PromiseQuantity",
    "Scores",
    "Searched",
    "SectionFinding",
    "Signatory",
    "ThreadRow",
    "score",
]
