"""Outcomes added up: the :class:`Assessment` and its scores."""

from .chain import THREAD_LINKS, GoalAssessment, Measure, ThreadRow
from .facts import AnnexReference, DocumentFacts, Municipality, Period, Signatory, SourceFile
from .improvement import Edit, LongSentence, MissingSection, NextStep, Readability
from .model import (
    Assessment,
    ChecklistAssessment,
    CriterionAssessment,
    ElementAssessment,
    Scores,
    Searched,
    SectionFinding,
)
from .promise import Promise, PromiseActor, PromiseQuantity
from .scores import score

__all__ = [
    "THREAD_LINKS",
    "AnnexReference",
    "Assessment",
    "ChecklistAssessment",
    "CriterionAssessment",
    "DocumentFacts",
    "Edit",
    "ElementAssessment",
    "GoalAssessment",
    "LongSentence",
    "Measure",
    "MissingSection",
    "Municipality",
    "NextStep",
    "Period",
    "Promise",
    "PromiseActor",
    "PromiseQuantity",
    "Readability",
    "Scores",
    "Searched",
    "SectionFinding",
    "Signatory",
    "SourceFile",
    "ThreadRow",
    "score",
]
