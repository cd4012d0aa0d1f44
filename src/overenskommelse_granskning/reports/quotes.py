"""A quote as reports show it: the words, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and where it stands: ”s. 4, avsnittet Mål”."""

    text: str
    place: str
    evidence: Evidence


def make_quote(evidence: Evidence) -> Quote:
    """A quote with its place in words."""
    return Quote(evidence.quote, make_place(evidence.page, evidence.section), evidence)


def make_place(page: int | None, section: str | None) -> str:
    """”s. 4, avsnittet Mål”; what is not known is left out."""
    return ", ".join(
        p for p in (f"s. {page}" if page else "", f"avsnittet {section}" if section else "") if p
    )
