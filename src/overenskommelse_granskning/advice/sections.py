"""For every topic that a document lacks: where it belongs and what to write."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import ChecklistAssessment, MissingSection
from ..document import Document, Evidence, Section
from ..language.analysis import Analysis
from ..vocabulary.closed import Kind, Outcome
from ..vocabulary.section_advice import title_of, what_to_write
from .places import Gap, Outline


def missing_section_advice(
    labels: Sequence[str],
    checklists: Sequence[ChecklistAssessment],
    topics: dict[str, tuple[str, ...]],
    analysis: Analysis,
    kind: Kind,
) -> tuple[MissingSection, ...]:
    """One piece of advice per label, in the labels' order. ``topics``: criterion → its topics.

    A criterion belongs to the first of its topics; those that are met are not named again.
    """
    outline = Outline(analysis, kind)
    out = []
    for label in labels:
        begun = outline.about([label])
        gap = outline.gap(label) if begun is None else Gap(outline.within(begun).offset, after=begun)
        asked = tuple(
            c.id
            for checklist in checklists
            for c in checklist.criteria
            if topics[c.id][:1] == (label,) and c.outcome in (Outcome.MISSING, Outcome.PARTIAL)
        )
        out.append(
            MissingSection(
                label=label,
                heading=title_of(label, kind),
                write=what_to_write(label, kind),
                offset=gap.offset,
                after=_heading(analysis.document, gap.after),
                before=_heading(analysis.document, gap.before),
                criteria=asked,
            )
        )
    return tuple(out)


def _heading(document: Document, section: Section | None) -> Evidence | None:
    if section is None:
        return None
    return document.evidence((section.start, section.body_start))
