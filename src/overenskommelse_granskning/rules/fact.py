"""``fact``: a fact of the document as a whole — parties, period, signatures, decisions, stage.

Options: ``is`` (name of the fact, one of :data:`FACTS`). Each fact is a function from the analysis
to an outcome and its passages; the thresholds that make it a criterion stand in the checklist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import ChecklistError
from .contract import Answer, Context, Rule, TestCompiler
from .document_facts import FACTS

TYPE = "fact"
OPTIONS = frozenset({"is"})


def compile_rule(options: Mapping[str, Any], tests: TestCompiler) -> Rule:
    """The rule with its options bound; tests are compiled once."""
    name = str(options["is"])
    if name not in FACTS:
        raise ChecklistError(f"Uppgiften ”{name}” finns inte: tillåtna är {', '.join(sorted(FACTS))}.")
    decide = FACTS[name]

    def rule(context: Context) -> Answer:
        return decide(context)

    return rule
