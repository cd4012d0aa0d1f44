"""Where a promise is to be kept: named in it, in its column, or in the heading or label of its area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Span
from ..language.analysis import Unit
from ..language.units import UnitKind
from ..vocabulary.swedish import MONTH_NAMES
from .places import place_spans
from .promise_leads import is_label

_AREA = re.compile(r"^\W*(?:\d+[.)]?\s*)?[A-ZÅÄÖ][\w-]+(?:\s+[\w-]+){0,2}\W*$")
NO_AREA = re.compile(
    r"\b(?:polis\w*|kommun\w*|vi|båda|tillsammans|löft\w*|lovar?|gör|ska|åtgärd\w*|insats\w*|aktivitet\w*|mål\w*|"
    r"trafik\w*|trygg\w*|narkotika|droger|brott\w*|inbrott\w*|bedräger\w*|unga|äldre|barn|våld\w*|20\d\d)\b",
    re.IGNORECASE,
)
# A definite noun behind one of these is a place whatever it is called: "vid båtrampen", "längs leden".
_BESIDE = re.compile(
    r"\b(?:vid|kring|runt|längs|utmed|utanför|intill|mellan)\s+((?:\w+a\s+)?[a-zåäö]{2,}(?:en|et|an|arna|erna|na)s?)\b"
)
_NO_PLACE = re.compile(
    r"(?:start|starten|skiftet|slutet|slutningen|slutningarna|helgen|helgerna|tiderna|högtiderna|tillfällena?|tillfället|"
    r"besöken|mötena|mötet|kontrollerna|behoven?|behovet|åren|året|säsongen|månaden|terminen|dagen|dagarna|"
    r"kvällen|kvällarna|natten|nätterna|veckan|frågorna|frågan|arbetet|polisen|kommunen|parterna|tiden|ungdomarna|"
    r"barnen|eleverna|boende|invånarna)$"
)

_INHABITANTS = re.compile(r"(?:bo|borna|bornas|invånarna)$")  # "Ekslundaborna"
# "Norra skolan" among others of its kind.
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:Norra|Södra|Östra|Västra|Gamla|Nya|Stora|Lilla|Övre|Nedre)\s"
    r"[a-zåäö]*(?:skolan|torget|parken|bron|hamnen|stationen|gatan|vägen|badet|stranden|gården|området|kajen)\b"
)

_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]{2,}(?:[ -][A-ZÅÄÖ][a-zåäöé]+)*")
_SIDE_BY_SIDE = re.compile(
    rf"\b(?:i|på|till|från)\s+{_NAME.pattern}(?:(?:,\s|,?\s(?:och|samt|eller|respektive)\s)"
    rf"(?:(?:(?:en|ett|två|tre|fyra|fem|sex|\d+)\s)?(?:i|på|till|från)\s)?{_NAME.pattern})+(?!\w*\s+kommun)\b"
)
_NO_NAME = re.compile(r"(?:\w*polis|kommun|socialtjänst|facebook|instagram)", re.IGNORECASE)
_AT = re.compile(r"\s(?:i|på|vid|bakom|utanför|intill|framför|mot|till|mellan)\s", re.IGNORECASE)
_AND = re.compile(r"\soch\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellan\s\S+(?:\s\S+)?$", re.IGNORECASE)


def places_of(
    units: Sequence[Unit], lead: Sequence[Unit], home: frozenset[str], cell: Unit | None = None
) -> tuple[Span, ...]:
    """Where it is done: in the ``cell`` of its row for that, in its own words, else in the heading or label
    of its area."""
    if cell is not None:
        return (cell.span,)
    weak: tuple[Span, ...] = ()
    for unit in units:
        found = _named(unit.text, home)
        found += _towns(unit.text)
        if found:
            return tuple(_absolute(unit, f) for f in _whole_places(unit.text, found))
        beside = [m.span(1) for m in _BESIDE.finditer(unit.text) if not _NO_PLACE.search(m.group(1))]
        weak = weak or tuple(_absolute(unit, f) for f in beside)
    # "vid infarten" below "Koloniområdet": the area says more.
    return _of_lead(lead, home) or weak


def _named(text: str, home: frozenset[str]) -> list[tuple[int, int]]:
    """The places a text names; not those who live there, nor what only owns something."""
    found = [
        f for f in place_spans(text, home) if not _INHABITANTS.search(text[slice(*f)]) and not _owner(text, f)
    ]
    return found + [m.span() for m in _ONE_OF_SEVERAL.finditer(text)]


def _of_lead(lead: Sequence[Unit], home: frozenset[str]) -> tuple[Span, ...]:
    for unit in lead:
        heading = unit.kind is UnitKind.HEADING
        if unit.kind is UnitKind.HEADER_ROW or (heading and unit.id == 0 and not home):
            continue  # what a title names is the municipality itself, where nothing else names it
        short = heading or is_label(unit)
        if not short and not unit.text.rstrip().endswith((":", " att")):
            continue
        spans = _whole_places(unit.text, _named(unit.text, home))
        if spans:
            return tuple(_absolute(unit, f) for f in spans)
        beside = [m.span(1) for m in _BESIDE.finditer(unit.text) if not _NO_PLACE.search(m.group(1))]
        if heading and beside:  # "Lugnare utanför skolan"
            return (_absolute(unit, beside[0]),)
        if short and _AREA.match(unit.text):
            word = unit.text.strip(" .:0123456789)")
            if not NO_AREA.search(word) and word.lower() not in home and _names_place(word):
                at = unit.text.index(word)
                return (_absolute(unit, (at, at + len(word))),)
    return ()


def _absolute(unit: Unit, span: tuple[int, int]) -> Span:
    return Span(unit.start + span[0], unit.start + span[1])


def _towns(text: str) -> Iterator[tuple[int, int]]:
    """Names side by side, also the municipality's own: beside another place "Tallnäs" means the town."""
    for m in _SIDE_BY_SIDE.finditer(text):
        names = list(_NAME.finditer(text, *m.span()))
        if not any(_NO_NAME.match(n.group()) for n in names):
            yield from (n.span() for n in names)


def _whole_places(text: str, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places as they are named in full, each once: "gångvägen mellan stationen och torget" is one."""
    out: list[tuple[int, int]] = []
    told: set[str] = set()
    for span in sorted({_whole_name(text, f) for f in found}):
        if out and span[0] < out[-1][1]:
            out[-1] = (out[-1][0], max(span[1], out[-1][1]))
        elif out and (start := _goes_on(text, out[-1], span[0])) >= 0:
            out[-1] = (start, span[1])
        elif text[slice(*span)].lower() not in told:
            out.append(span)
        told.add(text[slice(*out[-1])].lower())
    return out


def _goes_on(text: str, before: tuple[int, int], start: int) -> int:
    """Where the place begins whose name goes on at ``start``, after the one ``before``; -1 for another place."""
    between = text[before[1] : start]
    if _AT.fullmatch(between):
        return before[0]
    if not _AND.fullmatch(between):
        return -1
    ends = _BETWEEN.search(text, 0, before[1])  # the one of "mellan stationen och torget"
    return min(ends.start(), before[0]) if ends else -1


def _owner(text: str, span: tuple[int, int]) -> bool:
    """A kind of place that only owns what follows: "fritidsgårdens vagn"; a name may ("Kvarnängens infarter")."""
    word = text[span[0] : span[1]]
    return word[:1].islower() and word.endswith("s") and bool(re.match(r"\s+[a-zåäö]", text[span[1] :]))


def _names_place(word: str) -> bool:
    """A name of two capitals or a definite noun: "Stora torget", "Friluftsbadet"; not "Trafiken"."""
    return bool(
        re.search(
            r"(?:torget|badet|centrum|skolan|parken|området|gården|stationen|gatan|vägen|hamnen)$", word, re.I
        )
    )


_ADJECTIVE = re.compile(
    r"(?:\b(?:norra|södra|östra|västra|inre|yttre|gamla|nya|stora|lilla|övre|nedre)\s+)$", re.IGNORECASE
)
_NAME_AFTER = re.compile(
    r"\s+(?:skola|skolan|torg|torget|station|stationen|centrum|gymnasium|park|parken|hamn|hamnen|resecentrum|"
    r"gård|fritidsgård|bibliotek|simhall|(?:i\s+)?[A-ZÅÄÖ][a-zåäöé]{2,}(?!\w*\s+kommun))\b",
)
# The number of a house stands behind a street, and is no day or count.
_STREET = re.compile(r"(?:gatan|vägen|gränd|gränden|stigen|allén|backen|torg|torget|plan)$", re.IGNORECASE)
_HOUSE = re.compile(
    r"\s+\d{1,3}\b(?!\s*(?:gång|kväll|tillfäll|pass|år|dag|vecka|veckor|[–-]\s?\d|och \d|"
    rf"{MONTH_NAMES}))"
)
# "Konsums parkering": what somebody's name owns.
_OWNED = re.compile(
    r"\s+[a-zåäö]*(?:parkering|plats|gård|torg|park|entré|sida|station|lokal|lokaler|butik|område|hamn|strand|skola|infart|"
    r"infarter|garage|plan|hus|hall|bad|centrum|kiosk|backe|brygga)\b"
)


def _whole_name(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The place with the words that belong to its name: "Norra skolan", "Spolgatan 8", "leden i Viksele"."""
    before = _ADJECTIVE.search(text, 0, span[0])
    word = text[slice(*span)]
    after = _NAME_AFTER.match(text, span[1])
    if after is None and _STREET.search(word):
        after = _HOUSE.match(text, span[1])
    if after is None and word[:1].isupper() and word.endswith("s"):
        after = _OWNED.match(text, span[1])
    return (before.start() if before else span[0]), (after.end() if after else span[1])
