"""What a single promise says: who does what, where, how much, when, and for which year.

Every part is a stretch of the document. Nothing is filled in: a promise that names no place has none.
What leads into a promise (its label, the sentence before the list, the heading) may name who and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.entities.quantity_units import Quantity
from ..language.units import UnitKind
from .places import home_names
from .promise_actors import Actor, find_actor
from .promise_amounts import COUNTS, amounts_in
from .promise_columns import read_row
from .promise_leads import Promise, is_label
from .promise_places import places_of
from .promise_validity import TIMES, Validity, stretch
from .promise_years import years_of
from .promises import every_promise

# A count of occasions says how much is done ("minst 24 gånger"); other counts are what is done ("tre farthinder").
_OCCASIONS = re.compile(
    r"(?:gång(?:er)?|ggr|tillfällen?|kväll(?:ar)?|dag(?:ar)?|natt|nätter|pass|helger?|veckor?|timm(?:ar|e)|"
    r"eftermiddagar|fredagar|lördagar|söndagar|torsdagar|onsdagar|tisdagar|måndagar|vardagar|dygn)$",
    re.IGNORECASE,
)
_BEFORE_TIME = re.compile(
    r"(?:\b(?:klar[at]?|färdig[at]?|från|fr\.?o\.?m\.?|till|t\.?o\.?m\.?|under|före|efter|senast|innan|inom|i|till och med|"
    r"från och med|vid|den|hela|perioden|tiden|säsongen|första gången|\w+starten)\s+)+$",
    re.IGNORECASE,
)
# A time of the year that no date names: "under skolterminerna", "hela sommarlovet", "före skolstarten".
_SEASON = re.compile(
    r"\b(?:under|inför|före|innan|efter|vid|till|på|i|hela)\s+(?:(?:hela|alla)\s+)?\w*"
    r"(?:terminen|terminerna|terminer|lovet|loven|lov|säsongen|månaderna|läsåret|skolåret|skoltid|semestern|"
    r"halvåret|skolstarten|terminsstarten|skolavslutningen)\b|"
    r"\b(?:inför|före|innan|efter|till|vid|över)\s+(?:midsommar|jul|nyår|påsk|valborg|skolstart|terminsstart)(?:en|helgen)?\b",
    re.IGNORECASE,
)
# "inom 48 timmar", "samma dag": how soon each time.
_LIMIT = re.compile(
    r"\binom (?:högst )?(?:\w+|\d+[–-]\d+) (?:\w*timm(?:ar|e)|\w*dygn|\w*dag(?:ar)?|\w*veck(?:a|or)|månad(?:er)?|år)\b|"
    r"\bsamma (?:dag|kväll|vecka)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:,|\s*(?:,\s)?(?:och|eller|samt))\s(?:(?:den|i|under|på)\s)?", re.IGNORECASE)
_STRETCH = re.compile(r"(?:tiden|perioden)\s", re.IGNORECASE)
_BARE_YEARS = re.compile(r"\d{4}(?:\W+(?:\d\d){1,2})?")
_BEFORE_COUNT = re.compile(
    r"(?:\b(?:minst|högst|sammanlagt|totalt|ungefär|cirka|ca|i snitt|även|också|på)\s+)+$", re.IGNORECASE
)
_VERB_FIRST = re.compile(
    r"\W*(?:(?:och|samt|att|då|dessutom|också|även)\s+)*(?:(?:lovar|åtar sig|kommer|avser|ska|skall)\s+(?:vi\s+|också\s+|"
    r"även\s+|tillsammans\s+|under \d{4}\s+)*(?:att\s+)?)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise with its parts; ``years`` are the first and the last year that it is given for."""

    span: Span
    actor: Actor | None
    activity: Span
    places: tuple[Span, ...]
    quantities: tuple[tuple[Span, Quantity], ...]
    time: Span | None
    years: tuple[int, int] | None


def find_pledges(analysis: Analysis) -> tuple[Pledge, ...]:
    """Every promise of the document, of all its years, in text order."""
    home, validity = home_names(analysis), Validity(analysis)
    return tuple(_pledge(analysis, p, home, validity) for p in _merged(analysis, every_promise(analysis)))


def _merged(analysis: Analysis, promises: Sequence[Promise]) -> Iterator[Promise]:
    """Counts that stand as points below what they count belong to it: "Fotpatrull" with "40 pass" below."""
    i = 0
    while i < len(promises):
        promise = promises[i]
        head = promise.lead[0] if promise.lead else None
        group = [promise]
        if head is not None and head.kind is UnitKind.ITEM:
            while i + len(group) < len(promises):
                following = promises[i + len(group)]
                if not following.lead or following.lead[0] is not head:
                    break
                group.append(following)
            if all(_only_measure(p) for p in group):
                units = (head, *(u for p in group for u in p.units))
                yield Promise(units, promise.lead[1:])
                i += len(group)
                continue
        yield promise
        i += 1


def _only_measure(promise: Promise) -> bool:
    """Nothing but a count, a frequency or a time: "minst 40 pass under året"."""
    text = promise.units[0].text
    told = [f for f in promise.units[0].facts if f.kind in (*COUNTS, *TIMES, "bound")]
    if len(promise.units) > 1 or not any(f.kind in COUNTS for f in told) or len(text.split()) > 8:
        return False
    rest = "".join(
        c for i, c in enumerate(text, promise.units[0].start) if not any(f.start <= i < f.end for f in told)
    )
    return len([w for w in re.findall(r"[^\W\d_]{4,}", rest) if w.lower() not in _FILLING]) <= 1


_FILLING = frozenset(
    "under året perioden totalt sammanlagt varje minst högst cirka ungefär samt löpande".split()
)


def _pledge(analysis: Analysis, promise: Promise, home: frozenset[str], validity: Validity) -> Pledge:
    units = (promise.part,) if promise.part is not None else _together(promise.units)
    span = Span(units[0].start, units[-1].end)
    row = read_row(analysis, units[0]) if promise.part is None else None
    own = row.what if row is not None else units[0]
    told = row.told if row is not None else units
    actor = find_actor(analysis, promise, own, row.who if row is not None else None, told[1:] if row else ())
    text = analysis.document.text
    if row is not None:  # no value goes over the border between two cells
        quantities = tuple(q for cell in told for q in amounts_in(text, cell.span, cell.facts))
    else:
        quantities = tuple(amounts_in(text, span, [f for u in units for f in u.facts]))
    return Pledge(
        span=span,
        actor=actor,
        activity=_activity(analysis, own, actor, quantities),
        places=places_of(told, promise.lead, home, row.where if row is not None else None),
        quantities=quantities,
        time=next((t for u in told if (t := _time(analysis, u))), None)
        or (row.when.span if row is not None and row.when is not None and not quantities else None)
        or _time_of_lead(analysis, promise.lead)
        or _time_of_all(analysis, validity.of(promise)),
        years=years_of(analysis, promise),
    )


def _together(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The first unit and those that follow it in the same list item, or below it as its counts."""
    out = [units[0]]
    for unit in units[1:]:
        if unit.id != out[-1].id + 1 or (unit.block != out[0].block and unit.kind is not UnitKind.ITEM):
            break
        out.append(unit)
    return tuple(out)


# --- time --------------------------------------------------------------------------------------------


def _time(analysis: Analysis, unit: Unit) -> Span | None:
    """The first time with the words that bind it: "före den 10 juni", "från september till mars"."""
    text = analysis.document.text
    found = [Span(f.start, f.end) for f in unit.facts if f.kind in TIMES]
    if not found:
        said = _SEASON.search(unit.text) or _LIMIT.search(unit.text)
        return Span(unit.start + said.start(), unit.start + said.end()) if said else None
    # A period and the dates inside it begin together: the longest says the most.
    first = max(found, key=lambda f: (-f.start, f.end))
    lead = _BEFORE_TIME.search(text, max(first.start - 40, unit.start), first.start)
    start = lead.start() if lead else first.start
    if _STRETCH.match(text, start) and text.endswith("för ", unit.start, start):
        start -= len("för ")  # "för tiden 1 maj till 30 juni"
    end = first.end
    for later in found:  # "under våren och sommaren 2025"
        if later.start >= end and _AND.fullmatch(text, end, later.start):
            end = later.end
    return Span(start, end)


def _time_of_lead(analysis: Analysis, lead: Sequence[Unit]) -> Span | None:
    """A time in the sentence, label or heading that leads into the list: "Det gör vi under hösten".

    A bare year in a heading is the promise's year.
    """
    for unit in lead:
        heading = unit.kind is UnitKind.HEADING
        if unit.kind is UnitKind.HEADER_ROW:
            continue
        if heading or unit.text.rstrip().endswith((":", " att")) or is_label(unit):
            found = _time(analysis, unit)
            if found is not None and not (heading and _BARE_YEARS.fullmatch(analysis.document.text, *found)):
                return found
    return None


def _time_of_all(analysis: Analysis, said: Unit | None) -> Span | None:
    """The time for which the promises hold, where a sentence of its own says it."""
    found = _time(analysis, said) if said is not None else None
    return stretch(said, found) if said is not None and found is not None else None


# --- activity ----------------------------------------------------------------------------------------


def _activity(
    analysis: Analysis, unit: Unit, actor: Actor | None, quantities: Sequence[tuple[Span, Quantity]]
) -> Span:
    """What is done: the promise without who at its head and without how often and when at its tail."""
    text = analysis.document.text
    cell = unit.kind is UnitKind.ROW
    start, end = unit.start, unit.end
    if actor is not None and not cell and start <= actor.span.start < end:
        between = text[start : actor.span.start].strip(" –-•*\t")
        if not between or between.lower() in ("tillsammans med", "också", "även", "dessutom"):
            start = actor.span.end
    opening = _VERB_FIRST.match(text, start, end)
    if opening:
        start = opening.end()
    cut = min((c for c in _tails(text, unit, quantities) if start < c < end), default=end)
    if len(text[start:cut].split()) >= 2 or cell:
        end = cut if text[start:cut].strip(" ,;:–-") else end
    while end > start and text[end - 1] in " ,;:.–-\t\n":
        end -= 1
    while start < end and text[start] in " ,;:–-\t\n":
        start += 1
    return Span(start, end) if end > start else unit.span


def _tails(text: str, unit: Unit, quantities: Sequence[tuple[Span, Quantity]]) -> Iterator[int]:
    """Where words of how often or when begin."""
    for span, quantity in quantities:
        if quantity.kind == "frequency" or _OCCASIONS.search(quantity.unit_text):
            lead = _BEFORE_COUNT.search(text, max(span.start - 30, unit.start), span.start)
            yield lead.start() if lead else span.start
    for fact in unit.facts:
        if fact.kind in TIMES:
            lead = _BEFORE_TIME.search(text, max(fact.start - 40, unit.start), fact.start)
            yield lead.start() if lead else fact.start
