"""Whether a criterion applies to this document at all: time matters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..checklist import Criterion
from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.entities.references import Reference
from ..vocabulary.swedish import swedish_day

_MADE = re.compile(
    r"\b(?:antag\w*|antog\w*|beslut\w*|fastställ\w*|godkän\w*|sa(?:de)? ja|ställ\w* sig bakom|undertecknad\w*|skrevs under|"
    r"utkast|upprättad\w*|arbetsmaterial|arbetsversion|remissversion|version|senast ändrad|ändrad|reviderad|förslag|"
    r"diarienummer|dnr)\b",
    re.IGNORECASE,
)
# What other papers are called: their dates tell nothing of this one.
_OTHER_PAPER = re.compile(
    r"\b\w*(?:åtgärdsplan|handlingsplan|lägesbild|program|policy|strategi|översiktsplan|budget|enkät|mätning|kartläggning)\w*",
    re.IGNORECASE,
)
_LEADING = 400  # characters in which a document says what it is


def not_applicable(criterion: Criterion, analysis: Analysis) -> str | None:
    """A Swedish reason why the criterion does not apply, or None when it does.

    A document is older than a requirement when its period ended before the requirement came, or,
    where no end is given, when it was signed, began or was decided before. A document that tells
    nothing of when it came about is judged.
    """
    applies = criterion.applies
    if applies is None or applies.from_date is None:
        return None
    validity = analysis.entities.validity
    if validity is not None and validity.last is not None and not validity.open_ended:
        older = validity.last < applies.from_date
    else:
        made = made_on(analysis)
        older = made is not None and made < applies.from_date
    if not older:
        return None
    day = applies.from_date
    return applies.reason or f"Kravet gäller från den {swedish_day(day)}; dokumentet är äldre."


def made_on(analysis: Analysis) -> date | None:
    """When a document without a given end came about, as far as it tells; None where it tells nothing.

    The day of signing, else the start of its period, else the last decision on it or the date of the draft.
    """
    entities = analysis.entities
    known = entities.signatures.signed_on or (entities.validity.first if entities.validity else None)
    if known is not None:
        return known
    laws = [r for r in entities.references if r.kind in ("law", "ordinance", "bill")]
    told = [
        d.last
        for d in entities.dates
        if d.last is not None and not _inside(d.start, d.end, laws) and _tells_of_this(analysis, d.start)
    ]
    return max([*told, *_registered(entities.references, analysis)], default=None)


_REGISTERED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|/(\d\d)\Z")


def _registered(references: Sequence[Reference], analysis: Analysis) -> Iterator[date]:
    """The last days of the years in registry numbers of this document."""
    for r in references:
        unit = analysis.unit_at(r.start) if r.kind == "dnr" and not r.earlier else None
        year = _REGISTERED.search(r.number) if unit is not None else None
        if unit is not None and year is not None and not _OTHER_PAPER.search(unit.text):
            yield date(int(year[1] or f"20{year[2]}"), 12, 31)


def _tells_of_this(analysis: Analysis, start: int) -> bool:
    unit = analysis.unit_at(start)
    if unit is None or Flag.EARLIER in unit.flags or not _MADE.search(unit.text):
        return False
    return not _OTHER_PAPER.search(unit.text) and (_decides(unit) or unit.start < _LEADING)


def _decides(unit: Unit) -> bool:
    return bool(unit.fact_kinds & {"board", "police", "role", "diary", "paragraph"})


def _inside(start: int, end: int, references: list[Reference]) -> bool:
    return any(r.start <= start and end <= r.end for r in references)
