"""The HTML report: one file that holds everything, asks for nothing, and works without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import Assessment
from ..errors import ConfigurationError
from . import Style
from .html_page import make_page
from .topics_view import ABOUT
from .web import render_page

EXTENSION = "html"


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """The report of one document. Raises ConfigurationError for several: each needs its own file."""
    if len(assessments) != 1:
        raise ConfigurationError("HTML-rapporten gäller ett dokument: gör en för vart och ett.")
    return render_page("report", styles=("base", "frame"), page=make_page(assessments[0]), about_topics=ABOUT)
