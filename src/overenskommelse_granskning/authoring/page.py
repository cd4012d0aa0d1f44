"""Everything that is to be told of one criterion: the same content for the terminal and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..advice.reliability import tried_wordings
from ..checklist import Checklist, Criterion, available
from ..checklist.wording import PLACE_TITLES, outcome_order
from ..evaluation.measured import FEW, Measured, shipped_measures
from ..reports.labels import LEVEL_TITLES, number, percent
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from ..vocabulary.slots import fill_slots
from ..vocabulary.swedish import decimal
from .plain import adding_up, element_text, outcome_sentence, passages_text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``lead`` stands before it (a word in bold, a list mark where it is ”-”)."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it; the first part has none."""

    title: str
    lines: tuple[Line, ...]


def criterion_page(checklist: Checklist, c: Criterion) -> tuple[Part, ...]:
    """All parts that have something to say, in the order that they are read."""
    found = (
        Part("", tuple(_opening(checklist, c))),
        Part("Varför", tuple(Line(t) for t in (c.why,) if t)),
        Part("Källa", tuple(Line(checklist.sources.get(s, s), "-") for s in c.sources)),
        Part("Vad som krävs", tuple(Line(t, OUTCOME_TITLES[o]) for o, t in outcome_order(c.levels))),
        Part("Delkrav", tuple(_elements(checklist, c))),
        Part("Exempel", tuple(_examples(c))),
        Part("Råd", tuple(_advice(c))),
        Part("Förslag till skrivning", tuple(_wording(c))),
        Part("Uppmätt träffsäkerhet", tuple(Line(t) for t in _measured(checklist, c))),
        Part("Kända fel", tuple(_known(c))),
    )
    return tuple(p for p in found if p.lines)


def _opening(checklist: Checklist, c: Criterion) -> Iterator[Line]:
    yield Line(c.question)
    mandatory = " Obligatoriskt: stängs inte av utan skäl." if c.mandatory else ""
    yield Line(
        f"{c.id} i {checklist.id} {checklist.version}: {LEVEL_TITLES[c.level]}, vikt {number(c.weight)}.{mandatory}"
    )
    yield Line(f"Bedöms {PLACE_TITLES[c.place]}.")
    if c.step:
        yield Line(f"Hör till: {c.step}.")
    if c.applies is not None and c.applies.from_date is not None:
        yield Line(f"Gäller dokument från {c.applies.from_date.isoformat()}. {c.applies.reason}".strip())
    if c.since:
        changed = f", ändrat i {c.changed}" if c.changed else ""
        yield Line(f"Infört i version {c.since} av checklistan{changed}.")


def _elements(checklist: Checklist, c: Criterion) -> Iterator[Line]:
    places = passages_text(c, checklist.tests)
    if places:
        yield Line(places, "Kriteriets ställen")
    yield from (Line(element_text(e, checklist.tests), e.title) for e in c.elements)
    yield from (Line(outcome_sentence(o, text)) for o, text in adding_up(c))


def _examples(c: Criterion) -> Iterator[Line]:
    if c.weak_example:
        yield Line(c.weak_example, "svagt")
    if c.strong_example:
        yield Line(c.strong_example, "starkt")


def _advice(c: Criterion) -> Iterator[Line]:
    missing, partial = c.advice.get(Outcome.MISSING, ""), c.advice.get(Outcome.PARTIAL, "")
    if missing == partial:
        yield from (Line(t) for t in (missing,) if t)
        return
    for outcome, text in ((Outcome.MISSING, missing), (Outcome.PARTIAL, partial)):
        if text:
            yield Line(text, OUTCOME_TITLES[outcome])


def _wording(c: Criterion) -> Iterator[Line]:
    yield from (Line(line) for line in c.suggestion.splitlines() if line.strip())
    if c.amend:
        yield Line(fill_slots(c.amend), "det som redan står kan bli")
    tried = tried_wordings().get(c.id)
    if tried is not None and not c.own_rules:
        yield Line(
            f"Prövat i {tried.texts} texter där det brast: ifyllt gav förslaget uppfyllt i {percent(tried.met)}.",
        )


def _measured(checklist: Checklist, c: Criterion) -> Iterator[str]:
    """How often the verdict is right, in words; figures hold for criteria decided as in the shipped lists."""
    shipped = checklist.id in available() or (checklist.extends and not c.own_rules)
    m = shipped_measures().get(c.id) if shipped else None
    if m is None:
        yield "Ännu inte mätt för det här kriteriet."
        return
    yield (
        f"Mätt på {_documents(m)} av andra författare än dem som programmet har lärt av (mätmängden {m.set}): "
        f"{', '.join(_figures(m))}."
    )
    if m.n < FEW:
        yield "Det är få dokument: talen är osäkra."


def _documents(m: Measured) -> str:
    return "ett dokument" if m.n == 1 else f"{m.n} dokument"


def _figures(m: Measured) -> Iterator[str]:
    yield f"rätt utfall i {percent(m.accuracy)} av dem"
    for name, value in (("F1 för ”saknas”", m.missing_f1), ("κ", m.kappa)):
        if value is not None:
            yield f"{name} {decimal(value, '.2f')}"


def _known(c: Criterion) -> Iterator[Line]:
    for case in c.cases:
        if case.todo:
            text = " ".join(case.text.split())
            yield Line(f"{case.name}: ”{text}” ska ge {OUTCOME_TITLES[case.expect]}, men gör det inte.", "-")
