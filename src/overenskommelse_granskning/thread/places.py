"""Places narrower than the municipality: kinds of place ("stationen", "badet") and names behind a preposition."""

from __future__ import annotations

import re

from ..language.analysis import Analysis

_KINDS = (
    "torget|stationen|stationsområdet|vägen|skolan|skolorna|gatan|parken|staden|gården|ängen|backen|holmen|brunn|byn|höjden|"
    "dalen|lunden|berget|udden|näset|hagen|marken|viken|kvarteret|leden|hallen|salen|terminalen|tunneln|stigen|bron|"
    "hamnen|stranden|badet|kajen|bryggan|området|stråket|huset|parkeringen|planen|centret|gallerian|torp|vallen|"
    "byarna|sjön|åsen|bygden|allén|korsningen|rondellen|infarten|rastplatsen|kuren|campingen|boendet|förskolan|gymnasiet|"
    "arenan|kyrkogården|rinken|spåret|kiosken|biblioteket|butiken|gårdarna|gatorna"
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
    r"Lilla)\s)?[A-ZÅÄÖ][a-zåäöé]{2,}\w*(?:-[A-ZÅÄÖ]\w+)*)"
)
_NO_PLACE = re.compile(
    r"^(?:polis\w*|kommun\w*|facebook|instagram|brå|skr|röda|rädda|sverige\w*|vi|ni|löfte\w*|"
    r"medborgarlöfte\w*|lokalpolis\w*)$",
    re.IGNORECASE,
)

_HOME = re.compile(
    r"(?:\b[Pp]olisen i|\bkommunen i|[Ll]öften?(?: \d{4})?(?: för| i| till)?)\s+([A-ZÅÄÖ][a-zåäöé]{2,})"
)


def home_names(analysis: Analysis) -> frozenset[str]:
    """Names of the municipality in lower case, genitive too; where there is none, what the title names."""
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


def place_spans(text: str, home: frozenset[str]) -> list[tuple[int, int]]:
    """The places that a text names, in its own offsets and order; ``home`` is no place within itself."""
    found = [m.span() for pattern in (_COMPOUND, _PLAIN) for m in pattern.finditer(text)]
    found += [
        m.span(1)
        for m in _NAMED.finditer(text)
        if m.group(1).lower() not in home and not _NO_PLACE.match(m.group(1))
    ]
    return sorted(set(found))
