"""Sentences that deny what a wording would say: it cannot stand beside them, so they are to be struck or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..assessment import Edit
from ..checklist import Criterion
from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from ..rules.share import shortened

# A denial in the main clause: "Det är inte klart ännu", not "… så att ingen ska skadas".
_DENIES = re.compile(
    r"^\W*(?:nej\b|(?!(?:\S+\s+){0,7}(?:att|så|för att)\s)(?:\S+\s+){1,6}(?:inte|ej|inget|ingen|inga|varken)\b)",
    re.IGNORECASE,
)
_SENTENCES = 4  # in a longer section a denial may be of anything


def denial_told(analysis: Analysis, criterion: Criterion, changes: Sequence[Edit]) -> str:
    """What to do with a sentence that denies what the criterion asks for; empty where there is none."""
    found = next(_denials(analysis, criterion, changes), None)
    if found is None:
        return ""
    return f"”{shortened(found.text)}” säger emot det: skriv om den meningen eller stryk den."


def _denials(analysis: Analysis, criterion: Criterion, changes: Sequence[Edit]) -> Iterator[Unit]:
    replaced = [c for c in changes if not c.inserts]

    def kept(unit: Unit) -> bool:
        return not any(c.start <= unit.start < c.end for c in replaced)

    for change in changes:
        if change.place is None or change.heading or not change.inserts:
            continue
        section = analysis.document.section_of(change.place.start)
        if section is None:
            continue
        units = analysis.by_section.get(section.id, ())
        said = [u for u in units if u.kind is UnitKind.SENTENCE]
        about = section.title.rstrip().endswith("?") or any(
            u.topics & set(criterion.topics[:1]) for u in units[:1]
        )
        if about and len(said) <= _SENTENCES:
            yield from (u for u in said if Flag.NEGATED in u.flags and _DENIES.search(u.text) and kept(u))
