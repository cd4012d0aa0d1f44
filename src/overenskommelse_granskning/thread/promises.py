"""The single promises of a medborgarlöfte: items, rows, numbered sections, sentences, parts of sentences.

Where no numbered or labelled promise and no list of them is found, sentences that commit count; "lovar att A, B
och C" makes three. Where a page holds several years the criteria look at the newest only.
"""

from __future__ import annotations

import re

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from ..vocabulary.swedish import MONTH_NAMES
from .promise_headed import headed_promises
from .promise_labels import labelled_promises
from .promise_leads import DEAD, Promise
from .promise_lists import listed_promises, lists_of_old
from .promise_sentences import said_promises, stated_promises
from .promise_years import newest, superseded

_NUMBERED = re.compile(
    r"^\W*(?:vårt |polisens |kommunens )?(?:löfte|åtagande|punkt)\s+(?:nr\.?\s*|nummer\s+)?"
    rf"(?:\d{{1,2}}|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b(?!\s*(?:{MONTH_NAMES}))",
    re.IGNORECASE,
)


def find_promises(analysis: Analysis) -> tuple[Promise, ...]:
    """The promises of the document, in text order."""
    numbered = _numbered(analysis)
    if len(numbered) >= 2:
        return tuple(numbered)
    labelled = labelled_promises(analysis)
    if labelled:
        return tuple(newest(labelled))
    listed = newest(listed_promises(analysis))
    if len(listed) >= 2:
        return tuple(listed)
    taken = {u.id for p in listed for u in p.units}
    said = newest(said_promises(analysis, taken) or said_promises(analysis, taken, loose=not listed))
    if not listed:
        said += newest(headed_promises(analysis, said))
    if not listed and not said:
        said = newest(stated_promises(analysis))
    return _in_order([*listed, *said])


def every_promise(analysis: Analysis) -> tuple[Promise, ...]:
    """The promises of all years that the page holds, in text order."""
    found = list(find_promises(analysis))
    told = {u.id for p in found for u in p.units}
    if len(_numbered(analysis)) < 2:
        found += [p for p in listed_promises(analysis) if told.isdisjoint(u.id for u in p.units)]
        told |= {u.id for p in found for u in p.units}
    for units in superseded(analysis):
        # What is said of an older year may be led in by what tells the newest that it is no promise.
        own = {u.id for u in units}
        if told.isdisjoint(own):
            found += lists_of_old(analysis, units) or said_promises(
                analysis, {u.id for u in analysis.units if u.id not in own}
            )
    return _in_order(found)


def _in_order(promises: list[Promise]) -> tuple[Promise, ...]:
    return tuple(sorted(promises, key=lambda p: (p.part or p.units[0]).start))


# --- numbered promises: "Löfte 1" as a heading or at the head of a paragraph ---------------------------


def _numbered(analysis: Analysis) -> list[Promise]:
    out: list[Promise] = []
    for section in analysis.document.sections:
        if section.heading_block is not None and _NUMBERED.match(section.title):
            units = [u for u in analysis.by_section.get(section.id, ()) if not u.flags & DEAD]
            head = tuple(u for u in units if u.kind is UnitKind.HEADING)
            body = tuple(u for u in units if u.kind is not UnitKind.HEADING)
            if body:
                out.append(Promise(body, head))
    if len(out) >= 2:
        return out
    blocks: dict[int, list[Unit]] = {}
    for unit in analysis.units:
        if unit.kind is UnitKind.SENTENCE:
            blocks.setdefault(unit.block, []).append(unit)
    return [Promise(tuple(units)) for units in blocks.values() if _NUMBERED.match(units[0].text)]
