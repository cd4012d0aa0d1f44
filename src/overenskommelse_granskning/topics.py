"""Section topics of a document: which have substance, where, and which expected ones are missing.

Belongs to the pipeline: the one place where the learned view and the verdict layer's weights meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import assessment as a
from .classification.layers import LearnedView
from .language.analysis import Analysis
from .thread.lists import Lists
from .verdict.sections import Seen, fact_signals, presence, presence_features
from .vocabulary.closed import Kind
from .vocabulary.sections import SECTION_LABELS, SectionLabel

# Topics that a document of the kind is expected to have substance on (domain: what Brå's handbook
# and the law ask the text for; the rest are told in ``sections`` only).
EXPECTED_SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.AGREEMENT: (
        "parter", "syfte", "lagesbild", "orsaksanalys", "prioriterade_omraden", "mal", "atgarder",
        "roller_ansvar", "organisation", "resurser", "informationsutbyte", "kommunikation",
        "medborgarlofte", "dialog", "dokumentation", "uppfoljning", "giltighet_revidering", "underskrifter",
    ),
    Kind.PROMISE: (
        "parter", "syfte", "lagesbild", "atgarder", "medborgarlofte", "dialog", "uppfoljning",
        "giltighet_revidering",
    ),
    Kind.DEFECTOR: (
        "parter", "bakgrund", "syfte", "roller_ansvar", "informationsutbyte", "resurser", "uppfoljning",
        "giltighet_revidering", "underskrifter", "definitioner",
    ),
    Kind.COUNTY: (
        "parter", "syfte", "roller_ansvar", "organisation", "styrdokument", "definitioner", "mal",
        "uppfoljning", "giltighet_revidering", "underskrifter",
    ),
    Kind.REGIONAL: (
        "parter", "syfte", "lagesbild", "mal", "atgarder", "organisation", "resurser", "uppfoljning",
        "giltighet_revidering",
    ),
}  # fmt: skip
PRESENT_FROM = 0.5


def find_sections(
    view: LearnedView,
    analysis: Analysis,
    kind: Kind,
    leans: Mapping[str, float],
    there: Mapping[str, float | None],
    arrays: Mapping[str, Any],
    topics: Mapping[str, str],
    lists: Lists,
) -> tuple[a.SectionFinding, ...]:
    """All 22 topics with the probability that the document has substance on them.

    ``leans``: criterion → how far its rules lean (−1 to 1), for the criteria that have rules;
    ``there``: how likely the verdict layer holds it that the document has something on it, for the
    criteria that were judged. Where one cannot be, or does not apply, nothing was learned of how that
    looks, and it tells nothing of the topic.
    """
    seen = {
        c: Seen(float(f.features[0]), [float(v) for v in view.judged[c]], leans.get(c, 0.0), there[c])
        for c, f in view.found.items()
        if c in there
    }
    if not view.function_scores:
        return tuple(a.SectionFinding(str(s), False, 0.0) for s in SECTION_LABELS)
    features = presence_features(
        view.topic_aggregates, view.function_scores, seen, topics, kind, fact_signals(analysis, lists)
    )
    out = []
    for label, chance in zip(SECTION_LABELS, presence(features, arrays["presence"]), strict=True):
        present = bool(chance >= PRESENT_FROM)
        unit = analysis.units[view.topic_units[str(label)]] if present else None
        section = analysis.document.sections[unit.section] if unit else None
        out.append(
            a.SectionFinding(
                str(label),
                present,
                float(chance),
                analysis.document.page_of(unit.start) if unit else None,
                section.title if section and section.heading_block is not None else None,
                analysis.document.annex_file_of(unit.start) if unit else None,
            )
        )
    return tuple(out)


def missing_sections(
    sections: tuple[a.SectionFinding, ...], kind: Kind, analysis: Analysis
) -> tuple[str, ...]:
    """Labels of the topics expected of the kind that the document lacks.

    Places to sign that nobody has signed yet are no substance, but nothing is lacking there that can be written.
    """
    expected = set(EXPECTED_SECTIONS.get(kind, ()))
    if analysis.entities.signatures.blanks:
        expected.discard(SectionLabel.SIGNATURES)
    return tuple(s.label for s in sections if s.label in expected and not s.present)
