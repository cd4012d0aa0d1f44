"""Checklists: declarative lists of criteria, loaded strictly."""

from .loader import available, build, checklists_for, load_checklist
from .model import Adjustment, AppliesWhen, Case, Checklist, Condition, Criterion, Element, Instead

__all__ = [
    "Adjustment",
    "AppliesWhen",
    "Case",
    "Checklist",
    "Condition",
    "Criterion",
    "Element",
    "Instead",
    "available",
    "build",
    "checklists_for",
    "load_checklist",
]
