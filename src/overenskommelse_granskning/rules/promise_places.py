"""Fact of a medborgarlöfte: the promises point to a place narrower than the municipality.

A place is a definite kind of place ("stationen", "badet") or a name behind a preposition of place that is
neither the municipality nor an organisation. It is the place of the promise when a sentence or heading about
the promise names it, or when at least half of the single promises (or what leads into them) do.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from ..thread.places import home_names, place_spans
from ..vocabulary.closed import Outcome
from .contract import Answer, Context, Passage, Short, passage, usable

_ABOUT = re.compile(
    r"\blöfte\w*|\w+löfte\w*|\blovar\b|\bdet är därför\b|\bi fokus\b|\bhandlar om\b|\bväljer\b|\bvalt\b|"
    r"\bvaldes?\b|"
    r"\bvalet\b|\bkraft\w* (?:just )?(?:på|kring|där)\b|\bskälet\b|\bstår överst\b|"
    r"\bvänder (?:vi )?oss till\b|\bavser\b|\bfastnat för\b|\bfokus\w*\b|\binrikta\w*\b",
    re.IGNORECASE,
)
_NOT_ABOUT = re.compile(
    r"\böverenskommelse\w*|\w+överenskommelse\w*|\bavtal\w*|\bföljs? upp\b|\buppfölj\w*|\bredovisa\w*|"
    r"\bkontakta\b|\bring\b|@|\bförra\b|"
    r"\bi fjol\b|\boavsett\b|^\W*(?:ett\s+)?medborgarlöfte[nt]?\s+är\b",
    re.IGNORECASE,
)


_NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]{3,}\b")


def _as_written(text: str, names: Collection[str]) -> str:
    """A line in capitals with the names in it as the text writes them elsewhere: "LÖFTE FÖR EKBACKEN"."""
    if not text.isupper():
        return text
    written = {n.upper(): n for n in names}
    return re.sub(r"[^\W\d_]+", lambda m: written.get(m.group(), m.group().lower()), text)


def places_beyond_municipality(context: Context) -> Answer:
    """Met when the promise is about a place, partial when fewer than half of its points are."""
    analysis = context.analysis
    home = home_names(analysis)

    def has_place(unit: Unit) -> bool:
        return bool(place_spans(_as_written(unit.text, names), home))

    plain = set(re.findall(r"\b[a-zåäöé]{4,}\b", analysis.document.text))
    names = {n for u in analysis.units for n in _NAME.findall(u.text) if n.lower() not in plain}
    names |= {n[:-1] for n in names if n.endswith("s")}
    listed = context.lists.units_of("promises")

    older = context.lists.units_of("superseded")
    about = [
        u
        for u in analysis.units
        if (
            u.kind in (UnitKind.SENTENCE, UnitKind.HEADING)
            or (u.kind is UnitKind.ITEM and u.id not in listed)
        )
        and usable(u)
        and Flag.EARLIER not in u.flags
        and u.id not in older
        and (_ABOUT.search(u.text) or u.kind is UnitKind.HEADING)
        and not _NOT_ABOUT.search(u.text)
        and has_place(u)
    ]
    entries = context.lists.named("promises")
    placed: list[Unit] = []
    for entry in entries:
        leads = [analysis.units[i] for i in entry.lead if analysis.units[i].kind is not UnitKind.HEADER_ROW]
        leads = [u for u in leads if len(u.text.split()) <= 12 and not _NOT_ABOUT.search(u.text)]
        hit = next((u for u in (*entry.members(analysis), *leads) if has_place(u)), None)
        if hit is not None:
            placed.append(hit)
    found = tuple(passage(u) for u in dict.fromkeys([*about, *placed]))
    if about or (entries and 2 * len(placed) >= len(entries)):
        return Outcome.MET, tuple(Passage(p.start, p.end, p.unit) for p in found)
    if not found:
        return Outcome.MISSING, ()
    return (
        Outcome.PARTIAL,
        found,
        Short(f"bara {len(placed)} av {len(entries)} löften nämner en plats i kommunen"),
    )
