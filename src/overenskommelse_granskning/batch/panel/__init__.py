"""The panel of a run: one page that shows coverage, criteria, gaps and the red thread over all documents."""

from __future__ import annotations

from collections.abc import Sequence

from ...reports.web import render_page
from ..coverage import Covered
from ..likeness.shared import SharedTexts
from ..rows import Problem
from ..settings import ReviewSettings
from .facts import PanelFacts
from .view import limits_of, make_view

__all__ = ["PanelFacts", "limits_of", "render_panel"]


def render_panel(
    facts: PanelFacts,
    covered: Sequence[Covered],
    problems: Sequence[Problem],
    settings: ReviewSettings,
    shared: SharedTexts,
    *,
    ranking: bool = False,
    limited: bool = False,
) -> str:
    """The page. ``ranking`` adds the list of documents by strength, with the places the error leaves open.

    ``limited``: the coverage is of chosen counties only, which is told.
    """
    view = make_view(facts, covered, problems, settings, shared, ranking=ranking, limited=limited)
    return render_page("panel", view=view)
