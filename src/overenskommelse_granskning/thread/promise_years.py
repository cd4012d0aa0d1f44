"""Several years of promises on one page: which year a promise is of, and which are superseded."""

from __future__ import annotations

import re

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from ..vocabulary.swedish import MONTH_NAMES
from .promise_leads import Promise, is_label

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A heading that says itself that what stands below it is no longer in force.
_ARCHIVED = re.compile(
    r"^\W*(?:(?:arkiv|historik)\w*|(?:tidigare|förra|föregående|fjolårets|gamla|äldre|utgångna?)\s(?:\w+\s)?(?:\w*löften?|\w*löftet|år|perioder?|omgångar)\W*$)|"
    r"\w*löfte\w*.{0,30}\b(?:avslutat|avslutade|utgånget|arkiverat|upphört|ej gällande|gäller (?:inte|ej) längre)\b",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(r"\w*löfte|^\W*(?:år(?:en|et)?\s+)?20\d\d(?:\W+(?:20)?\d\d)?\W*$", re.IGNORECASE)


def newest(promises: list[Promise]) -> list[Promise]:
    """Only the newest year's promises, where headings give more than one year."""
    years = [_year(p) for p in promises]
    known = {y for y in years if y is not None}
    if len(known) < 2:
        return promises
    last = max(known)
    return [p for p, y in zip(promises, years, strict=True) if y == last]


def superseded(analysis: Analysis) -> list[tuple[Unit, ...]]:
    """Units of older years' promises where a page holds several years under headings of their own."""
    document = analysis.document
    years: dict[int, int] = {}
    archived: set[int] = set()
    for section in document.sections:
        if section.parent in archived or (
            section.heading_block is not None and _ARCHIVED.search(section.title)
        ):
            archived.add(section.id)
            continue
        found = _YEAR.findall(section.title) if section.heading_block is not None else []
        if found and _OF_A_YEAR.search(section.title):
            years[section.id] = max(int(y) for y in found)
        elif section.parent in years:
            years[section.id] = years[section.parent]
    parents = {document.sections[i].parent for i in years}
    last = {
        parent: max(y for i, y in years.items() if document.sections[i].parent == parent)
        for parent in parents
    }
    out = [units for i in sorted(archived) if (units := analysis.by_section.get(i, ()))]
    for i, year in years.items():
        parent = document.sections[i].parent
        if parent in years:
            old = year < last[document.sections[parent].parent] if parent is not None else False
        else:
            old = year < last[parent]
        units = analysis.by_section.get(i, ())
        if old and units:
            out.append(units)
    return out


def _year(promise: Promise) -> int | None:
    for unit in promise.lead:
        if unit.kind is UnitKind.HEADING or is_label(unit):
            found = _YEAR.findall(unit.text)
            if found:
                return max(int(y) for y in found)
    return None


# "2026–27"; the day of "2026 till 31 mars" and of "2026-04-01" is no year.
_YEARS = re.compile(
    r"(?<!\d)(20\d\d)(?:\s?(?:[–—/-]|och|till)\s?(20\d\d(?!\d)|\d\d(?![\d/.:-]*\d|\s"
    rf"(?:{MONTH_NAMES})\b)))?(?!\d)",
    re.IGNORECASE,
)


# A sentence that leads into the list or tells when the promise holds; not one about an agreement.
_LEADS = re.compile(r"(?::|\batt)\s*$|\blöftet? gäller\b|\bgäller\b", re.IGNORECASE)


def years_of(analysis: Analysis, promise: Promise) -> tuple[int, int] | None:
    """The first and the last year that a promise is given for.

    The nearest heading, label or leading sentence that names a year says it, else the document's period;
    where the leading sentence gives the document's period in dates, that holds.
    """
    period = _period(analysis)
    for unit in promise.lead:
        if unit.kind is not UnitKind.HEADING and not is_label(unit) and not _LEADS.search(unit.text):
            continue
        if period is not None and _tells_period(analysis, unit):
            return period
        found = list(_YEARS.finditer(unit.text))
        if found:
            firsts = [int(m.group(1)) for m in found]
            lasts = [_second(int(m.group(1)), m.group(2)) for m in found]
            return min(firsts), max(lasts)
    return period


def _period(analysis: Analysis) -> tuple[int, int] | None:
    """The first and the last year of the document's period."""
    validity = analysis.entities.validity
    if validity is None or validity.first is None:
        return None
    last = validity.last or validity.first
    return validity.first.year, max(last.year, validity.first.year)


def _tells_period(analysis: Analysis, unit: Unit) -> bool:
    """Whether the document's period is read off dates in this very unit."""
    validity = analysis.entities.validity
    mention = validity.mention if validity is not None else None
    if mention is None or mention.kind != "range":
        return False
    return unit.start <= mention.start and mention.end <= unit.end


def _second(first: int, written: str | None) -> int:
    if written is None:
        return first
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return last if first <= last <= first + 10 else first
