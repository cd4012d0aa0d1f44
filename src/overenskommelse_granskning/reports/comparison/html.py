"""The comparison as one page that holds everything: both sides beside each other, no script, ready for paper."""

from __future__ import annotations

from ...comparison.model import Change, Comparison, Status
from .. import Style
from ..web import render_page
from .view import make_comparison_view
from .words import STATUS_MEANINGS

EXTENSION = "html"
# The shapes and colours of outcomes serve for changes and for what became of promises.
CHANGE_CLASSES = {
    Change.GAINED: "met",
    Change.ADDED: "met",
    Change.LOST: "missing",
    Change.REMOVED: "missing",
    Change.MIXED: "partial",
    Change.CHANGED: "partial",
    Change.OTHER: "not_assessable",
    Change.UNCHANGED: "not_applicable",
}
STATUS_SHAPES = {
    Status.DONE: "met",
    Status.PARTLY: "partial",
    Status.NOT_DONE: "missing",
    Status.CONFLICT: "error",
    Status.UNCLEAR: "not_assessable",
    Status.NOT_MENTIONED: "not_applicable",
}


def render(comparison: Comparison, style: Style) -> str:
    """The page of one comparison."""
    return render_page(
        "comparison",
        styles=("base", "frame"),
        script=None,
        view=make_comparison_view(comparison),
        CHANGE_CLASSES=CHANGE_CLASSES,
        STATUS_SHAPES=STATUS_SHAPES,
        STATUS_MEANINGS=STATUS_MEANINGS,
    )
