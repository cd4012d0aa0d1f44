"""Fact of a medborgarlöfte: the promises point to a place narrower than the municipality.

A place is a definite kind of place ("stationen", "badet") or a name behind a preposition of place that is
neither the municipality nor an organisation. It is the place of the promise when a sentence or heading about
the promise names it, or when at least half of the single promises (or what leads into them) do.
"""

from __future__ import annotations

import re

from ..language.analysis import Unit
from ..language.cues import Flag
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from .contract import Context, Passage, passage, usable

_KINDS = (
    "torget|stationen|stationsområdet|vägen|skolan|skolorna|gatan|parken|staden|gården|ängen|backen|holmen|brunn|byn|höjden|"
    "dalen|lunden|berget|udden|näset|hagen|marken|viken|kvarteret|leden|hallen|salen|terminalen|tunneln|stigen|bron|"
    "hamnen|stranden|badet|kajen|bryggan|området|stråket|huset|parkeringen|planen|centret|gallerian|torp|vallen"
)
_COMPOUND = re.compile(
    rf"\b\w{{2,}}(?<!polis)(?<!handlings)(?<!åtgärds)(?<!verksamhets)(?:{_KINDS})s?\b", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\b(?:torget|torgen|stationen|järnvägsstationen|parken|badet|hamnen|kajen|bryggan|tunneln|stadsdelen|"
    r"bron|"
    r"parkeringen|biblioteket|centrum|centrumet|resecentrum|macken|kiosken|perrongen|perrongerna|gallerian|"
    r"simhallen|"
    r"lekplatsen|badplatsen|skolgården|fritidsgården|köpcentrumet|badhuset|sjukhuset|stadshuset|kyrkan|"
    r"gågatan|leden|stranden|tätorten)s?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:i|på|vid|till|kring|runt|längs|mellan|genom|från|utanför|utmed|över|för|om|rör|gäller|omfattar|"
    r"väljer|valt)\s+"
    r"(?:hela\s+|stadsdelen\s+|bostadsområdet\s+|kvarteret\s+|byn\s+|köpcentrumet\s+|fritidsgården\s+|"
    r"träffpunkten\s+)?"
    r"((?:(?:Norra|Södra|Östra|Västra|Inre|Yttre|Gamla|Nya|Övre|Nedre|Stora|"
    r"Lilla)\s)?[A-ZÅÄÖ][a-zåäöé]{2,}\w*)"
)
_NO_PLACE = re.compile(
    r"^(?:polis\w*|kommun\w*|facebook|instagram|brå|skr|röda|rädda|sverige\w*|vi|ni|löfte\w*|"
    r"medborgarlöfte\w*|lokalpolis\w*)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\blöfte\w*|\w+löfte\w*|\blovar\b|\bdet är därför\b|\bi fokus\b|\bhandlar om\b|\bväljer\b|\bvalt\b|"
    r"\bvaldes?\b|"
    r"\bvalet\b|\bkraft\w* (?:just )?(?:på|kring|där)\b|\bskälet\b|\bstår överst\b|"
    r"\bvänder (?:vi )?oss till\b",
    re.IGNORECASE,
)
_NOT_ABOUT = re.compile(
    r"\böverenskommelse\w*|\w+överenskommelse\w*|\bavtal\w*|\bföljs? upp\b|\buppfölj\w*|\bredovisa\w*|"
    r"\bkontakta\b|\bring\b|@|\bförra\b|"
    r"\bi fjol\b|\boavsett\b|^\W*(?:ett\s+)?medborgarlöfte[nt]?\s+är\b",
    re.IGNORECASE,
)


_HOME = re.compile(
    r"(?:\b[Pp]olisen i|\bkommunen i|[Ll]öften?(?: \d{4})?(?: för| i| till)?)\s+([A-ZÅÄÖ][a-zåäöé]{2,})"
)


def _municipalities(context: Context) -> frozenset[str]:
    """Names of the municipality in lower case, genitive too; where there is none, what the title names."""
    analysis = context.analysis
    names = {
        str(getattr(f.value, "name", "")).lower()
        for u in analysis.units
        for f in u.facts
        if f.kind == "municipality"
    }
    names |= {
        analysis.document.text[f.start : f.end].split()[0].lower()
        for u in analysis.units
        for f in u.facts
        if f.kind == "municipality"
    }
    names = {n for n in names if n and not n.startswith("kommun")}
    if not names:
        head = [u.text for u in analysis.units[:4]] + [
            u.text for u in analysis.units if "olisen i " in u.text
        ]
        names = {m.group(1).lower() for text in head for m in _HOME.finditer(text)}
    return frozenset(names | {f"{n}s" for n in names})


def places_beyond_municipality(context: Context) -> tuple[Outcome, tuple[Passage, ...]]:
    """Met when the promise is about a place, partial when fewer than half of its points are."""
    analysis = context.analysis
    names = _municipalities(context)

    def has_place(unit: Unit) -> bool:
        if _COMPOUND.search(unit.text) or _PLAIN.search(unit.text):
            return True
        return any(
            m.group(1).lower() not in names and not _NO_PLACE.match(m.group(1))
            for m in _NAMED.finditer(unit.text)
        )

    older = context.lists.units_of("superseded")
    about = [
        u
        for u in analysis.units
        if u.kind in (UnitKind.SENTENCE, UnitKind.HEADING)
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
    return (Outcome.PARTIAL, found) if found else (Outcome.MISSING, ())
