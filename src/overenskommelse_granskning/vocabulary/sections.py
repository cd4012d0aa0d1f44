"""The 22 section labels: a closed set with Swedish titles and the words their headings use.

The heading terms live in ``headings.yaml`` and follow the notation of the lexicons: one word matches
its inflections, ``-word`` also the tail of a compound, ``word-`` its head, several words are a
phrase of lemmas, ``~`` allows words in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..resources import read_yaml, vocabulary_file


class SectionLabel(StrEnum):
    """What a section is about. The order is that of reports."""

    PARTIES = "parter"
    BACKGROUND = "bakgrund"
    PURPOSE = "syfte"
    SITUATION = "lagesbild"
    CAUSES = "orsaksanalys"
    PRIORITIES = "prioriterade_omraden"
    GOALS = "mal"
    MEASURES = "atgarder"
    ROLES = "roller_ansvar"
    ORGANISATION = "organisation"
    RESOURCES = "resurser"
    INFORMATION_EXCHANGE = "informationsutbyte"
    COMMUNICATION = "kommunikation"
    PROMISE = "medborgarlofte"
    DIALOGUE = "dialog"
    DOCUMENTATION = "dokumentation"
    FOLLOW_UP = "uppfoljning"
    VALIDITY = "giltighet_revidering"
    SIGNATURES = "underskrifter"
    ANNEXES = "bilagor"
    GOVERNING_DOCUMENTS = "styrdokument"
    DEFINITIONS = "definitioner"


SECTION_LABELS: tuple[SectionLabel, ...] = tuple(SectionLabel)


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A label with its Swedish title and the terms that headings of such sections use.

    ``terms`` point at this label by themselves; ``weak`` ones only when nothing else in the heading
    points elsewhere (words that several kinds of section share).
    """

    label: SectionLabel
    title: str
    terms: tuple[str, ...]
    weak: tuple[str, ...] = ()


@cache
def section_kinds() -> tuple[SectionKind, ...]:
    """The 22 kinds in the order of :data:`SECTION_LABELS`."""
    data = read_yaml(vocabulary_file("headings.yaml"))
    return tuple(
        SectionKind(
            label,
            data[label.value]["title"],
            tuple(data[label.value]["terms"]),
            tuple(data[label.value].get("weak", ())),
        )
        for label in SECTION_LABELS
    )


@cache
def section_titles() -> dict[SectionLabel, str]:
    """The Swedish title of every label."""
    return {kind.label: kind.title for kind in section_kinds()}
