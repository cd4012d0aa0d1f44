"""What became of each promise according to a follow-up page: number against number, conflicts told.

Nothing is guessed: what the page does not say, or says of no promise in particular, is reported as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..assessment import Promise
from ..language.analysis import Analysis
from ..language.units import UnitKind
from ..thread.places import home_names
from ..vocabulary.file_names import path_follow_up
from .matching import match
from .model import FollowUp
from .reading import Reading
from .statements import page_years, read_statements

_TITLE = re.compile(
    r"uppfölj\w*|\bföljs? upp\b|\bsummera\w*|\bså (?:gick|blev) det\b|\bhur (?:gick|blev|har) det\b|\bhur det (?:gick|har gått)\b|\bfacit\b|"
    r"\butfall\w*|\bresultat(?:et)?\b|\bredovis\w*|\bhöll vi\b|\bbokslut\b|\båterkoppl\w*|\båterrapport\w*|"
    r"\bvad (?:blev|har) (?:det|vi|hänt)\b",
    re.IGNORECASE,
)


def is_follow_up(analysis: Analysis, name: str) -> bool:
    """Whether a document presents itself as telling what became of promises: in its title or its name."""
    opening = [u.text for u in analysis.units[:3]]
    if any(_TITLE.search(t) for t in opening[:1]):
        return True
    if path_follow_up(name):
        return True
    titles = [u.text for u in analysis.units if u.kind is UnitKind.HEADING][:1]
    return any(_TITLE.search(t) for t in titles)


def follow_up(promises: Sequence[Promise], analysis: Analysis) -> FollowUp:
    """Every promise with what the page says of it."""
    statements = read_statements(analysis)
    matches = match(statements, promises, home_names(analysis))
    evidence = analysis.document.evidence
    years = page_years(statements)
    outcomes = []
    for i, promise in enumerate(promises):
        outcomes.append(Reading(promise, i, matches, evidence, years).outcome())
    owned = {m.statement.unit.id for m in matches}
    others = tuple(
        evidence(s.span)
        for s in statements
        if s.unit.id not in owned and s.told and not s.heading and any(c.figures for c in s.clauses)
    )
    return FollowUp(years, tuple(outcomes), others)
