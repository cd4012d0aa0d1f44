"""Section topics as reports show them: what the text is about, and never a verdict on it.

A topic and the criteria on the same matter may part ways: a text may speak of follow-up and still not say
what the criterion asks for. Where they do, the topic's line says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..assessment import Assessment, CriterionAssessment
from ..vocabulary.closed import JUDGED, Outcome
from ..vocabulary.sections import SectionLabel, section_titles
from ..vocabulary.standing import SAME
from ..vocabulary.swedish import listed
from .quotes import make_place

ABOUT = (
    "Ämnena säger vad texten handlar om. Om det som står räcker säger kriterierna, som ställer bestämda krav."
)

# Of a promise.
_ALSO: Mapping[str, tuple[str, ...]] = {"giltighet_revidering": ("tid",), "parter": ("avsandare",)}
_PROMISED = ("medborgarlofte", "atgarder")  # what a promise is about: told where promises are listed


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with the place of its substance; ``note`` where a criterion seems to say otherwise."""

    title: str
    place: str
    note: str


def present_topics(assessment: Assessment) -> tuple[TopicView, ...]:
    """The topics that the document has substance on."""
    return tuple(
        TopicView(
            section_title(s.label),
            make_place(s.page, s.heading, s.file),
            unmet_note(assessment, s.label),
        )
        for s in assessment.sections
        if s.present
    )


def unmet_note(assessment: Assessment, label: str) -> str:
    """What to say of a topic that is there while what its criteria ask for is missing."""
    judged = [c for c in _standing(assessment, label) if c.outcome in JUDGED]
    if not judged or any(c.outcome is not Outcome.MISSING for c in judged):
        return ""
    return f"Texten kommer in på ämnet, men det som {_named(judged)} kräver saknas."


def found_note(assessment: Assessment, label: str) -> str:
    """What to say of a topic that is missing while a criterion on the same matter found something."""
    found = [c for c in _standing(assessment, label) if c.outcome in (Outcome.MET, Outcome.PARTIAL)]
    if not found:
        return ""
    first = found[0]
    place = make_place(first.evidence[0].page, first.evidence[0].section) if first.evidence else ""
    where = f" ({place})" if place else ""
    word = {Outcome.MET: "uppfyllt", Outcome.PARTIAL: "delvis uppfyllt"}[first.outcome]
    return f"Kriteriet ”{first.title}” är ändå {word}{where}: läs det stället och avgör om ämnet behöver mer."


def told_anyway(assessment: Assessment, label: str) -> bool:
    """Whether all that criteria ask for on a topic is met, or the text has what the topic is about: then it
    is not said to be missing."""
    if label in _PROMISED and assessment.promises:
        return True
    judged = [c for c in _standing(assessment, label) if c.outcome in JUDGED]
    return bool(judged) and all(c.outcome is Outcome.MET for c in judged)


def _standing(assessment: Assessment, label: str) -> list[CriterionAssessment]:
    """The criteria that ask for the same thing as the topic, whatever their checklist."""
    names = (*SAME.get(label, ()), *_ALSO.get(label, ()))
    return [c for c in assessment if c.id.partition(".")[2] in names]


def _named(criteria: list[CriterionAssessment]) -> str:
    noun = "kriteriet" if len(criteria) == 1 else "kriterierna"
    return f"{noun} {listed([f'”{c.title}”' for c in criteria])}"


def section_title(label: str) -> str:
    """The Swedish title of a topic, in lower case; the label itself where it has none."""
    try:
        title = section_titles()[SectionLabel(label)]
    except (ValueError, KeyError):  # a label that a user's checklist or a newer version brought
        return label
    return title[:1].lower() + title[1:]
